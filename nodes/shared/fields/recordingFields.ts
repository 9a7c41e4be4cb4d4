import type { INodeProperties } from 'n8n-workflow';

import type { UploadFile } from '../http/multipart';
import { isToolExecution } from '../n8n/versions';
import { alphabetical } from './alphabetical';
import { fieldError, type ParameterSource, readEnum, readWebAddress } from './parameters';
import { readBinaryFile } from './recording';
import { showWhen } from './showWhen';

/** A source other than file and URL that only one vendor has. */
export interface OwnSource {
	name: string;
	value: string;
	description: string;
	field: INodeProperties;
}

const HIDDEN_FOR_AGENTS = { hide: { '@tool': [true] } };

/** What the name "data" of a file means, for the description of its field. */
export const ONLY_FILE =
	'If this is "data" and the item has a single file under another name, that file is used.';

/** The fields for the source of the recording. An AI agent has no files, so it sees the URL only. */
export function recordingFields(vendorName: string, own: readonly OwnSource[] = []): INodeProperties[] {
	const url = urlField(vendorName);
	return [
		{
			displayName: 'Recording',
			name: 'recordingSource',
			type: 'options',
			options: alphabetical([
				{ name: 'File', value: 'binary', description: 'Upload binary data from the input item' },
				...own.map(({ name, value, description }) => ({ name, value, description })),
				{ name: 'URL', value: 'url', description: `Let ${vendorName} download the recording from a URL` },
			]),
			default: 'binary',
			displayOptions: HIDDEN_FOR_AGENTS,
		},
		showWhen({ recordingSource: ['binary'] }, { ...fileField(ONLY_FILE), displayOptions: HIDDEN_FOR_AGENTS }),
		...own.map(({ value, field }) =>
			showWhen({ recordingSource: [value] }, { ...field, displayOptions: HIDDEN_FOR_AGENTS }),
		),
		showWhen({ recordingSource: ['url'] }, { ...url, displayOptions: HIDDEN_FOR_AGENTS }),
		{ ...url, displayOptions: { show: { '@tool': [true] } } },
	];
}

/**
 * The fields for a recording of an operation that takes files only.
 * @param accepted files, e.g. `A WAV file.`
 * @param agentNotice what to do for an AI agent, which cannot pass files
 */
export function fileOnlyFields(accepted: string, agentNotice: string): INodeProperties[] {
	return [
		{
			displayName: agentNotice,
			name: 'agentNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { '@tool': [true] } },
		},
		fileField(`${accepted} ${ONLY_FILE}`),
	];
}

function fileField(description: string): INodeProperties {
	return {
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field containing the recording',
		description,
	};
}

/** The URL field alone, for an operation that takes no files. */
export function urlField(vendorName: string): INodeProperties {
	return {
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/interview.mp3',
		description: `URL of the recording. ${vendorName} must be able to download it without logging in.`,
	};
}

/**
 * The chosen source: `binary`, `url` or a vendor's own; always `url` when an AI agent calls the node.
 * @throws NodeOperationError
 */
export function recordingSource<Own extends string = never>(
	source: ParameterSource,
	own: readonly Own[] = [],
): 'binary' | 'url' | Own {
	if (isToolExecution(source.context)) return 'url';
	return readEnum<'binary' | 'url' | Own>(
		source,
		'recordingSource',
		'Recording',
		['binary', 'url', ...own],
		'binary',
	);
}

/** A recording: a file, or a URL that the vendor downloads. */
export type FileOrUrl = UploadFile | { url: string };

/** How large a file the vendor accepts. */
export interface FileLimit {
	vendorName: string;
	maxBytes: number;
	/** When the limit applies, if not always, e.g. `if the audio is redacted`. */
	condition?: string;
	/** What to do about a larger file. Default: to choose a URL. */
	advice?: string;
}

/** The recording that `recordingFields` name, if the vendor has no source of its own. @throws NodeOperationError */
export async function readFileOrUrl(source: ParameterSource, limit?: FileLimit): Promise<FileOrUrl> {
	if (recordingSource(source) === 'url') return { url: readWebAddress(source, 'url', 'URL') };
	const file = await readBinaryFile(source);
	if (limit) checkFileSize(source, file, limit);
	return file;
}

/** @throws NodeOperationError if the file is larger than the vendor accepts */
export function checkFileSize(source: ParameterSource, { size }: UploadFile, limit: FileLimit): void {
	const { vendorName, maxBytes, condition, advice } = limit;
	if (size <= maxBytes) return;
	const accepted = [`${maxBytes / 1e9} GB`, condition].filter(Boolean).join(' ');
	throw fieldError(
		source,
		'Input Data Field Name',
		`is a file of ${(size / 1e9).toFixed(2)} GB, but ${vendorName} accepts at most ${accepted}`,
		advice ?? 'Compress the file, or upload it to a web server and set "Recording" to "URL".',
	);
}
