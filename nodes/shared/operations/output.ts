import type { IBinaryData, IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { buildCues, resolveCaptionRules, type CaptionRules } from '../captions';
import { captionFiles, chaptersOf, oneWordCues, type CaptionFileFormat } from '../captions/files';
import { trimmedText } from '../core/trimmedText';
import { alphabetical } from '../fields/alphabetical';
import { showWhen } from '../fields/showWhen';
import { measure } from '../measures/measure';
import type { Transcript } from '../transcript/model';
import { recordingBaseName } from '../transcript/recording';
import { renderDialogue } from '../transcript/render/dialogue';
import { renderDocx } from '../transcript/render/docx';
import { renderHtml } from '../transcript/render/html';
import { renderMarkdown } from '../transcript/render/markdown';
import { renderText } from '../transcript/render/text';
import type { TranscriptResponse } from '../transcript/response';
import { withoutWords } from '../transcript/withoutWords';
import { readableFirst } from './readableFirst';

export const OUTPUT_VALUES = [
	'transcript',
	'words',
	'text',
	'dialogue',
	'markdown',
	'html',
	'docx',
	'srt',
	'vtt',
	'vendor',
] as const;

/** The format in which a transcript is returned. */
export type Output = (typeof OUTPUT_VALUES)[number];

/** The same for waiting, which can also return the job alone. */
export type WaitOutput = Output | 'job';

const OUTPUTS = [
	{
		name: 'Captions (.srt)',
		value: 'srt',
		description: 'A file for video editors and most players. Get Captions has more options.',
	},
	{
		name: 'Captions (.vtt)',
		value: 'vtt',
		description: 'A file for web pages. Get Captions has more options.',
	},
	{
		name: 'HTML Page',
		value: 'html',
		description: 'A formatted document with speakers, times and insights, as a file',
	},
	{
		name: 'Markdown',
		value: 'markdown',
		description: 'A Markdown document with speakers, times and insights',
	},
	{ name: 'Text', value: 'text', description: 'The spoken text only' },
	{ name: 'Text With Speakers and Times', value: 'dialogue', description: 'One line per speaker turn' },
	{
		name: 'Transcript',
		value: 'transcript',
		description: 'Text, speakers, times and insights in the same format for every vendor',
	},
	{
		name: 'Transcript With Words',
		value: 'words',
		description:
			'The same with times and confidence of each word, for Get Captions, Search Words, Edit and Compare. Long recordings make the editor slow.',
	},
	{
		name: 'Word Document (.docx)',
		value: 'docx',
		description: 'A file with speakers, times and numbered lines, for lawyers and editors',
	},
	{
		name: 'Vendor Response',
		value: 'vendor',
		description: 'The complete response, unmodified, including unredacted data that the vendor returns',
	},
];

/** The parameters of a request with the "Output" field before the collections of what is rarely needed. */
export function withOutput(parameters: readonly INodeProperties[]): INodeProperties[] {
	const isCollection = ({ type }: INodeProperties) => type === 'collection';
	return [
		...parameters.filter((field) => !isCollection(field)),
		...outputFields(),
		...parameters.filter(isCollection),
	];
}

/**
 * The "Output" field. For an AI agent the default is the text, which fits its context window.
 * @param more further options
 */
export function outputFields(
	more: ReadonlyArray<Omit<OutputChoice, 'isFile'>> = [],
	byDefault = 'transcript',
): INodeProperties[] {
	const field: INodeProperties = {
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: alphabetical([...OUTPUTS, ...more]),
		default: byDefault,
		description: 'Format of the output',
	};
	return [
		{ ...field, displayOptions: { hide: { '@tool': [true] } } },
		{ ...field, default: 'text', displayOptions: { show: { '@tool': [true] } } },
	];
}

/** An output that only one vendor has. */
export interface OutputChoice {
	name: string;
	value: string;
	description: string;
	/** Whether it is always a file. Other outputs are text, which "Put Output in File" also puts in a file. */
	isFile: boolean;
}

/** Options for an output file. */
export const fileOptions: readonly INodeProperties[] = [
	{
		displayName: 'File Field Name',
		name: 'binaryPropertyOutput',
		type: 'string',
		default: 'data',
		description: 'Name of the output binary field to put the file in',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. interview',
		description:
			'File name without extension. Defaults to the name of the recording if it is known, otherwise the job ID, or "transcript" without one.',
	},
];

const asFileOption: INodeProperties = {
	displayName: 'Put Output in File',
	name: 'asFile',
	type: 'boolean',
	default: false,
	description:
		'Whether to also output text and Markdown as a file. Captions, HTML pages and Word documents are always files.',
};

const titleOption: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	placeholder: 'e.g. Weekly meeting',
	description: 'Heading of the document',
};

