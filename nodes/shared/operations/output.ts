import type { IBinaryData, IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { buildCues, toSrt, toVtt, type CaptionRules } from '../captions';
import { trimmedText } from '../core/trimmedText';
import { alphabetical } from '../fields/alphabetical';
import type { TranscriptResponse } from '../transcript/answer';
import type { Transcript } from '../transcript/model';
import { renderDialogue } from '../transcript/render/dialogue';
import { renderHtml } from '../transcript/render/html';
import { renderMarkdown } from '../transcript/render/markdown';
import { renderText } from '../transcript/render/text';

export const OUTPUT_VALUES = [
	'transcript',
	'text',
	'dialogue',
	'markdown',
	'html',
	'srt',
	'vtt',
	'vendor',
] as const;

/** In what form a transcript is given. */
export type Output = (typeof OUTPUT_VALUES)[number];

/** The same for waiting, which can also give the job alone. */
export type WaitOutput = Output | 'job';

const OUTPUTS = [
	{
		name: 'Captions (.srt)',
		value: 'srt',
		description: 'A file for video editors and most players; Get Captions has more choices',
	},
	{
		name: 'Captions (.vtt)',
		value: 'vtt',
		description: 'A file for web pages; Get Captions has more choices',
	},
	{
		name: 'HTML Page',
		value: 'html',
		description: 'A file to download that reads like a document: speakers, times, insights',
	},
	{ name: 'Markdown', value: 'markdown', description: 'Speakers, times and insights as Markdown' },
	{ name: 'Text', value: 'text', description: 'The words alone' },
	{ name: 'Text With Speakers and Times', value: 'dialogue', description: 'One paragraph for each turn' },
	{
		name: 'Transcript',
		value: 'transcript',
		description: 'Text, words, speakers and insights in the same form for every vendor',
	},
	{ name: 'Vendor’s Answer', value: 'vendor', description: 'Everything, as the vendor sends it' },
];

/** The «Output» field; an AI agent gets the text by default, which fits its memory. `more` come on top. */
export function outputFields(
	more: ReadonlyArray<{ name: string; value: string; description: string }> = [],
	byDefault = 'transcript',
): INodeProperties[] {
	const field: INodeProperties = {
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: alphabetical([...OUTPUTS, ...more]),
		default: byDefault,
		description: 'In what form the result is given',
	};
	return [
		{ ...field, displayOptions: { hide: { '@tool': [true] } } },
		{ ...field, default: 'text', displayOptions: { show: { '@tool': [true] } } },
	];
}

/** Options that go with a file. */
export const fileOptions: INodeProperties[] = [
	{
		displayName: 'File Field Name',
		name: 'binaryPropertyOutput',
		type: 'string',
		default: 'data',
		description: 'Name of the output field that holds the file',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. interview',
		description: 'Without extension; the ID of the job where it is left out',
	},
];

/** Options that go with a rendered output. */
export const outputOptions: INodeProperties[] = [
	{
		displayName: 'Put Output in File',
		name: 'asFile',
		type: 'boolean',
		default: false,
		description: 'Whether text and Markdown are given as a file too; captions and an HTML page always are',
	},
	...fileOptions,
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Weekly meeting',
		description: 'Heading of the HTML page and the Markdown',
	},
];

/** Options as the person set them. */
export interface OutputSettings {
	asFile: boolean;
	property: string;
	fileName: string;
	title: string;
}

export function readOutputSettings(options: IDataObject): OutputSettings {
	return {
		asFile: options.asFile === true,
		property: trimmedText(options.binaryPropertyOutput) || 'data',
		fileName: trimmedText(options.fileName),
		title: trimmedText(options.title),
	};
}

/** Formats of caption files. */
export type CaptionFormat = 'srt' | 'vtt';

/**
 * MIME types of caption files. SRT has none registered; as plain text n8n's editor shows it (its `ViewableMimeTypes`
 * are a short list). WebVTT keeps its own, which web servers pass on to players.
 */
export const CAPTION_MIME_TYPES = { srt: 'text/plain', vtt: 'text/vtt' } as const;

