import type { Atoms } from './atoms';
import { sortedOrder } from './order';
import type { Breather } from '../items/slices';

/** Silence, in milliseconds, after which a lane counts as having stopped speaking. */
const PHRASE_PAUSE = 500;
/** How long, in milliseconds, a speaker may still finish after the next has begun without counting as speaking at the same time. */
const FINISH = 500;

/** Words that overlap by no more than this many milliseconds follow each other. */
const TOUCH = 100;

/** What stands between an atom and the one before it. */
export const Joint = {
	/** Same lane. */
	same: 0,
	/** Another lane, and both speak at the same time here. */
	overlap: 1,
	/** Another lane takes its turn. */
	turn: 2,
} as const;

export interface MergedAtoms {
	atoms: Atoms;
	/** One `Joint` an atom. */
	joints: Uint8Array;
	/** For each atom the next of its lane, or -1. */
	nextInLane: Int32Array;
}

/**
 * Brings the atoms of all lanes, given lane after lane, into one order of time. A speaker who is interrupted
 * but finishes soon finishes first. Where the lanes still interleave after that, people really talk at the
 * same time, and the joints say so.
 */
export async function mergeLanes(given: Atoms, lanes: number, breather: Breather): Promise<MergedAtoms> {
	const { count } = given;
	const joints = new Uint8Array(count);
	if (lanes < 2) {
		const nextInLane = new Int32Array(count).fill(-1);
		for (let i = 0; i + 1 < count; i += 1) nextInLane[i] = i + 1;
		return { atoms: given, joints, nextInLane };
	}
	const sorted = await sortedOrder(laneTimes(given), breather);
	const { phraseOf, phraseEnd } = phrasesOf(given, sorted, lanes);
	if (breather.due) await breather.yield();
	const order = finishFirst(given, sorted, phraseOf, phraseEnd);
	if (breather.due) await breather.yield();
	const atoms = given.inOrder(order);
	if (breather.due) await breather.yield();

	const lastOfPhrase = new Int32Array(phraseEnd.length);
	for (let at = 0; at < count; at += 1) lastOfPhrase[phraseOf[order[at] ?? 0] ?? 0] = at;
	const nextInLane = new Int32Array(count).fill(-1);
	const latest = new Int32Array(lanes).fill(-1);
	const begun = new Uint8Array(phraseEnd.length);
	for (let at = 0; at < count; at += 1) {
		if ((at & 1023) === 0 && breather.due) await breather.yield();
		const lane = atoms.lane[at] ?? 0;
		const phrase = phraseOf[order[at] ?? 0] ?? 0;
		if (at > 0 && atoms.lane[at - 1] !== lane) {
			const before = phraseOf[order[at - 1] ?? 0] ?? 0;
			const interleaved = (lastOfPhrase[before] ?? 0) > at || begun[phrase] === 1;
			joints[at] = interleaved ? Joint.overlap : Joint.turn;
		}
		begun[phrase] = 1;
		const previous = latest[lane] ?? -1;
		if (previous >= 0) nextInLane[previous] = at;
		latest[lane] = at;
	}
	return { atoms, joints, nextInLane };
}

/** Starts that never go back within a lane, so that the order of its words is kept: a part of a cut word may begin after the next word. */
function laneTimes({ start, lane, count }: Atoms): Int32Array {
	const times = start.slice(0, count);
	for (let i = 1; i < count; i += 1) {
		if (lane[i] === lane[i - 1]) times[i] = Math.max(times[i] ?? 0, times[i - 1] ?? 0);
	}
	return times;
}

/** Parts each lane into phrases: what is said without a silence and without another lane speaking in between. */
function phrasesOf(
	given: Atoms,
	sorted: Int32Array,
	lanes: number,
): { phraseOf: Int32Array; phraseEnd: number[] } {
	const { start, end, lane } = given;
	const phraseOf = new Int32Array(given.count);
	const phraseEnd: number[] = [];
	const latest = new Int32Array(lanes).fill(-1);
	for (let at = 0; at < sorted.length; at += 1) {
		const atom = sorted[at] ?? 0;
		const own = lane[atom] ?? 0;
		const previousAt = latest[own] ?? -1;
		const previous = sorted[previousAt] ?? 0;
		let phrase = phraseOf[previous] ?? 0;
		const silence = (start[atom] ?? 0) - (phraseEnd[phrase] ?? 0);
		if (previousAt < 0 || silence >= PHRASE_PAUSE || answered(given, sorted, previousAt, at)) {
			phrase = phraseEnd.length;
			phraseEnd.push(0);
		}
		phraseOf[atom] = phrase;
		phraseEnd[phrase] = Math.max(phraseEnd[phrase] ?? 0, end[atom] ?? 0);
		latest[own] = at;
	}
	return { phraseOf, phraseEnd };
}

/** Whether others spoke between two atoms of a lane, and only there. */
function answered({ start, end }: Atoms, sorted: Int32Array, from: number, to: number): boolean {
	const stop = end[sorted[from] ?? 0] ?? 0;
	const resume = start[sorted[to] ?? 0] ?? 0;
	if (to - from < 2 || resume - stop < TOUCH) return false;
	for (let at = from + 1; at < to; at += 1) {
		const other = sorted[at] ?? 0;
		if ((start[other] ?? 0) < stop - TOUCH || (end[other] ?? 0) > resume + TOUCH) return false;
	}
	return true;
}

function finishFirst(
	given: Atoms,
	sorted: Int32Array,
	phraseOf: Int32Array,
	phraseEnd: readonly number[],
): Int32Array {
	const order = new Int32Array(sorted.length);
	const done = new Uint8Array(sorted.length);
	let at = 0;
	const take = (atom: number) => {
		order[at] = atom;
		at += 1;
		done[atom] = 1;
	};
	let current = -1;
	for (const candidate of sorted) {
		if (done[candidate]) continue;
		if (current >= 0 && given.lane[current] !== given.lane[candidate]) {
			const phrase = phraseOf[current] ?? 0;
			if ((phraseEnd[phrase] ?? 0) <= (given.start[candidate] ?? 0) + FINISH) {
				for (let rest = current + 1; rest < sorted.length && phraseOf[rest] === phrase; rest += 1) take(rest);
			}
		}
		take(candidate);
		current = candidate;
	}
	return order;
}
