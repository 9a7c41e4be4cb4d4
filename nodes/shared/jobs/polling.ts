import { NodeOperationError } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { type VendorClient } from '../http/client';
import { asError, httpStatusOf, isTransientError } from '../http/errors';
import { sleepUnlessAborted } from '../n8n/pause';
import { hasEnded, type Job, type JobResponse } from './model';
import type { Vendor } from './vendor';

/**
 * Each pause is this share of the time since the job was made: its end is noticed a quarter of that time late at
 * most, and the calls grow with the logarithm of that time.
 */
const SHARE = 0.25;

/** Share of a pause that is left to chance, so that a batch does not ask in step. */
const JITTER = 0.2;

/** Below this a vendor's «long poll» did not hold the call: it has none, and is asked in steps instead. */
const HELD_MS = 500;

/**
 * Looks at a job until it has ended: at once unless it was just created, then in growing steps, or in calls that
 * the vendor holds where it can. Faults that may pass (429, 5xx, network) do not end it; the time limit, a cancelled
 * execution and other errors do. Nothing is deleted, whatever happens.
 * @throws NodeOperationError with the job's id when the time is up; NodeApiError
 */
export async function pollUntilDone(
	vendor: Vendor,
	client: VendorClient,
	jobId: string,
	limitMs: number,
	created?: Job,
): Promise<JobResponse> {
	const own = client.forJob(jobId);
	const { signal } = client.options;
	const isStopped = () => signal?.aborted === true;
	const began = Date.now();
	const end = began + limitMs;
	const mayPass = (error: unknown) =>
		isTransientError(error) || (httpStatusOf(error) === 404 && Date.now() - began < (vendor.lateMs ?? 0));
	let holds = vendor.longPollSeconds > 0;
	const isNew = created !== undefined && !hasEnded(created);
	let last: Job | undefined;
	let fault: unknown;
	const pause = async () => {
		const rest = Math.max(0, end - Date.now());
		const step = stepAfter(vendor, Date.now() - began);
		await sleepUnlessAborted(Math.min(rest, step * (1 - JITTER * Math.random())), signal);
	};
	if (isNew && !holds) await pause();
	for (;;) {
		if (isStopped()) throw cancelledError(client, jobId);
		const left = end - Date.now();
		const heldSeconds = Math.max(0, Math.min(vendor.longPollSeconds, Math.floor(left / 1000)));
		const wait = holds && (isNew || last) ? heldSeconds : 0;
		const asked = Date.now();
		try {
			const answer = await vendor.getJob(own, jobId, wait);
			if (hasEnded(answer.job)) return answer;
			last = answer.job;
			fault = undefined;
		} catch (error) {
			if (!mayPass(error) || isStopped()) throw asError(client.context.getNode(), error);
			fault = error;
		}
		const held = wait > 0 && Date.now() - asked >= Math.min(HELD_MS, (wait * 1000) / 2);
		if (wait > 0 && !held && fault === undefined) holds = false;
		if (Date.now() >= end) throw timeLimitError(client, jobId, limitMs, last, fault);
		if (!held) await pause();
	}
}

/**
 * Asks in growing steps until something is there, e.g. a file that the vendor makes after the transcript.
 * @throws NodeOperationError with the job's id when the time is up; NodeApiError
 */
export async function pollUntilReady<T>(
	vendor: Vendor,
	client: VendorClient,
	jobId: string,
	limitMs: number,
	ask: () => Promise<T | undefined>,
): Promise<T> {
	const began = Date.now();
	const end = began + limitMs;
	for (;;) {
		const ready = await ask();
		if (ready !== undefined) return ready;
		const remaining = end - Date.now();
		if (remaining <= 0) {
			throw jobError(
				client,
				jobId,
				`The file of job ${jobId} is not ready after ${Math.round(limitMs / 1000)} seconds`,
				'Try again later, or raise «Time Limit (Minutes)» under «Options».',
			);
		}
		const step = stepAfter(vendor, Date.now() - began);
		await sleepUnlessAborted(Math.min(remaining, step), client.options.signal);
		if (client.options.signal?.aborted === true) throw cancelledError(client, jobId);
	}
}

function stepAfter({ polling: { firstMs, ceilingMs } }: Vendor, elapsedMs: number): number {
	return Math.min(ceilingMs, Math.max(firstMs, elapsedMs * SHARE));
}

function timeLimitError(
	client: VendorClient,
	jobId: string,
	limitMs: number,
	last: Job | undefined,
	fault: unknown,
) {
	const why = fault === undefined ? '' : `: ${messageOf(fault)}`;
	const status = last ? `its status is ${last.vendorStatus}` : `its status could not be read${why}`;
	return jobError(
		client,
		jobId,
		`Job ${jobId} has not ended within ${Math.round(limitMs / 1000)} seconds; ${status}`,
		`It goes on at ${client.vendor.displayName} and nothing is lost. Continue with Job: Wait for Completion and the ID ${jobId}, or raise «Time Limit (Minutes)» under «Options».`,
	);
}

function cancelledError(client: VendorClient, jobId: string) {
	return jobError(
		client,
		jobId,
		`Waiting for job ${jobId} was stopped`,
		`The job goes on at ${client.vendor.displayName}. Continue with Job: Wait for Completion and the ID ${jobId}.`,
	);
}

/** An error about a job, with its id in the context. */
export function jobError(client: VendorClient, jobId: string, message: string, description: string) {
	const { itemIndex } = client.options;
	const error = new NodeOperationError(client.context.getNode(), message, {
		description,
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
	error.context.jobId = jobId;
	return error;
}

/** The error for a job that ended without a transcript. */
export function jobFailedError(client: VendorClient, job: Job) {
	const why = job.error === null ? '' : `: ${job.error}`;
	// AssemblyAI calls a job that was deleted completed.
	const end = job.status === 'failed' ? job.vendorStatus : job.status;
	const error = jobError(client, job.jobId, `Job ${job.jobId} ended as ${end}${why}`, adviceOnEnd(job));
	error.context.jobEnded = true;
	return error;
}

function adviceOnEnd({ status, vendorStatus }: Job): string {
	if (status !== 'failed') return 'It is no longer at the vendor. Create a new job for the recording.';
	if (/^cancell?ed$/i.test(vendorStatus)) return 'Create a new job if the recording is still wanted.';
	return 'Check that the recording is an audio or video file with speech that the vendor can reach, then create a new job.';
}

/** The error for a job whose transcript is asked for while it has none; `undefined` for a completed one. */
export function noTranscriptError(client: VendorClient, job: Job) {
	if (job.status === 'completed') return undefined;
	if (hasEnded(job)) return jobFailedError(client, job);
	return jobError(
		client,
		job.jobId,
		`Job ${job.jobId} has no transcript yet; its status is ${job.vendorStatus}`,
		'Wait for its end with Job: Wait for Completion, then run this again.',
	);
}