/** Stores a file of an item. */
export type PrepareBinary = (data: Buffer, fileName: string, mimeType: string) => Promise<IBinaryData>;

/** A transcript in the chosen form, as an item without pairing. */
export async function renderOutput(
	answer: TranscriptResponse,
	output: Output,
	settings: OutputSettings,
	prepareBinary: PrepareBinary,
): Promise<INodeExecutionData> {
	const { transcript, raw } = answer;
	if (output === 'vendor') return { json: raw };
	if (output === 'transcript') return { json: { ...transcript } };
	if (output === 'srt' || output === 'vtt') {
		const captions = { file: settings, includeText: true };
		return await renderCaptions(transcript, output, {}, captions, prepareBinary);
	}
	const { content, extension, mimeType } = await render(transcript, output, settings);
	const isPage = output === 'html';
	const file = () =>
		prepareBinary(Buffer.from(content), fileNameFor(transcript, settings, extension), mimeType);
	return {
		json: { ...metadataOf(transcript), ...(isPage ? {} : { text: content }) },
		...(isPage || settings.asFile ? { binary: { [settings.property]: await file() } } : {}),
	};
}

async function render(
	transcript: Transcript,
	output: Exclude<Output, 'vendor' | 'transcript' | CaptionFormat>,
	{ title }: OutputSettings,
) {
	const options = title === '' ? {} : { title };
	switch (output) {
		case 'html':
			return { content: await renderHtml(transcript, options), extension: 'html', mimeType: 'text/html' };
		case 'markdown':
			return {
				content: await renderMarkdown(transcript, options),
				extension: 'md',
				mimeType: 'text/markdown',
			};
		case 'dialogue':
			return { content: await renderDialogue(transcript), extension: 'txt', mimeType: 'text/plain' };
		case 'text':
			return { content: await renderText(transcript), extension: 'txt', mimeType: 'text/plain' };
	}
}

/** What becomes of captions: a file, and text beside it unless that is not wanted. */
export interface CaptionSettings {
	file: Pick<OutputSettings, 'property' | 'fileName'>;
	includeText: boolean;
}

/** Captions made by these rules. */
export async function renderCaptions(
	transcript: Transcript,
	format: CaptionFormat,
	rules: Partial<CaptionRules>,
	settings: CaptionSettings,
	prepareBinary: PrepareBinary,
): Promise<INodeExecutionData> {
	const cues = await buildCues(transcript, rules);
	const content = format === 'vtt' ? toVtt(cues) : toSrt(cues);
	const head = { ...metadataOf(transcript), cueCount: cues.length };
	return await captionItem(head, format, content, settings, prepareBinary);
}

/** A caption file as an item without pairing; `head` is what stands beside it. */
export async function captionItem(
	head: IDataObject & { jobId: string },
	format: CaptionFormat,
	content: string,
	{ file: { property, ...file }, includeText }: CaptionSettings,
	prepareBinary: PrepareBinary,
): Promise<INodeExecutionData> {
	const fileName = fileNameFor(head, file, format);
	const binary = await prepareBinary(Buffer.from(content), fileName, CAPTION_MIME_TYPES[format]);
	return {
		json: { ...head, format, fileName, ...(includeText ? { captions: content } : {}) },
		// n8n tells the extension from the MIME type.
		binary: { [property]: { ...binary, fileExtension: format } },
	};
}

/** What stands beside a rendering: enough to go on, short enough for an agent. */
export function metadataOf(transcript: Transcript): IDataObject & { jobId: string } {
	const { vendor, jobId, language, duration } = transcript;
	return { vendor, jobId, language, duration };
}

/** A name that every file system takes. */
export function fileNameFor(
	transcript: Pick<Transcript, 'jobId'>,
	settings: { fileName: string },
	extension: string,
): string {
	const base = settings.fileName === '' ? transcript.jobId : settings.fileName;
	const safe = base.replace(/[/\\:*?"<>|\p{Cc}]+/gu, '_').slice(-150);
	return safe.endsWith(`.${extension}`) ? safe : `${safe}.${extension}`;
}

export function isOutput(value: unknown): value is Output {
	return OUTPUT_VALUES.some((each) => each === value);
}
