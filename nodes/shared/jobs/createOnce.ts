import type { ItemContext } from '../execution/runItems';
import { readOptions } from '../fields/parameters';
import type { VendorClient } from '../http/client';
import { asError, ExplainedError, isTransientError, VendorError } from '../http/explainedError';
import { markOf } from './mark';
import { memoryOf, type Memory, type Purchase } from './memory';
import type { Job } from './model';
import { keepResult, keptResult } from './results';
import { isOutcomeUnknown, lookUp, sendOnce, SETTLE_MS, type Found } from './sendOnce';
import type { CreatedJob } from './vendor';

/** One job that is paid for: how it is made, and how it is found again. */
export interface NewJob {
	/** All that decides what is made: recording and parameters, not the callback. Equal ones are one purchase. */
	what: unknown;
	/**
	 * Creates the job. `mark` is put where the vendor keeps it and shows it in its list. `announce` is called with an ID
	 * that is known before the vendor has taken the recording.
	 * @throws VendorError whose `outcome` says whether the job may exist
	 */
	send(mark: string, announce: (jobId: string) => void): Promise<CreatedJob>;
	/** The job that an earlier try has made, as it is now. @throws VendorError */
	resume(jobId: string): Promise<CreatedJob>;
	/**
	 * The job that has the mark (or the announced ID), `undefined` where there surely is none. `since` is the time at the
	 * vendor at which it was sent, in ms since 1970; call it after a response has come.
	 * @throws VendorError where it cannot be told
	 */
	find?(handle: string, since: () => number): Promise<CreatedJob | undefined>;
	/** Whether a search that finds nothing proves that the job will not come to be later. */
	isConclusive?: boolean;
	/** Where nothing tells this job from others like it: whether there is a new one like it. @throws VendorError */
	hasAlike?(since: () => number): Promise<boolean>;
}

/** The `Date` header has whole seconds, and a response is on its way for a moment. */
const CLOCK_TOLERANCE_MS = 2_000;

/** How far the clocks may be apart where the vendor's responses have no `Date`. */
const UNKNOWN_CLOCK_MS = 60 * 60_000;

/**
 * Creates a job that is paid once, whatever n8n, the network and the vendor do in between: a further try of n8n goes on
 * with the job of the one before, and a request whose outcome is unknown is looked up before anything is sent again.
 * Every ID is written to the memory and to n8n's log the moment it is known.
 * @throws VendorError, ExplainedError
 */
export async function createOnce(call: ItemContext, client: VendorClient, job: NewJob): Promise<CreatedJob> {
	const memory = memoryOf(call, 'job', job.what);
	const before = memory.recall();
	const attempt = new Attempt(call, client, job, memory, before?.sentAt ?? Date.now());
	if (!before) return await attempt.create();
	const known = await attempt.goOn(before);
	if (known === undefined) return await attempt.create();
	if (known.job.status !== 'failed' || !createsAgain(call)) return known;
	return await new Attempt(call, client, job, memory, Date.now(), known.job.jobId).create();
}

/** An option: what a further try of n8n does after the vendor failed the job. */
function createsAgain(call: ItemContext): boolean {
	return readOptions(call, 'options', 'Options').newJobOnRetry === true;
}

class Attempt {
	constructor(
		private readonly call: ItemContext,
		private readonly client: VendorClient,
		private readonly job: NewJob,
		private readonly memory: Memory,
		private readonly sentAt: number,
		/** The job in whose place another one is made: a search that finds it has found nothing. */
		private readonly replaced?: string,
	) {}

	/** Goes on with what an earlier try has sent; `undefined` where that surely made no job. */
	async goOn({ state, handle }: Purchase): Promise<CreatedJob | undefined> {
		if (state === 'made') {
			const kept = keptResult(this.memory.digest, handle);
			if (kept) return kept;
			this.call.recordJob(handle);
			return await this.resume(handle);
		}
		// What was sent by the try before may take effect only now.
		const found = await lookUp(this.client, async () => await this.search(handle), SETTLE_MS);
		if (found === 'unknown') throw this.unknownOutcome(handle);
		if (found === 'absent') {
			this.notMade();
			return undefined;
		}
		this.made(found.made, handle);
		return found.made;
	}

