import type {
	NodeApiError,
	NodeOperationError,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { RequestSettings } from '../http/client';
import { ExplainedError, toNodeError } from '../http/explainedError';
import { Semaphore } from '../http/semaphore';
import { isToolExecution } from '../n8n/versions';

/** One execution of a node over all its input items. */
interface Run {
	readonly context: IExecuteFunctions;
	/** Bounds the calls that are under way at a time, over all items. */
	readonly semaphore: Semaphore;
	/** Aborted when the execution is stopped or another item has failed: nothing new is to begin, waiting ends. */
	readonly signal: AbortSignal;
	/** Aborted when the execution is stopped: ends also what is being sent. */
	readonly abort: AbortSignal | undefined;
	/** The round of a loop that this is, and the same for each try of one round. */
	readonly runIndex: number;
	readonly settings: RequestSettings;
}

/** One item of a run; what an operation gets. */
export interface ItemContext extends Run {
	readonly itemIndex: number;
	/** Keeps the ID of a job made for this item, so that every later error names it; `undefined` where there is none. */
	recordJob(jobId: string | undefined): void;
}

export interface RunSettings extends RequestSettings {
	concurrency: number;
}

/**
 * Runs `work` for every item side by side and gives its items in the order of the input, paired. Where
 * «continue on fail» is set an item that fails gives its input with `error` (and `jobId` where a job was
 * made); else the first failure stops the others, waits until no call is under way any more, and is thrown
 * with the ids of all jobs made so far: they are paid for. An AI agent always gets the error as an item: n8n would
 * hand it an empty answer instead, from which it can tell the person nothing.
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
	const run: Run = {
		context,
		semaphore: new Semaphore(settings.concurrency),
		signal,
		abort: cancel,
		runIndex: items.length === 0 ? 0 : runIndexOf(context),
		settings,
	};
	const jobs = new Map<number, string>();
	let failure: { error: unknown; itemIndex: number } | undefined;

	const outputs = await Promise.all(
		items.map(async (item, itemIndex): Promise<INodeExecutionData[]> => {
			try {
				const made = await work({
					...run,
					// One signal for all would gather a listener from each and make Node warn of a leak.
					signal: AbortSignal.any([signal]),
					itemIndex,
					recordJob: (jobId) => {
						if (jobId === undefined) jobs.delete(itemIndex);
						else jobs.set(itemIndex, jobId);
					},
				});
				return made.map((each) => ({ ...each, pairedItem: { item: itemIndex } }));
			} catch (error) {
				if ((context.continueOnFail() || isToolExecution(context)) && cancel?.aborted !== true) {
					return [failedItem(context, item, error, itemIndex, jobs.get(itemIndex))];
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
 * The item of a failure. Its `error` stays plain data: n8n replaces the JSON of an item that carries an error
 * object by the message alone, and the job's id would be lost. For the error output n8n knows a failed item by
 * having no other keys than these three, and adds the input's JSON itself.
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
			: { ...(isToolExecution(context) ? {} : item.json), error: shown.message, ...details };
	return { json, pairedItem: { item: itemIndex } };
}

function finalError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
	jobs: ReadonlyMap<number, string>,
): NodeApiError | NodeOperationError {
	const shown = toNodeError(context.getNode(), error, itemIndex);
	if (jobs.size > 0) shown.context.jobs = Object.fromEntries(jobs);
	const ended = error instanceof ExplainedError && error.hasJobEnded ? error.jobId : undefined;
	const open = [...jobs].filter(([, jobId]) => ended === undefined || plainId(jobId) !== plainId(ended));
	if (open.length > 0) {
		const list = open.map(([index, jobId]) => `item ${index}: ${jobId}`).join(', ');
		shown.description = [
			shown.description ?? '',
			`Jobs already created (still running at the vendor): ${list}. Continue with Job: Wait for Completion or Transcript: Get and these IDs.`,
		]
			.join(' ')
			.trim();
	}
	return shown;
}

/** UUIDs are written with and without hyphens, in either case. */
function plainId(id: string): string {
	return id.replaceAll('-', '').toLowerCase();
}

function runIndexOf(context: IExecuteFunctions): number {
	const { $runIndex: runIndex }: Record<string, unknown> = context.getWorkflowDataProxy(0);
	return typeof runIndex === 'number' ? runIndex : 0;
}
