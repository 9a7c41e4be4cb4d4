import { EventLoopYielder } from '../core/eventLoop';
import type { Segment, Transcript, Word } from './model';
import { joinWords } from './words';

/** Pause in seconds after which a word of another channel ends the turn; below it is talking at once. */
const TURN_PAUSE = 0.5;

/** Words between two looks at the clock. */
const LOOK_EVERY = 2048;

const OPENING = /^[\p{Ps}\p{Pi}¿¡]+$/u;

interface OpenTurn {
	speaker: string | null;
	channel: string | null;
	words: Word[];
	from: number;
	to: number;
	end: number;
	/** A word on another channel since this turn's last one. */
	answered: boolean;
}

/**
 * Turns made from words: runs of one speaker on one channel. Where several channels talk, a turn also ends
 * at a pause in which another channel spoke; «mhm» within a sentence of the other does not cut it.
 * Punctuation belongs to the word before it on its channel. Segments are sorted by start; each word is in
 * exactly one. A segment's confidence is the mean of its words', `null` where no word has one. Lets n8n's
 * event loop turn: a day of speech has 220,000 words.
 *
 * @param words in the order of the transcript
 */
export async function segmentsFromWords(words: readonly Word[]): Promise<Segment[]> {
	const yielder = new EventLoopYielder();
	const open = new Map<string | null, OpenTurn>();
	const turns: OpenTurn[] = [];
	let latest: OpenTurn | undefined;
	for (let index = 0; index < words.length; index += 1) {
		if (index % LOOK_EVERY === 0) await yielder.pause();
		const word = words[index];
		if (word === undefined) continue;
		let turn = open.get(word.channel);
		// An opening mark such as «¿» belongs to what follows, where the vendor says who speaks it.
		const attached = word.kind === 'punctuation' && (word.speaker === null || !OPENING.test(word.text));
		const goesOn =
			turn !== undefined &&
			(attached || turn.speaker === word.speaker) &&
			(attached || !turn.answered || word.start - turn.end < TURN_PAUSE);
		if (turn === undefined || !goesOn) {
			turn = {
				speaker: word.speaker,
				channel: word.channel,
				words: [],
				from: index,
				to: index,
				end: word.end,
				answered: false,
			};
			turns.push(turn);
			open.set(word.channel, turn);
		}
		turn.words.push(word);
		turn.to = index + 1;
		turn.end = Math.max(turn.end, word.end);
		turn.answered = false;
		if (latest !== undefined && latest !== turn) latest.answered = true;
		latest = turn;
	}
	const segments: Segment[] = [];
	for (const turn of turns) {
		segments.push(toSegment(turn));
		if (segments.length % 64 === 0) await yielder.pause();
	}
	return segments.sort((a, b) => a.start - b.start);
}

/**
 * The turns of a transcript, whatever the vendor gave: its segments, else turns made from the words, else
 * the whole text as one; empty where there is nothing at all.
 */
export async function turnsOf(
	transcript: Pick<Transcript, 'segments' | 'words' | 'text' | 'duration'>,
): Promise<Segment[]> {
	if (transcript.segments.length > 0) return transcript.segments;
	if (transcript.words.length > 0) return await segmentsFromWords(transcript.words);
	if (transcript.text.trim() === '') return [];
	return [
		{
			speaker: null,
			channel: null,
			start: 0,
			end: transcript.duration ?? 0,
			text: transcript.text,
			confidence: null,
			words: { from: 0, to: 0 },
		},
	];
}

function toSegment(turn: OpenTurn): Segment {
	return {
		speaker: turn.speaker,
		channel: turn.channel,
		start: turn.words.reduce((start, word) => Math.min(start, word.start), Infinity),
		end: turn.end,
		text: joinWords(turn.words),
		confidence: meanConfidence(turn.words),
		words: { from: turn.from, to: turn.to },
	};
}

function meanConfidence(words: readonly Word[]): number | null {
	let sum = 0;
	let count = 0;
	for (const { kind, confidence } of words) {
		if (kind === 'punctuation' || confidence === null) continue;
		sum += confidence;
		count += 1;
	}
	return count === 0 ? null : Math.round((sum / count) * 10000) / 10000;
}
