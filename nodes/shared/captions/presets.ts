import type { LabelStyle } from './labels';

export const PRESETS = ['netflix', 'bbc', 'ebu', 'youtube', 'vertical', 'podcast'] as const;
export type Preset = (typeof PRESETS)[number];

/** The rules that presets and languages change, see `CaptionRules`. */
interface LimitRules {
	maxCharsPerLine?: number;
	maxCharsPerSecond?: number;
	maxDuration?: number;
	minDuration?: number;
	closeGapsUpTo?: number;
	pauseForNewCue?: number;
	speakerLabels?: 'off' | 'prefix' | 'voice';
	/** Of sounds. Default: in brackets. */
	labelStyle?: LabelStyle;
}

/**
 * Line length and reading speed of languages that Netflix's language guides treat differently. Columns, of which an East
 * Asian character takes two: Japanese 13 characters and 4 a second, Chinese 16 and 9, Korean 16 and 12.
 */
const BY_LANGUAGE: ReadonlyMap<string, LimitRules> = new Map<string, LimitRules>([
	['ja', { maxCharsPerLine: 26, maxCharsPerSecond: 8 }],
	['zh', { maxCharsPerLine: 32, maxCharsPerSecond: 18 }],
	['cmn', { maxCharsPerLine: 32, maxCharsPerSecond: 18 }],
	['yue', { maxCharsPerLine: 32, maxCharsPerSecond: 18 }],
	['ko', { maxCharsPerLine: 32, maxCharsPerSecond: 24 }],
	['th', { maxCharsPerLine: 35, maxCharsPerSecond: 17 }],
	['ru', { maxCharsPerLine: 39, maxCharsPerSecond: 17 }],
	['ar', { maxCharsPerLine: 42, maxCharsPerSecond: 20 }],
]);

const languageRules = (language: string | null): LimitRules =>
	BY_LANGUAGE.get((language ?? '').toLowerCase().split(/[-_]/)[0] ?? '') ?? {};

/** What a preset changes; `netflix` are the default rules. */
const BY_PRESET: Readonly<Record<Preset, LimitRules>> = {
	netflix: {},
	// 37 characters fit 68 % of the width; 160 to 180 words a minute; no gap or one of 1.5 s.
	bbc: {
		maxCharsPerLine: 37,
		maxCharsPerSecond: 15,
		minDuration: 1,
		closeGapsUpTo: 1.5,
		labelStyle: 'capitals',
	},
	// EBU Tech 3264: a teletext row has 40 columns, of which control codes take three.
	ebu: { maxCharsPerLine: 37, maxCharsPerSecond: 15, minDuration: 1, labelStyle: 'bracketsUpper' },
	youtube: { maxCharsPerLine: 40, maxDuration: 6, pauseForNewCue: 1 },
	vertical: { maxCharsPerLine: 22, maxDuration: 3, minDuration: 0.5, pauseForNewCue: 0.7 },
	// Podcasting 2.0, SRT transcripts: 32 characters, two lines, the speaker's name and a colon.
	podcast: { maxCharsPerLine: 32, speakerLabels: 'prefix' },
};

/** The rules of a preset in a language. A line is never longer than the language allows. */
export function presetRules(preset: Preset, language: string | null): LimitRules {
	const own = languageRules(language);
	const chosen = BY_PRESET[preset];
	const both = { ...own, ...chosen };
	for (const limit of ['maxCharsPerLine', 'maxCharsPerSecond'] as const) {
		const value = Math.min(own[limit] ?? Infinity, chosen[limit] ?? Infinity);
		if (value < Infinity) both[limit] = value;
	}
	return both;
}