	/** The job as it is now; where the vendor cannot tell, as one that runs, so that waiting goes on. */
	private async resume(jobId: string): Promise<CreatedJob> {
		const [look] = await Promise.allSettled([this.job.resume(jobId)]);
		if (look.status === 'fulfilled') return look.value;
		const isStopped = this.client.options.signal?.aborted === true;
		if (isStopped || !isTransientError(look.reason)) throw asError(look.reason);
		return { job: unseenJob(this.client, jobId), raw: { jobId } };
	}

	async create(): Promise<CreatedJob> {
		const { client, job, memory, sentAt } = this;
		const mark = markOf(this.call, memory.digest);
		let handle = mark;
		const announce = (jobId: string) => {
			handle = jobId;
			memory.remember({ state: 'sending', sentAt, handle });
			this.tell(jobId);
		};
		const send = async () => {
			handle = mark;
			memory.remember({ state: 'sending', sentAt, handle });
			return await job.send(mark, announce);
		};
		const [result] = await Promise.allSettled([
			sendOnce(client, send, async () => await this.search(handle), {
				isConclusive: job.isConclusive === true,
			}),
		]);
		if (result.status === 'fulfilled') {
			this.made(result.value, handle);
			return result.value;
		}
		if (isSurelyNotMade(result.reason)) this.notMade();
		throw asError(result.reason);
	}

	private async search(handle: string): Promise<Found<CreatedJob>> {
		const { job, client, sentAt } = this;
		const since = () => {
			const ahead = client.clockAheadMs();
			return ahead === undefined ? sentAt - UNKNOWN_CLOCK_MS : sentAt + ahead - CLOCK_TOLERANCE_MS;
		};
		if (job.find) {
			const made = await job.find(handle, since);
			return made && made.job.jobId !== this.replaced ? { made } : 'absent';
		}
		return (await job.hasAlike?.(since)) === false ? 'absent' : 'unknown';
	}

	private made(created: CreatedJob, handle: string): void {
		const { memory, sentAt } = this;
		const { jobId } = created.job;
		const id = created.withoutJob === true ? handle : jobId;
		memory.remember({ state: 'made', sentAt, handle: id });
		if (created.withoutJob === true) keepResult(memory.digest, id, created);
		else if (jobId !== handle) this.tell(jobId);
	}

	private notMade(): void {
		this.memory.forget();
		this.call.recordJob(undefined);
	}

	private tell(jobId: string): void {
		const { context, itemIndex } = this.call;
		this.call.recordJob(jobId);
		context.logger.info(
			`${this.client.vendor.displayName} job ${jobId} created for item ${itemIndex} (node "${context.getNode().name}", execution ${context.getExecutionId()})`,
		);
	}

	private unknownOutcome(handle: string): ExplainedError {
		const { displayName, outcomeUnknownHint } = this.client.vendor;
		return new ExplainedError({
			message: `${displayName}: it is unknown whether an earlier attempt has created the job`,
			advice: `Nothing was sent again. ${outcomeUnknownHint ?? 'Check Job: Get Many.'} To transcribe the recording anyway, start a new execution. Reference of the attempt: ${handle}`,
		});
	}
}

/** A job that is known by its ID alone. */
function unseenJob({ vendor }: VendorClient, jobId: string): Job {
	return {
		vendor: vendor.id,
		jobId,
		status: 'running',
		vendorStatus: 'unknown',
		createdAt: null,
		completedAt: null,
		name: null,
		duration: null,
		errorMessage: null,
	};
}

/** An error that names a job without being a failed request is about one that exists. */
function isSurelyNotMade(error: unknown): boolean {
	if (error instanceof VendorError) return !isOutcomeUnknown(error);
	return !(error instanceof ExplainedError && error.jobId !== undefined);
}
