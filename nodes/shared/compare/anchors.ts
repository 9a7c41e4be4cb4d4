import type { EventLoopYielder } from '../core/eventLoop';
import { partitionPoint } from '../core/partitionPoint';

/** Parts of both sequences; ends are excluded. */
export interface Block {
	from: number;
	to: number;
	otherFrom: number;
	otherTo: number;
}

/** A place in both sequences at which they can be divided. */
export interface Cut {
	at: number;
	other: number;
}

/** Distance between two cuts, in tokens: closer ones save no time. */
const DISTANCE = 200;

/** Number of tokens between two checks of the clock. */
const CHECK_INTERVAL = 4096;

const REPEATED = -1;

/**
 * Places at which both sequences have the same run of tokens, which occurs once in each, in ascending order in both. The
 * cut is in the middle of the run.
 * @param run number of tokens
 */
export async function anchorsOf(
	reference: Int32Array,
	other: Int32Array,
	block: Block,
	run: number,
	yielder: EventLoopYielder,
): Promise<Cut[]> {
	const places = await uniqueRuns(reference, block.from, block.to, run, yielder);
	const otherPlaces = await uniqueRuns(other, block.otherFrom, block.otherTo, run, yielder);
	const pairs: Cut[] = [];
	let seen = 0;
	for (const [hash, at] of places) {
		if ((seen += 1) % CHECK_INTERVAL === 0) await yielder.pause();
		const place = otherPlaces.get(hash) ?? REPEATED;
		if (at !== REPEATED && place !== REPEATED && isSame(reference, at, other, place, run)) {
			pairs.push({ at, other: place });
		}
	}
	const half = run >> 1;
	const cuts: Cut[] = [];
	for (const pair of await longestAscending(pairs, yielder)) {
		const cut = { at: pair.at + half, other: pair.other + half };
		const last = cuts.at(-1);
		if (!last || cut.at - last.at >= DISTANCE || cut.other - last.other >= DISTANCE) cuts.push(cut);
	}
	return cuts;
}

/** The place of every run by its hash, in the order of the first places; `REPEATED` if it occurs again. */
async function uniqueRuns(
	ids: Int32Array,
	from: number,
	to: number,
	run: number,
	yielder: EventLoopYielder,
): Promise<Map<number, number>> {
	const places = new Map<number, number>();
	for (let at = from; at + run <= to; at += 1) {
		if (at % CHECK_INTERVAL === 0) await yielder.pause();
		let hash = 17;
		for (let offset = 0; offset < run; offset += 1)
			hash = Math.imul(hash ^ (ids[at + offset] ?? 0), 0x01000193) ^ (hash >>> 15);
		places.set(hash, places.has(hash) ? REPEATED : at);
	}
	return places;
}

function isSame(a: Int32Array, from: number, b: Int32Array, otherFrom: number, run: number): boolean {
	for (let offset = 0; offset < run; offset += 1)
		if (a[from + offset] !== b[otherFrom + offset]) return false;
	return true;
}

/** The longest part of a list, sorted by the first place, that also ascends in the other. */
async function longestAscending(pairs: readonly Cut[], yielder: EventLoopYielder): Promise<Cut[]> {
	/** The last pair of the best list of each length. */
	const ends: number[] = [];
	const before: number[] = [];
	for (const [index, { other }] of pairs.entries()) {
		if (index % CHECK_INTERVAL === 0) await yielder.pause();
		const low = partitionPoint(ends.length, (at) => (pairs[ends[at] ?? 0]?.other ?? 0) < other);
		before.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
		ends[low] = index;
	}
	const longest: Cut[] = [];
	for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
		const pair = pairs[index];
		if (pair) longest.push(pair);
	}
	return longest.reverse();
}
