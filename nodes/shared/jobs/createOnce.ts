import type { ItemContext } from '../execution/runItems';
import { readOptions } from '../fields/parameters';
import type { VendorClient } from '../http/client';
import { asError, ExplainedError, httpStatusOf, isTransientError, VendorError } from '../http/explainedError';
import type { UploadFile } from '../http/multipart';
import { checkBudget } from './budget';
import { markOf } from './mark';
import { memoryOf, type Memory, type Purchase } from './memory';
import type { Job } from './model';
import { keepResult, keptResult } from './results';
import { findReusable, reuseKeyOf, type Reuse } from './reuse';
import { isOutcomeUnknown, lookUp, sendOnce, SETTLE_MS, type Found } from './sendOnce';
import type { CreatedJob } from './vendor';

/** A paid job: how to create it, and how to find it again. */
export interface NewJob {
	/** Everything that determines the result: recording and parameters, not the callback. Equal values are one purchase. */
	what: unknown;
	/** The recording, if it is a file, whose length the limits of the node apply to. */
	file?: UploadFile | undefined;
	/**
	 * Creates the job. `mark` is stored with the job, so that the vendor's list contains it. `announce` is called with an
	 * ID that is known before the vendor has received the recording.
	 * @throws VendorError whose `outcome` says whether the job may exist
	 */
	send(mark: string, announce: (jobId: string) => void): Promise<CreatedJob>;
	/** The current state of the job that an earlier attempt created, requested with this client. @throws VendorError */
	resume(jobId: string, client: VendorClient): Promise<CreatedJob>;
	/** How long after the request the vendor may not know the job yet (404), in ms. Default: 0. */
	lateMs?: number;
	/**
	 * The job with this mark or announced ID; `undefined` if it certainly does not exist. `since` returns the time of the
	 * request by the vendor's clock, in ms since 1970. Call it after a response has arrived.
	 * @throws VendorError if this is unknown
	 */
	find?(handle: string, since: () => number): Promise<CreatedJob | undefined>;
	/** Whether a search without a result proves that the job will not be created later. */
	isConclusive?: boolean;
	/** How an earlier job is found that can be used instead, if the node is set to do so. */
	reuse?: Reuse;
	/** If nothing identifies the job: whether there is a new job like it. @throws VendorError */
	hasSimilar?(since: () => number): Promise<boolean>;
}

/** The `Date` header is in whole seconds, and a response takes a moment to arrive. */
const CLOCK_TOLERANCE_MS = 2_000;

/** How long the state of an earlier job is retried, in ms: waiting for the job is more patient, and has a time limit. */
const RESUME_MS = 10_000;

/** Assumed maximum difference of the clocks if the vendor's responses have no `Date` header. */
const UNKNOWN_CLOCK_MS = 60 * 60_000;

/**
 * Creates a job that is paid for once, whatever n8n, the network and the vendor do: a retry by n8n continues with the job
 * of the earlier attempt, and if the outcome of a request is unknown, the job is searched for before another request is
 * sent. Each ID is stored in the memory and in n8n's log as soon as it is known.
 * @throws VendorError, ExplainedError, NodeOperationError for a recording over the limits of the node
 */
export async function createOnce(call: ItemContext, client: VendorClient, job: NewJob): Promise<CreatedJob> {
	const memory = memoryOf(call, 'job', job.what);
	const before = memory.recall();
	const reuseKey = await reuseKeyOf(call, job.reuse, job.file);
	const known = before ? undefined : await findReusable(job.reuse, reuseKey);
	const estimate = await checkBudget(call, job.file, before !== undefined || known !== undefined);
	const created = known
		? useAgain(call, client, memory, known)
		: await createOrContinue(call, client, { ...job, reuseKey }, memory, before);
	return estimate === undefined ? created : { ...created, job: { ...created.job, ...estimate } };
}

/** Remembers an earlier job like one that was created. */
function useAgain(call: ItemContext, client: VendorClient, memory: Memory, known: CreatedJob): CreatedJob {
	const { jobId } = known.job;
	memory.remember({ state: 'made', sentAt: Date.now(), handle: jobId });
	call.recordJob(jobId);
	call.context.logger.info(
		`${client.vendor.displayName} job ${jobId} reused for item ${call.itemIndex} (node "${call.context.getNode().name}", execution ${call.context.getExecutionId()})`,
	);
	return known;
}

/** A job whose mark ends with the key by which later executions find it. */
interface KeyedJob extends NewJob {
	reuseKey: string;
}

async function createOrContinue(
	call: ItemContext,
	client: VendorClient,
	job: KeyedJob,
	memory: Memory,
	before: Purchase | undefined,
): Promise<CreatedJob> {
	const attempt = new Attempt(call, client, job, memory, before?.sentAt ?? Date.now(), before?.replaces);
	if (!before) return await attempt.create();
	const known = await attempt.continueFrom(before);
	if (known === undefined) return await attempt.create();
	if (known.job.status !== 'failed' || !wantsNewJobOnRetry(call)) return known;
	return await new Attempt(call, client, job, memory, Date.now(), known.job.jobId).create();
}

/** Whether a retry by n8n is to create a new job if the job failed at the vendor; an option of the node. */
function wantsNewJobOnRetry(call: ItemContext): boolean {
	return readOptions(call, 'options', 'Options').newJobOnRetry === true;
}

