import { EventLoopYielder } from '../core/eventLoop';
import type { Segment, Transcript, Word } from './model';
import { joinWords } from './words';

/** Pause in seconds in which a word on another channel ends the turn; in a shorter one, both speak at the same time. */
const TURN_PAUSE = 0.5;

/** Number of words between two checks of the clock. */
const CHECK_INTERVAL = 2048;

const OPENING = /^[\p{Ps}\p{Pi}¿¡]+$/u;

interface OpenTurn {
	speaker: string | null;
	channel: string | null;
	words: Word[];
	from: number;
	to: number;
	end: number;
	/** Whether a word on another channel followed the last word of this turn. */
	answered: boolean;
}

/**
 * Builds turns from words: consecutive words of one speaker on one channel. With several channels, a turn also ends at a
 * pause in which another channel speaks, but an "mhm" within the other's sentence does not split it. Punctuation belongs
 * to the preceding word on its channel. Segments are sorted by start, and each word is in exactly one. The confidence of a
 * segment is the mean of its words' confidences, `null` if none has one. Yields to n8n's event loop: a day of speech has
 * 220,000 words.
 *
 * @param words in the order of the transcript
 */
export async function segmentsFromWords(words: readonly Word[]): Promise<Segment[]> {
	const yielder = new EventLoopYielder();
	const open = new Map<string | null, OpenTurn>();
	const turns: OpenTurn[] = [];
	let latest: OpenTurn | undefined;
	for (let index = 0; index < words.length; index += 1) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const word = words[index];
		if (word === undefined) continue;
		let turn = open.get(word.channel);
		// An opening mark such as "¿" belongs to the next word if the vendor assigns it a speaker.
		const attached = word.kind === 'punctuation' && (word.speaker === null || !OPENING.test(word.text));
		const continues =
			turn !== undefined &&
			(attached || turn.speaker === word.speaker) &&
			(attached || !turn.answered || word.start - turn.end < TURN_PAUSE);
		if (turn === undefined || !continues) {
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
 * The turns of a transcript: its segments, or turns built from its words, or its whole text as one turn, whichever the
 * vendor provides; empty if there is none.
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

/** The mean confidence of words, to four digits; `null` if none has one. */
export function meanConfidence(words: readonly Word[]): number | null {
	let sum = 0;
	let count = 0;
	for (const { kind, confidence } of words) {
		if (kind === 'punctuation' || confidence === null) continue;
		sum += confidence;
		count += 1;
	}
	return count === 0 ? null : Math.round((sum / count) * 10000) / 10000;
}
