import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { setBounded } from '../core/boundedMap';
import { isJsonObject } from '../core/json';
import { messageOf } from '../core/messageOf';
import { createClient, type VendorClient } from '../http/client';
import { asError, httpStatusOf, isTransientError } from '../http/explainedError';
import { RequestBudget, TooManyRequests } from '../http/requestBudget';
import { optionHeaders } from '../http/types';
import { hasEnded, jobToJson, type Job, type JobResponse } from '../jobs/model';
import { transcriptOrReason } from '../jobs/transcriptOfJob';
import type { JobVendor } from '../jobs/vendor';
import { isOutput, readOutputSettings, renderOutput, type OutputSettings } from '../operations/output';
import { redactionOf } from '../operations/redaction';
import { named, type TranscriptResponse } from '../transcript/response';
import { Deduplicator } from '../webhook/deduplicate';
import { DEFAULT_OUTPUT } from './fields';
import { acknowledge, reject } from './respond';

/** A callback that has passed verification. */
export interface CallbackEvent {
	/** One of the values of "Events". */
	event: string;
	/** The status the job must have for the callback to be accepted. Default: any. */
	expectedStatus?: 'completed' | 'failed';
	/** `undefined` if the vendor does not say which job the callback is about. */
	jobId: string | undefined;
	/** The same for all repetitions of this delivery. */
	deliveryId: string;
	/** Identifies repetitions if the delivery ID is not authenticated. Default: the delivery ID. */
	dedupeKey?: string;
	/** The content of the callback, for the item. */
	json: IDataObject;
	/**
	 * Attached content; read only if the workflow starts and the output is "Callback".
	 * @param confirmed the vendor's own response about the job, if the job was confirmed
	 */
	readContents?(confirmed: IDataObject | undefined): Promise<CallbackContents>;
	/**
	 * What the vendor itself says about a callback without a job ID, for the item; `undefined` if it does not confirm it.
	 * @throws VendorError, NotYetError
	 */
	confirm?(client: VendorClient): Promise<IDataObject | undefined>;
	/** Why a callback without a job ID cannot be confirmed; it is rejected if it must be. */
	unconfirmable?: string;
}

