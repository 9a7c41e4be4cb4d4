import { createAtoms, type Atoms } from './atoms';
import { sortedOrder } from './order';
import type { Pacer } from './pacer';

/** Silence, in milliseconds, after which a lane counts as having stopped speaking. */
const PHRASE_PAUSE = 500;
/** How long, in milliseconds, a speaker may still finish after the next has begun without counting as speaking at the same time. */
const FINISH = 500;

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
	joints: number[];
	/** For each atom the next of its lane, or -1. */
	nextInLane: number[];
}

/**
 * Brings the atoms of all lanes, given lane after lane, into one order of time. A speaker who is interrupted
 * but finishes soon finishes first. Where the lanes still interleave after that, people really talk at the
 * same time, and the joints say so.
 */
export async function mergeLanes(given: Atoms, lanes: number, pacer: Pacer): Promise<MergedAtoms> {
	const count = given.text.length;
	if (lanes < 2) {
		return {
			atoms: given,
			joints: new Array<number>(count).fill(Joint.same),
			nextInLane: Array.from({ length: count }, (_, index) => (index + 1 < count ? index + 1 : -1)),
		};
	}
	const { phraseOf, phraseEnd } = phrasesOf(given);
	const sorted = await sortedOrder(given.start, pacer);
	const order = finishFirst(given, sorted, phraseOf, phraseEnd);
	const last = new Map<number, number>();
	for (let at = 0; at < count; at += 1) last.set(phraseOf[order[at] ?? 0] ?? 0, at);
	if (pacer.due()) await pacer.rest();

	const atoms = createAtoms();
	const joints: number[] = [];
	const nextInLane = new Array<number>(count).fill(-1);
	const latest = new Array<number>(lanes).fill(-1);
	const begun = new Set<number>();
	for (let at = 0; at < count; at += 1) {
		if ((at & 1023) === 0 && pacer.due()) await pacer.rest();
		const from = order[at] ?? 0;
		const lane = given.lane[from] ?? 0;
		copyAtom(given, from, atoms);
		const phrase = phraseOf[from] ?? 0;
		if (at === 0 || atoms.lane[at - 1] === lane) joints.push(Joint.same);
		else {
			const before = phraseOf[order[at - 1] ?? 0] ?? 0;
			const interleaved = (last.get(before) ?? 0) > at || begun.has(phrase);
			joints.push(interleaved ? Joint.overlap : Joint.turn);
		}
		begun.add(phrase);
		const previous = latest[lane] ?? -1;
		if (previous >= 0) nextInLane[previous] = at;
		latest[lane] = at;
	}
	return { atoms, joints, nextInLane };
}

function phrasesOf(given: Atoms): { phraseOf: number[]; phraseEnd: number[] } {
	const phraseOf: number[] = [];
	const phraseEnd: number[] = [];
	for (let i = 0; i < given.text.length; i += 1) {
		const start = given.start[i] ?? 0;
		const pause = start - (phraseEnd[phraseEnd.length - 1] ?? 0);
		if (i === 0 || given.lane[i] !== given.lane[i - 1] || pause >= PHRASE_PAUSE) phraseEnd.push(start);
		const phrase = phraseEnd.length - 1;
		phraseOf.push(phrase);
		phraseEnd[phrase] = Math.max(phraseEnd[phrase] ?? 0, given.end[i] ?? 0);
	}
	return { phraseOf, phraseEnd };
}

function finishFirst(
	given: Atoms,
	sorted: readonly number[],
	phraseOf: readonly number[],
	phraseEnd: readonly number[],
): number[] {
	const order: number[] = [];
	const done = new Uint8Array(sorted.length);
	let current = -1;
	for (const candidate of sorted) {
		if (done[candidate]) continue;
		if (current >= 0 && given.lane[current] !== given.lane[candidate]) {
			const phrase = phraseOf[current];
			if ((phraseEnd[phrase ?? 0] ?? 0) <= (given.start[candidate] ?? 0) + FINISH) {
				for (let rest = current + 1; phraseOf[rest] === phrase && rest < sorted.length; rest += 1) {
					order.push(rest);
					done[rest] = 1;
				}
			}
		}
		order.push(candidate);
		done[candidate] = 1;
		current = candidate;
	}
	return order;
}

function copyAtom(from: Atoms, index: number, to: Atoms): void {
	to.text.push(from.text[index] ?? '');
	to.width.push(from.width[index] ?? 0);
	to.blank.push(from.blank[index] ?? 0);
	to.start.push(from.start[index] ?? 0);
	to.end.push(from.end[index] ?? 0);
	to.traits.push(from.traits[index] ?? 0);
	to.lane.push(from.lane[index] ?? 0);
	to.from.push(from.from[index] ?? 0);
	to.to.push(from.to[index] ?? 0);
}
