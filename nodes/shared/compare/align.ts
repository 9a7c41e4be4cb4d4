import { EventLoopYielder } from '../core/eventLoop';
import { partitionPoint } from '../core/partitionPoint';
import { anchorsOf, type Block } from './anchors';

/**
 * Two sequences side by side. Each step has an index of both (the same or another token), or of one (-1 for the other: a
 * deletion or an insertion).
 */
export interface Alignment {
	reference: Int32Array;
	other: Int32Array;
}

/** A sequence of tokens as numbers: the same token has the same number in both sequences. */
export interface Sequence {
	ids: Int32Array;
	/** Start of each token in seconds, ascending; determines where to divide very different texts. */
	times?: Float64Array | undefined;
}

/** Costs of NIST's sclite, in its documentation: a substitution costs less than a deletion and an insertion. */
const SUBSTITUTION = 4;
const GAP = 3;

/** Blocks with more cells than this are divided; it bounds the memory to this number of bytes. */
const MAX_CELLS = 4_000_000;

/** Lengths of the token runs that are searched for as anchors, from certain to likely. */
const ANCHORS = [8, 5, 3];

const DIAGONAL = 0;
const DELETION = 1;
const INSERTION = 2;

/**
 * Aligns two sequences with the lowest cost, and among equal ones the alignment that sclite chooses. Long sequences are
 * divided at runs of tokens that occur once in both, and very different ones by time, so that a day of speech takes time
 * and memory in proportion to its length. Yields to n8n's event loop.
 */
export async function align(reference: Sequence, other: Sequence): Promise<Alignment> {
	const yielder = new EventLoopYielder();
	const steps: { reference: number[]; other: number[] } = { reference: [], other: [] };
	const whole: Block = { from: 0, to: reference.ids.length, otherFrom: 0, otherTo: other.ids.length };
	const open: Array<{ block: Block; level: number }> = [{ block: whole, level: 0 }];
	const aligner = new BlockAligner(reference.ids, other.ids, yielder);
	for (let next = open.pop(); next; next = open.pop()) {
		const { block, level } = next;
		if (cellsOf(block) <= MAX_CELLS) {
			await aligner.align(block, steps);
			continue;
		}
		const run = ANCHORS[level];
		const cuts =
			run === undefined
				? [middleOf(block, reference, other)]
				: await anchorsOf(reference.ids, other.ids, block, run, yielder);
		const deeper = run === undefined ? level : level + 1;
		// The last one is taken first, so they are put in reverse order.
		for (const part of divided(block, cuts).reverse()) open.push({ block: part, level: deeper });
	}
	return { reference: Int32Array.from(steps.reference), other: Int32Array.from(steps.other) };
}

const cellsOf = ({ from, to, otherFrom, otherTo }: Block) => (to - from + 1) * (otherTo - otherFrom + 1);

function divided(block: Block, cuts: ReadonlyArray<{ at: number; other: number }>): Block[] {
	const parts: Block[] = [];
	let { from, otherFrom } = block;
	for (const { at, other } of cuts) {
		parts.push({ from, to: at, otherFrom, otherTo: other });
		[from, otherFrom] = [at, other];
	}
	return [...parts, { from, to: block.to, otherFrom, otherTo: block.otherTo }];
}

/** The middle of the longer side, and the place of the other that is at the same time or in the same proportion. */
function middleOf(block: Block, reference: Sequence, other: Sequence): { at: number; other: number } {
	const length = block.to - block.from;
	const otherLength = block.otherTo - block.otherFrom;
	const proportional = { at: block.from + (length >> 1), other: block.otherFrom + (otherLength >> 1) };
	if (!reference.times || !other.times) return proportional;
	if (length >= otherLength) {
		const time = reference.times[proportional.at] ?? 0;
		return { ...proportional, other: placeOf(time, other.times, block.otherFrom, block.otherTo) };
	}
	const time = other.times[proportional.other] ?? 0;
	return { ...proportional, at: placeOf(time, reference.times, block.from, block.to) };
}

function placeOf(time: number, times: Float64Array, from: number, to: number): number {
	return partitionPoint(to, (index) => (times[index] ?? 0) < time, from);
}

/** Aligns blocks one after the other, with the same memory. */
class BlockAligner {
	private moves = new Uint8Array(0);

	constructor(
		private readonly reference: Int32Array,
		private readonly other: Int32Array,
		private readonly yielder: EventLoopYielder,
	) {}

	async align(block: Block, steps: { reference: number[]; other: number[] }): Promise<void> {
		await this.fill(block);
		const width = block.otherTo - block.otherFrom + 1;
		const found: Array<[number, number]> = [];
		let row = block.to - block.from;
		let column = width - 1;
		while (row > 0 || column > 0) {
			const move = row === 0 ? INSERTION : column === 0 ? DELETION : this.moves[row * width + column];
			const hasReference = move !== INSERTION;
			const hasOther = move !== DELETION;
			found.push([hasReference ? block.from + row - 1 : -1, hasOther ? block.otherFrom + column - 1 : -1]);
			if (hasReference) row -= 1;
			if (hasOther) column -= 1;
		}
		for (const [reference, other] of found.reverse()) {
			steps.reference.push(reference);
			steps.other.push(other);
		}
	}

	private async fill({ from, to, otherFrom, otherTo }: Block): Promise<void> {
		const width = otherTo - otherFrom + 1;
		const height = to - from + 1;
		if (this.moves.length < width * height) this.moves = new Uint8Array(width * height);
		let above = Int32Array.from({ length: width }, (_, column) => column * GAP);
		let costs = new Int32Array(width);
		const rowsBetweenPauses = Math.max(1, Math.floor(100_000 / width));
		for (let row = 1; row < height; row += 1) {
			if (row % rowsBetweenPauses === 0) await this.yielder.pause();
			this.fillRow(row, above, costs, from, otherFrom);
			[above, costs] = [costs, above];
		}
	}

	private fillRow(row: number, above: Int32Array, costs: Int32Array, from: number, otherFrom: number): void {
		const { moves, other } = this;
		const width = above.length;
		const token = this.reference[from + row - 1];
		costs[0] = row * GAP;
		let left = row * GAP;
		let diagonal = above[0] ?? 0;
		for (let column = 1; column < width; column += 1) {
			const up = above[column] ?? 0;
			const same = diagonal + (token === other[otherFrom + column - 1] ? 0 : SUBSTITUTION);
			const deletion = up + GAP;
			const insertion = left + GAP;
			let cost = same;
			let move = DIAGONAL;
			// The order in which sclite prefers equal costs: a pair, an insertion, a deletion.
			if (same > deletion || same > insertion) {
				const isDeletion = deletion < insertion;
				cost = isDeletion ? deletion : insertion;
				move = isDeletion ? DELETION : INSERTION;
			}
			moves[row * width + column] = move;
			costs[column] = cost;
			left = cost;
			diagonal = up;
		}
	}
}
