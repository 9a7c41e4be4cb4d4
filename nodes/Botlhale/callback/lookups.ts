import { createHash } from 'crypto';

import { setBounded } from '../../shared/core/boundedMap';
import { RequestBudget } from '../../shared/http/requestBudget';
import { Semaphore } from '../../shared/http/semaphore';
import { hasEnded, type Job } from '../../shared/jobs/model';
import { sleepUnlessAborted } from '../../shared/n8n/pause';

/**
 * How likely a callback is genuine, by the name in it: of a job that this process created, in the form of the names of
 * your own organisation, or any other.
 */
export type Likelihood = 'created' | 'own' | 'other';

/** Maximum number of concurrent lookups. */
const MOST_AT_ONCE = 4;

/** How long the result for an unknown name or an ended job is kept, in ms. */
const MEMORY_MS = 60_000;
const MAX_ENTRIES = 10_000;

/** Pauses before the status is requested again, in ms: it may lag behind the callback, which may come only once. */
const LAGS_MS = [500, 1500, 3000];

/** The job of one of its names; `undefined` if the vendor does not know it. Calls `spend` before every request. */
export type RequestJob = (spend: () => void) => Promise<Job | undefined>;

interface Result {
	atMs: number;
	job: Job | undefined;
}

/**
 * Looks up the jobs that callbacks name. Anyone can send a callback with any name, so the requests that this causes are
 * limited: one lookup for each name at a time, a few in all, and a number of requests a minute.
 */
export class Lookups {
	private readonly inProgress = new Map<string, Promise<Job | undefined>>();

	private readonly results = new Map<string, Result>();

	private readonly semaphore = new Semaphore(MOST_AT_ONCE);

	/** Forged names of one kind do not use up the requests of another. */
	private readonly budgets: Readonly<Record<Likelihood, RequestBudget>> = {
		created: new RequestBudget(600),
		own: new RequestBudget(300),
		other: new RequestBudget(60),
	};

	/** The result of a recent lookup, `undefined` without one. */
	recent(trigger: string, name: string): { job: Job | undefined } | undefined {
		const result = this.results.get(keyOf(trigger, name));
		return result !== undefined && Date.now() - result.atMs < MEMORY_MS ? result : undefined;
	}

	/**
	 * The job of a name, requested again while it runs or, unless the callback is unlikely to be genuine, is unknown.
	 * `undefined` if the vendor does not know it.
	 * @param trigger identifies the trigger and its credential
	 * @throws TooManyRequests, and what `requestJob` throws
	 */
	async find(
		trigger: string,
		name: string,
		likelihood: Likelihood,
		requestJob: RequestJob,
	): Promise<Job | undefined> {
		const key = keyOf(trigger, name);
		const running = this.inProgress.get(key);
		if (running !== undefined) return await running;
		const lookup = this.untilEnded(likelihood, requestJob);
		this.inProgress.set(key, lookup);
		try {
			const job = await lookup;
			if (job === undefined || hasEnded(job)) {
				setBounded(this.results, key, { atMs: Date.now(), job }, MAX_ENTRIES);
			}
			return job;
		} finally {
			this.inProgress.delete(key);
		}
	}

	private async untilEnded(likelihood: Likelihood, requestJob: RequestJob): Promise<Job | undefined> {
		const budget = this.budgets[likelihood];
		let job: Job | undefined;
		for (const lag of [0, ...LAGS_MS]) {
			if (lag > 0) await sleepUnlessAborted(lag, undefined);
			budget.check();
			job = await this.semaphore.run(
				async () =>
					await requestJob(() => {
						budget.spend();
					}),
			);
			// The vendor may know a new job a little later.
			if (job === undefined ? likelihood === 'other' : hasEnded(job)) return job;
		}
		return job;
	}
}

/** A short key, because a forged name may be long. */
function keyOf(trigger: string, name: string): string {
	return createHash('sha256')
		.update(JSON.stringify([trigger, name]))
		.digest('base64');
}
