import type { EventLoopYielder } from '../core/eventLoop';
import type { BreakCosts } from './breakCosts';
import { Transition, type MergedChunks } from './merge';

/** The rules for finding the best cues; times are milliseconds. */
export interface CueLimits {
	maxWidth: number;
	maxLines: number;
	minDuration: number;
	maxDuration: number;
	/** Reading time of one character. */
	perCharacter: number;
	gap: number;
	pauseForNewCue: number;
	/** Cost of a cue that two turns share; `Infinity` if they may not. */
	dialogueCost: number;
}

const CUE_COST = 26;
const SECOND_LINE_COST = 3;
const SHARED_CUE_COST = 18;
const TOO_FAST_COST = 400;
const TOO_SHORT_COST = 90;
/** A few words of a sentence alone on screen. */
const FRAGMENT_COST = 40;
const FRAGMENT_SHARE = 0.45;
/** A break that costs more is inside a sentence, where no dialogue starts or ends. */
const INSIDE = 12;
/** The tail of a sentence in the same cue as the next sentence, or the first words of a sentence after the previous one. */
const GLUED_COST = 60;
const RUSHED_COST = 1000;
/** Because of rounding, a cue at exactly the maximum reading speed may seem slightly too fast. */
const TOLERANCE = 1.0001;
/** Maximum number of chunks per cue: some have no width and no duration. */
const MOST_CHUNKS = 1000;
/** A finite cost for a single chunk that does not fit next to its speaker's name. */
const OVERFLOW_COST = 1e6;

/** Cost of two lines of different length; the longer one should be the lower one. */
function imbalance(upper: number, lower: number, maxWidth: number): number {
	const difference = (upper - lower) / maxWidth;
	return 16 * difference * difference + (upper > lower ? 2 : 0);
}

/** Distributes chunks over lines. */
export class Layout {
	/** Cumulative width of the chunks before this one, including spaces. */
	readonly before: Float64Array;

	constructor(
		private readonly merged: MergedChunks,
		private readonly costs: BreakCosts,
		private readonly maxWidth: number,
	) {
		const { width, spaceBefore } = merged.chunks;
		const { count } = merged.chunks;
		const before = new Float64Array(count + 1);
		for (let i = 0; i < count; i += 1)
			before[i + 1] = (before[i] ?? 0) + (width[i] ?? 0) + (spaceBefore[i] ?? 0);
		this.before = before;
	}

	/** Width of the chunks from `from` to `to` (excluded) on one line. */
	width(from: number, to: number): number {
		return (this.before[to] ?? 0) - (this.before[from] ?? 0) - (this.merged.chunks.spaceBefore[from] ?? 0);
	}

	/**
	 * Cost of the best layout on at most `lines` lines; `Infinity` if there is none.
	 *
	 * @param indent width of a name on the first line
	 * @param breaks receives the first chunk of every line except the first
	 */
	cost(from: number, to: number, lines: number, indent: number, breaks?: number[]): number {
		const total = this.width(from, to) + indent;
		const { maxWidth } = this;
		if (total <= maxWidth) return 0;
		if (lines < 2 || total > lines * maxWidth) return Infinity;
		const { before } = this;
		const { spaceBefore } = this.merged.chunks;
		const { line } = this.costs;
		const origin = (before[from] ?? 0) + (spaceBefore[from] ?? 0) - indent;
		const end = before[to] ?? 0;
		let best = Infinity;
		let place = -1;
		for (let at = to - 1; at > from; at -= 1) {
			const lower = end - (before[at] ?? 0) - (spaceBefore[at] ?? 0);
			if (lower > (lines - 1) * maxWidth) break;
			const upper = (before[at] ?? 0) - origin;
			if (upper > maxWidth) continue;
			let cost = SECOND_LINE_COST + (line[at - 1] ?? 0);
			if (lower <= maxWidth) cost += imbalance(upper, lower, maxWidth);
			else cost += this.cost(at, to, lines - 1, 0) + imbalance(upper, maxWidth, maxWidth);
			if (cost < best) {
				best = cost;
				place = at;
			}
		}
		if (breaks && place > 0) {
			breaks.push(place);
			this.cost(place, to, lines - 1, 0, breaks);
		}
		return best;
	}
}

/** The tracks that speak in a range of chunks, in order of appearance. */
export function tracksIn(merged: MergedChunks, from: number, to: number): number[] {
	const found: number[] = [];
	for (let i = from; i < to; i += 1) {
		const track = merged.chunks.track[i] ?? 0;
		if (!found.includes(track)) found.push(track);
	}
	return found;
}

/**
 * Cost of a cue that several people share, each on a line; `Infinity` if their words do not fit.
 *
 * @param indents width of the prefix (name or dash) of each track's line, by track
 */
function sharedCost(
	merged: MergedChunks,
	from: number,
	to: number,
	limits: CueLimits,
	indents: readonly number[],
	after: Float64Array,
): number {
	const { chunks, transitions } = merged;
	const tracks = tracksIn(merged, from, to);
	if (tracks.length > limits.maxLines) return Infinity;
	const widths = tracks.map((track) => indents[track] ?? 0);
	const started = tracks.map(() => false);
	let changes = 0;
	let turns = 0;
	for (let i = from; i < to; i += 1) {
		const line = tracks.indexOf(chunks.track[i] ?? 0);
		const width =
			(widths[line] ?? 0) + (chunks.width[i] ?? 0) + (started[line] ? (chunks.spaceBefore[i] ?? 0) : 0);
		if (width > limits.maxWidth) return Infinity;
		widths[line] = width;
		started[line] = true;
		if (i > from && transitions[i] !== Transition.same) changes += 1;
		if (i > from && transitions[i] === Transition.turn) turns += 1;
	}
	if (turns > 0 && changes > tracks.length - 1) return Infinity;
	const isInside = (from > 0 && (after[from - 1] ?? 0) > INSIDE) || (after[to - 1] ?? 0) > INSIDE;
	if (turns > 0 && isInside) return Infinity;
	return turns > 0 ? limits.dialogueCost : SHARED_CUE_COST;
}

