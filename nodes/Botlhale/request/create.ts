import { messageOf } from '../../shared/core/messageOf';
import type { ItemContext } from '../../shared/execution/runItems';
import { toItemData } from '../../shared/execution/toItemData';
import { readBinaryFile } from '../../shared/fields/recording';
import type { VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf, VendorError } from '../../shared/http/explainedError';
import type { UploadFile } from '../../shared/http/multipart';
import { createOnce } from '../../shared/jobs/createOnce';
import { JobError } from '../../shared/jobs/jobError';
import { isMark } from '../../shared/jobs/mark';
import type { CreatedJob } from '../../shared/jobs/vendor';
import { sleepUnlessAborted } from '../../shared/n8n/pause';
import { requestSlot } from '../api/api';
import { isNotFound } from '../api/fallback';
import type { NamedParameters } from '../api/names';
import type { SlotResponse } from '../api/schemas';
import { findJob } from '../response/findJob';
import { LATE_MS, newJob, slotToJson, toJob, UNKNOWN } from '../response/job';
import { readJobParameters } from './request';
import { uploadToSlot } from './storage';

export async function readRecording(call: ItemContext): Promise<UploadFile> {
	return await readBinaryFile(call, { alternative: '' });
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
	const asked = readJobParameters(call, client);
	const parameters = readJobParameters(call, client, notifyUrl);
	const file = await readRecording(call);
	return await createOnce(call, client, {
		what: [asked, await file.identity()],
		file,
		send: async (_mark, announce) => await uploadWithFallback(client, parameters, file, announce),
		resume: async (key, own) => await jobOf(own, key),
		lateMs: LATE_MS,
		// Before a key is known nothing was uploaded.
		find: async (handle) => (isMark(handle) ? undefined : await findUpload(client, parameters, handle)),
		// The storage has a file or does not have it: an interrupted upload does not continue.
		isConclusive: true,
	});
}

async function jobOf(client: VendorClient, key: string): Promise<CreatedJob> {
	const { job, raw } = await findJob(client.forJob(key), key);
	return { job, raw: toItemData(raw) };
}

/** Maximum number of further slots that are requested for one recording after a slot has expired. */
const MORE_SLOTS = 1;

/** Uploads to a slot, or to another one if that has expired; returns the job of the slot that has the file. */
async function uploadWithFallback(
	client: VendorClient,
	parameters: NamedParameters,
	file: UploadFile,
	announce: (key: string) => void,
	moreSlots = MORE_SLOTS,
): Promise<CreatedJob> {
	const slot = await newSlot(client, parameters);
	const { key } = slot.fields;
	announce(key);
	const [upload] = await Promise.allSettled([uploadToSlot(client.forJob(key), slot, file)]);
	if (upload.status === 'fulfilled') return { job: newJob(slot, file.fileName), raw: slotToJson(slot) };
	if (moreSlots === 0 || !isExpired(upload.reason)) throw asError(upload.reason);
	return await uploadWithFallback(client, parameters, file, announce, moreSlots - 1);
}

/** An upload slot; whatever its request failed with, no job exists. @throws VendorError */
async function newSlot(client: VendorClient, parameters: NamedParameters): Promise<SlotResponse> {
	const [slot] = await Promise.allSettled([requestSlot(client, parameters)]);
	if (slot.status === 'fulfilled') return slot.value;
	const error: unknown = slot.reason;
	if (!(error instanceof VendorError)) throw asError(error);
	throw new VendorError(error, { ...error.details, outcome: 'notProcessed' });
}

/** A slot is valid for an hour, or as long as the temporary credentials of its signature. */
function isExpired(error: unknown): boolean {
	const status = httpStatusOf(error);
	return (status === 403 || status === 400) && /expired/i.test(messageOf(error));
}

/** How long the storage may take to report an upload, in ms. */
const LAG_MS = 1500;

/**
 * The job of a recording that was stored although the response of the storage was lost; `undefined` if it was not
 * stored. The status of a slot without a file is not documented (404, an empty list or "running"), so a new slot is
 * compared: if both have the same status, the recording was not stored, or it is unknown.
 * @throws VendorError, JobError if it is unknown
 */
async function findUpload(
	client: VendorClient,
	parameters: NamedParameters,
	key: string,
): Promise<CreatedJob | undefined> {
	const fresh = await requestSlot(client, parameters);
	await sleepUnlessAborted(LAG_MS, client.options.signal);
	// Wait for both, so that no request is in progress when one fails.
	const [mine, others] = await Promise.allSettled([slotJob(client, key), slotJob(client, fresh.fields.key)]);
	if (mine.status === 'rejected') throw asError(mine.reason);
	if (others.status === 'rejected') throw asError(others.reason);
	const [own, other] = [mine.value, others.value];
	if (own.job.vendorStatus !== other.job.vendorStatus) return own;
	if (own.job.vendorStatus === UNKNOWN) return undefined;
	throw new JobError(
		key,
		`Botlhale AI: it is unknown whether the recording was stored (job ${key})`,
		'No further request was sent, so that the recording is not counted twice. Check the job with Job: Get Status. If it does not finish, run the node again.',
	);
}

/** The job of a slot; with the status `UNKNOWN` also for 404. @throws VendorError */
async function slotJob(client: VendorClient, key: string): Promise<CreatedJob> {
	const [job] = await Promise.allSettled([jobOf(client, key)]);
	if (job.status === 'fulfilled') return job.value;
	if (isNotFound(job.reason)) return { job: toJob(key, { data: [] }), raw: {} };
	throw asError(job.reason);
}
