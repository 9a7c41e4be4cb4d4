import { NodeOperationError, type INodeProperties } from 'n8n-workflow';

import type { VendorClient } from '../shared/http/client';
import { httpStatusOf } from '../shared/http/faults';
import { readRequiredText } from '../shared/items/parameters';
import { binaryFile, type BinaryFile } from '../shared/items/recording';
import type { ItemCall } from '../shared/items/run';
import { createOnce } from '../shared/jobs/createOnce';
import type { JobAnswer } from '../shared/jobs/model';
import { requestSlot, type Wishes } from './api';
import { newJob, slotToJson, UNKNOWN } from './job';
import { readJobWishes } from './request';
import type { SlotAnswer } from './schemas';
import { uploadToSlot, type UploadProgress } from './storage';
import { botlhale } from './vendor';

/** Botlhale AI takes files only, no addresses of recordings. */
export const recordingFields: INodeProperties[] = [
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field containing the file to transcribe',
		description: 'A WAV, FLAC, OGG or AMR file',
	},
];

export async function readRecording(call: ItemCall): Promise<BinaryFile> {
	return await binaryFile(call, readRequiredText(call, 'binaryPropertyName', 'Input Data Field Name'));
}

/**
 * Asks for a place to upload to and uploads the recording, which starts the job; its ID is the file's name in
 * the storage.
 * @throws NodeApiError, NodeOperationError
 */
export async function createJob(
	call: ItemCall,
	client: VendorClient,
	notifyUrl?: string,
): Promise<JobAnswer> {
	const wishes: Wishes = { ...readJobWishes(call), ...(notifyUrl === undefined ? {} : { notifyUrl }) };
	const file = await readRecording(call);
	const [first] = await Promise.allSettled([attempt(client, wishes, file)]);
	if (first.status === 'fulfilled') return first.value;
	// A place is open for an hour; in a long batch it may be over before its turn comes.
	if (isExpired(first.reason)) return await attempt(client, wishes, file);
	throw first.reason instanceof Error
		? first.reason
		: new NodeOperationError(client.context.getNode(), String(first.reason));
}

async function attempt(client: VendorClient, wishes: Wishes, file: BinaryFile): Promise<JobAnswer> {
	const slot = await requestSlot(client, wishes);
	const own = client.forJob(slot.fields.key);
	const progress: UploadProgress = { whole: false };
	await createOnce(
		own,
		async () => {
			await uploadToSlot(own, slot, file, progress);
			return true;
		},
		async () => (progress.whole ? await isThere(own, slot) : undefined),
	);
	return { job: newJob(slot, file.fileName), raw: slotToJson(slot) };
}

/** Whether the job is known although the storage's answer was lost; `undefined` where it is not. */
async function isThere(client: VendorClient, slot: SlotAnswer): Promise<boolean | undefined> {
	const { job } = await botlhale.getJob(client, slot.fields.key, 0);
	return job.vendorStatus === UNKNOWN ? undefined : true;
}

function isExpired(error: unknown): boolean {
	return httpStatusOf(error) === 403 && error instanceof Error && /expired/i.test(error.message);
}
