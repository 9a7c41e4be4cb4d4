import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import { toItemData } from '../../shared/execution/toItemData';
import { fieldError, readRequiredText } from '../../shared/fields/parameters';
import { binaryFile } from '../../shared/fields/recording';
import {
	readWebAddress,
	recordingFields as sharedRecordingFields,
	recordingSource,
} from '../../shared/fields/recordingFields';
import type { VendorClient } from '../../shared/http/client';
import { createOnce } from '../../shared/jobs/createOnce';
import type { JobResponse } from '../../shared/jobs/model';
import type { Callback } from '../../shared/webhook/callback';
import { createTranscript, getTranscript, listTranscripts, uploadFile } from '../api/api';
import { identity } from '../api/identity';
import type { AssemblyAiTranscript } from '../api/schemas';
import { listItemToJob, toJob } from '../response/job';
import { readTranscriptionBody } from './request';

/** Section «File limits» of AssemblyAI's docs. */
const LARGEST_UPLOAD_BYTES = 2.2e9;

const UPLOAD_URL: INodeProperties = {
	displayName: 'Upload URL',
	name: 'uploadUrl',
	type: 'string',
	default: '={{ $json.uploadUrl }}',
	required: true,
	placeholder: 'e.g. https://cdn.assemblyai.com/upload/…',
};

/** Where the recording comes from: a file, a URL, or an upload made before. */
export const recordingFields = sharedRecordingFields(identity.displayName, [
	{ name: 'Upload URL', value: 'upload', description: 'From File: Upload', field: UPLOAD_URL },
]);

/**
 * Uploads the recording where that is asked for, and creates the job.
 * @throws NodeApiError, NodeOperationError
 */
export async function createJob(
	call: ItemContext,
	client: VendorClient,
	callback?: Callback,
): Promise<JobResponse> {
	const body = { ...readTranscriptionBody(call), ...callbackBody(callback) };
	const recording = await sendRecording(call, client, body.redact_pii_audio === true);
	const { url, uploaded } = recording;
	const raw = await createOnce(
		client,
		async (mayAlreadyExist) => await createTranscript(client, { ...body, audio_url: url }, mayAlreadyExist),
		// No other job has the URL of this upload.
		uploaded ? async () => await findByAudioUrl(client, url) : undefined,
		async (since) => await hasNewJobOf(client, url, since),
	);
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
	call: ItemContext,
	client: VendorClient,
	redactsAudio: boolean,
): Promise<{ url: string; uploaded: boolean }> {
	const source = recordingSource(call, ['upload']);
	if (source !== 'binary') {
		const [name, label] = source === 'upload' ? ['uploadUrl', 'Upload URL'] : ['url', 'URL'];
		return { url: readWebAddress(call, name, label), uploaded: false };
	}
	return { url: await upload(call, client, redactsAudio), uploaded: true };
}

/** Uploads the item's file and gives the URL for `audio_url`. @throws NodeApiError, NodeOperationError */
export async function upload(call: ItemContext, client: VendorClient, redactsAudio = false): Promise<string> {
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

async function findByAudioUrl(client: VendorClient, url: string): Promise<AssemblyAiTranscript | undefined> {
	const { items } = await listTranscripts(client, { limit: 100 });
	const found = items.find((item) => item.audio_url === url);
	return found && (await getTranscript(client, found.id));
}

/** Whether a job of this address was made since then: perhaps the one whose answer was lost, perhaps another's. */
async function hasNewJobOf(client: VendorClient, url: string, since: number): Promise<boolean> {
	const { items } = await listTranscripts(client, { limit: 100 });
	return items.some(
		(item) => item.audio_url === url && Date.parse(listItemToJob(item).createdAt ?? '') >= since,
	);
}
