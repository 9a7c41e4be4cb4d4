import type { INodeProperties } from 'n8n-workflow';

import { ONLY_FILE, recordingFields as sharedRecordingFields } from '../../shared/fields/recordingFields';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
	binaryPropertyName: `File of up to 7.5 MB, because Prosa.ai limits a request to 10 MB including base64 encoding. ${ONLY_FILE}`,
	url: 'A public URL, a Google Drive share link, or googledrive:// followed by a file ID. For recordings of up to 4 hours.',
};

/** A file is sent within the request, a URL is downloaded by Prosa.ai. */
export const recordingFields: INodeProperties[] = sharedRecordingFields('Prosa.ai').map((field) => {
	const description = DESCRIPTIONS[field.name];
	return description === undefined ? field : { ...field, description };
});

/** An option for files that are too large for a request. */
export const downloadOption: INodeProperties = {
	displayName: 'Let Prosa.ai Download Large Files',
	name: 'downloadFromN8n',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/recordingSource': ['binary'] }, hide: { '@tool': [true] } },
	description:
		'Whether Prosa.ai downloads a file of more than 7.5 MB from n8n. n8n must be reachable from the Internet. The URL is secret, valid for a day and only for this file.',
};

/** An option of Transcribe: whether Prosa.ai keeps the request open until the transcript is ready. */
export const serverWaitOption: INodeProperties = {
	displayName: 'Server-Side Wait',
	name: 'wait',
	type: 'options',
	options: [
		{ name: 'Always', value: 'always', description: 'Prosa.ai rejects recordings longer than 60 seconds' },
		{
			name: 'Automatic',
			value: 'auto',
			description: 'For files that are, or by their size appear to be, shorter than a minute',
		},
		{ name: 'Never', value: 'never', description: 'Check the job at intervals' },
	],
	default: 'auto',
	// Prosa.ai does not wait for a recording that it downloads, and an AI agent has no files.
	displayOptions: { show: { '/recordingSource': ['binary'] }, hide: { '@tool': [true] } },
	description:
		'Whether Prosa.ai keeps the request open until the transcript is ready, which saves time for short files',
};