/** For each chunk the first chunk from there on that ends a sentence; the count if there is none. */
function nextEnds(ends: Uint8Array): Int32Array {
	const found = new Int32Array(ends.length + 1);
	found[ends.length] = ends.length;
	for (let at = ends.length - 1; at >= 0; at -= 1) found[at] = ends[at] === 1 ? at : (found[at + 1] ?? 0);
	return found;
}

/**
 * Finds the cues with the minimum total cost: dynamic programming over the chunks. The candidates for a cue are limited by
 * what fits on screen and by hard boundaries (another speaker, a long silence).
 *
 * @param indent width reserved for a name in a cue that starts with the chunk
 * @param sharedIndents width of the prefix of each track's line in a shared cue
 * @returns first chunk of each cue, ascending
 */
export async function segment(
	merged: MergedChunks,
	costs: BreakCosts,
	layout: Layout,
	limits: CueLimits,
	indent: Uint16Array,
	sharedIndents: readonly number[],
	yielder: EventLoopYielder,
): Promise<number[]> {
	const { chunks, transitions } = merged;
	const { start, end, spaceBefore } = chunks;
	const { after, runOn } = costs;
	const { before } = layout;
	const { count } = chunks;
	const least = new Float64Array(count + 1);
	const from = new Int32Array(count + 1);
	const { maxWidth, maxLines, maxDuration, minDuration, perCharacter, gap } = limits;
	const room = maxWidth * maxLines;
	const fragmentWidth = maxWidth * FRAGMENT_SHARE;
	const { ends } = costs;
	const nextEnd = nextEnds(ends);
	/** The last chunk that ends a sentence within the cue, before its last chunk. */
	let lastEnd = -1;
	let low = 0;
	let lastChange = -1;
	for (let to = 1; to <= count; to += 1) {
		if ((to & 127) === 0 && yielder.due) await yielder.yield();
		const last = to - 1;
		if (last > 0) {
			if (ends[last - 1] === 1) lastEnd = last - 1;
			const transition = transitions[last];
			if (transition !== Transition.same) lastChange = last;
			const hard = transition === Transition.turn && limits.dialogueCost === Infinity;
			const silence = (start[last] ?? 0) - (end[last - 1] ?? 0);
			if (hard || silence >= limits.pauseForNewCue) low = last;
		}
		while (
			low < last &&
			(layout.width(low, to) > room ||
				(start[last] ?? 0) - (start[low] ?? 0) > maxDuration ||
				last - low >= MOST_CHUNKS)
		) {
			low += 1;
		}
		const next = to < count ? (start[to] ?? 0) - gap : Infinity;
		const wordsEnd = end[last] ?? 0;
		const fixed = CUE_COST + (after[last] ?? 0) + (runOn[last] ?? 0);
		const edge = before[to] ?? 0;
		const headWidth = lastEnd < 0 || (after[last] ?? 0) === 0 ? fragmentWidth : layout.width(lastEnd + 1, to);
		const head = GLUED_COST * Math.max(0, 1 - headWidth / fragmentWidth);
		let best = Infinity;
		let bestFrom = last;
		for (let at = low; at <= last; at += 1) {
			const bound = (least[at] ?? 0) + fixed - (runOn[at] ?? 0);
			if (bound >= best) continue;
			const begin = start[at] ?? 0;
			if (wordsEnd - begin > maxDuration && at < last) continue;
			const mark = indent[at] ?? 0;
			const width = edge - (before[at] ?? 0) - (spaceBefore[at] ?? 0) + mark;
			let cost = bound;
			if (width < fragmentWidth && at > 0 && (after[at - 1] ?? 0) > 0)
				cost += FRAGMENT_COST * (1 - width / fragmentWidth);
			if (lastEnd >= at) cost += head;
			const end = nextEnd[at] ?? count;
			if (end < last && at > 0 && (after[at - 1] ?? 0) > 0)
				cost += GLUED_COST * Math.max(0, 1 - layout.width(at, end + 1) / fragmentWidth);
			const reading = width * perCharacter;
			const wanted = Math.max(wordsEnd - begin, minDuration, reading);
			const shown = Math.max(1, Math.min(next - begin, wanted, maxDuration));
			if (shown < minDuration) cost += TOO_SHORT_COST * (1.2 - shown / minDuration);
			if (reading > shown * TOLERANCE)
				cost += TOO_FAST_COST + Math.min(RUSHED_COST, 80 * (reading / shown - 1));
			if (cost >= best) continue;
			// The layout is the most expensive to compute, so it comes last.
			const plain = cost;
			if (lastChange > at) cost += sharedCost(merged, at, to, limits, sharedIndents, after);
			else if (width > maxWidth) cost += layout.cost(at, to, maxLines, mark);
			if (cost === Infinity && at === last) cost = plain + OVERFLOW_COST;
			if (cost < best) {
				best = cost;
				bestFrom = at;
			}
		}
		least[to] = best;
		from[to] = bestFrom;
	}
	const starts: number[] = [];
	for (let at = count; at > 0; at = from[at] ?? 0) starts.push(from[at] ?? 0);
	return starts.reverse();
}
