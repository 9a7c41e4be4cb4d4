import type { INodeExecutionData } from 'n8n-workflow';

import { setBounded } from '../core/boundedMap';
import type { VendorClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { hasEnded, type JobResponse } from '../jobs/model';
import type { WaitingJob } from '../jobs/suspend';
import type { JobVendor } from '../jobs/vendor';
import { sleepUnlessAborted } from '../n8n/pause';

/** A job that does not change anymore: with the vendor's response, or with the reason why it cannot be read. */
export type EndedJob =
	| { kind: 'ended'; job: WaitingJob; response: JobResponse }
	| { kind: 'gone'; job: WaitingJob; reason: unknown };

/** Maximum number of suspended executions to remember. */
const CAPACITY = 1_000;

/** Maximum number of status requests at once. */
const CONCURRENCY = 8;

/** Pauses in ms before further checks, because a vendor may report the new status later than it sends the callback. */
const LAGS_MS = [700, 1_500];

/**
 * What this process knows about a suspended execution, from its first callback until it resumes. Callbacks that arrive
 * while another is handled only request another check, and a finished job is requested once, so that n jobs cost n
 * requests, even if they finish at the same moment. Other processes do not share this state and request the jobs again.
 */
export class WakeUp {
	/** Whether a callback is being handled. */
	isRunning = false;

	/** Whether another callback arrived in the meantime. */
	private more = false;

	/** The finished items by the index of their input item, so that each transcript is fetched once. */
	readonly items = new Map<number, INodeExecutionData>();

	private readonly ended = new Map<string, EndedJob>();

	/** Keys of the jobs that callbacks were about. */
	private readonly called = new Set<string>();

	constructor(private readonly vendor: JobVendor) {}

	/** Records callbacks, and the jobs that they are about, if known. */
	call(jobIds: readonly string[]): void {
		for (const jobId of jobIds) this.called.add(this.keyOf(jobId));
		this.more = true;
	}

	get hasMore(): boolean {
		return this.more;
	}

	/** Whether another callback arrived since the last call of this method. */
	takeMore(): boolean {
		const { more } = this;
		this.more = false;
		return more;
	}

	/** Whether a callback was about this job. */
	wasCalledFor({ jobId }: WaitingJob): boolean {
		return this.called.has(this.keyOf(jobId));
	}

	/**
	 * Requests the jobs that callbacks were about, then the others in growing groups until one is still open.
	 * @returns all jobs if all have finished, otherwise one that is still open
	 * @throws VendorError if the vendor cannot be reached now
	 */
	async check(client: VendorClient, jobs: readonly WaitingJob[]): Promise<EndedJob[] | WaitingJob> {
		const called = jobs.filter((job) => this.wasCalledFor(job));
		let open = await this.requestAll(client, called);
		for (const lag of open ? LAGS_MS : []) {
			await sleepUnlessAborted(lag, undefined);
			open = await this.requestAll(client, called);
			if (!open) break;
		}
		const others = shuffled(jobs.filter((job) => !this.ended.has(job.jobId)));
		for (let size = 1; !open && others.length > 0; size = Math.min(CONCURRENCY, size * 2)) {
			open = await this.requestAll(client, others.splice(0, size));
		}
		return open ?? jobs.flatMap(({ jobId }) => this.ended.get(jobId) ?? []);
	}

	/** Requests the jobs that are not known to have finished; returns the first that is still open. */
	private async requestAll(
		client: VendorClient,
		jobs: readonly WaitingJob[],
	): Promise<WaitingJob | undefined> {
		const unknown = jobs.filter(({ jobId }) => !this.ended.has(jobId));
		await Promise.all(unknown.map(async (job) => await this.request(client, job)));
		return unknown.find(({ jobId }) => !this.ended.has(jobId));
	}

	private async request(client: VendorClient, job: WaitingJob): Promise<void> {
		const { jobId } = job;
		const { vendor } = this;
		const own = client.forJob(jobId);
		const [response] = await Promise.allSettled([
			vendor.getEndedJob && this.wasCalledFor(job)
				? vendor.getEndedJob(own, jobId)
				: vendor.getJob(own, jobId, 0),
		]);
		if (response.status === 'rejected') {
			if (isTransientError(response.reason)) throw response.reason;
			this.ended.set(jobId, { kind: 'gone', job, reason: response.reason });
		} else if (hasEnded(response.value.job)) {
			this.ended.set(jobId, { kind: 'ended', job, response: response.value });
		}
	}

	private keyOf(jobId: string): string {
		return this.vendor.idKey?.(jobId) ?? jobId;
	}
}

const wakeUps = new Map<string, WakeUp>();

/** The wake-up of an execution that is suspended in a node. */
export function wakeUpOf(vendor: JobVendor, executionId: string, nodeId: string): WakeUp {
	const key = `${executionId} ${nodeId}`;
	const wakeUp = wakeUps.get(key) ?? new WakeUp(vendor);
	setBounded(wakeUps, key, wakeUp, CAPACITY);
	return wakeUp;
}

/** Forgets an execution that has resumed. */
export function forgetWakeUp(executionId: string, nodeId: string): void {
	wakeUps.delete(`${executionId} ${nodeId}`);
}

function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((value) => ({ value, chance: Math.random() }))
		.sort((a, b) => a.chance - b.chance)
		.map(({ value }) => value);
}
