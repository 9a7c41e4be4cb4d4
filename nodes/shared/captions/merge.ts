import type { EventLoopYielder } from '../core/eventLoop';
import type { Chunks } from './chunks';
import { sortedOrder } from './mergeSort';

/** Silence in milliseconds that ends a phrase. */
const PHRASE_PAUSE_MS = 500;
/** How long, in milliseconds, a speaker may continue after the next has started without counting as simultaneous speech. */
const FINISHING_MS = 500;

/** Words that overlap by at most this many milliseconds count as consecutive. */
const OVERLAP_TOLERANCE_MS = 100;

/** The transition from the previous chunk. */
export const Transition = {
	/** Same track. */
	same: 0,
	/** Another track, and both speak at the same time. */
	overlap: 1,
	/** Another track takes its turn. */
	turn: 2,
} as const;

export interface MergedChunks {
	chunks: Chunks;
	/** The `Transition` of each chunk. */
	transitions: Uint8Array;
	/** The next chunk of the same track for each chunk, or -1. */
	nextInTrack: Int32Array;
}

/**
 * Merges the chunks of all tracks, given track by track, in order of time. A speaker who is interrupted but finishes soon
 * finishes first. Where the tracks still interleave after that, people speak at the same time, which the transitions show.
 */
export async function mergeTracks(
	given: Chunks,
	tracks: number,
	yielder: EventLoopYielder,
): Promise<MergedChunks> {
	const { count } = given;
	const transitions = new Uint8Array(count);
	if (tracks < 2) {
		const nextInTrack = new Int32Array(count).fill(-1);
		for (let i = 0; i + 1 < count; i += 1) nextInTrack[i] = i + 1;
		return { chunks: given, transitions, nextInTrack };
	}
	const sorted = await sortedOrder(trackTimes(given), yielder);
	const { phraseOf, phraseEnd } = phrasesOf(given, sorted, tracks);
	if (yielder.due) await yielder.yield();
	const order = finishFirst(given, sorted, phraseOf, phraseEnd);
	if (yielder.due) await yielder.yield();
	const chunks = given.inOrder(order);
	if (yielder.due) await yielder.yield();

	const lastOfPhrase = new Int32Array(phraseEnd.length);
	for (let at = 0; at < count; at += 1) lastOfPhrase[phraseOf[order[at] ?? 0] ?? 0] = at;
	const nextInTrack = new Int32Array(count).fill(-1);
	const latest = new Int32Array(tracks).fill(-1);
	const begun = new Uint8Array(phraseEnd.length);
	for (let at = 0; at < count; at += 1) {
		if ((at & 1023) === 0 && yielder.due) await yielder.yield();
		const track = chunks.track[at] ?? 0;
		const phrase = phraseOf[order[at] ?? 0] ?? 0;
		if (at > 0 && chunks.track[at - 1] !== track) {
			const before = phraseOf[order[at - 1] ?? 0] ?? 0;
			const interleaved = (lastOfPhrase[before] ?? 0) > at || begun[phrase] === 1;
			transitions[at] = interleaved ? Transition.overlap : Transition.turn;
		}
		begun[phrase] = 1;
		const previous = latest[track] ?? -1;
		if (previous >= 0) nextInTrack[previous] = at;
		latest[track] = at;
	}
	return { chunks, transitions, nextInTrack };
}

/**
 * Ascending starts within each track, which keep the order of its words: part of a split word may start after the next
 * word.
 */
function trackTimes({ start, track, count }: Chunks): Int32Array {
	const times = start.slice(0, count);
	for (let i = 1; i < count; i += 1) {
		if (track[i] === track[i - 1]) times[i] = Math.max(times[i] ?? 0, times[i - 1] ?? 0);
	}
	return times;
}

/** Splits each track into phrases: speech without a silence and without another track speaking in between. */
function phrasesOf(
	given: Chunks,
	sorted: Int32Array,
	tracks: number,
): { phraseOf: Int32Array; phraseEnd: number[] } {
	const { start, end, track } = given;
	const phraseOf = new Int32Array(given.count);
	const phraseEnd: number[] = [];
	const latest = new Int32Array(tracks).fill(-1);
	for (let at = 0; at < sorted.length; at += 1) {
		const chunk = sorted[at] ?? 0;
		const own = track[chunk] ?? 0;
		const previousAt = latest[own] ?? -1;
		const previous = sorted[previousAt] ?? 0;
		let phrase = phraseOf[previous] ?? 0;
		const silence = (start[chunk] ?? 0) - (phraseEnd[phrase] ?? 0);
		if (previousAt < 0 || silence >= PHRASE_PAUSE_MS || answered(given, sorted, previousAt, at)) {
			phrase = phraseEnd.length;
			phraseEnd.push(0);
		}
		phraseOf[chunk] = phrase;
		phraseEnd[phrase] = Math.max(phraseEnd[phrase] ?? 0, end[chunk] ?? 0);
		latest[own] = at;
	}
	return { phraseOf, phraseEnd };
}

/** Whether others spoke between two chunks of a track, and only there. */
function answered({ start, end }: Chunks, sorted: Int32Array, from: number, to: number): boolean {
	const stop = end[sorted[from] ?? 0] ?? 0;
	const resume = start[sorted[to] ?? 0] ?? 0;
	if (to - from < 2 || resume - stop < OVERLAP_TOLERANCE_MS) return false;
	for (let at = from + 1; at < to; at += 1) {
		const other = sorted[at] ?? 0;
		if (
			(start[other] ?? 0) < stop - OVERLAP_TOLERANCE_MS ||
			(end[other] ?? 0) > resume + OVERLAP_TOLERANCE_MS
		)
			return false;
	}
	return true;
}

function finishFirst(
	given: Chunks,
	sorted: Int32Array,
	phraseOf: Int32Array,
	phraseEnd: readonly number[],
): Int32Array {
	const order = new Int32Array(sorted.length);
	const done = new Uint8Array(sorted.length);
	let at = 0;
	const take = (chunk: number) => {
		order[at] = chunk;
		at += 1;
		done[chunk] = 1;
	};
	let current = -1;
	for (const candidate of sorted) {
		if (done[candidate]) continue;
		if (current >= 0 && given.track[current] !== given.track[candidate]) {
			const phrase = phraseOf[current] ?? 0;
			if ((phraseEnd[phrase] ?? 0) <= (given.start[candidate] ?? 0) + FINISHING_MS) {
				for (let rest = current + 1; rest < sorted.length && phraseOf[rest] === phrase; rest += 1) take(rest);
			}
		}
		take(candidate);
		current = candidate;
	}
	return order;
}
