import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { buildCues, defaultCaptionRules, type CaptionRules } from '../captions';
import { trimmedText } from '../core/trimmedText';
import type { ItemOperation } from '../execution/operation';
import { optionsField } from '../execution/requestOptions';
import type { ItemContext } from '../execution/runItems';
import { readGroup, type GroupValues } from '../fields/group';
import { fieldError, readEnum, readOptions } from '../fields/parameters';
import type { Vendor } from '../jobs/vendor';
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
import { sourceFields, transcriptOf } from './source';

const FORMATS = ['json', 'srt', 'vtt'] as const;

export const formatField: INodeProperties = {
	displayName: 'Format',
	name: 'format',
	type: 'options',
	options: [
		{ name: 'JSON', value: 'json', description: 'Cues with times, lines and speakers' },
		{ name: 'SubRip (.srt)', value: 'srt', description: 'For video editors and most players' },
		{ name: 'WebVTT (.vtt)', value: 'vtt', description: 'For web pages' },
	],
	default: 'srt',
};

function ruleNumber(
	name: string,
	displayName: string,
	description: string,
	range: { minValue: number; maxValue: number; numberPrecision?: number },
	byDefault: number,
): INodeProperties {
	return { displayName, name, type: 'number', typeOptions: range, default: byDefault, description };
}

