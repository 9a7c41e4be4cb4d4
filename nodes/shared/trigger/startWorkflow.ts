import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { createClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { optionHeaders } from '../http/types';
import { hasEnded, jobToJson, type Job, type JobResponse } from '../jobs/model';
import { transcriptOrReason } from '../jobs/transcriptOfJob';
import type { Vendor } from '../jobs/vendor';
import { isOutput, readOutputSettings, renderOutput, type OutputSettings } from '../operations/output';
import { type TranscriptResponse } from '../transcript/answer';
import { Deduplicator } from '../webhook/deduplicate';
import { acknowledge, reject } from './respond';

/** A callback that has been let in. */
export interface CallbackEvent {
	/** One of the values of «Events». */
	event: string;
	/** What the job must have become for the callback to be believed; anything where it is absent. */
	expectedStatus?: 'completed' | 'failed';
	/** Absent where the vendor does not say which job it is about. */
	jobId: string | undefined;
	/** The same for every repetition of this delivery. */
	deliveryId: string;
	/** What tells repetitions instead, where anybody could change the ID of the delivery. */
	dedupeKey?: string;
	/** What the callback says, for the item. */
	json: IDataObject;
	/** What it brings along, read only when the workflow starts and the output is «Callback». */
	readContents?(): Promise<CallbackContents>;
}

/** Content of a callback, for the item. */
export interface CallbackContents {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** How a trigger treats its callbacks. */
export interface StartOptions {
	/** The job must be looked at whatever the person chose, because the callback proves nothing. */
	alwaysConfirm?: boolean;
	/** The job as the vendor has just shown it: it is not asked again. */
	confirmed?: Job;
}

/** Repetitions within this process, over all triggers; the keys name workflow and node. */
const repeats = new Deduplicator();

/** Calls to the vendor must fit the ten seconds that AssemblyAI waits for an answer. */
const SETTINGS = { timeoutMs: 4_000, retries: 1 };

/**
 * Starts the workflow for a callback: once for each delivery, for the chosen events only, with the chosen
 * output. Where the vendor cannot be asked now it answers 503, so that the vendor calls again. Never throws.
 */
export async function startWorkflow(
	vendor: Vendor,
	context: IWebhookFunctions,
	event: CallbackEvent,
	options: StartOptions = {},
): Promise<IWebhookResponseData> {
	const events: unknown = context.getNodeParameter('events', []);
	if (Array.isArray(events) && !events.includes(event.event)) return acknowledge();
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${event.dedupeKey ?? event.deliveryId}`;
	// While testing, the same callback may be wanted again and again.
	if (context.getMode() === 'manual') return respond(context, await handle(vendor, context, event, options));
	// A repetition that comes while the first is handled shares its outcome: its success is not known yet.
	const underWay = handling.get(key);
	if (underWay) {
		const outcome = await underWay;
		return typeof outcome === 'number' ? reject(context, outcome) : acknowledge();
	}
	if (!repeats.isNew(key)) return acknowledge();
	const handled = handle(vendor, context, event, options);
	handling.set(key, handled);
	const outcome = await handled;
	handling.delete(key);
	if (typeof outcome === 'number') repeats.forget(key);
	return respond(context, outcome);
}

/** Callbacks that are being handled, by the key of their delivery. */
const handling = new Map<string, Promise<Outcome>>();

/** The item to start with, or the status by which the callback is refused. */
type Outcome = INodeExecutionData | 401 | 503;

function respond(context: IWebhookFunctions, outcome: Outcome): IWebhookResponseData {
	if (typeof outcome === 'number') return reject(context, outcome);
	return { webhookResponse: 'OK', workflowData: [[outcome]] };
}

/** Never throws. */
async function handle(
	vendor: Vendor,
	context: IWebhookFunctions,
	event: CallbackEvent,
	options: StartOptions,
): Promise<Outcome> {
	const [item] = await Promise.allSettled([itemFor(vendor, context, event, options)]);
	if (item.status === 'fulfilled') return item.value ?? 401;
	if (isTransientError(item.reason) || item.reason instanceof NotYetError) return 503;
	context.logger.warn(`A callback was refused: ${messageOf(item.reason)}`);
	return 401;
}

class NotYetError extends Error {}

/**
 * The item to start with; `undefined` where the vendor does not confirm what the callback says. A completed job whose
 * transcript cannot be had is given with the error.
 */
async function itemFor(
	vendor: Vendor,
	context: IWebhookFunctions,
	event: CallbackEvent,
	{ alwaysConfirm, confirmed }: StartOptions,
): Promise<INodeExecutionData | undefined> {
	const { jobId } = event;
	const output: unknown = context.getNodeParameter('output', 'callback');
	const given: unknown = context.getNodeParameter('options', {});
	const options: IDataObject = typeof given === 'object' && given !== null ? { ...given } : {};
	const head: IDataObject = { ...event.json, event: event.event, deliveryId: event.deliveryId };
	const plain = async (more: IDataObject = {}): Promise<INodeExecutionData> => {
		const contents = await event.readContents?.();
		return {
			json: { ...head, ...contents?.json, ...more },
			...(contents?.binary ? { binary: contents.binary } : {}),
		};
	};
	if (jobId === undefined) return await plain();
	if (output === 'callback' && alwaysConfirm !== true && options.confirm !== true) return await plain();

	const headers = optionHeaders(vendor.http, options);
	const client = (await createClient(context, vendor.http, { settings: SETTINGS, headers })).forJob(jobId);
	const look: Pick<JobResponse, 'job' | 'readTranscript'> = confirmed
		? { job: confirmed }
		: await vendor.getJob(client, jobId, 0);
	const { job } = look;
	if (!hasEnded(job)) throw new NotYetError(`Job ${jobId} is still ${job.vendorStatus}`);
	if (!confirms(event, job)) return undefined;
	if (output === 'callback') return await plain({ job: jobToJson(job) });
	if (output === 'job' || job.status !== 'completed') return { json: { ...head, ...jobToJson(job) } };
	const result = await transcriptOrReason(vendor, client, jobId, output, look);
	if ('reason' in result) return { json: { ...head, ...jobToJson(job), errorMessage: result.reason } };
	const item = await transcriptItem(context, result.answer, output, readOutputSettings(options));
	return {
		...item,
		json: { ...item.json, ...callerQuery(event), event: event.event, deliveryId: event.deliveryId },
	};
}

/** What a person has put into the query of the URL, to be given back with any output. */
function callerQuery({ json: { query } }: CallbackEvent): IDataObject {
	const isGiven = typeof query === 'object' && query !== null && Object.keys(query).length > 0;
	return isGiven ? { query } : {};
}

/** A callback that says «completed» for a job that failed, or the other way round, is not believed. */
function confirms(event: CallbackEvent, job: Job): boolean {
	if (event.expectedStatus === undefined) return true;
	return (job.status === 'completed') === (event.expectedStatus === 'completed');
}

async function transcriptItem(
	context: IWebhookFunctions,
	answer: TranscriptResponse,
	output: unknown,
	settings: OutputSettings,
): Promise<INodeExecutionData> {
	const prepare = async (data: Buffer, fileName: string, mimeType: string) =>
		await context.helpers.prepareBinaryData(data, fileName, mimeType);
	return await renderOutput(answer, isOutput(output) ? output : 'transcript', settings, prepare);
}
