import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { buildCues, translateForCaptions, type CaptionRules } from '../captions';
import { captionFiles, chaptersOf, oneWordCues, type CaptionFileFormat } from '../captions/files';
import { trimmedText } from '../core/trimmedText';
import type { ItemOperation } from '../execution/operation';
import type { ItemContext } from '../execution/runItems';
import { booleanFieldOff, textField } from '../fields/define';
import { readGroup } from '../fields/group';
import { fieldError, optionLabel, readEnum, readOptions } from '../fields/parameters';
import { hideWhen } from '../fields/showWhen';
import { languageTag } from '../transcript/language';
import { transcriptSchema, type Transcript } from '../transcript/model';
import { recordingBaseName } from '../transcript/recording';
import { matchLanguage, translationLanguages } from '../transcript/translations';
import { isVendorChosen, noEffectError, type Alternatives } from './alternatives';
import { captionRules, captionRulesGroup } from './captionRules';
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
import { recordingName } from './recordingName';
import type { TranscriptSource } from './source';

const FORMATS = [
	'ass',
	'assHighlight',
	'csv',
	'ebuTtD',
	'edl',
	'fcpxml',
	'imsc',
	'json',
	'podcast',
	'podcastChapters',
	'sbv',
	'srt',
	'vtt',
	'vttChapters',
	'xmeml',
	'youtubeChapters',
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
			description: 'Each word changes colour as it is spoken',
		},
		{ name: 'CSV', value: 'csv', description: 'A table for spreadsheets' },
		{ name: 'EBU-TT-D (.ttml)', value: 'ebuTtD', description: 'For European broadcasters' },
		{
			name: 'EDL Markers (.edl)',
			value: 'edl',
			description: 'Timeline markers for DaVinci Resolve, at the frame rate of the caption rules',
		},
		{
			name: 'Final Cut Pro Markers (.fcpxml)',
			value: 'fcpxml',
			description: 'A project with timeline markers, at the frame rate of the caption rules',
		},
		{ name: 'IMSC 1.1 (.ttml)', value: 'imsc', description: 'Text profile of TTML, for streaming services' },
		{ name: 'JSON', value: 'json', description: 'Captions as data, with times, lines and speakers' },
		{
			name: 'Podcasting 2.0 Chapters (.json)',
			value: 'podcastChapters',
			description: 'The chapters of the transcript, for podcast apps',
		},
		{
			name: 'Podcasting 2.0 Transcript (.json)',
			value: 'podcast',
			description: 'The turns of the speakers, for podcast apps',
		},
		{
			name: 'Premiere Pro Markers (.xml)',
			value: 'xmeml',
			description: 'A sequence with timeline markers, at the frame rate of the caption rules',
		},
		{ name: 'SubRip (.srt)', value: 'srt', description: 'For video editors and most players' },
		{ name: 'SubViewer (.sbv)', value: 'sbv', description: 'For YouTube' },
		{ name: 'WebVTT (.vtt)', value: 'vtt', description: 'For web pages' },
		{
			name: 'WebVTT Chapters (.vtt)',
			value: 'vttChapters',
			description: 'The chapters of the transcript, for players on web pages',
		},
		{
			name: 'YouTube Chapters (.txt)',
			value: 'youtubeChapters',
			description: 'The chapters of the transcript, for the description of a video',
		},
	],
	default: 'srt',
};

const oneWordOption = booleanFieldOff(
	'oneWord',
	'One Word per Caption',
	'Whether to show the words one after the other, as in vertical videos',
);

const translationOption = textField(
	'translation',
	'Translation',
	'Language code of a translation in the transcript. The captions are in this language. Default: the spoken language.',
	'e.g. de',
);

/** Formats whose entries are chapters or turns of the transcript. */
const WITHOUT_CUES = ['podcast', 'podcastChapters', 'vttChapters', 'youtubeChapters'];

const includeTextOption: INodeProperties = {
	displayName: 'Include Text in JSON',
	name: 'includeText',
	type: 'boolean',
	default: true,
	description: 'Whether to also output the captions as text, in addition to the file',
};

/** Captions as data are not a file. */
const captionOptions: INodeProperties[] = [
	...[...fileOptions, includeTextOption].map((option) => hideWhen({ '/format': ['json'] }, option)),
	hideWhen({ '/format': WITHOUT_CUES }, oneWordOption),
	translationOption,
];

/** The rules for cues; the vendor's export has its own. */
const rulesField = (own: VendorCaptions | undefined) =>
	hideWhen(
		{ format: WITHOUT_CUES, ...(own ? { [`/options.${own.choice.name}`]: ['vendor'] } : {}) },
		captionRulesGroup,
	);

/** An item with captions in the default format. */
const captionsSchema = z.lazy(() =>
	transcriptSchema
		.pick({ vendor: true, jobId: true, recording: true, language: true, duration: true })
		.extend({ cueCount: z.number(), format: z.string(), fileName: z.string(), captions: z.string() }),
);

