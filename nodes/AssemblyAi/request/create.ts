import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemContext } from '../../shared/execution/runItems';
import { toItemData } from '../../shared/execution/toItemData';
import { isSetAt } from '../../shared/fields/exclusions';
import { fieldError, readWebAddress } from '../../shared/fields/parameters';
import { readBinaryFile, type FileField } from '../../shared/fields/recording';
import {
	checkFileSize,
	recordingFields as sharedRecordingFields,
	recordingSource,
} from '../../shared/fields/recordingFields';
import type { VendorClient } from '../../shared/http/client';
import type { UploadFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import { uploadOnce } from '../../shared/jobs/uploadOnce';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { checkReachable, type Callback } from '../../shared/webhook/callback';
import { createTranscript, getTranscript, listTranscripts, uploadFile } from '../api/api';
import { identity } from '../api/identity';
import type { AssemblyAiTranscript } from '../api/schemas';
import { listItemToJob, toJob } from '../response/job';
import { labelOf, readTranscriptionBody } from './request';

/** Section "File limits" of AssemblyAI's docs. */
export const LARGEST_UPLOAD_BYTES = 2.2e9;

/** Docs page "PII redaction". */
export const LARGEST_REDACTED_BYTES = 1e9;

const UPLOAD_URL: INodeProperties = {
	displayName: 'Upload URL',
	name: 'uploadUrl',
	type: 'string',
	default: '={{ $json.uploadUrl }}',
	required: true,
	placeholder: 'e.g. https://cdn.assemblyai.com/upload/…',
};

/** The fields for the source of the recording: a file, a URL, or an earlier upload. */
export const recordingFields = sharedRecordingFields(identity.displayName, [
	{
		name: 'Upload URL',
		value: 'upload',
		description: 'Use a recording uploaded with File: Upload',
		field: UPLOAD_URL,
	},
]);

/**
 * Uploads the recording if it is a file, and creates the job.
 * @throws VendorError, NodeOperationError
 */
export async function createJob(
	call: ItemContext,
	client: VendorClient,
	callback?: Callback,
): Promise<CreatedJob> {
	const body = readTranscriptionBody(call);
	checkOwnCallback(call, client, body, callback);
	const recording = await recordingOf(call, body);
	// Set once the recording is uploaded; a retry that resumes an existing job needs no upload.
	let audioUrl: string | undefined;
	return await createOnce(call, client, {
		what: [body, recording.identity],
		file: recording.file,
		send: async () => {
			audioUrl ??= await recording.url(client);
			const sent = { ...body, ...callbackBody(callback), audio_url: audioUrl };
			return toCreated(await createTranscript(client, sent));
		},
		resume: async (jobId, own) => toCreated(await getTranscript(own, jobId)),
		...(recording.file
			? { find: async () => await findByAudioUrl(client, audioUrl ?? (await recording.url(client))) }
			: { hasSimilar: async (since: () => number) => await hasNewJobOf(client, recording.identity, since) }),
	});
}

function toCreated(raw: AssemblyAiTranscript): CreatedJob {
	return { job: toJob(raw), raw: toItemData(raw) };
}

/** Members that "Callback" sets. */
const CALLBACK_MEMBERS = ['webhook_url', 'webhook_auth_header_name', 'webhook_auth_header_value'];

/** Checks a callback in the JSON option like one in the fields, which would replace it. @throws NodeOperationError */
function checkOwnCallback(
	call: ItemContext,
	client: VendorClient,
	body: IDataObject,
	callback: Callback | undefined,
): void {
	const own = CALLBACK_MEMBERS.find((name) => isSetAt(body, name));
	if (own !== undefined && callback !== undefined) {
		throw fieldError(
			call,
			labelOf(own, body),
			'cannot be combined with "Callback"',
			'Remove it, or set "Callback" to "None".',
		);
	}
	const { webhook_url: url } = body;
	if (typeof url === 'string') checkReachable(call, client, labelOf('webhook_url', body), { url });
}

function callbackBody(callback: Callback | undefined): IDataObject {
	if (!callback) return {};
	const { url, header } = callback;
	return {
		webhook_url: url,
		...(header ? { webhook_auth_header_name: header.name, webhook_auth_header_value: header.value } : {}),
	};
}

/** A recording, and how to get the URL that AssemblyAI downloads it from. */
interface Recording {
	/** Distinguishes it from other recordings: its URL, or the identity of the file. */
	identity: string;
	/** Absent if AssemblyAI has it already, or downloads it. */
	file?: UploadFile;
	url(client: VendorClient): Promise<string>;
}

async function recordingOf(call: ItemContext, body: IDataObject): Promise<Recording> {
	const source = recordingSource(call, ['upload']);
	if (source !== 'binary') {
		const [name, label] = source === 'upload' ? ['uploadUrl', 'Upload URL'] : ['url', 'URL'];
		const url = readWebAddress(call, name, label);
		return { identity: url, url: async () => await Promise.resolve(url) };
	}
	const file = await readFile(call, body.redact_pii_audio === true);
	const identity = await file.identity();
	// Other parameters get an upload of their own, so that a job is found by the URL of its upload.
	const upload = JSON.stringify([identity, body]);
	return {
		identity,
		file,
		url: async (client) => await uploadOnce(call, upload, async () => await uploadFile(client, file)),
	};
}

/** Uploads the item's file and returns the URL for `audio_url`. @throws VendorError, NodeOperationError */
export async function upload(call: ItemContext, client: VendorClient): Promise<string> {
	const file = await readFile(call, false, { alternative: '' });
	return await uploadOnce(call, await file.identity(), async () => await uploadFile(client, file));
}

async function readFile(
	call: ItemContext,
	redactsAudio: boolean,
	field: FileField = {},
): Promise<UploadFile> {
	const file = await readBinaryFile(call, field);
	checkFileSize(
		call,
		file,
		redactsAudio
			? {
					vendorName: identity.displayName,
					maxBytes: LARGEST_REDACTED_BYTES,
					condition: 'if the audio is redacted',
					advice: 'Compress the file, or turn off "Redact Audio".',
				}
			: {
					vendorName: identity.displayName,
					maxBytes: LARGEST_UPLOAD_BYTES,
					advice:
						'Compress the file, or upload it to a web server and set "Recording" to "URL" (up to 5 GB and 10 hours).',
				},
	);
	return file;
}

/** The job with the URL of this upload, which no other job has. */
async function findByAudioUrl(client: VendorClient, url: string): Promise<CreatedJob | undefined> {
	const { items } = await listTranscripts(client.sharingReads(), { limit: 100 });
	const found = items.find((item) => item.audio_url === url);
	return found && toCreated(await getTranscript(client, found.id));
}

/** Whether a job with this URL has been created since, either by the lost request or by another one. */
async function hasNewJobOf(client: VendorClient, url: string, since: () => number): Promise<boolean> {
	const { items } = await listTranscripts(client.sharingReads(), { limit: 100 });
	const earliest = since();
	return items.some(
		(item) => item.audio_url === url && Date.parse(listItemToJob(item).createdAt ?? '') >= earliest,
	);
}
