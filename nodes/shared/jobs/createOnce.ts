import type { ItemContext } from '../execution/runItems';
import { readOptions } from '../fields/parameters';
import type { VendorClient } from '../http/client';
import { asError, ExplainedError, VendorError } from '../http/explainedError';
import { markOf } from './mark';
import { memoryOf, type Memory, type Purchase } from './memory';
import { keepResult, keptResult } from './results';
import { isOutcomeUnknown, lookUp, sendOnce, type Found } from './sendOnce';
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

/** The `Date` header has whole seconds; a vendor that sends none may have a clock that differs by more. */
const CLOCK_TOLERANCE_MS = 2_000;

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
	const hasFailed = known?.job.status === 'failed' && createsAgain(call);
	return known === undefined || hasFailed ? await attempt.create() : known;
}

/** An option: what a further try of n8n does after the vendor failed the job. */
export function createsAgain(call: ItemContext): boolean {
	return readOptions(call, 'options', 'Options').newJobOnRetry === true;
}

class Attempt {
	constructor(
		private readonly call: ItemContext,
		private readonly client: VendorClient,
		private readonly job: NewJob,
		private readonly memory: Memory,
		private readonly sentAt: number,
	) {}

	/** Goes on with what an earlier try has sent; `undefined` where that surely made no job. */
	async goOn({ state, handle }: Purchase): Promise<CreatedJob | undefined> {
		if (state === 'made') {
			const kept = keptResult(this.memory.digest, handle);
			if (kept) return kept;
			this.call.recordJob(handle);
			return await this.job.resume(handle);
		}
		const found = await lookUp(this.client, async () => await this.search(handle), [0]);
		if (found === 'unknown') throw this.unknownOutcome(handle);
		if (found === 'absent') {
			this.notMade();
			return undefined;
		}
		this.made(found.made, handle);
		return found.made;
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
		const since = () => sentAt + client.vendorNow() - Date.now() - CLOCK_TOLERANCE_MS;
		if (job.find) {
			const made = await job.find(handle, since);
			return made ? { made } : 'absent';
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

/** An error that names a job without being a failed request is about one that exists. */
function isSurelyNotMade(error: unknown): boolean {
	if (error instanceof VendorError) return !isOutcomeUnknown(error);
	return !(error instanceof ExplainedError && error.jobId !== undefined);
}
