import type { INodeProperties } from 'n8n-workflow';

import { defaultCaptionRules, LABEL_STYLES, PRESETS, timecodeSeconds, type CaptionRules } from '../captions';
import { trimmedText } from '../core/trimmedText';
import { booleanField, enumField, groupField, numberField, textField, textListField } from '../fields/define';
import type { GroupValues } from '../fields/group';
import { fieldError, type ParameterSource } from '../fields/parameters';
import { cell, rowsField } from '../fields/rows';

/** The rules of captions that users can change. */
export const captionRulesGroup: INodeProperties = {
	...groupField('captionRules', 'Caption Rules', [
		numberField(
			'closeGapsUpTo',
			'Close Gaps Up To (Seconds)',
			'Close gaps shorter than this to avoid flicker. 0 keeps all gaps.',
			{ minValue: 0, maxValue: 10, numberPrecision: 2 },
			defaultCaptionRules.closeGapsUpTo,
		),
		enumField(
			'dialogueDashes',
			'Dialogue Dashes',
			'When two turns share a caption, each on its own line with a leading dash',
			[
				{ name: 'Always', value: 'always', description: 'Wherever two turns fit' },
				{ name: 'Never', value: 'never' },
				{
					name: 'Short Turns',
					value: 'short',
					description: 'Only where a turn would otherwise be too short to read',
				},
			],
			'always',
		),
		numberField(
			'frameRate',
			'Frames per Second',
			'Frame rate of the video. Captions start and end on its frames. 23.976 and 29.97 stand for the NTSC rates.',
			{ minValue: 1, maxValue: 240, numberPrecision: 3 },
			defaultCaptionRules.frameRate,
		),
		enumField(
			'labelStyle',
			'Label Style',
			'How labels of sounds and speakers look. Default: the style of the preset for sounds, and a colon after names.',
			[
				{ name: '(Laughter)', value: 'parentheses' },
				{ name: '[Laughter]', value: 'brackets' },
				{ name: '[LAUGHTER]', value: 'bracketsUpper' },
				{ name: 'LAUGHTER', value: 'capitals', description: 'With a colon after names' },
			],
			'brackets',
		),
		numberField(
			'linger',
			'Linger (Seconds)',
			'Time a caption stays on screen after its last word, if there is room',
			{ minValue: 0, maxValue: 10, numberPrecision: 3 },
			defaultCaptionRules.linger,
		),
		numberField(
			'maxCharsPerLine',
			'Max Characters per Line',
			'Maximum line length. Chinese, Japanese and Korean characters count as two.',
			{ minValue: 8, maxValue: 200 },
			defaultCaptionRules.maxCharsPerLine,
		),
		numberField(
			'maxCharsPerSecond',
			'Max Characters per Second',
			'Maximum reading speed, unless the speech is faster',
			{ minValue: 5, maxValue: 100, numberPrecision: 1 },
			defaultCaptionRules.maxCharsPerSecond,
		),
		numberField(
			'maxDuration',
			'Max Duration (Seconds)',
			'Maximum time a caption stays on screen',
			{ minValue: 0.5, maxValue: 60, numberPrecision: 3 },
			defaultCaptionRules.maxDuration,
		),
		numberField(
			'maxLines',
			'Max Lines',
			'Maximum number of lines per caption',
			{ minValue: 1, maxValue: 4 },
			defaultCaptionRules.maxLines,
		),
		numberField(
			'minDuration',
			'Min Duration (Seconds)',
			'Minimum time a caption stays on screen, unless the next one starts earlier',
			{ minValue: 0, maxValue: 10, numberPrecision: 3 },
			0.833,
		),
		numberField(
			'minGapFrames',
			'Min Gap (Frames)',
			'Minimum gap between two captions',
			{ minValue: 0, maxValue: 50 },
			defaultCaptionRules.minGapFrames,
		),
		booleanField(
			'naturalBreaks',
			'Natural Breaks',
			'Whether to prefer breaks after punctuation and before conjunctions. Otherwise, only size and time determine breaks.',
		),
		booleanField(
			'newCueForSpeaker',
			'New Caption for New Speaker',
			'Whether to start a new caption when the speaker changes',
		),
		booleanField('omitFillers', 'Omit Fillers', 'Whether to omit hesitation sounds such as "um"'),
		numberField(
			'pauseForNewCue',
			'Pause for New Caption (Seconds)',
			'Silence after which a new caption always starts',
			{ minValue: 0.1, maxValue: 60, numberPrecision: 2 },
			defaultCaptionRules.pauseForNewCue,
		),
		enumField(
			'preset',
			'Preset',
			'Values for the rules you do not set, adapted to the language of the transcript',
			[
				{ name: 'BBC', value: 'bbc', description: '37 characters per line, 15 per second' },
				{ name: 'EBU', value: 'ebu', description: 'Teletext: 37 characters per line, 15 per second' },
				{ name: 'Netflix', value: 'netflix', description: 'The default rules' },
				{ name: 'Podcast', value: 'podcast', description: '32 characters per line, with speaker names' },
				{ name: 'Vertical Video', value: 'vertical', description: '22 characters per line, up to 3 seconds' },
				{ name: 'YouTube', value: 'youtube', description: '40 characters per line, up to 6 seconds' },
			],
			'bbc',
		),
		textListField(
			'shotChanges',
			'Shot Changes (Seconds)',
			'Times of shot changes. Captions close to one start with it, or end two frames before it.',
			'e.g. 12.48',
		),
		enumField(
			'soundEvents',
			'Sound Events',
			'Whether captions show laughter, applause and music, if the transcript has audio events',
			[
				{ name: 'Labels', value: 'labels' },
				{ name: 'Labels, Music as ♪', value: 'notes' },
				{ name: 'None', value: 'off' },
			],
			'labels',
		),
		enumField(
			'speakerLabels',
			'Speaker Labels',
			'How captions show who is speaking',
			[
				{ name: 'None', value: 'off' },
				{ name: 'Prefix', value: 'prefix', description: 'The name before each turn' },
				{
					name: 'Voice Tag',
					value: 'voice',
					description: 'A tag that some players display or style; WebVTT only',
				},
			],
			'prefix',
		),
		rowsField('speakerNames', 'Speaker Names', "Names to show instead of the vendor's labels", 'Name', [
			cell('label', 'Label', 'e.g. A'),
			cell('name', 'Name', 'e.g. Nadia'),
		]),
		textField(
			'startTime',
			'Start Time',
			'Time to add to all captions, in seconds or as a timecode at "Frames per Second"; a semicolon before the frames means drop-frame',
			'e.g. 01:00:00:00',
		),
	]),
	placeholder: 'Add rule',
	description: "Rules you don't set use broadcast defaults",
};