/** For the HTML page. */
export const recordingUrlOption: INodeProperties = {
	displayName: 'Recording URL',
	name: 'recordingUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/call.mp3',
	description:
		'URL of the recording, which the page plays from a word or time. Without it, readers can choose a file.',
};

/** Options for a text that is only put in a file if the user chooses so. */
export const textFileOptions: readonly INodeProperties[] = [
	asFileOption,
	...fileOptions.map((option) => showWhen({ [asFileOption.name]: [true] }, option)),
];

const FILES = ['srt', 'vtt', 'html', 'docx'];
const TEXTS = ['text', 'dialogue', 'markdown'];
const DOCUMENTS = ['html', 'docx', 'markdown'];

/** Options for a rendered output, each shown only for the outputs that it changes. */
export function outputOptions(own: readonly OutputChoice[] = []): INodeProperties[] {
	const files = [...FILES, ...own.filter(({ isFile }) => isFile).map(({ value }) => value)];
	const texts = [...TEXTS, ...own.filter(({ isFile }) => !isFile).map(({ value }) => value)];
	return [
		...fileOptions.map((option) => showWhen({ '/output': files }, option)),
		...textFileOptions.map((option) => showWhen({ '/output': texts }, option)),
		showWhen({ '/output': ['html'] }, recordingUrlOption),
		showWhen({ '/output': DOCUMENTS }, titleOption),
	];
}

/** The values of `outputOptions`. */
export interface OutputSettings {
	asFile: boolean;
	property: string;
	fileName: string;
	title: string;
	/** Web address of the recording. */
	recordingUrl?: string;
}

/** The values of `outputOptions`, with their defaults. */
export function readOutputSettings(options: IDataObject): OutputSettings {
	return {
		asFile: options.asFile === true,
		property: trimmedText(options.binaryPropertyOutput) || 'data',
		fileName: trimmedText(options.fileName),
		title: trimmedText(options.title),
	};
}

/** Formats that vendors export as well. */
export type CaptionFormat = 'srt' | 'vtt';

/** Stores the file of an item in n8n's binary storage. */
export type PrepareBinary = (data: Buffer, fileName: string, mimeType: string) => Promise<IBinaryData>;

