import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { buildCues, defaultCaptionRules, type CaptionRules } from '../captions';
import { oneWordCues, type CaptionFileFormat } from '../captions/files';
import { trimmedText } from '../core/trimmedText';
import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { booleanField, booleanFieldOff, enumField, groupField, numberField } from '../fields/define';
import { readGroup, type GroupValues } from '../fields/group';
import { fieldError, readEnum, readOptions } from '../fields/parameters';
import { cell, rowsField } from '../fields/rows';
import type { JobVendor, SynchronousVendor, Vendor } from '../jobs/vendor';
import { transcriptSchema } from '../transcript/model';
import { isVendorChosen, noEffectError, type Alternatives } from './alternatives';
import { fileParts } from './getTranscript';
import {
	captionItem,
	fileOptions,
	metadataOf,
	renderCaptions,
	type CaptionFormat,
	type CaptionSettings,
	type PrepareBinary,
} from './output';
import { redactionOptions } from './redaction';
import { sourceFields, transcriptOf } from './source';

const FORMATS = [
	'ass',
	'assHighlight',
	'csv',
	'ebuTtD',
	'edl',
	'imsc',
	'json',
	'podcast',
	'sbv',
	'srt',
	'vtt',
] as const;

const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{
			name: 'Advanced SubStation (.ass)',
			value: 'ass',
			description: 'For video with styled captions, e.g. with FFmpeg',
		},
		{
			name: 'Advanced SubStation With Word Highlight (.ass)',
			value: 'assHighlight',
			description: 'Each word changes its color when it is spoken',
		},
		{ name: 'CSV', value: 'csv', description: 'A table for spreadsheets' },
		{ name: 'EBU-TT-D (.ttml)', value: 'ebuTtD', description: 'For European broadcasters' },
		{
			name: 'EDL Markers (.edl)',
			value: 'edl',
			description: 'Timeline markers for DaVinci Resolve, at the frame rate of the caption rules',
		},
		{ name: 'IMSC 1.1 (.ttml)', value: 'imsc', description: 'Text profile of TTML, for streaming services' },
		{ name: 'JSON', value: 'json', description: 'Captions as data, with times, lines and speakers' },
		{
			name: 'Podcasting 2.0 Transcript (.json)',
			value: 'podcast',
			description: 'The turns of the speakers, for podcast apps',
		},
		{ name: 'SubRip (.srt)', value: 'srt', description: 'For video editors and most players' },
		{ name: 'SubViewer (.sbv)', value: 'sbv', description: 'For YouTube' },
		{ name: 'WebVTT (.vtt)', value: 'vtt', description: 'For web pages' },
	],
	default: 'srt',
};

