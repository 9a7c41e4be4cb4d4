/**
 * The rules captions are built to. The defaults are those of broadcasters and streaming services for
 * adults: Netflix Timed Text Style Guide (42 characters, 2 lines, 5/6 s to 7 s, 2 frames, 20 characters
 * a second) and the line treatment it and the BBC subtitle guidelines share.
 */
export interface CaptionRules {
	/**
	 * Longest line, in characters as `displayWidth` counts them: what a reader sees as one character is one,
	 * Chinese, Japanese, Korean and emoji count two (so 42 is 21 of them). At least 8.
	 */
	maxCharsPerLine: number;
	/** Most lines a cue, 1 to 4. */
	maxLines: number;
	/** Shortest cue in seconds, where the time to the next cue allows it. */
	minDuration: number;
	/** Longest cue in seconds. */
	maxDuration: number;
	/** Fastest reading speed, in characters a second, where the words and the pauses between them allow it. */
	maxCharsPerSecond: number;
	/** Smallest gap between two cues, in frames of `frameRate`. */
	minGapFrames: number;
	/** Frames a second of the picture the captions belong to. */
	frameRate: number;
	/** Gaps shorter than this many seconds are closed down to the smallest gap, so that the picture does not flicker. 0 leaves them. */
	closeGapsUpTo: number;
	/** Silence in seconds that always starts a new cue. */
	pauseForNewCue: number;
	/** Prefer to break after punctuation and before conjunctions, and never after an article; `false` breaks for size and time alone. */
	naturalBreaks: boolean;
	/** A cue holds the words of one speaker on one channel. Only people who speak at the same time share one, a line each. When off, names stand for channels only. */
	newCueForSpeaker: boolean;
	/** Two short turns may share a cue, a line each with a dash in front. */
	dialogueDashes: boolean;
	/**
	 * `prefix` writes the speaker's name in front of each turn (it counts as part of the line), `voice` puts it
	 * into `Cue.voices`, which `toVtt` writes as a voice tag and `toSrt`, which has none, leaves out.
	 */
	speakerLabels: 'off' | 'prefix' | 'voice';
	/** Names to show instead of the vendor's speaker or channel labels, by label. */
	speakerNames: Readonly<Record<string, string>>;
}

export const defaultCaptionRules = {
	maxCharsPerLine: 42,
	maxLines: 2,
	minDuration: 5 / 6,
	maxDuration: 7,
	maxCharsPerSecond: 20,
	minGapFrames: 2,
	frameRate: 25,
	closeGapsUpTo: 0.5,
	pauseForNewCue: 1.5,
	naturalBreaks: true,
	newCueForSpeaker: true,
	dialogueDashes: false,
	speakerLabels: 'off',
	speakerNames: {},
} as const satisfies CaptionRules;

const clamp = (value: number, low: number, high: number, fallback: number): number =>
	Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : fallback;

/** Fills the gaps with the defaults and brings every number into the range in which captions can be built at all. */
export function resolveCaptionRules(rules: Partial<CaptionRules>): CaptionRules {
	const base = defaultCaptionRules;
	const all: CaptionRules = { ...base, ...rules };
	const minDuration = clamp(all.minDuration, 0, 60, base.minDuration);
	return {
		...all,
		maxCharsPerLine: Math.floor(clamp(all.maxCharsPerLine, 8, 1000, base.maxCharsPerLine)),
		maxLines: Math.floor(clamp(all.maxLines, 1, 4, base.maxLines)),
		minDuration,
		maxDuration: Math.max(minDuration, 0.5, clamp(all.maxDuration, 0.5, 600, base.maxDuration)),
		maxCharsPerSecond: clamp(all.maxCharsPerSecond, 1, 1000, base.maxCharsPerSecond),
		minGapFrames: clamp(all.minGapFrames, 0, 100, base.minGapFrames),
		frameRate: clamp(all.frameRate, 1, 1000, base.frameRate),
		closeGapsUpTo: clamp(all.closeGapsUpTo, 0, 60, base.closeGapsUpTo),
		pauseForNewCue: clamp(all.pauseForNewCue, 0.05, 600, base.pauseForNewCue),
	};
}

/** Smallest gap in whole milliseconds: the files count in milliseconds, so a fraction would fall short of the frames. */
export const gapMilliseconds = (rules: CaptionRules): number =>
	Math.ceil((rules.minGapFrames * 1000) / rules.frameRate - 1e-9);
