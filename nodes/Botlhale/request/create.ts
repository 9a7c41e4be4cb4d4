import { messageOf } from '../../shared/core/messageOf';
import type { ItemContext } from '../../shared/execution/runItems';
import { toItemData } from '../../shared/execution/toItemData';
import { readRequiredText } from '../../shared/fields/parameters';
import { binaryFile } from '../../shared/fields/recording';
import { type VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import type { UploadFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import { JobError } from '../../shared/jobs/jobError';
import { isMark } from '../../shared/jobs/mark';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { sleepUnlessAborted } from '../../shared/n8n/pause';
import { getStatus, requestSlot } from '../api/api';
import type { NamedParameters } from '../api/names';
import type { StatusAnswer } from '../api/schemas';
import { newJob, toJob, slotToJson, UNKNOWN } from '../response/job';
import { readJobParameters } from './request';
import { uploadToSlot } from './storage';

export async function readRecording(call: ItemContext): Promise<UploadFile> {
	return await binaryFile(call, readRequiredText(call, 'binaryPropertyName', 'Input Data Field Name'));
}

/**
 * Requests an upload slot and uploads the recording, which starts the job; its ID is the key of the file in the storage.
 * @throws VendorError, NodeOperationError
 */
export async function createJob(
	call: ItemContext,
	client: VendorClient,
	notifyUrl?: string,
): Promise<CreatedJob> {
	const asked = readJobParameters(call);
	const options = readJobParameters(call, notifyUrl);
	const file = await readRecording(call);
	return await createOnce(call, client, {
		what: [asked, await file.identity()],
		send: async (_mark, announce) => await uploadWithFallback(client, options, file, announce),
		resume: async (key) => toCreated(key, await getStatus(client.forJob(key), key)),
		// Before a key is known nothing was uploaded.
		find: async (handle) => (isMark(handle) ? undefined : await findUpload(client, options, handle)),
		// The storage has a file or has it not: an upload that broke does not go on.
		isConclusive: true,
	});
}

function toCreated(key: string, status: StatusAnswer): CreatedJob {
	return { job: toJob(key, status), raw: toItemData(status) };
}

/** How many further slots are requested for one recording where one has expired. */
const MORE_SLOTS = 1;

/** Uploads to a slot, or to another where that one has expired; returns the job of the one that has the file. */
async function uploadWithFallback(
	client: VendorClient,
	options: NamedParameters,
	file: UploadFile,
	announce: (key: string) => void,
	moreSlots = MORE_SLOTS,
): Promise<CreatedJob> {
	const slot = await requestSlot(client, options);
	const { key } = slot.fields;
	announce(key);
	const [upload] = await Promise.allSettled([uploadToSlot(client.forJob(key), slot, file)]);
	if (upload.status === 'fulfilled') return { job: newJob(slot, file.fileName), raw: slotToJson(slot) };
	if (moreSlots === 0 || !isExpired(upload.reason)) throw asError(upload.reason);
	return await uploadWithFallback(client, options, file, announce, moreSlots - 1);
}

/** A place is open for an hour; in a long batch that may be over before its turn comes. */
function isExpired(error: unknown): boolean {
	return httpStatusOf(error) === 403 && /expired/i.test(messageOf(error));
}

/** How long the storage may take to tell of an upload, in ms. */
const LAG_MS = 1500;

/**
 * The job of a recording that has arrived although the storage's response was lost; `undefined` where it has not. What
 * Botlhale AI says of a slot without a file is not documented (404, an empty list or "running"), so a fresh one is asked
 * about too: where it says the same of both, nothing has come, or it cannot be told.
 * @throws VendorError, JobError where it cannot be told
 */
async function findUpload(
	client: VendorClient,
	options: NamedParameters,
	key: string,
): Promise<CreatedJob | undefined> {
	const fresh = await requestSlot(client, options);
	await sleepUnlessAborted(LAG_MS, client.options.signal);
	// Both are waited for, so that nothing is under way any more when one fails.
	const [mine, others] = await Promise.allSettled([
		statusOf(client, key),
		statusOf(client, fresh.fields.key),
	]);
	if (mine.status === 'rejected') throw asError(mine.reason);
	if (others.status === 'rejected') throw asError(others.reason);
	const [own, other] = [mine.value, others.value];
	if (own.job.vendorStatus !== other.job.vendorStatus) return own;
	if (own.job.vendorStatus === UNKNOWN) return undefined;
	throw new JobError(
		key,
		`Botlhale AI: it is unknown whether the recording has arrived (job ${key})`,
		'Nothing was sent again, so that it is not counted twice. Check the job with Job: Get Status; if it does not finish, run this again.',
	);
}

/** The job of a slot; with the status `UNKNOWN` for 404 too. @throws VendorError */
async function statusOf(client: VendorClient, key: string): Promise<CreatedJob> {
	const [status] = await Promise.allSettled([getStatus(client.forJob(key), key)]);
	if (status.status === 'fulfilled') return toCreated(key, status.value);
	if (httpStatusOf(status.reason) === 404) return toCreated(key, { data: [] });
	throw asError(status.reason);
}
