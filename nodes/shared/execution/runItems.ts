import type {
	NodeApiError,
	NodeOperationError,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { RequestSettings } from '../http/client';
import { ExplainedError, toNodeError } from '../http/explainedError';
import { Outage } from '../http/outage';
import { Semaphore } from '../http/semaphore';
import { isToolExecution } from '../n8n/versions';

/** One execution of a node over all its input items. */
interface Run {
	readonly context: IExecuteFunctions;
	/** Limits the number of requests in progress at once, across all items. */
	readonly semaphore: Semaphore;
	/** Holds the requests of all items back while the vendor is not available. */
	readonly outage?: Outage;
	/** Aborted when the execution is stopped or another item has failed: ends pauses and prevents new requests. */
	readonly signal: AbortSignal;
	/** Aborted when the execution is stopped: also ends requests in progress. */
	readonly abort: AbortSignal | undefined;
	/** Index of the iteration in a loop; the same for every retry by n8n. */
	readonly runIndex: number;
	readonly settings: RequestSettings;
}

/** One item of a run, as passed to an operation. */
export interface ItemContext extends Run {
	readonly itemIndex: number;
	/**
	 * Records the ID of a job created for this item, so that later errors contain it; `undefined` if no job was created.
	 * @param isFetchable `false` if the vendor sends the result to a callback URL and the job cannot be fetched
	 */
	recordJob(jobId: string | undefined, isFetchable?: boolean): void;
}

interface RecordedJob {
	jobId: string;
	isFetchable: boolean;
}

export interface RunSettings extends RequestSettings {
	concurrency: number;
}

/**
 * Runs `work` for all items concurrently and returns the resulting items in the order of the input, paired. If the node
 * continues on errors, the result of a failed item is its input with `error`, and `jobId` if a job was created.
 * Otherwise the first failure stops the other items and is thrown once no request is in progress anymore, with the IDs
 * of all jobs created so far, because they are paid for. An AI agent always receives the error as an item, because n8n
 * would otherwise pass it an empty response.
 * @throws NodeApiError, NodeOperationError
 */
export async function runItems(
	context: IExecuteFunctions,
	settings: RunSettings,
	work: (call: ItemContext) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	const stop = new AbortController();
	const cancel = context.getExecutionCancelSignal();
	const signal = cancel ? AbortSignal.any([cancel, stop.signal]) : stop.signal;
	const semaphore = new Semaphore(settings.concurrency);
	const run: Run = {
		context,
		semaphore,
		outage: new Outage(signal, () => semaphore.flush()),
		signal,
		abort: cancel,
		runIndex: items.length === 0 ? 0 : runIndexOf(context),
		settings,
	};
	const jobs = new Map<number, RecordedJob>();
	let failure: { error: unknown; itemIndex: number } | undefined;

	const outputs = await Promise.all(
		items.map(async (item, itemIndex): Promise<INodeExecutionData[]> => {
			try {
				const results = await work({
					...run,
					// With one signal for all items, Node.js would warn about a leak because of the number of listeners.
					signal: AbortSignal.any([signal]),
					itemIndex,
					recordJob: (jobId, isFetchable = true) => {
						if (jobId === undefined) jobs.delete(itemIndex);
						else jobs.set(itemIndex, { jobId, isFetchable });
					},
				});
				return results.map((each) => ({ ...each, pairedItem: { item: itemIndex } }));
			} catch (error) {
				if ((context.continueOnFail() || isToolExecution(context)) && cancel?.aborted !== true) {
					return [failedItem(context, item, error, itemIndex, jobs.get(itemIndex)?.jobId)];
				}
				failure ??= { error, itemIndex };
				stop.abort(new Error('Another item has failed.'));
				return [];
			}
		}),
	);
	if (failure) throw finalError(context, failure.error, failure.itemIndex, jobs);
	return outputs.flat();
}

/**
 * The result of a failed item. Its `error` is text, because n8n replaces the JSON of an item that has an error object by
 * the message, without the job ID. For the error output, n8n recognizes a failed item only if it has no keys other than
 * `error`, `message` and `details`, and adds the JSON of the input itself.
 */
function failedItem(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	error: unknown,
	itemIndex: number,
	jobId: string | undefined,
): INodeExecutionData {
	const shown = toNodeError(context.getNode(), error, itemIndex);
	const known = jobId ?? shown.context.jobId;
	const details: IDataObject = {
		...(shown.description ? { errorDescription: shown.description } : {}),
		...(typeof known === 'string' ? { jobId: known } : {}),
	};
	const json: IDataObject =
		context.getNode().onError === 'continueErrorOutput'
			? { error: shown.message, details }
			: { ...(isToolExecution(context) ? {} : withoutJobState(item.json)), error: shown.message, ...details };
	return { json, pairedItem: { item: itemIndex } };
}

/** What an earlier node knew about the state of a job, which the error contradicts. */
const JOB_STATE = new Set(['status', 'vendorStatus', 'completedAt', 'errorMessage']);

/** The input of a failed item, without the old state if the input is a job. */
function withoutJobState(json: IDataObject): IDataObject {
	if (!('jobId' in json && 'vendorStatus' in json)) return json;
	return Object.fromEntries(Object.entries(json).filter(([key]) => !JOB_STATE.has(key)));
}

function finalError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
	jobs: ReadonlyMap<number, RecordedJob>,
): NodeApiError | NodeOperationError {
	const shown = toNodeError(context.getNode(), error, itemIndex);
	if (jobs.size > 0) {
		shown.context.jobs = Object.fromEntries([...jobs].map(([index, { jobId }]) => [index, jobId]));
	}
	const ended = error instanceof ExplainedError && error.hasJobEnded ? error.jobId : undefined;
	const open = [...jobs].filter(([, { jobId }]) => ended === undefined || plainId(jobId) !== plainId(ended));
	if (open.length === 0) return shown;
	const fetchable = listOf(open.filter(([, job]) => job.isFetchable));
	const others = listOf(open.filter(([, job]) => !job.isFetchable));
	shown.description = [
		shown.description ?? '',
		fetchable === ''
			? ''
			: `Jobs already created (still running at the vendor): ${fetchable}. Continue with Job: Wait for Completion or Transcript: Get and these IDs.`,
		others === '' ? '' : `Requests already sent, whose results go to the callback URL: ${others}.`,
	]
		.filter((part) => part !== '')
		.join(' ')
		.trim();
	return shown;
}

function listOf(jobs: ReadonlyArray<[number, RecordedJob]>): string {
	return jobs.map(([index, { jobId }]) => `item ${index}: ${jobId}`).join(', ');
}

/** Normalizes UUIDs, which are written with or without hyphens, in upper or lower case. Other IDs have one form only. */
function plainId(id: string): string {
	const plain = id.replaceAll('-', '').toLowerCase();
	return /^[0-9a-f]{32}$/.test(plain) ? plain : id;
}

function runIndexOf(context: IExecuteFunctions): number {
	const { $runIndex: runIndex }: Record<string, unknown> = context.getWorkflowDataProxy(0);
	return typeof runIndex === 'number' ? runIndex : 0;
}
