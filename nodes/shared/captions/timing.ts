import type { CueLimits } from './segment';

/** The words of each cue, one array per property; times are milliseconds. */
export interface Spans {
	count: number;
	/** Start of the first word. */
	start: Float64Array;
	/** End of the last word. */
	wordsEnd: Float64Array;
	/** Number of characters to read. */
	width: Float64Array;
}

export const createSpans = (count: number): Spans => ({
	count,
	start: new Float64Array(count),
	wordsEnd: new Float64Array(count),
	width: new Float64Array(count),
});

/** The rules for the times of cues; times are milliseconds. */
export interface TimingRules extends Pick<CueLimits, 'minDuration' | 'maxDuration' | 'perCharacter' | 'gap'> {
	closeGapsUpTo: number;
	/** How long a cue stays after its last word where there is room. */
	linger: number;
	/** Duration of a frame. */
	frame: number;
	/** Whether starts and ends are moved to frames. */
	onFrames: boolean;
	/** Minimum gap in frames, if starts and ends are moved to frames. */
	gapFrames: number;
	/** Times of shot changes, ascending. */
	shots: readonly number[];
	/** Minimum time in which a cue is noticeable; the next cue is delayed if necessary. */
	noticeable: number;
}

/**
 * The starts of the cues. Cues that would start at the same moment (words without duration, or several people at once) are
 * distributed over the available time; all others start with their first word.
 */
function spreadStarts(spans: Spans, rules: TimingRules): Float64Array {
	const starts = spans.start.slice();
	const least = rules.noticeable + rules.gap;
	let first = 0;
	while (first < starts.length) {
		const origin = starts[first] ?? 0;
		let last = first;
		let taken = origin + least;
		while (last + 1 < starts.length && (starts[last + 1] ?? 0) < taken) {
			last += 1;
			taken += least;
		}
		const count = last - first + 1;
		const room = ((starts[last + 1] ?? Infinity) - origin) / count;
		const step = Math.max(least, Math.min(Math.ceil(rules.minDuration) + rules.gap, Math.floor(room)));
		for (let i = 1; i < count; i += 1) starts[first + i] = origin + i * step;
		first = last + 1;
	}
	return starts;
}

/** How close to a shot change, in frames, a cue must start or end to be moved to it. */
const START_SNAP_FRAMES = 7;
const END_SNAP_FRAMES = 12;
/** A cue ends this number of frames before a shot change. */
const SHOT_GAP_FRAMES = 2;

/** Returns a function that finds the shot change nearest to a time; times must be requested in ascending order. */
function nearestShot(shots: readonly number[]): (time: number) => number {
	let at = 0;
	return (time) => {
		while (at + 1 < shots.length && (shots[at + 1] ?? 0) <= time) at += 1;
		const before = shots[at] ?? Infinity;
		const after = shots[at + 1] ?? Infinity;
		return Math.abs(after - time) < Math.abs(time - before) ? after : before;
	};
}

/** Moves starts that are close to a shot change to it, as long as the cue before remains noticeable. */
function startsAtShots(starts: Float64Array, { shots, frame, noticeable, gap }: TimingRules): void {
	const nearest = nearestShot(shots);
	for (let i = 0; i < starts.length; i += 1) {
		const start = starts[i] ?? 0;
		const shot = nearest(start);
		if (Math.abs(shot - start) > START_SNAP_FRAMES * frame) continue;
		const least = noticeable + gap;
		const isFree =
			shot >= (starts[i - 1] ?? -Infinity) + least && shot <= (starts[i + 1] ?? Infinity) - least;
		if (isFree) starts[i] = shot;
	}
}

/** Moves ends that are close to a shot change to two frames before it, as long as the cue remains noticeable. */
function endsAtShots(starts: Float64Array, ends: Float64Array, rules: TimingRules): void {
	const { shots, frame, noticeable, gap, maxDuration } = rules;
	const nearest = nearestShot(shots);
	for (let i = 0; i < ends.length; i += 1) {
		const shot = nearest(ends[i] ?? 0);
		if (Math.abs(shot - (ends[i] ?? 0)) > END_SNAP_FRAMES * frame) continue;
		const end = shot - SHOT_GAP_FRAMES * frame;
		const start = starts[i] ?? 0;
		const isFree = end - start >= noticeable && end - start <= maxDuration;
		if (isFree && end <= (starts[i + 1] ?? Infinity) - gap) ends[i] = end;
	}
}

/** Moves starts and ends to frames; the gap is kept, and a cue has at least one frame. */
function moveToFrames(
	starts: Float64Array,
	ends: Float64Array,
	{ frame, gapFrames, maxDuration }: TimingRules,
): void {
	const frameOf = (time: number) => Math.round(time / frame);
	const timeOf = (count: number) => Math.round(count * frame);
	const longest = Math.floor(maxDuration / frame + 1e-9);
	let from = frameOf(starts[0] ?? 0);
	for (let i = 0; i < starts.length; i += 1) {
		const next = i + 1 < starts.length ? frameOf(starts[i + 1] ?? 0) : Infinity;
		const to = Math.max(from + 1, Math.min(frameOf(ends[i] ?? 0), next - gapFrames, from + longest));
		starts[i] = timeOf(from);
		ends[i] = timeOf(to);
		from = Math.max(next, to + gapFrames);
	}
}

/**
 * Start and end of each cue. A cue ends a moment after its last word, or later if the reader needs the time, as far as the
 * next cue allows; the gap to the next cue is always kept.
 */
export function timeCues(spans: Spans, rules: TimingRules): { start: Float64Array; end: Float64Array } {
	const start = spreadStarts(spans, rules);
	if (rules.shots.length > 0) startsAtShots(start, rules);
	const ends = new Float64Array(spans.count);
	for (let i = 0; i < spans.count; i += 1) {
		const begin = start[i] ?? 0;
		const limit = (start[i + 1] ?? Infinity) - rules.gap;
		const reading = Math.max(rules.minDuration, (spans.width[i] ?? 0) * rules.perCharacter, rules.noticeable);
		const longest = Math.min(limit, begin + rules.maxDuration);
		const end = Math.min(
			longest,
			Math.max((spans.wordsEnd[i] ?? 0) + rules.linger, begin + Math.ceil(reading)),
		);
		ends[i] = limit - end < rules.closeGapsUpTo ? longest : end;
	}
	if (rules.shots.length > 0) endsAtShots(start, ends, rules);
	if (rules.onFrames) moveToFrames(start, ends, rules);
	return { start, end: ends };
}
