import { NodeOperationError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { VendorClient } from '../shared/http/client';
import { httpStatusOf, isTransientError } from '../shared/http/faults';
import { toItemData } from '../shared/items/itemData';
import { binaryFile } from '../shared/items/recording';
import { fieldError, readRequiredText } from '../shared/items/parameters';
import type { ItemCall } from '../shared/items/run';
import type { JobAnswer } from '../shared/jobs/model';
import { onlyWhen } from '../shared/node/describe';
import type { Callback } from '../shared/webhook/callback';
import { createTranscript, getTranscript, listTranscripts, uploadFile } from './api';
import { toJob } from './job';
import { readTranscriptionBody } from './request';
import type { AssemblyAiTranscript } from './schemas';

/** Section «File limits» of AssemblyAI's docs. */
const LARGEST_UPLOAD_BYTES = 2.2e9;

/** Where the recording comes from. An agent has no files, so it gives a URL. */
export const recordingFields: INodeProperties[] = [
	{
		displayName: 'Recording',
		name: 'recordingSource',
		type: 'options',
		options: [
			{ name: 'File', value: 'binary', description: 'Binary data of the input item; it is uploaded first' },
			{ name: 'Upload URL', value: 'upload', description: 'From File: Upload' },
			{ name: 'URL', value: 'url', description: 'An address from which AssemblyAI fetches the recording' },
		],
		default: 'binary',
		displayOptions: { hide: { '@tool': [true] } },
	},
	onlyWhen(
		{ recordingSource: ['binary'] },
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input field containing the file to transcribe',
			displayOptions: { hide: { '@tool': [true] } },
		},
	),
	onlyWhen(
		{ recordingSource: ['upload'] },
		{
			displayName: 'Upload URL',
			name: 'uploadUrl',
			type: 'string',
			default: '={{ $json.uploadUrl }}',
			required: true,
			placeholder: 'e.g. https://cdn.assemblyai.com/upload/…',
			displayOptions: { hide: { '@tool': [true] } },
		},
	),
	onlyWhen({ recordingSource: ['url'] }, { ...urlField(), displayOptions: { hide: { '@tool': [true] } } }),
	{ ...urlField(), displayOptions: { show: { '@tool': [true] } } },
];

function urlField(): INodeProperties {
	return {
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/interview.mp3',
		description: 'Address of the recording; AssemblyAI must be able to fetch it without a login',
	};
}

/**
 * Uploads the recording where that is asked for, and creates the job.
 * @throws NodeApiError, NodeOperationError
 */
export async function createJob(
	call: ItemCall,
	client: VendorClient,
	callback?: Callback,
): Promise<JobAnswer> {
	const body = { ...readTranscriptionBody(call), ...callbackBody(callback) };
	const recording = await sendRecording(call, client, body.redact_pii_audio === true);
	const raw = await createOnce(client, { ...body, audio_url: recording.url }, recording.uploaded);
	return { job: toJob(raw), raw: toItemData(raw) };
}

function callbackBody(callback: Callback | undefined): IDataObject {
	if (!callback) return {};
	const { url, header } = callback;
	return {
		webhook_url: url,
		...(header ? { webhook_auth_header_name: header.name, webhook_auth_header_value: header.value } : {}),
	};
}

async function sendRecording(
	call: ItemCall,
	client: VendorClient,
	redactsAudio: boolean,
): Promise<{ url: string; uploaded: boolean }> {
	const isTool = call.context.isToolExecution();
	const source: unknown = isTool
		? 'url'
		: call.context.getNodeParameter('recordingSource', call.itemIndex, 'binary');
	if (source !== 'binary') {
		const [name, label] = source === 'upload' ? ['uploadUrl', 'Upload URL'] : ['url', 'URL'];
		return { url: readHttpUrl(call, name, label), uploaded: false };
	}
	return { url: await upload(call, client, redactsAudio), uploaded: true };
}

function readHttpUrl(call: ItemCall, name: string, label: string): string {
	const url = readRequiredText(call, name, label);
	if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
	throw fieldError(
		call,
		label,
		`«${url.slice(0, 200)}» is not a web address`,
		'It must begin with https:// or http://.',
	);
}

/** Uploads the item's file and gives the URL for `audio_url`. @throws NodeApiError, NodeOperationError */
export async function upload(call: ItemCall, client: VendorClient, redactsAudio = false): Promise<string> {
	const property = readRequiredText(call, 'binaryPropertyName', 'Input Data Field Name');
	const file = await binaryFile(call, property);
	const limit = redactsAudio ? 1e9 : LARGEST_UPLOAD_BYTES;
	if (file.size > limit) {
		throw fieldError(
			call,
			'Input Data Field Name',
			`the file has ${(file.size / 1e9).toFixed(2)} GB, AssemblyAI takes ${limit / 1e9} GB at most${redactsAudio ? ' when the audio is redacted' : ''}`,
			'Put the file on a server and choose «URL» as the recording (up to 5 GB and 10 hours), or compress it.',
		);
	}
	return await uploadFile(client, file);
}

/**
 * Creates the job once. Where the answer is lost after AssemblyAI may have taken it, the job is looked for
 * by the URL of its upload, which no other job has: found, it goes on as if nothing had happened.
 */
async function createOnce(
	client: VendorClient,
	body: IDataObject,
	uploaded: boolean,
): Promise<AssemblyAiTranscript> {
	const [attempt] = await Promise.allSettled([createTranscript(client, body)]);
	if (attempt.status === 'fulfilled') return attempt.value;
	const unsure = isTransientError(attempt.reason) || httpStatusOf(attempt.reason) === 200;
	if (!uploaded || !unsure) throw attempt.reason;
	const [search] = await Promise.allSettled([findByAudioUrl(client, body.audio_url)]);
	if (search.status === 'fulfilled' && search.value) return search.value;
	throw attempt.reason instanceof Error
		? attempt.reason
		: new NodeOperationError(client.context.getNode(), String(attempt.reason));
}

async function findByAudioUrl(client: VendorClient, url: unknown): Promise<AssemblyAiTranscript | undefined> {
	const { items } = await listTranscripts(client, { limit: 100 });
	const found = items.find((item) => item.audio_url === url);
	return found && (await getTranscript(client, found.id));
}
