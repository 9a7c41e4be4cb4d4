import { messageOf } from '../core/messageOf';
import type { VendorClient } from '../http/client';
import { asError, httpStatusOf, isTransientError, retryAfterOf } from '../http/explainedError';
import { sleepUnlessAborted } from '../n8n/pause';
import { JobError } from './jobError';
import { hasEnded, type Job, type JobResponse } from './model';
import type { JobVendor } from './vendor';

/**
 * Each pause is this share of the time since the job was made: its end is noticed a quarter of that time late at
 * most, and the requests grow with the logarithm of that time.
 */
const SHARE = 0.25;

/** Share of a pause that is left to chance, so that a batch does not ask in step. */
const JITTER = 0.2;

/** A "long poll" that returns earlier than this was not held open: the vendor has none, and is asked in steps. */
const LONG_POLL_MIN_MS = 500;

/** When waiting ends, in ms since 1970, and the limit it comes from. */
export interface Deadline {
	at: number;
	limitMs: number;
}

export function deadlineIn(limitMs: number): Deadline {
	return { at: Date.now() + limitMs, limitMs };
}

/**
 * Checks a job until it has ended: at once unless it was just created, then in growing steps, or by requests that the
 * vendor holds open where it can. Failures that may pass (429, 5xx, network) do not end it; the time limit, a stopped
 * execution and other errors do. Nothing is deleted, whatever happens.
 * @throws JobError with the job's ID when the time is up; VendorError
 */
export async function pollUntilDone(
	vendor: JobVendor,
	client: VendorClient,
	jobId: string,
	deadline: Deadline,
	created?: Job,
): Promise<JobResponse> {
	const own = client.forJob(jobId);
	const { signal } = client.options;
	const isStopped = () => signal?.aborted === true;
	const began = Date.now();
	const mayPass = (error: unknown) =>
		isTransientError(error) || (httpStatusOf(error) === 404 && Date.now() - began < (vendor.lateMs ?? 0));
	let holds = vendor.longPollSeconds > 0;
	const isNew = created !== undefined && !hasEnded(created);
	let last: Job | undefined;
	let failure: unknown;
	const pause = async () => {
		const rest = Math.max(0, deadline.at - Date.now());
		const step = stepAfter(vendor, Date.now() - began) * (1 - JITTER * Math.random());
		await sleepUnlessAborted(Math.min(rest, Math.max(step, retryAfterOf(failure) ?? 0)), signal);
	};
	if (isNew && !holds) await pause();
	for (;;) {
		if (isStopped()) throw stoppedError(client, jobId);
		const left = deadline.at - Date.now();
		const heldSeconds = Math.max(0, Math.min(vendor.longPollSeconds, Math.floor(left / 1000)));
		const wait = holds && (isNew || last) ? heldSeconds : 0;
		const asked = Date.now();
		try {
			const response = await vendor.getJob(own, jobId, wait);
			if (hasEnded(response.job)) return response;
			last = response.job;
			failure = undefined;
		} catch (error) {
			if (isStopped()) throw stoppedError(client, jobId);
			if (!mayPass(error)) throw asError(error);
			failure = error;
		}
		const held = wait > 0 && Date.now() - asked >= Math.min(LONG_POLL_MIN_MS, (wait * 1000) / 2);
		if (wait > 0 && !held && failure === undefined) holds = false;
		if (Date.now() >= deadline.at) throw timeLimitError(client, jobId, deadline, last, failure);
		if (!held) await pause();
	}
}

/**
 * Requests something of a job that is paid for as patiently as `pollUntilDone`: a failure that may pass is waited out
 * until the deadline, in growing steps.
 * @throws what the last request failed with
 */
export async function untilDeadline<T>(
	vendor: JobVendor,
	client: VendorClient,
	deadline: Deadline,
	ask: () => Promise<T>,
): Promise<T> {
	const began = Date.now();
	for (;;) {
		const [attempt] = await Promise.allSettled([ask()]);
		if (attempt.status === 'fulfilled') return attempt.value;
		const rest = deadline.at - Date.now();
		const isOver = rest <= 0 || client.options.signal?.aborted === true;
		if (isOver || !isTransientError(attempt.reason)) throw asError(attempt.reason);
		const step = Math.max(stepAfter(vendor, Date.now() - began), retryAfterOf(attempt.reason) ?? 0);
		await sleepUnlessAborted(Math.min(rest, step), client.options.signal);
	}
}

/**
 * Asks in growing steps until something is there, e.g. a file that the vendor makes after the transcript.
 * @throws JobError with the job's ID when the time is up; VendorError
 */
export async function pollUntilReady<T>(
	vendor: JobVendor,
	client: VendorClient,
	jobId: string,
	deadline: Deadline,
	ask: () => Promise<T | undefined>,
): Promise<T> {
	const began = Date.now();
	for (;;) {
		const ready = await untilDeadline(vendor, client, deadline, ask);
		if (ready !== undefined) return ready;
		const remaining = deadline.at - Date.now();
		if (remaining <= 0) {
			throw new JobError(
				jobId,
				`The file was not ready within ${secondsOf(deadline)} seconds (job ${jobId})`,
				'Try again later, or raise "Time Limit (Minutes)" under "Options".',
			);
		}
		await sleepUnlessAborted(
			Math.min(remaining, stepAfter(vendor, Date.now() - began)),
			client.options.signal,
		);
		if (client.options.signal?.aborted === true) throw stoppedError(client, jobId);
	}
}

function stepAfter({ polling: { firstMs, ceilingMs } }: JobVendor, elapsedMs: number): number {
	return Math.min(ceilingMs, Math.max(firstMs, elapsedMs * SHARE));
}

function secondsOf({ limitMs }: Deadline): number {
	return Math.round(limitMs / 1000);
}

function timeLimitError(
	client: VendorClient,
	jobId: string,
	deadline: Deadline,
	last: Job | undefined,
	failure: unknown,
): JobError {
	const why = failure === undefined ? '' : `: ${messageOf(failure)}`;
	const status = last ? `its status is "${last.vendorStatus}"` : `its status could not be read${why}`;
	return new JobError(
		jobId,
		`The job did not finish within ${secondsOf(deadline)} seconds; ${status} (job ${jobId})`,
		`The job keeps running at ${client.vendor.displayName} and nothing is lost. Continue with Job: Wait for Completion and the ID ${jobId}, or raise "Time Limit (Minutes)" under "Options".`,
	);
}

function stoppedError(client: VendorClient, jobId: string): JobError {
	return new JobError(
		jobId,
		`Waiting was stopped (job ${jobId})`,
		`The job keeps running at ${client.vendor.displayName}. Continue with Job: Wait for Completion and the ID ${jobId}.`,
	);
}