class Attempt {
	constructor(
		private readonly call: ItemContext,
		private readonly client: VendorClient,
		private readonly job: KeyedJob,
		private readonly memory: Memory,
		private readonly sentAt: number,
		/** The failed job that the new one replaces: a search must ignore it. */
		private readonly replaces: string | undefined,
	) {}

	/** Continues with the request of an earlier attempt; `undefined` if that certainly created no job. */
	async continueFrom({ state, handle }: Purchase): Promise<CreatedJob | undefined> {
		if (state === 'made') {
			const kept = keptResult(this.memory.digest, handle);
			if (kept) return kept;
			// Recorded first, so that an error of the request contains the ID.
			this.call.recordJob(handle);
			const known = await this.resume(handle);
			if (known.isFetchable === false) this.call.recordJob(handle, false);
			return known;
		}
		// The request of the earlier attempt may only take effect now.
		const found = await lookUp(this.client, async () => await this.search(handle), SETTLE_MS);
		if (found === 'unknown') throw this.unknownOutcome(handle);
		if (found === 'absent') {
			this.recordNotCreated();
			return undefined;
		}
		this.recordCreated(found.made, handle);
		return found.made;
	}

	/**
	 * The current state of the job; a running job if the vendor cannot be reached now or does not know it yet, so that
	 * waiting continues.
	 */
	private async resume(jobId: string): Promise<CreatedJob> {
		const asked = Date.now();
		const own = this.client.until(asked + RESUME_MS);
		const [state] = await Promise.allSettled([this.job.resume(jobId, own)]);
		if (state.status === 'fulfilled') return state.value;
		const isStopped = this.client.options.signal?.aborted === true;
		const isTooEarly = httpStatusOf(state.reason) === 404 && asked - this.sentAt < (this.job.lateMs ?? 0);
		const isTemporary = isTransientError(state.reason) || isTooEarly;
		if (isStopped || !isTemporary) throw asError(state.reason);
		return { job: placeholderJob(this.client, jobId), raw: { jobId } };
	}

	async create(): Promise<CreatedJob> {
		const { client, job, memory } = this;
		const mark = `${markOf(this.call, memory.digest)}${job.reuseKey}`;
		let handle = mark;
		const announce = (jobId: string) => {
			handle = jobId;
			this.rememberSending(handle);
			this.logJob(jobId);
		};
		const send = async () => {
			handle = mark;
			this.rememberSending(handle);
			return await job.send(mark, announce);
		};
		const [result] = await Promise.allSettled([
			sendOnce(client, send, async () => await this.search(handle), {
				isConclusive: job.isConclusive === true,
			}),
		]);
		if (result.status === 'fulfilled') {
			this.recordCreated(result.value, handle);
			return result.value;
		}
		if (isCertainlyNotCreated(result.reason)) this.recordNotCreated();
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
			return made && made.job.jobId !== this.replaces ? { made } : 'absent';
		}
		return (await job.hasSimilar?.(since)) === false ? 'absent' : 'unknown';
	}

	private recordCreated(created: CreatedJob, handle: string): void {
		const { memory, sentAt } = this;
		const { jobId } = created.job;
		const id = created.withoutJob === true ? handle : jobId;
		memory.remember({ state: 'made', sentAt, handle: id });
		if (created.withoutJob === true) keepResult(memory.digest, id, created);
		else if (jobId !== handle) this.logJob(jobId, created.isFetchable);
	}

	private rememberSending(handle: string): void {
		const { memory, sentAt, replaces } = this;
		memory.remember({ state: 'sending', sentAt, handle, ...(replaces === undefined ? {} : { replaces }) });
	}

	/** A job that was to be replaced is the latest one again, so that the next attempt replaces it. */
	private recordNotCreated(): void {
		const { memory, sentAt, replaces } = this;
		if (replaces === undefined) memory.forget();
		else memory.remember({ state: 'made', sentAt, handle: replaces });
		this.call.recordJob(undefined);
	}

	private logJob(jobId: string, isFetchable?: boolean): void {
		const { context, itemIndex } = this.call;
		this.call.recordJob(jobId, isFetchable);
		context.logger.info(
			`${this.client.vendor.displayName} job ${jobId} created for item ${itemIndex} (node "${context.getNode().name}", execution ${context.getExecutionId()})`,
		);
	}

	private unknownOutcome(handle: string): ExplainedError {
		const { displayName, outcomeUnknownHint } = this.client.vendor;
		return new ExplainedError({
			message: `${displayName}: it is unknown whether an earlier attempt created the job`,
			advice: `No further request was sent. ${outcomeUnknownHint ?? 'Check Job: Get Many.'} To transcribe the recording anyway, start a new execution. Reference of the attempt: ${handle}`,
		});
	}
}

/** A job of which only the ID is known. */
function placeholderJob({ vendor }: VendorClient, jobId: string): Job {
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

/** Whether no job was created. An error that is not a failed request but has a job ID is about an existing job. */
function isCertainlyNotCreated(error: unknown): boolean {
	if (error instanceof VendorError) return !isOutcomeUnknown(error);
	return !(error instanceof ExplainedError && error.jobId !== undefined);
}