/** An item, without `pairedItem`, with the transcript in the chosen format. */
export async function renderOutput(
	response: TranscriptResponse,
	output: Output,
	settings: OutputSettings,
	prepareBinary: PrepareBinary,
): Promise<INodeExecutionData> {
	const { transcript, raw } = response;
	if (output === 'vendor') return { json: raw };
	if (output === 'words') return { json: readableFirst({ ...transcript }) };
	if (output === 'transcript') return { json: readableFirst({ ...(await withoutWords(transcript)) }) };
	if (output === 'srt' || output === 'vtt') {
		const captions = { file: settings, includeText: true };
		return await renderCaptions(transcript, output, {}, captions, prepareBinary);
	}
	const { content, extension, mimeType } = await render(transcript, output, settings);
	const file = async () => {
		const name = fileNameFor(transcript, settings, extension);
		const binary = await prepareBinary(Buffer.from(content), name, mimeType);
		return { [settings.property]: { ...binary, fileExtension: extension } };
	};
	const json = metadataOf(transcript);
	if (output === 'html' || output === 'docx') return { json, binary: await file() };
	return {
		json: readableFirst({ ...json, text: String(content) }),
		...(settings.asFile ? { binary: await file() } : {}),
	};
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function render(
	transcript: Transcript,
	output: Exclude<Output, 'vendor' | 'transcript' | 'words' | CaptionFormat>,
	{ title, recordingUrl }: OutputSettings,
) {
	const options = title === '' ? {} : { title };
	switch (output) {
		case 'html': {
			const content = await renderHtml(transcript, {
				...options,
				measures: await measure(transcript),
				...(recordingUrl === undefined ? {} : { recordingUrl }),
			});
			return { content, extension: 'html', mimeType: 'text/html' };
		}
		case 'docx':
			return { content: await renderDocx(transcript, options), extension: 'docx', mimeType: DOCX };
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

/** How captions are output: as a file, and as text if `includeText`. */
export interface CaptionSettings {
	file: Pick<OutputSettings, 'property' | 'fileName'>;
	includeText: boolean;
	/** One caption for each word. */
	oneWord?: boolean;
}

/** An item, without `pairedItem`, with captions built to these rules. */
export async function renderCaptions(
	transcript: Transcript,
	format: CaptionFileFormat,
	rules: Partial<CaptionRules>,
	settings: CaptionSettings,
	prepareBinary: PrepareBinary,
): Promise<INodeExecutionData> {
	const built = await buildCues(transcript, rules);
	const cues = settings.oneWord ? oneWordCues(built, transcript.words) : built;
	const { frameRate } = resolveCaptionRules(rules);
	const title = settings.file.fileName || recordingBaseName(transcript.recording) || transcript.jobId;
	const content = await captionFiles[format].write(cues, transcript, frameRate, title);
	const entries = captionFiles[format].hasChapters ? chaptersOf(transcript) : cues;
	const metadata = { ...metadataOf(transcript), cueCount: entries.length };
	return await captionItem(metadata, format, content, settings, prepareBinary);
}

/**
 * An item, without `pairedItem`, with a caption file.
 * @param metadata further members of the item
 */
export async function captionItem(
	metadata: Metadata,
	format: CaptionFileFormat,
	content: string,
	{ file: { property, ...file }, includeText }: CaptionSettings,
	prepareBinary: PrepareBinary,
): Promise<INodeExecutionData> {
	const { extension, mimeType } = captionFiles[format];
	const fileName = fileNameFor(metadata, file, extension);
	const binary = await prepareBinary(Buffer.from(content), fileName, mimeType);
	return {
		json: readableFirst({ ...metadata, format, fileName, ...(includeText ? { captions: content } : {}) }),
		// n8n derives the extension from the MIME type.
		binary: { [property]: { ...binary, fileExtension: extension } },
	};
}

/** The members that accompany a rendering: enough to continue from, short enough for an AI agent. */
export function metadataOf(transcript: Transcript): Metadata {
	const { vendor, jobId, recording = null, language, duration } = transcript;
	return { vendor, jobId, recording, language, duration };
}

/** Item data that says which job and recording it is about. */
export type Metadata = IDataObject & Named;

type Named = Pick<Transcript, 'jobId' | 'recording'>;

/** A file name that every file system accepts. */
export function fileNameFor(
	{ jobId, recording }: Named,
	settings: { fileName: string },
	extension: string,
): string {
	const [base = 'transcript'] = [settings.fileName, recordingBaseName(recording), jobId].filter(
		(name) => name !== '',
	);
	const safe = base.replace(/[/\\:*?"<>|\p{Cc}]+/gu, '_').slice(-150);
	return safe.endsWith(`.${extension}`) ? safe : `${safe}.${extension}`;
}

/** Whether a value is one of the output formats. */
export function isOutput(value: unknown): value is Output {
	return OUTPUT_VALUES.some((each) => each === value);
}
