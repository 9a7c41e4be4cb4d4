import { createHash } from 'crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { allEnded } from '../core/allEnded';
import { setBounded } from '../core/boundedMap';
import type { VendorClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { RequestBudget } from '../http/requestBudget';
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
 * Status requests a minute that find a job still open: after calls about a job of the execution, for each of its jobs in
 * addition, and after calls that name none. Genuine calls name a job; a job that has ended is requested once anyway.
 */
const OPEN_NAMED = 60;
const OPEN_PER_JOB = 3;
const OPEN_UNNAMED = 30;

/**
 * How long callbacks to an execution that resumes are ignored, in ms. If n8n could not resume it, a later one tries
 * again.
 */
const RESUMING_MS = 10_000;

/**
 * How long an execution whose jobs have all ended waits for the callbacks of the others: until none has arrived for
 * this time, in ms, but no longer than `LONGEST_ARRIVAL_MS`.
 */
const QUIET_MS = 1_000;
const LONGEST_ARRIVAL_MS = 30_000;

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

	private calledAtMs = -Infinity;

	private resumedAtMs = -Infinity;

	/** Whether a callback since the last check was about a job of the execution. */
	private isNamed = false;

	private readonly keys: ReadonlySet<string>;

	private readonly budgets: Readonly<Record<'named' | 'unnamed', RequestBudget>>;

	constructor(
		private readonly vendor: JobVendor,
		jobs: readonly WaitingJob[],
	) {
		this.keys = new Set(jobs.map(({ jobId }) => this.keyOf(jobId)));
		this.budgets = {
			named: new RequestBudget(OPEN_NAMED + OPEN_PER_JOB * jobs.length),
			unnamed: new RequestBudget(OPEN_UNNAMED),
		};
	}

	/** Whether the execution is just resuming: n8n forwards callbacks to it for a moment longer. */
	get isResuming(): boolean {
		return Date.now() - this.resumedAtMs < RESUMING_MS;
	}

	/** Records that the execution resumes, and forgets its jobs and items. */
	resume(): void {
		this.resumedAtMs = Date.now();
		this.items.clear();
		this.ended.clear();
	}

	/** Records callbacks, and the jobs that they are about, if the execution waits for them. */
	call(jobIds: readonly string[]): void {
		for (const key of jobIds.map((jobId) => this.keyOf(jobId))) {
			if (!this.keys.has(key)) continue;
			this.called.add(key);
			this.isNamed = true;
		}
		this.calledAtMs = Date.now();
		this.more = true;
	}

	/**
	 * Waits until callbacks about all jobs have arrived, or no more arrive. Jobs may end together, and n8n rejects the
	 * callbacks that it has not forwarded yet when the execution resumes.
	 */
	async untilAllCalled(): Promise<void> {
		const latest = Date.now() + LONGEST_ARRIVAL_MS;
		while (this.called.size < this.keys.size) {
			const rest = Math.min(latest, this.calledAtMs + QUIET_MS) - Date.now();
			if (rest <= 0) return;
			await sleepUnlessAborted(Math.min(rest, 100), undefined);
		}
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
	 * @throws VendorError if the vendor cannot be reached now, TooManyRequests
	 */
	async check(client: VendorClient, jobs: readonly WaitingJob[]): Promise<EndedJob[] | WaitingJob> {
		const budget = this.budgets[this.isNamed ? 'named' : 'unnamed'];
		this.isNamed = false;
		budget.check();
		const called = jobs.filter((job) => this.wasCalledFor(job));
		let open = await this.requestAll(client, called, budget, true);
		for (const lag of open ? LAGS_MS : []) {
			await sleepUnlessAborted(lag, undefined);
			open = await this.requestAll(client, called, budget, true);
			if (!open) break;
		}
		const others = shuffled(jobs.filter((job) => !this.ended.has(job.jobId)));
		for (let size = 1; !open && others.length > 0; size = Math.min(CONCURRENCY, size * 2)) {
			// Where one has ended, the others probably have, too.
			open = await this.requestAll(client, others.splice(0, size), budget, size > 1);
		}
		return open ?? jobs.flatMap(({ jobId }) => this.ended.get(jobId) ?? []);
	}

	/**
	 * Requests the jobs that are not known to have finished; returns the first that is still open.
	 * @param probablyEnded whether to request the results as well
	 */
	private async requestAll(
		client: VendorClient,
		jobs: readonly WaitingJob[],
		budget: RequestBudget,
		probablyEnded: boolean,
	): Promise<WaitingJob | undefined> {
		const unknown = jobs.filter(({ jobId }) => !this.ended.has(jobId));
		await allEnded(unknown.map(async (job) => await this.request(client, job, probablyEnded)));
		const open = unknown.filter(({ jobId }) => !this.ended.has(jobId));
		for (let count = open.length; count > 0; count -= 1) budget.spend();
		return open[0];
	}

	private async request(client: VendorClient, job: WaitingJob, probablyEnded: boolean): Promise<void> {
		const { jobId } = job;
		const { vendor } = this;
		const own = client.forJob(jobId);
		const [response] = await Promise.allSettled([
			vendor.getEndedJob && probablyEnded ? vendor.getEndedJob(own, jobId) : vendor.getJob(own, jobId, 0),
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

/** The wake-up of an execution that is suspended in a node until these jobs end. */
export function wakeUpOf(
	vendor: JobVendor,
	executionId: string,
	nodeId: string,
	jobs: readonly WaitingJob[],
): WakeUp {
	// A node in a loop suspends the same execution again, for other jobs.
	const key = createHash('sha256')
		.update(JSON.stringify([executionId, nodeId, jobs.map(({ jobId }) => jobId)]))
		.digest('base64');
	const wakeUp = wakeUps.get(key) ?? new WakeUp(vendor, jobs);
	setBounded(wakeUps, key, wakeUp, CAPACITY);
	return wakeUp;
}

function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((value) => ({ value, chance: Math.random() }))
		.sort((a, b) => a.chance - b.chance)
		.map(({ value }) => value);
}
