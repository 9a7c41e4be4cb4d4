import type { IDataObject } from 'n8n-workflow';

import type { JsonObject } from '../core/json';
import type { ItemContext } from '../execution/runItems';
import { toItemData } from '../execution/toItemData';
import type { VendorClient } from '../http/client';
import { withResponse } from '../transcript/check';
import { createOnce } from './createOnce';
import { jobToJson, type Job } from './model';
import { lostResultError } from './results';
import type { CreatedJob, SynchronousVendor } from './vendor';

/** A request to transcribe one recording, read from the fields of an item. */
export interface TranscriptionRequest {
	/** Everything that determines the transcript: recording and parameters; see `NewJob`. */
	what: unknown;
	/**
	 * Sends the request, which the vendor charges for.
	 * @param callbackUrl where the vendor sends the result; if omitted, the response contains it
	 * @throws VendorError
	 */
	send(client: VendorClient, callbackUrl?: string): Promise<JsonObject>;
}

/** The result in a response or callback. */
export interface SynchronousResult extends CreatedJob {
	/** @throws SchemaMismatchError that holds the response */
	readTranscript: NonNullable<CreatedJob['readTranscript']>;
}

/**
 * Transcribes a recording with one request, which is paid for once: a retry by n8n in the same process returns the same
 * result.
 * @throws VendorError, JobError
 */
export async function transcribeOnce(
	vendor: SynchronousVendor,
	call: ItemContext,
	client: VendorClient,
	request: TranscriptionRequest,
): Promise<SynchronousResult> {
	const { job, raw, readTranscript } = await createOnce(call, client, {
		what: request.what,
		send: async () => await resultOf(vendor, await request.send(client)),
		resume: async (jobId) => await Promise.resolve(knownById(vendor, jobId, 'completed')),
	});
	if (readTranscript) return { job, raw, readTranscript };
	throw lostResultError(job.jobId, `${vendor.http.displayName} does not store results.`);
}

/**
 * The result in a response or callback. It is converted here, so that its length is known; if it cannot be converted,
 * only `readTranscript` fails, because the response is paid for and must not be lost.
 */
export async function resultOf(vendor: SynchronousVendor, raw: JsonObject): Promise<SynchronousResult> {
	const converted = withResponse(vendor.toTranscript(raw), raw);
	const [outcome] = await Promise.allSettled([converted]);
	const duration = outcome.status === 'fulfilled' ? outcome.value.transcript.duration : null;
	const job = jobOf(vendor, raw, 'completed');
	return {
		job: { ...job, duration },
		raw: toItemData(raw),
		readTranscript: async () => await converted,
		withoutJob: true,
	};
}

/**
 * Sends a recording whose result the vendor sends to a callback URL. A retry by n8n sends nothing again.
 * @throws VendorError
 */
export async function submitOnce(
	vendor: SynchronousVendor,
	call: ItemContext,
	client: VendorClient,
	request: TranscriptionRequest,
	callbackUrl: string,
): Promise<CreatedJob> {
	return await createOnce(call, client, {
		what: request.what,
		send: async () => {
			const raw = await request.send(client, callbackUrl);
			return { job: jobOf(vendor, raw, 'queued'), raw: toItemData(raw), isFetchable: false };
		},
		resume: async (jobId) => await Promise.resolve(knownById(vendor, jobId, 'queued')),
	});
}

/** A result that cannot be converted, with the reason and the response, which is paid for and cannot be requested again. */
export function unconvertedResult({ job, raw }: SynchronousResult, reason: string): IDataObject {
	return { ...jobToJson(job), errorMessage: reason, response: raw };
}

/** What is known about the request of an earlier attempt. */
function knownById(vendor: SynchronousVendor, jobId: string, status: 'queued' | 'completed'): CreatedJob {
	return { job: { ...jobOf(vendor, {}, status), jobId }, raw: { jobId }, isFetchable: false };
}

/** The request as a job, for everything that shows or stores one. */
export function jobOf(
	vendor: Pick<SynchronousVendor, 'http' | 'requestId' | 'failureReason'>,
	raw: JsonObject,
	status: 'queued' | 'completed' | 'failed',
): Job {
	return {
		vendor: vendor.http.id,
		jobId: vendor.requestId(raw) ?? 'unnamed',
		status,
		vendorStatus: status,
		createdAt: null,
		completedAt: null,
		name: null,
		duration: null,
		errorMessage: vendor.failureReason?.(raw) ?? null,
	};
}