const DASHES: Readonly<Record<string, CaptionRules['dialogueDashes']>> = {
	always: true,
	never: false,
	short: 'short',
};

/**
 * The rules that the user set.
 * @throws NodeOperationError for a start time or shot change that is not a time
 */
export function captionRules(source: ParameterSource, values: GroupValues): Partial<CaptionRules> {
	const { speakerNames, speakerLabels, dialogueDashes, preset, startTime, shotChanges, ...others } = values;
	const { labelStyle, soundEvents, ...rest } = others;
	const names = Array.isArray(speakerNames)
		? Object.fromEntries(
				speakerNames.flatMap((row) =>
					typeof row === 'object' ? [[trimmedText(row.label), trimmedText(row.name)]] : [],
				),
			)
		: {};
	const chosen = PRESETS.find((each) => each === preset);
	const labels = (['off', 'prefix', 'voice'] as const).find((each) => each === speakerLabels);
	const style = LABEL_STYLES.find((each) => each === labelStyle);
	const sounds = (['off', 'labels', 'notes'] as const).find((each) => each === soundEvents);
	const rate = Number(values.frameRate ?? defaultCaptionRules.frameRate);
	return {
		...rest,
		...(chosen ? { preset: chosen } : {}),
		...(labels ? { speakerLabels: labels } : {}),
		...(style ? { labelStyle: style } : {}),
		...(sounds ? { soundEvents: sounds } : {}),
		...(dialogueDashes === undefined
			? {}
			: { dialogueDashes: DASHES[trimmedText(dialogueDashes)] ?? 'short' }),
		...(startTime === undefined ? {} : { offset: offsetOf(source, trimmedText(startTime), rate) }),
		...(Array.isArray(shotChanges) ? { shotChanges: shotTimes(source, shotChanges) } : {}),
		onFrames: values.frameRate !== undefined,
		speakerNames: names,
	};
}

function offsetOf(source: ParameterSource, text: string, frameRate: number): number {
	const seconds = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : timecodeSeconds(text, frameRate);
	if (seconds !== null) return seconds;
	throw fieldError(
		source,
		'Start Time',
		'must be a number of seconds or a timecode of the frame rate',
		'Enter e.g. 12.5 or 01:00:00:00. Drop-frame timecode (01:00:00;00) requires 29.97 or 59.94 frames per second.',
	);
}

function shotTimes(source: ParameterSource, given: readonly unknown[]): number[] {
	const times = given.map((each) => Number(trimmedText(each)));
	if (times.every((time) => Number.isFinite(time) && time >= 0)) return times;
	throw fieldError(
		source,
		'Shot Changes (Seconds)',
		'must contain numbers of seconds',
		'Enter e.g. 12.48, 30.2.',
	);
}
