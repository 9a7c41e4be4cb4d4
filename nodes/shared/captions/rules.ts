import type { LabelStyle } from './labels';
import { presetRules, type Preset } from './presets';

/**
 * The rules for building captions. The defaults are those of broadcasters and streaming services for adult programs:
 * Netflix Timed Text Style Guide (42 characters, 2 lines, 5/6 s to 7 s, 2 frames, 20 characters per second), and the line
 * treatment that it shares with the BBC subtitle guidelines; a cue may stay up to 12 frames after its words.
 */
export interface CaptionRules {
	/** Rules for those that are not set. */
	preset: Preset;
	/**
	 * Maximum line length in characters, as counted by `displayWidth`: Chinese, Japanese and Korean characters and emoji
	 * count as two. At least 8.
	 */
	maxCharsPerLine: number;
	/** Maximum number of lines per cue, 1 to 4. */
	maxLines: number;
	/** Minimum duration of a cue in seconds, unless the next one starts earlier. */
	minDuration: number;
	/** Maximum duration of a cue in seconds. */
	maxDuration: number;
	/** Maximum reading speed in characters per second, unless the speech is faster. */
	maxCharsPerSecond: number;
	/** Minimum gap between two cues, in frames of `frameRate`. */
	minGapFrames: number;
	/** Frame rate of the video, in frames per second. */
	frameRate: number;
	/** Shorter gaps, in seconds, are reduced to the minimum gap to avoid flicker. 0 keeps all gaps. */
	closeGapsUpTo: number;
	/** Silence in seconds after which a new cue always starts. */
	pauseForNewCue: number;
	/**
	 * Prefer breaks after punctuation and before conjunctions, and avoid breaks after articles; `false` considers size and
	 * time only.
	 */
	naturalBreaks: boolean;
	/**
	 * Start a new cue for a new speaker; only people who speak at the same time share one, each on a line. If `false`,
	 * names refer to channels only.
	 */
	newCueForSpeaker: boolean;
	/**
	 * Two short turns share a cue, each on its own line with a leading dash: `true` wherever they fit, `short` where they
	 * would be on screen too briefly otherwise, `false` never.
	 */
	dialogueDashes: boolean | 'short';
	/** How long a cue stays after its last word where there is room, in seconds. */
	linger: number;
	/** Move starts and ends to frames of `frameRate`. */
	onFrames: boolean;
	/** Seconds to add to all times; cues that end before 0 are omitted. */
	offset: number;
	/** Times of shot changes in seconds. Cues start at a close one, and end two frames before it. */
	shotChanges: readonly number[];
	/**
	 * `prefix` writes the speaker's name before each turn (as part of the line). `voice` stores it in `Cue.voices`, which
	 * `toVtt` writes as a voice tag; SRT has none.
	 */
	speakerLabels: 'off' | 'prefix' | 'voice';
	/** Show sounds that the vendor detected (laughter, applause, music): as labels, or as labels with a note for music. */
	soundEvents: 'off' | 'labels' | 'notes';
	/** How labels of sounds look, and those of speakers if it is set and not from the preset. */
	labelStyle: LabelStyle | undefined;
	/** Leave out hesitation sounds such as "um". */
	omitFillers: boolean;
	/** Names to show instead of the vendor's speaker or channel labels, by label. */
	speakerNames: Readonly<Record<string, string>>;
}

export const defaultCaptionRules = {
	preset: 'netflix',
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
	dialogueDashes: 'short',
	linger: 0.5,
	onFrames: false,
	offset: 0,
	shotChanges: [],
	speakerLabels: 'off',
	soundEvents: 'off',
	labelStyle: undefined,
	omitFillers: false,
	speakerNames: {},
} as const satisfies CaptionRules;

const clamp = (value: number, low: number, high: number, fallback: number): number =>
	Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : fallback;

/**
 * Adds the defaults of the preset in the language of the transcript, and clamps every number to the range in which
 * captions can be built.
 */
export function resolveCaptionRules(
	rules: Partial<CaptionRules>,
	language: string | null = null,
): CaptionRules {
	const base: CaptionRules = {
		...defaultCaptionRules,
		...presetRules(rules.preset ?? defaultCaptionRules.preset, language),
	};
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
		linger: clamp(all.linger, 0, 10, base.linger),
		offset: clamp(all.offset, -360_000, 360_000, base.offset),
		shotChanges: all.shotChanges.filter(Number.isFinite).sort((a, b) => a - b),
		pauseForNewCue: clamp(all.pauseForNewCue, 0.05, 600, base.pauseForNewCue),
	};
}

/** Minimum gap in whole milliseconds, rounded up because caption files have millisecond precision. */
export const gapMilliseconds = (rules: CaptionRules): number =>
	Math.ceil((rules.minGapFrames * 1000) / rules.frameRate - 1e-9);
