import type { INodeExecutionData } from 'n8n-workflow';

import { setBounded } from '../core/boundedMap';
import { messageOf } from '../core/messageOf';
import type { VendorClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { hasEnded, type JobResponse } from '../jobs/model';
import type { WaitingJob } from '../jobs/suspend';
import type { Vendor } from '../jobs/vendor';
import { sleepUnlessAborted } from '../n8n/pause';

/** A job that will not change any more: with the vendor's response, or with the reason why it cannot be read. */
export type EndedJob =
	| { kind: 'ended'; job: WaitingJob; response: JobResponse }
	| { kind: 'gone'; job: WaitingJob; reason: unknown };

/** Sleeping executions that are called at the same time in this process. */
const CAPACITY = 1_000;

/** Status requests at a time. */
const CONCURRENCY = 8;

/** A vendor's status may lag behind its callback. */
const LAGS_MS = [700, 1_500];

/**
 * What this process knows of a sleeping execution, from its first callback until it is awake. Callbacks that come while
 * one is being handled only ask for another look, and a job that has ended is asked for once, so that n jobs cost n
 * requests, also when they end in the same moment. Another process knows nothing of it and asks again.
 */
export class WakeUp {
	/** Whether a callback is being handled. */
	isRunning = false;

	/** Whether another callback came meanwhile. */
	private more = false;

	/** The finished items by the index of their input item, so that each transcript is fetched once. */
	readonly items = new Map<number, INodeExecutionData>();

	private readonly ended = new Map<string, EndedJob>();

	/** Keys of the jobs that callbacks were about. */
	private readonly called = new Set<string>();

	constructor(private readonly vendor: Vendor) {}

	/** Notes that a callback was about a job. */
	call(jobId: string | undefined): void {
		if (jobId !== undefined) this.called.add(this.keyOf(jobId));
		this.more = true;
	}

	get hasMore(): boolean {
		return this.more;
	}

	/** Whether another callback came since the last time this was asked. */
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
	 * Asks for the jobs that callbacks were about, then for others in growing groups until one is still open.
	 * @returns all jobs where each has ended, else one that is still open
	 * @throws VendorError where the vendor cannot be asked now
	 */
	async check(client: VendorClient, jobs: readonly WaitingJob[]): Promise<EndedJob[] | WaitingJob> {
		const called = jobs.filter((job) => this.wasCalledFor(job));
		let open = await this.askAll(client, called);
		for (const lag of open ? LAGS_MS : []) {
			await sleepUnlessAborted(lag, undefined);
			open = await this.askAll(client, called);
			if (!open) break;
		}
		const others = shuffled(jobs.filter((job) => !this.ended.has(job.jobId)));
		for (let size = 1; !open && others.length > 0; size = Math.min(CONCURRENCY, size * 2)) {
			open = await this.askAll(client, others.splice(0, size));
		}
		return open ?? jobs.flatMap(({ jobId }) => this.ended.get(jobId) ?? []);
	}

	/** Asks for each of the jobs that is not known to have ended; returns the first that is still open. */
	private async askAll(client: VendorClient, jobs: readonly WaitingJob[]): Promise<WaitingJob | undefined> {
		const unknown = jobs.filter(({ jobId }) => !this.ended.has(jobId));
		await Promise.all(unknown.map(async (job) => await this.ask(client, job)));
		return unknown.find(({ jobId }) => !this.ended.has(jobId));
	}

	private async ask(client: VendorClient, job: WaitingJob): Promise<void> {
		const { jobId } = job;
		const [look] = await Promise.allSettled([this.vendor.getJob(client.forJob(jobId), jobId, 0)]);
		if (look.status === 'rejected') {
			if (isTransientError(look.reason)) throw look.reason;
			this.ended.set(jobId, { kind: 'gone', job, reason: look.reason });
		} else if (hasEnded(look.value.job)) {
			this.ended.set(jobId, { kind: 'ended', job, response: look.value });
		}
	}

	private keyOf(jobId: string): string {
		return this.vendor.idKey?.(jobId) ?? jobId;
	}
}

const wakeUps = new Map<string, WakeUp>();

/** The wake-up of an execution that sleeps in a node. */
export function wakeUpOf(vendor: Vendor, executionId: string, nodeId: string): WakeUp {
	const key = `${executionId} ${nodeId}`;
	const wakeUp = wakeUps.get(key) ?? new WakeUp(vendor);
	setBounded(wakeUps, key, wakeUp, CAPACITY);
	return wakeUp;
}

/** Forgets an execution that is awake. */
export function forgetWakeUp(executionId: string, nodeId: string): void {
	wakeUps.delete(`${executionId} ${nodeId}`);
}

function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((value) => ({ value, chance: Math.random() }))
		.sort((a, b) => a.chance - b.chance)
		.map(({ value }) => value);
}

/** Why a job cannot be read any more. */
export function reasonOf({ reason }: Extract<EndedJob, { kind: 'gone' }>): string {
	return messageOf(reason);
}
