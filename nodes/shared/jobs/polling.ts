import { messageOf } from '../core/messageOf';
import type { VendorClient } from '../http/client';
import { asError, httpStatusOf, isTransientError, retryAfterOf } from '../http/explainedError';
import { perRun } from '../http/perRun';
import { sleepUnlessAborted } from '../n8n/pause';
import { JobError } from './jobError';
import { hasEnded, type Job, type JobResponse } from './model';
import type { JobVendor } from './vendor';

/**
 * Each pause is this fraction of the time waited so far: the end of a job is noticed at most 25 % of that time late, and
 * the number of requests grows with its logarithm.
 */
const SHARE = 0.25;

/** Random fraction of a pause, so that the jobs of a batch are not checked at the same moment. */
const JITTER = 0.2;

/**
 * If a long poll returns earlier than this, the vendor does not support long polling, and the job is checked at
 * intervals.
 */
const LONG_POLL_MIN_MS = 500;

/** The first check of a new job is after this fraction of the time that the fastest of the last jobs of the run took. */
const FIRST_CHECK = 0.75;

/** So many of the last jobs of a run show how long its jobs take. */
const LAST_JOBS = 10;

/** How long the last jobs of a run took from their creation until their end was noticed, in ms. */
const lastJobsOf = perRun((): number[] => []);

/** When waiting ends, in ms since 1970, and the time limit that it results from. */
export interface Deadline {
	at: number;
	limitMs: number;
}

export function deadlineIn(limitMs: number): Deadline {
	return { at: Date.now() + limitMs, limitMs };
}

/**
 * Checks a job until it has ended: immediately unless it was just created, then at growing intervals, or with long
 * polling if the vendor supports it. A new job is first checked when the fastest of the run's last jobs had almost
 * ended. Temporary failures (429, 5xx, network) do not end it; the time limit, a stopped execution and other errors do.
 * The job is never deleted.
 * @throws JobError with the job ID if the time limit is reached; VendorError
 */
export async function pollUntilDone(
	vendor: JobVendor,
	client: VendorClient,
	jobId: string,
	deadline: Deadline,
	created?: Job,
): Promise<JobResponse> {
	const { signal } = client.options;
	const isStopped = () => signal?.aborted === true;
	const began = Date.now();
	const isTemporary = (error: unknown, asked: number) =>
		isTransientError(error) || (httpStatusOf(error) === 404 && asked - began < (vendor.lateMs ?? 0));
	let holds = vendor.longPollSeconds > 0;
	const isNew = created !== undefined && !hasEnded(created);
	const lastJobs = lastJobsOf(client.options.semaphore);
	const expectedMs = lastJobs.length < LAST_JOBS ? 0 : Math.min(...lastJobs) * FIRST_CHECK;
	let last: Job | undefined;
	let failure: unknown;
	const pause = async (shortestMs = 0) => {
		const rest = Math.max(0, deadline.at - Date.now());
		const step = Math.max(stepAfter(vendor, Date.now() - began), shortestMs) * (1 - JITTER * Math.random());
		await sleepUnlessAborted(Math.min(rest, Math.max(step, retryAfterOf(failure) ?? 0)), signal);
	};
	if (isNew && !holds) await pause(expectedMs);
	for (;;) {
		if (isStopped()) throw stoppedError(client, jobId);
		const left = deadline.at - Date.now();
		const heldSeconds = Math.max(0, Math.min(vendor.longPollSeconds, Math.floor(left / 1000)));
		// In an outage, some requests must show its end at once.
		const mayHold = holds && (isNew || last !== undefined) && client.options.outage?.lacksProbe !== true;
		const wait = mayHold ? heldSeconds : 0;
		const asked = Date.now();
		try {
			const response = await vendor.getJob(boundedBy(client, deadline).forJob(jobId), jobId, wait);
			if (hasEnded(response.job)) {
				if (isNew) lastJobs.push(Date.now() - began);
				if (lastJobs.length > LAST_JOBS) lastJobs.shift();
				return response;
			}
			last = response.job;
			failure = undefined;
		} catch (error) {
			if (isStopped()) throw stoppedError(client, jobId);
			if (!isTemporary(error, asked)) throw asError(error);
			failure = error;
		}
		const held = wait > 0 && Date.now() - asked >= LONG_POLL_MIN_MS;
		if (wait > 0 && !held && failure === undefined) holds = false;
		if (Date.now() >= deadline.at) throw timeLimitError(client, jobId, deadline, last, failure);
		if (!held) await pause();
	}
}

/**
 * Requests something of a paid job as patiently as `pollUntilDone`: temporary failures are retried at growing intervals
 * until the deadline.
 * @throws the error of the last request
 */
export async function untilDeadline<T>(
	vendor: JobVendor,
	client: VendorClient,
	deadline: Deadline,
	request: (client: VendorClient) => Promise<T>,
): Promise<T> {
	const began = Date.now();
	for (;;) {
		const [attempt] = await Promise.allSettled([request(boundedBy(client, deadline))]);
		if (attempt.status === 'fulfilled') return attempt.value;
		const rest = deadline.at - Date.now();
		const isOver = rest <= 0 || client.options.signal?.aborted === true;
		if (isOver || !isTransientError(attempt.reason)) throw asError(attempt.reason);
		const step = Math.max(stepAfter(vendor, Date.now() - began), retryAfterOf(attempt.reason) ?? 0);
		await sleepUnlessAborted(Math.min(rest, step), client.options.signal);
	}
}

/** Something that a vendor creates, or, if it is not ready, the vendor's status if the response contains one. */
export type Readiness<T> = { ready: T } | { vendorStatus: string | undefined };

/**
 * Sends requests at growing intervals until something is ready, e.g. a file that the vendor creates after the transcript.
 * @throws JobError with the job ID if the time limit is reached; VendorError
 */
export async function pollUntilReady<T>(
	vendor: JobVendor,
	client: VendorClient,
	jobId: string,
	deadline: Deadline,
	request: (client: VendorClient) => Promise<Readiness<T>>,
): Promise<T> {
	const began = Date.now();
	for (;;) {
		const response = await untilDeadline(vendor, client, deadline, request);
		if ('ready' in response) return response.ready;
		const remaining = deadline.at - Date.now();
		if (remaining <= 0) {
			const { vendorStatus } = response;
			const status = vendorStatus === undefined ? '' : `; its status is "${vendorStatus}"`;
			throw new JobError(
				jobId,
				`The file was not ready within ${secondsOf(deadline)} seconds${status} (job ${jobId})`,
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

/** Retries of a request may continue past the deadline for this long, so that the last check survives a short failure. */
const GRACE_MS = 10_000;

/** A client whose requests end with the deadline, even if the vendor asks for a longer pause. */
function boundedBy(client: VendorClient, deadline: Deadline): VendorClient {
	return client.until(Math.max(deadline.at, Date.now() + GRACE_MS));
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
	const status = last
		? `its status is "${last.vendorStatus}"`
		: `its status could not be read: ${messageOf(failure)}`;
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
