import type { BreakCosts } from '../../nodes/shared/captions/breakCosts';
import { Transition, type MergedChunks } from '../../nodes/shared/captions/merge';
import type { CueLimits } from '../../nodes/shared/captions/segment';

/** What cues are cut from. */
export interface Cuttable {
	merged: MergedChunks;
	costs: BreakCosts;
	limits: CueLimits;
	/** Width reserved for a name before a cue that starts with the chunk. */
	indent: Uint16Array;
	/** Width of the mark in front of each track's line in a shared cue. */
	sharedIndents: readonly number[];
}

const range = (from: number, to: number): number[] =>
	Array.from({ length: to - from }, (_, index) => from + index);

/** Width of chunks on one line. */
function widthOf({ chunks }: MergedChunks, from: number, to: number): number {
	return range(from, to).reduce(
		(sum, at) => sum + (chunks.width[at] ?? 0) + (at > from ? (chunks.spaceBefore[at] ?? 0) : 0),
		0,
	);
}

/**
 * Cost of chunks on these lines, told by the first chunk of each line but the first: 3 for each further line, what
 * the break after a chunk costs, and more the more the lines differ, most of all where the upper one is longer. Of
 * more than two lines each counts against a full one.
 */
export function linesCost(
	{ merged, costs, limits }: Cuttable,
	from: number,
	to: number,
	indent: number,
	breaks: readonly number[],
): number {
	const edges = [from, ...breaks, to];
	const widths = range(0, edges.length - 1).map(
		(line) => widthOf(merged, edges[line] ?? 0, edges[line + 1] ?? 0) + (line === 0 ? indent : 0),
	);
	if (widths.some((width) => width > limits.maxWidth)) return Infinity;
	return breaks.reduce((sum, at, line) => {
		const rest = widthOf(merged, at, to);
		const difference = ((widths[line] ?? 0) - Math.min(rest, limits.maxWidth)) / limits.maxWidth;
		return sum + 3 + (costs.line[at - 1] ?? 0) + 16 * difference * difference + (difference > 0 ? 2 : 0);
	}, 0);
}

/**
 * Every way to lay chunks out on at most this many lines, where each line except the last is only broken if the rest
 * does not fit.
 */
export function layoutsOf(
	cuttable: Cuttable,
	from: number,
	to: number,
	lines: number,
	indent: number,
): number[][] {
	const { merged, limits } = cuttable;
	const total = widthOf(merged, from, to) + indent;
	if (total <= limits.maxWidth) return [[]];
	if (lines < 2 || total > lines * limits.maxWidth) return [];
	return range(from + 1, to).flatMap((at) =>
		layoutsOf(cuttable, at, to, lines - 1, 0).map((rest) => [at, ...rest]),
	);
}

function sharedCost({ merged, costs, limits, sharedIndents }: Cuttable, from: number, to: number): number {
	const { chunks, transitions } = merged;
	const tracks = [...new Set(range(from, to).map((at) => chunks.track[at] ?? 0))];
	const widths = tracks.map((track) => {
		const own = range(from, to).filter((at) => chunks.track[at] === track);
		const width = own.reduce(
			(sum, at, place) => sum + (chunks.width[at] ?? 0) + (place > 0 ? (chunks.spaceBefore[at] ?? 0) : 0),
			0,
		);
		return width + (sharedIndents[track] ?? 0);
	});
	const changes = range(from + 1, to).filter((at) => transitions[at] !== Transition.same);
	const isDialogue = changes.some((at) => transitions[at] === Transition.turn);
	if (tracks.length > limits.maxLines || widths.some((width) => width > limits.maxWidth)) return Infinity;
	// In a dialogue, no speaker has two lines, because the speaker of the second line would be unclear.
	if (isDialogue && changes.length > tracks.length - 1) return Infinity;
	// A dialogue starts and ends with a sentence.
	if (isDialogue && ((from > 0 && (costs.after[from - 1] ?? 0) > 12) || (costs.after[to - 1] ?? 0) > 12))
		return Infinity;
	return isDialogue ? limits.dialogueCost : 18;
}

/** Cost of one cue; `Infinity` if the rules forbid it. */
function cueCost(cuttable: Cuttable, from: number, to: number): number {
	const { merged, costs, limits, indent } = cuttable;
	const { chunks, transitions } = merged;
	const start = (at: number) => chunks.start[at] ?? 0;
	const end = (at: number) => chunks.end[at] ?? 0;
	const last = to - 1;
	const isSingle = to - from === 1;
	const inside = range(from + 1, to);

	const isCutHere = (at: number) =>
		(transitions[at] === Transition.turn && limits.dialogueCost === Infinity) ||
		start(at) - end(at - 1) >= limits.pauseForNewCue;
	if (inside.some(isCutHere)) return Infinity;
	if (!isSingle && Math.max(end(last), start(last)) - start(from) > limits.maxDuration) return Infinity;
	if (!isSingle && widthOf(merged, from, to) > limits.maxWidth * limits.maxLines) return Infinity;

	let cost = 26 + (costs.after[last] ?? 0) + (costs.runOn[last] ?? 0) - (costs.runOn[from] ?? 0);
	const name = indent[from] ?? 0;
	const width = widthOf(merged, from, to) + name;
	const scrap = 0.45 * limits.maxWidth;
	if (width < scrap && from > 0 && (costs.after[from - 1] ?? 0) > 0) cost += 40 * (1 - width / scrap);

	const glued = (first: number, end: number) => 60 * Math.max(0, 1 - widthOf(merged, first, end) / scrap);
	const ended = range(from, last).filter((at) => costs.ends[at] === 1);
	const [firstEnd] = ended;
	const lastEnd = ended.at(-1);
	if (firstEnd !== undefined && from > 0 && (costs.after[from - 1] ?? 0) > 0) {
		cost += glued(from, firstEnd + 1);
	}
	if (lastEnd !== undefined && (costs.after[last] ?? 0) > 0) cost += glued(lastEnd + 1, to);

	const reading = width * limits.perCharacter;
	const free = to < chunks.count ? start(to) - limits.gap - start(from) : Infinity;
	const wanted = Math.max(end(last) - start(from), limits.minDuration, reading);
	const shown = Math.max(1, Math.min(free, wanted, limits.maxDuration));
	if (shown < limits.minDuration) cost += 90 * (1.2 - shown / limits.minDuration);
	if (reading > shown * 1.0001) cost += 400 + Math.min(1000, 80 * (reading / shown - 1));

	const onScreen = inside.some((at) => transitions[at] !== Transition.same)
		? sharedCost(cuttable, from, to)
		: Math.min(
				...layoutsOf(cuttable, from, to, limits.maxLines, name).map((breaks) =>
					linesCost(cuttable, from, to, name, breaks),
				),
			);
	if (onScreen === Infinity) return isSingle ? cost + 1e6 : Infinity;
	return cost + onScreen;
}

/** Cost of all cues that start with these chunks. */
export function cuesCost(cuttable: Cuttable, starts: readonly number[]): number {
	return starts.reduce(
		(sum, from, index) => sum + cueCost(cuttable, from, starts[index + 1] ?? cuttable.merged.chunks.count),
		0,
	);
}

/** Every way to cut chunks into cues, as the first chunk of each. */
export function allCuts(count: number): number[][] {
	return Array.from({ length: 2 ** (count - 1) }, (_, bits) =>
		range(0, count).filter((at) => at === 0 || ((bits >> (at - 1)) & 1) === 1),
	);
}
