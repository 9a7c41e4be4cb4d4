/** A cue on its way to the file; times in milliseconds. */
export interface Span {
	/** Start of the first word. */
	start: number;
	/** End of the last word. */
	wordsEnd: number;
	/** Characters to read. */
	width: number;
}

export interface TimingRules {
	minDuration: number;
	maxDuration: number;
	perCharacter: number;
	gap: number;
	closeGapsUpTo: number;
	/** A cue shown for less than this cannot be seen; the next one waits for it. */
	flash: number;
}

/**
 * Where cues begin at the same moment (words without length, or several people at once) the later ones wait,
 * spread over the time there is. Everything else keeps the start of its first word.
 */
function spreadStarts(spans: readonly Span[], rules: TimingRules): number[] {
	const starts = spans.map((span) => span.start);
	const least = rules.flash + rules.gap;
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
		const step = Math.max(least, Math.min(rules.minDuration + rules.gap, Math.floor(room)));
		for (let i = 1; i < count; i += 1) starts[first + i] = origin + i * step;
		first = last + 1;
	}
	return starts;
}

/**
 * Start and end of each cue. A cue ends with its last word, or later if the reader needs the time and nobody
 * speaks yet, never nearer to the next cue than the gap.
 */
export function timeCues(spans: readonly Span[], rules: TimingRules): Array<{ start: number; end: number }> {
	const starts = spreadStarts(spans, rules);
	return spans.map((span, index) => {
		const start = starts[index] ?? 0;
		const limit = (starts[index + 1] ?? Infinity) - rules.gap;
		const reading = Math.ceil(Math.max(rules.minDuration, span.width * rules.perCharacter, rules.flash));
		const longest = Math.min(limit, start + rules.maxDuration);
		const end = Math.min(longest, Math.max(span.wordsEnd, start + reading));
		return { start, end: limit - end < rules.closeGapsUpTo ? longest : end };
	});
}