/** Attached content of a callback, for the item. */
export interface CallbackContents {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** How a trigger handles its callbacks. */
export interface StartOptions {
	/** Verify the job regardless of the options, because the callback is not authenticated. */
	alwaysConfirm?: boolean;
	/** The job, if it was just fetched from the vendor; it is not fetched again. */
	confirmed?: Job;
}

/** Repetitions within this process, for all triggers; the keys contain workflow and node. */
const repeats = new Deduplicator();

/** Requests to the vendor must finish within the ten seconds that AssemblyAI waits for a response. */
const SETTINGS = { timeoutMs: 4_000, retries: 1 };

/**
 * Starts the workflow for a callback: once per delivery, for the chosen events only, with the chosen output. Responds with
 * 503, so that the vendor retries, if the vendor cannot be reached now. Never throws.
 */
export async function startWorkflow(
	vendor: JobVendor,
	context: IWebhookFunctions,
	event: CallbackEvent,
	options: StartOptions = {},
): Promise<IWebhookResponseData> {
	const events: unknown = context.getNodeParameter('events', []);
	if (Array.isArray(events) && !events.includes(event.event)) return acknowledge();
	return await startOnce(
		context,
		event.dedupeKey ?? event.deliveryId,
		async () => await itemFor(vendor, context, event, options),
	);
}

/**
 * Starts the workflow with the item that `read` returns, once per delivery; rejects the callback if it returns
 * `undefined` or fails. Never throws.
 */
export async function startOnce(
	context: IWebhookFunctions,
	delivery: string,
	read: () => Promise<INodeExecutionData | undefined>,
): Promise<IWebhookResponseData> {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${delivery}`;
	// During a test in the editor, the same callback may be sent repeatedly.
	if (context.getMode() === 'manual') return respond(context, await handle(context, read));
	// A repetition that arrives while the first delivery is handled shares its outcome, which is not known yet.
	const inProgress = handling.get(key);
	if (inProgress) {
		const outcome = await inProgress;
		return typeof outcome === 'number' ? reject(context, outcome) : acknowledge();
	}
	if (!repeats.isNew(key)) return acknowledge();
	const handled = handle(context, read);
	handling.set(key, handled);
	const outcome = await handled;
	handling.delete(key);
	if (typeof outcome === 'number') repeats.forget(key);
	return respond(context, outcome);
}

/** Callbacks in progress, by the key of their delivery. */
const handling = new Map<string, Promise<Outcome>>();

/** The item to start with, or the HTTP status that rejects the callback. */
type Outcome = INodeExecutionData | 401 | 503;

function respond(context: IWebhookFunctions, outcome: Outcome): IWebhookResponseData {
	if (typeof outcome === 'number') return reject(context, outcome);
	return { webhookResponse: 'OK', workflowData: [[outcome]] };
}

/** Never throws. */
async function handle(
	context: IWebhookFunctions,
	read: () => Promise<INodeExecutionData | undefined>,
): Promise<Outcome> {
	const [item] = await Promise.allSettled([read()]);
	if (item.status === 'fulfilled') return item.value ?? 401;
	const reason: unknown = item.reason;
	const isTemporary = reason instanceof NotYetError || reason instanceof TooManyRequests;
	if (isTemporary || isTransientError(reason)) return 503;
	context.logger.warn(`A callback was rejected: ${messageOf(reason)}`);
	return 401;
}

/** The vendor does not have what the callback reports yet. */
export class NotYetError extends Error {}

/**
 * The item to start with; `undefined` if the vendor does not confirm the callback. A completed job whose transcript is not
 * available is returned with the error.
 */
async function itemFor(
	vendor: JobVendor,
	context: IWebhookFunctions,
	event: CallbackEvent,
	{ alwaysConfirm, confirmed }: StartOptions,
): Promise<INodeExecutionData | undefined> {
	const { jobId } = event;
	const output: unknown = context.getNodeParameter('output', DEFAULT_OUTPUT);
	const given: unknown = context.getNodeParameter('options', {});
	const options: IDataObject = isJsonObject(given) ? given : {};
	const metadata: IDataObject = { ...event.json, event: event.event, deliveryId: event.deliveryId };
	const plain = async (
		more: IDataObject = {},
		confirmedResponse?: IDataObject,
	): Promise<INodeExecutionData> => {
		const contents = await event.readContents?.(confirmedResponse);
		return {
			json: { ...metadata, ...contents?.json, ...more },
			...(contents?.binary ? { binary: contents.binary } : {}),
		};
	};
	const mustConfirm = output !== 'callback' || alwaysConfirm === true || options.confirm === true;
	const headers = optionHeaders(vendor.http, options);
	const connect = async () => await createClient(context, vendor.http, { settings: SETTINGS, headers });
	if (jobId === undefined) {
		if (event.confirm) {
			const facts = await event.confirm(await connect());
			return facts && (await plain(facts));
		}
		if (mustConfirm && event.unconfirmable !== undefined) throw new Error(event.unconfirmable);
		return await plain();
	}
	if (!mustConfirm) return await plain();

	const client = (await connect()).forJob(jobId);
	const response: Pick<JobResponse, 'job' | 'readTranscript'> & { raw?: IDataObject } = confirmed
		? { job: confirmed }
		: await (alwaysConfirm === true ? jobOfClaim(vendor, client, jobId) : vendor.getJob(client, jobId, 0));
	const { job } = response;
	if (!hasEnded(job)) throw new NotYetError(`Job ${jobId} is still ${job.vendorStatus}`);
	if (!confirms(event, job)) return undefined;
	if (output === 'callback') return await plain({ job: jobToJson(job) }, response.raw);
	if (output === 'job' || job.status !== 'completed') return { json: { ...metadata, ...jobToJson(job) } };
	const wanted = { output, redaction: redactionOf(options) };
	const result = await transcriptOrReason(vendor, client, jobId, wanted, response);
	if ('reason' in result) return { json: { ...metadata, ...jobToJson(job), errorMessage: result.reason } };
	const item = await transcriptItem(
		context,
		named(result.response, job.name),
		output,
		readOutputSettings(options),
	);
	return {
		...item,
		json: { ...item.json, ...callerQuery(event), event: event.event, deliveryId: event.deliveryId },
	};
}

/** Requests about jobs that unauthenticated callbacks name, for all triggers of this process. */
const claims = new RequestBudget(300);

/** Job IDs that a vendor did not know, with the time in ms since 1970. */
const unknownIds = new Map<string, number>();
const MAX_UNKNOWN = 10_000;
const UNKNOWN_MEMORY_MS = 60_000;

/**
 * The job that an unauthenticated callback names. Anyone can send one, so the requests that they cause are limited.
 * @throws TooManyRequests, VendorError
 */
async function jobOfClaim(vendor: JobVendor, client: VendorClient, jobId: string): Promise<JobResponse> {
	const key = `${vendor.http.id} ${jobId.slice(0, 200)}`;
	if (Date.now() - (unknownIds.get(key) ?? 0) < UNKNOWN_MEMORY_MS) {
		throw new Error(`The job ${jobId.slice(0, 200)} is not known`);
	}
	const counted: VendorClient = {
		...client,
		json: async (request, schema) => {
			claims.spend();
			return await client.json(request, schema);
		},
	};
	const [found] = await Promise.allSettled([vendor.getJob(counted, jobId, 0)]);
	if (found.status === 'fulfilled') return found.value;
	const status = httpStatusOf(found.reason);
	if (status === 404 || status === 422) setBounded(unknownIds, key, Date.now(), MAX_UNKNOWN);
	throw asError(found.reason);
}

/** The query that the user added to the callback URL, returned with every output. */
function callerQuery({ json: { query } }: CallbackEvent): IDataObject {
	return isJsonObject(query) && Object.keys(query).length > 0 ? { query } : {};
}

/** A callback that reports completion for a failed job, or failure for a completed job, is not accepted. */
function confirms(event: CallbackEvent, job: Job): boolean {
	if (event.expectedStatus === undefined) return true;
	return (job.status === 'completed') === (event.expectedStatus === 'completed');
}

/** An item with the transcript in the format that the trigger's fields choose. */
export async function transcriptItem(
	context: IWebhookFunctions,
	response: TranscriptResponse,
	output: unknown,
	settings: OutputSettings,
): Promise<INodeExecutionData> {
	const prepare = async (data: Buffer, fileName: string, mimeType: string) =>
		await context.helpers.prepareBinaryData(data, fileName, mimeType);
	return await renderOutput(response, isOutput(output) ? output : DEFAULT_OUTPUT, settings, prepare);
}