const rulesGroup: INodeProperties = {
	displayName: 'Caption Rules',
	name: 'captionRules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	description: 'What is left out follows the rules of broadcasters',
	options: [
		{
			displayName: 'Dialogue Dashes',
			name: 'dialogueDashes',
			type: 'boolean',
			default: true,
			description: 'Whether two short turns may share a caption, a line each with a dash in front',
		},
		ruleNumber(
			'closeGapsUpTo',
			'Close Gaps Up To (Seconds)',
			'Shorter gaps are closed to the smallest one, so that the picture does not flicker; 0 leaves them',
			{ minValue: 0, maxValue: 10, numberPrecision: 2 },
			defaultCaptionRules.closeGapsUpTo,
		),
		ruleNumber(
			'frameRate',
			'Frames per Second',
			'Of the picture the captions belong to',
			{ minValue: 1, maxValue: 240, numberPrecision: 3 },
			defaultCaptionRules.frameRate,
		),
		ruleNumber(
			'maxCharsPerLine',
			'Max Characters per Line',
			'Longest line; Chinese, Japanese and Korean characters count two',
			{ minValue: 8, maxValue: 200 },
			defaultCaptionRules.maxCharsPerLine,
		),
		ruleNumber(
			'maxCharsPerSecond',
			'Max Characters per Second',
			'Fastest reading speed, where the speech allows it',
			{ minValue: 5, maxValue: 100, numberPrecision: 1 },
			defaultCaptionRules.maxCharsPerSecond,
		),
		ruleNumber(
			'maxDuration',
			'Max Duration (Seconds)',
			'Longest time a caption stands',
			{ minValue: 0.5, maxValue: 60, numberPrecision: 3 },
			defaultCaptionRules.maxDuration,
		),
		ruleNumber(
			'maxLines',
			'Max Lines',
			'Most lines in a caption',
			{ minValue: 1, maxValue: 4 },
			defaultCaptionRules.maxLines,
		),
		ruleNumber(
			'minDuration',
			'Min Duration (Seconds)',
			'Shortest time a caption stands, where the next one allows it',
			{ minValue: 0, maxValue: 10, numberPrecision: 3 },
			0.833,
		),
		ruleNumber(
			'minGapFrames',
			'Min Gap (Frames)',
			'Smallest gap between two captions',
			{ minValue: 0, maxValue: 50 },
			defaultCaptionRules.minGapFrames,
		),
		{
			displayName: 'Natural Breaks',
			name: 'naturalBreaks',
			type: 'boolean',
			default: true,
			description:
				'Whether to break after punctuation and before conjunctions rather than for size and time alone',
		},
		{
			displayName: 'New Caption for New Speaker',
			name: 'newCueForSpeaker',
			type: 'boolean',
			default: true,
			description: 'Whether each caption holds the words of one speaker',
		},
		ruleNumber(
			'pauseForNewCue',
			'Pause for New Caption (Seconds)',
			'Silence that always starts a new caption',
			{ minValue: 0.1, maxValue: 60, numberPrecision: 2 },
			defaultCaptionRules.pauseForNewCue,
		),
		{
			displayName: 'Speaker Labels',
			name: 'speakerLabels',
			type: 'options',
			options: [
				{ name: 'None', value: 'off' },
				{ name: 'Prefix', value: 'prefix', description: 'The name in front of each turn' },
				{ name: 'Voice Tag', value: 'voice', description: 'For players that show it; WebVTT only' },
			],
			default: 'prefix',
		},
		{
			displayName: 'Speaker Names',
			name: 'speakerNames',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add name',
			default: {},
			options: [
				{
					displayName: 'Name',
					name: 'rows',
					values: [
						{ displayName: 'Label', name: 'label', type: 'string', default: '', placeholder: 'e.g. A' },
						{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Nadia' },
					],
				},
			],
		},
	],
};

const captionOptions: INodeProperties[] = [
	...fileOptions,
	{
		displayName: 'Include Text in JSON',
		name: 'includeText',
		type: 'boolean',
		default: true,
		description: 'Whether the captions are given as text too, besides the file',
	},
];

/** An item with captions as srt, the format that is chosen first. */
const captionsSchema = transcriptSchema
	.pick({ vendor: true, jobId: true, language: true, duration: true })
	.extend({ cueCount: z.number(), format: z.string(), fileName: z.string(), captions: z.string() });

/** A vendor's own export, where it has one. */
export interface VendorCaptions {
	/** The option that chooses it, see `makerOption`. */
	choice: INodeProperties;
	/** Options that only the vendor supports. */
	options?: readonly INodeProperties[];
	/** The file's text in the format `srt` or `vtt`, with the vendor's ID and the job's. */
	fetch(
		call: ItemContext,
		format: CaptionFormat,
	): Promise<{ vendor: string; jobId: string; content: string }>;
}

/** Transcript: Get Captions, made here from the words, or by the vendor where it exports captions. */
export function getCaptionsOperation(
	vendor: Vendor,
	job: INodeProperties,
	own?: VendorCaptions,
): ItemOperation {
	return {
		name: 'Get Captions',
		value: 'getCaptions',
		description: 'Get captions (subtitles) as SRT, WebVTT or JSON, ready to go on air',
		action: 'Get captions of a transcript',
		properties: [
			formatField,
			...sourceFields(job),
			own
				? { ...rulesGroup, displayOptions: { hide: { [`/options.${own.choice.name}`]: ['vendor'] } } }
				: rulesGroup,
			optionsField([...captionOptions, ...(own ? [own.choice, ...(own.options ?? [])] : [])]),
		],
		output: captionsSchema,
		execute: async (call) => {
			const format = readEnum(call, 'format', 'Format', FORMATS, 'srt');
			const exported = own && exportFormat(vendor, call, own, format);
			if (!exported) return [await ownCaptions(vendor, call, format)];
			const { content, ...head } = await own.fetch(call, exported);
			const { settings, prepareBinary } = captionParts(call);
			return [await captionItem(head, exported, content, settings, prepareBinary)];
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
	format: CaptionFormat | 'json',
): CaptionFormat | undefined {
	const vendorName = vendor.http.displayName;
	const alternatives: Alternatives = { choice, vendorName, vendorOptions: options, packageOptions: [] };
	if (!isVendorChosen(call, alternatives)) return undefined;
	const { name, displayName } = rulesGroup;
	if (Object.keys(readOptions(call, name, displayName)).length > 0) {
		throw noEffectError(call, displayName, alternatives);
	}
	if (format !== 'json') return format;
	throw fieldError(
		call,
		formatField.displayName,
		`cannot be "JSON" with "${choice.displayName}" set to "${vendorName}"`,
		`Choose another format, or set "${choice.displayName}" to "This Package".`,
	);
}

function captionParts(call: ItemContext): { settings: CaptionSettings; prepareBinary: PrepareBinary } {
	const { settings, prepareBinary } = fileParts(call);
	const { includeText } = readOptions(call, 'options', 'Options');
	return { settings: { file: settings, includeText: includeText !== false }, prepareBinary };
}

async function ownCaptions(
	vendor: Vendor,
	call: ItemContext,
	format: CaptionFormat | 'json',
): Promise<INodeExecutionData> {
	const rules = toRules(readGroup(call, rulesGroup));
	const transcript = await transcriptOf(vendor, call);
	if (format !== 'json') {
		const { settings, prepareBinary } = captionParts(call);
		return await renderCaptions(transcript, format, rules, settings, prepareBinary);
	}
	const cues = await buildCues(transcript, rules);
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