const rulesGroup: INodeProperties = {
	...groupField('captionRules', 'Caption Rules', [
		numberField(
			'closeGapsUpTo',
			'Close Gaps Up To (Seconds)',
			'Close gaps shorter than this to avoid flicker. 0 keeps all gaps.',
			{ minValue: 0, maxValue: 10, numberPrecision: 2 },
			defaultCaptionRules.closeGapsUpTo,
		),
		booleanField(
			'dialogueDashes',
			'Dialogue Dashes',
			'Whether two short turns may share a caption, each on its own line with a leading dash',
		),
		numberField(
			'frameRate',
			'Frames per Second',
			'Frame rate of the video',
			{ minValue: 1, maxValue: 240, numberPrecision: 3 },
			defaultCaptionRules.frameRate,
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
		numberField(
			'pauseForNewCue',
			'Pause for New Caption (Seconds)',
			'Silence after which a new caption always starts',
			{ minValue: 0.1, maxValue: 60, numberPrecision: 2 },
			defaultCaptionRules.pauseForNewCue,
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
	]),
	placeholder: 'Add rule',
	description: "Rules you don't set use broadcast defaults",
};

const oneWordOption = booleanFieldOff(
	'oneWord',
	'One Word per Caption',
	'Whether to show the words one after the other, as in vertical videos',
);

const captionOptions: INodeProperties[] = [
	...fileOptions,
	{
		displayName: 'Include Text in JSON',
		name: 'includeText',
		type: 'boolean',
		default: true,
		description: 'Whether to also output the captions as text, in addition to the file',
	},
	oneWordOption,
];

/** An item with captions in the default format. */
const captionsSchema = transcriptSchema
	.pick({ vendor: true, jobId: true, language: true, duration: true })
	.extend({ cueCount: z.number(), format: z.string(), fileName: z.string(), captions: z.string() });

/** A vendor's own export of captions. */
export interface VendorCaptions {
	/** The option that chooses it, see `implementationOption`. */
	choice: INodeProperties;
	/** Options that only the vendor supports. */
	options?: readonly INodeProperties[];
	/** The content of the file, with the IDs of vendor and job. @throws NodeApiError, NodeOperationError */
	fetch(
		call: ItemContext,
		format: CaptionFormat,
	): Promise<{ vendor: string; jobId: string; content: string }>;
}

/**
 * Transcript: Get Captions, built from the words of the transcript.
 * @param own the vendor's export, which the user can choose instead
 */
export function getCaptionsOperation(
	vendor: JobVendor,
	jobField: INodeProperties,
	own?: VendorCaptions,
): ItemOperation;
export function getCaptionsOperation(vendor: SynchronousVendor): ItemOperation;
export function getCaptionsOperation(
	vendor: Vendor,
	jobField?: INodeProperties,
	own?: VendorCaptions,
): ItemOperation {
	return {
		name: 'Get Captions',
		value: 'getCaptions',
		description: 'Get captions (subtitles) as SRT, WebVTT, TTML and other formats, ready for broadcast',
		action: 'Get captions of a transcript',
		properties: [
			formatField,
			...sourceFields(jobField),
			own
				? { ...rulesGroup, displayOptions: { hide: { [`/options.${own.choice.name}`]: ['vendor'] } } }
				: rulesGroup,
			optionsField([
				...captionOptions,
				...redactionOptions(vendor, true),
				...(own ? [own.choice, ...(own.options ?? [])] : []),
			]),
		],
		output: captionsSchema,
		execute: async (call) => {
			const format = readEnum(call, 'format', 'Format', FORMATS, 'srt');
			const exported = own && exportFormat(vendor, call, own, format);
			if (!exported) return [await builtCaptions(vendor, call, format)];
			const { content, ...metadata } = await own.fetch(call, exported);
			const { settings, prepareBinary } = captionParts(call);
			return [await captionItem(metadata, exported, content, settings, prepareBinary)];
		},
	};
}

/**
 * The format of the vendor's export; `undefined` if this package is to build the captions.
 * @throws NodeOperationError for a field that the vendor's export ignores
 */
function exportFormat(
	vendor: Vendor,
	call: ItemContext,
	{ choice, options = [] }: VendorCaptions,
	format: CaptionFileFormat | 'json',
): CaptionFormat | undefined {
	const vendorName = vendor.http.displayName;
	const packageOptions = [...redactionOptions(vendor), oneWordOption];
	const alternatives: Alternatives = { choice, vendorName, vendorOptions: options, packageOptions };
	if (!isVendorChosen(call, alternatives)) return undefined;
	const { name, displayName } = rulesGroup;
	if (Object.keys(readOptions(call, name, displayName)).length > 0) {
		throw noEffectError(call, displayName, alternatives);
	}
	if (format === 'srt' || format === 'vtt') return format;
	const shown = formatField.options?.find((option) => 'value' in option && option.value === format);
	throw fieldError(
		call,
		formatField.displayName,
		`cannot be "${shown?.name ?? format}" with "${choice.displayName}" set to "${vendorName}"`,
		`Choose another format, or set "${choice.displayName}" to "This Package".`,
	);
}

function captionParts(call: ItemContext): { settings: CaptionSettings; prepareBinary: PrepareBinary } {
	const { settings, prepareBinary } = fileParts(call);
	const { includeText, oneWord } = readOptions(call, 'options', 'Options');
	return {
		settings: { file: settings, includeText: includeText !== false, oneWord: oneWord === true },
		prepareBinary,
	};
}

async function builtCaptions(
	vendor: Vendor,
	call: ItemContext,
	format: CaptionFileFormat | 'json',
): Promise<INodeExecutionData> {
	const rules = toRules(readGroup(call, rulesGroup));
	const transcript = await transcriptOf(vendor, call);
	if (format !== 'json') {
		const { settings, prepareBinary } = captionParts(call);
		return await renderCaptions(transcript, format, rules, settings, prepareBinary);
	}
	const built = await buildCues(transcript, rules);
	const { oneWord } = readOptions(call, 'options', 'Options');
	const cues = oneWord === true ? oneWordCues(built, transcript.words) : built;
	return {
		json: { ...metadataOf(transcript), cueCount: cues.length, cues: cues.map((cue) => ({ ...cue })) },
	};
}

function toRules(values: GroupValues): Partial<CaptionRules> {
	const { speakerNames, speakerLabels, ...rest } = values;
	const names = Array.isArray(speakerNames)
		? Object.fromEntries(
				speakerNames.flatMap((row) =>
					typeof row === 'object' ? [[trimmedText(row.label), trimmedText(row.name)]] : [],
				),
			)
		: {};
	const labels = speakerLabels === 'prefix' || speakerLabels === 'voice' ? speakerLabels : 'off';
	return { ...rest, speakerLabels: labels, speakerNames: names };
}
