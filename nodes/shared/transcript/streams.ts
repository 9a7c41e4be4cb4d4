import { EventLoopYielder } from '../core/eventLoop';
import type { Word } from './model';
import { SENTENCE_END } from './sentenceEnd';

/** Pause of a speaker, in seconds, after which what follows is not part of the same phrase or number. */
const LONGEST_PAUSE = 15;

/** Words after which a stream ends at the next sentence end, so that each can be processed in one step. */
const LONG_STREAM = 1000;

interface Spoken {
	words: readonly Word[];
}

interface Stream {
	indexes: number[];
	end: number;
}

/**
 * The indexes of the words that each speaker says in a row. What another speaker says in between, e.g. an "mhm" within a
 * card number, does not end a stream; a pause of 15 seconds does.
 */
export async function streamsOf(transcript: Spoken): Promise<number[][]> {
	const yielder = new EventLoopYielder();
	const open = new Map<string, Stream>();
	/** The stream that a punctuation mark without a speaker belongs to, by channel. */
	const latest = new Map<string | null, Stream>();
	const streams: Stream[] = [];
	for (const [index, word] of transcript.words.entries()) {
		if (index % 1024 === 0) await yielder.pause();
		const key = JSON.stringify([word.channel, word.speaker]);
		const attached =
			word.kind === 'punctuation' && word.speaker === null ? latest.get(word.channel) : undefined;
		let stream = attached ?? open.get(key);
		if (stream === undefined || isOver(transcript, stream, word.start)) {
			stream = { indexes: [], end: word.end };
			streams.push(stream);
			open.set(key, stream);
		}
		stream.indexes.push(index);
		stream.end = Math.max(stream.end, word.end);
		latest.set(word.channel, stream);
	}
	return streams.map(({ indexes }) => indexes);
}

function isOver({ words }: Spoken, { indexes, end }: Stream, start: number): boolean {
	if (start - end > LONGEST_PAUSE) return true;
	const last = words[indexes.at(-1) ?? -1];
	return (
		indexes.length >= LONG_STREAM &&
		(SENTENCE_END.test(last?.text ?? '') || indexes.length >= 4 * LONG_STREAM)
	);
}
