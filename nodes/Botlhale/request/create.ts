import type { ItemContext } from '../../shared/execution/runItems';
import { readRequiredText } from '../../shared/fields/parameters';
import { binaryFile, type BinaryFile } from '../../shared/fields/recording';
import { type VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf, isTransientError } from '../../shared/http/errors';
import type { JobResponse } from '../../shared/jobs/model';
import { jobError } from '../../shared/jobs/polling';
import { sleepUnlessAborted } from '../../shared/n8n/pause';
import { getStatus, requestSlot } from '../api/api';
import type { NamedParameters } from '../api/names';
import type { SlotAnswer } from '../api/schemas';
import { newJob, toJob, slotToJson, UNKNOWN } from '../response/job';
import { readJobParameters } from './request';
import { mayBeStored, uploadToSlot, type UploadProgress } from './storage';

export async function readRecording(call: ItemContext): Promise<BinaryFile> {
	return await binaryFile(call, readRequiredText(call, 'binaryPropertyName', 'Input Data Field Name'));
}

/**
 * Asks for a place to upload to and uploads the recording, which starts the job; its ID is the file's name in
 * the storage.
 * @throws NodeApiError, NodeOperationError
 */
export async function createJob(
	call: ItemContext,
	client: VendorClient,
	notifyUrl?: string,
): Promise<JobResponse> {
	const parameters = readJobParameters(call, notifyUrl);
	const file = await readRecording(call);
	const slot = await uploadWithFallback(
		client,
		parameters,
		file,
		await requestSlot(client, parameters),
		MORE_SLOTS,
	);
	return { job: newJob(slot, file.fileName), raw: slotToJson(slot) };
}

/** How many further places are tried for one recording. */
const MORE_SLOTS = 1;

/** Uploads to this place, or to another where nothing has come to this one; gives the one that has it. */
async function uploadWithFallback(
	client: VendorClient,
	parameters: NamedParameters,
	file: BinaryFile,
	slot: SlotAnswer,
	moreSlots: number,
): Promise<SlotAnswer> {
	const own = client.forJob(slot.fields.key);
	const progress: UploadProgress = { whole: false };
	const [upload] = await Promise.allSettled([uploadToSlot(own, slot, file, progress)]);
	if (upload.status === 'fulfilled') return slot;
	const error = asError(client.context.getNode(), upload.reason);
	const maybeThere = progress.whole && isTransientError(error) && mayBeStored(httpStatusOf(error));
	if (!maybeThere && !(moreSlots > 0 && isExpired(error))) throw error;
	const [place] = await Promise.allSettled([requestSlot(client, parameters)]);
	if (place.status === 'rejected')
		throw maybeThere ? unclear(own, slot) : asError(client.context.getNode(), place.reason);
	const fresh = place.value;
	const found = maybeThere ? await locateUpload(client, slot, fresh) : 'absent';
	if (found === 'there') return slot;
	if (found === 'unclear') throw unclear(own, slot);
	if (moreSlots === 0) throw error;
	return await uploadWithFallback(client, parameters, file, fresh, moreSlots - 1);
}

/** A place is open for an hour; in a long batch that may be over before its turn comes. */
function isExpired(error: Error): boolean {
	return httpStatusOf(error) === 403 && /expired/i.test(error.message);
}

/** How long the storage may take to tell of an upload, in ms. */
const LAG_MS = 1500;

/**
 * Whether a recording has arrived although the storage's answer was lost. What Botlhale AI says of a place that
 * nothing has come to is not documented (404, an empty list or «running»), so a fresh one is asked about too:
 * where it says the same of both, nothing has come, or it cannot be told.
 */
async function locateUpload(
	client: VendorClient,
	slot: SlotAnswer,
	fresh: SlotAnswer,
): Promise<'there' | 'absent' | 'unclear'> {
	await sleepUnlessAborted(LAG_MS, client.options.signal);
	const [own, other] = await Promise.all([statusOf(client, slot), statusOf(client, fresh)]);
	if (own === undefined || other === undefined) return 'unclear';
	if (own !== other) return 'there';
	return own === UNKNOWN ? 'absent' : 'unclear';
}

/** The status of a place, `UNKNOWN` for 404 too; `undefined` where it cannot be asked. */
async function statusOf(client: VendorClient, slot: SlotAnswer): Promise<string | undefined> {
	const { key } = slot.fields;
	const [look] = await Promise.allSettled([getStatus(client.forJob(key), key)]);
	if (look.status === 'fulfilled') return toJob(key, look.value).vendorStatus;
	return httpStatusOf(look.reason) === 404 ? UNKNOWN : undefined;
}

function unclear(client: VendorClient, slot: SlotAnswer) {
	const { key } = slot.fields;
	return jobError(
		client,
		key,
		'Botlhale AI: no answer came to the end of the upload; whether the recording has arrived cannot be told',
		`Nothing was sent again, so that it is not counted twice. Look with Job: Get Status for ${key}: if it does not end, run this again.`,
	);
}