/** A vendor's own export of captions. */
export interface VendorCaptions {
	vendorName: string;
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
export function getCaptionsOperation(source: TranscriptSource, own?: VendorCaptions): ItemOperation {
	return {
		name: 'Get Captions',
		value: 'getCaptions',
		description: 'Get captions (subtitles) as SRT, WebVTT, TTML and other formats, ready for broadcast',
		action: 'Get captions of a transcript',
		properties: [
			formatField,
			...source.fields,
			rulesField(own),
			source.optionsField([...captionOptions, ...(own ? [own.choice, ...(own.options ?? [])] : [])]),
		],
		output: captionsSchema,
		execute: async (call) => {
			const format = readEnum(call, 'format', 'Format', FORMATS, 'srt');
			const exported = own && exportFormat(source, call, own, format);
			if (!exported) return [await builtCaptions(source, call, format)];
			const { content, vendor, jobId } = await own.fetch(call, exported);
			const metadata = { vendor, jobId, recording: recordingName(call) };
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
	source: TranscriptSource,
	call: ItemContext,
	{ vendorName, choice, options = [] }: VendorCaptions,
	format: CaptionFileFormat | 'json',
): CaptionFormat | undefined {
	const packageOptions = [...source.options, oneWordOption, translationOption];
	const alternatives: Alternatives = { choice, vendorName, vendorOptions: options, packageOptions };
	if (!isVendorChosen(call, alternatives)) return undefined;
	const { name, displayName } = captionRulesGroup;
	if (Object.keys(readOptions(call, name, displayName)).length > 0) {
		throw noEffectError(call, displayName, alternatives);
	}
	if (format === 'srt' || format === 'vtt') return format;
	throw fieldError(
		call,
		formatField.displayName,
		`cannot be "${nameOf(format)}" with "${choice.displayName}" set to "${vendorName}"`,
		`Choose another format, or set "${choice.displayName}" to "This Package".`,
	);
}

const nameOf = (format: string): string =>
	formatField.options?.find((option) => 'value' in option && option.value === format)?.name ?? format;

/** @throws NodeOperationError for a format of chapters if the transcript has none */
function checkChapters(call: ItemContext, format: CaptionFileFormat, transcript: Transcript): void {
	if (!captionFiles[format].hasChapters || chaptersOf(transcript).length > 0) return;
	throw fieldError(
		call,
		formatField.displayName,
		`cannot be "${nameOf(format)}", because the transcript has no chapters`,
		'Request chapters when you create the job, if the vendor offers them, or choose another format.',
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
	source: TranscriptSource,
	call: ItemContext,
	format: CaptionFileFormat | 'json',
): Promise<INodeExecutionData> {
	const rules = captionRules(call, readGroup(call, captionRulesGroup));
	const { oneWord, translation } = readOptions(call, 'options', 'Options');
	const language = trimmedText(translation);
	if (language !== '' && format !== 'json' && captionFiles[format].hasChapters) {
		throw fieldError(
			call,
			optionLabel(translationOption),
			`has no effect on "${nameOf(format)}"`,
			'Remove it, or choose a format of captions.',
		);
	}
	const read = await source.read(call);
	const transcript = language === '' ? read : await translated(call, read, language, rules);
	if (format !== 'json') {
		checkChapters(call, format, transcript);
		const { settings, prepareBinary } = captionParts(call);
		const named = transcript === read ? settings : inLanguage(call, settings, transcript);
		return await renderCaptions(transcript, format, rules, named, prepareBinary);
	}
	const built = await buildCues(transcript, rules);
	const cues = oneWord === true ? oneWordCues(built, transcript.words) : built;
	return {
		json: {
			...metadataOf(transcript),
			cueCount: cues.length,
			// The words of a translation are not in the transcript.
			cues: cues.map((cue) => ({ ...cue, ...(transcript === read ? {} : { words: [] }) })),
		},
	};
}

/** Adds the language to a file name that the user did not choose, as players expect it: `interview.de.srt`. */
function inLanguage(call: ItemContext, settings: CaptionSettings, transcript: Transcript): CaptionSettings {
	const { fileName } = readOptions(call, 'options', 'Options');
	if (trimmedText(fileName) !== '') return settings;
	const base =
		settings.file.fileName || recordingBaseName(transcript.recording) || transcript.jobId || 'transcript';
	const language = languageTag(transcript.language) ?? transcript.language;
	return { ...settings, file: { ...settings.file, fileName: `${base}.${language}` } };
}

/**
 * The transcript in the language of one of its translations.
 * @throws NodeOperationError that lists the translations that there are
 */
async function translated(
	call: ItemContext,
	transcript: Transcript,
	wanted: string,
	rules: Partial<CaptionRules>,
): Promise<Transcript> {
	const label = optionLabel(translationOption);
	const languages = translationLanguages(transcript);
	const language = matchLanguage(wanted, languages);
	if (language === undefined) {
		const redacted = transcript.insights.warnings?.find(({ type }) => type === 'left_out')?.message;
		throw languages.length === 0
			? fieldError(
					call,
					label,
					`cannot be "${wanted}", because the transcript has no translations`,
					redacted ?? 'Request the translation when you create the job, if the vendor offers it.',
				)
			: fieldError(
					call,
					label,
					`cannot be "${wanted}", because the transcript has translations only into ${languages.join(', ')}`,
				);
	}
	const result = await translateForCaptions(transcript, language, rules);
	if (result.words.length > 0) return result;
	throw fieldError(
		call,
		label,
		`cannot be "${wanted}", because this translation has no times`,
		'Request the translation of each utterance, which AssemblyAI offers as "By Utterance".',
	);
}
