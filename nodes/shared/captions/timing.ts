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

/**
 * Start and end of each cue. A cue ends with its last word, or later if the reader needs the time and the next cue allows
 * it; the gap to the next cue is always kept.
 */
export function timeCues(spans: Spans, rules: TimingRules): { start: Float64Array; end: Float64Array } {
	const start = spreadStarts(spans, rules);
	const ends = new Float64Array(spans.count);
	for (let i = 0; i < spans.count; i += 1) {
		const begin = start[i] ?? 0;
		const limit = (start[i + 1] ?? Infinity) - rules.gap;
		const reading = Math.max(rules.minDuration, (spans.width[i] ?? 0) * rules.perCharacter, rules.noticeable);
		const longest = Math.min(limit, begin + rules.maxDuration);
		const end = Math.min(longest, Math.max(spans.wordsEnd[i] ?? 0, begin + Math.ceil(reading)));
		ends[i] = limit - end < rules.closeGapsUpTo ? longest : end;
	}
	return { start, end: ends };
}
