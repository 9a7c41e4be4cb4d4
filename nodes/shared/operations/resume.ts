import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { allEnded } from '../core/allEnded';
import { isRecord } from '../core/json';
import { messageOf } from '../core/messageOf';
import { toItemData } from '../execution/toItemData';
import { createClient, type VendorClient } from '../http/client';
import { toNodeError } from '../http/explainedError';
import { Semaphore } from '../http/semaphore';
import { optionHeaders } from '../http/types';
import { jobFailedError } from '../jobs/jobError';
import { jobToJson } from '../jobs/model';
import { unsubscribeWakeUp, planOf, type WaitingJob, type WaitPlan } from '../jobs/suspend';
import { transcriptOrReason } from '../jobs/transcriptOfJob';
import type { JobVendor } from '../jobs/vendor';
import { sleepUnlessAborted } from '../n8n/pause';
import { readRawBody } from '../n8n/rawBody';
import { named } from '../transcript/response';
import { RESUMED, relayedJobIds } from '../webhook/callExecution';
import { isRelayCall, relayToExecution } from '../webhook/relay';
import { isOutput, renderOutput } from './output';
import { wakeUpOf, type EndedJob, type WakeUp } from './wakeUp';

/** The webhook that resumes a suspended execution, for all HTTP methods that vendors use. */
export const resumeWebhooks: IWebhookDescription[] = (['POST', 'PUT', 'GET'] as const).map((httpMethod) => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '',
	restartWebhook: true,
	isFullPath: true,
}));

/** Requests within a callback must finish before the vendor's timeout (AssemblyAI: 10 s). */
const SETTINGS = { timeoutMs: 4_000, retries: 1 };

/** Maximum number of requests in progress at once. */
const CONCURRENCY = 8;

/** A callback gets a response within this time, in ms; the work continues after it. */
const RESPOND_WITHIN_MS = 6_000;

/** Pauses in ms before retries of work whose callback already got a response. */
const RETRIES_MS = [2_000, 10_000, 30_000, 60_000, 120_000, 300_000];

/**
 * Handles a callback to a suspended execution: checks whether a job is still open and, if none is, resumes the execution
 * with all items, paired. The callback itself is only a hint, so a forged one changes nothing. Responds with 503, so that
 * the vendor retries, if the vendor cannot be reached now or the job of the callback has not finished yet.
 * @throws NodeOperationError only if a failed job must fail the execution, which n8n then does
 */
async function resumeWait(
	vendor: JobVendor,
	context: IWebhookFunctions,
	jobIds: readonly string[],
): Promise<IWebhookResponseData> {
	const plan = planOf(context);
	if (!plan) return respond(context, 404, 'No execution is waiting.');
	if (jobIds.length > 0 && isAboutOthers(vendor, plan, jobIds)) {
		return { webhookResponse: 'Not waiting for this job.' };
	}
	const wakeUp = wakeUpOf(vendor, context.getExecutionId(), context.getNode().id, plan.jobs);
	if (wakeUp.isResuming) return { webhookResponse: RESUMED };
	wakeUp.call(jobIds);
	// One callback is handled at a time, and checks again if others arrive.
	if (wakeUp.isRunning) return { webhookResponse: 'Noted.' };
	wakeUp.isRunning = true;
	const [result] = await Promise.allSettled([respondInTime(vendor, context, { wakeUp, plan, jobIds })]);
	wakeUp.isRunning = false;
	if (result.status === 'rejected' || result.value.workflowData !== undefined) wakeUp.resume();
	if (result.status === 'rejected') throw toNodeError(context.getNode(), result.reason);
	return result.value;
}

/** Whether callbacks are about other jobs of the account, which a vendor that subscribes reports, too. */
function isAboutOthers(vendor: JobVendor, { jobs }: WaitPlan, jobIds: readonly string[]): boolean {
	if (!vendor.wakeUp) return false;
	const keyOf = (jobId: string) => vendor.idKey?.(jobId) ?? jobId;
	const called = new Set(jobIds.map(keyOf));
	return jobs.every(({ jobId }) => !called.has(keyOf(jobId)));
}

/** Callbacks to a suspended execution. */
interface Call {
	wakeUp: WakeUp;
	plan: WaitPlan;
	/** The jobs that they are about, if known. */
	jobIds: readonly string[];
}

/** Handles a callback. If that takes long, responds first, then finishes the work and retries it. */
async function respondInTime(
	vendor: JobVendor,
	context: IWebhookFunctions,
	call: Call,
): Promise<IWebhookResponseData> {
	const { wakeUp } = call;
	const work = async () => await handle(vendor, context, call);
	const first = work();
	const early = await Promise.race([first, timeout(first)]);
	if (early !== undefined)
		return early.status === 200 ? early.data : respond(context, early.status, early.message);
	context.getResponseObject().status(200).json({ message: 'Noted.' });
	let outcome = await first;
	for (const pause of RETRIES_MS) {
		if (outcome.status === 200 && (outcome.data.workflowData !== undefined || !wakeUp.hasMore)) break;
		await sleepUnlessAborted(pause, undefined);
		outcome = await work();
	}
	return outcome.status === 200 ? { ...outcome.data, noWebhookResponse: true } : { noWebhookResponse: true };
}

/** Resolves with `undefined` when the work takes longer than RESPOND_WITHIN_MS; never resolves if it finishes earlier. */
async function timeout(work: Promise<unknown>): Promise<undefined> {
	const done = new AbortController();
	void work
		.finally(() => {
			done.abort();
		})
		.catch(() => undefined);
	await sleepUnlessAborted(RESPOND_WITHIN_MS, done.signal);
	if (done.signal.aborted) await new Promise<never>(() => undefined);
}

type Outcome = { status: 200; data: IWebhookResponseData } | { status: 503; message: string };

const TRY_AGAIN: Outcome = { status: 503, message: 'Try again later.' };

async function handle(
	vendor: JobVendor,
	context: IWebhookFunctions,
	{ wakeUp, plan, jobIds }: Call,
): Promise<Outcome> {
	const headers = optionHeaders(vendor.http, context.getNodeParameter('options', {}));
	const semaphore = new Semaphore(CONCURRENCY);
	const [result] = await Promise.allSettled([
		createClient(context, vendor.http, { settings: SETTINGS, headers, semaphore }).then(
			async (client) => await itemsWhenAllFinished(vendor, context, client, wakeUp, plan),
		),
	]);
	if (result.status === 'rejected') {
		if (result.reason instanceof FailedJobs) {
			await wakeUp.untilAllCalled();
			await unsubscribeWakeUp(vendor, context, plan.wakeUpId);
			throw result.reason.error;
		}
		context.logger.warn(`A callback could not be handled: ${messageOf(result.reason)}`);
		return TRY_AGAIN;
	}
	const items = result.value;
	if ('jobId' in items) {
		const isAboutOpenJob = jobIds.length > 0 && wakeUp.wasCalledFor(items);
		return isAboutOpenJob ? TRY_AGAIN : { status: 200, data: { webhookResponse: 'Waiting for other jobs.' } };
	}
	await wakeUp.untilAllCalled();
	await unsubscribeWakeUp(vendor, context, plan.wakeUpId);
	return { status: 200, data: { webhookResponse: RESUMED, workflowData: items } };
}

/** A failed job must fail the execution, as opposed to an error of the wake-up itself. */
class FailedJobs extends Error {
	constructor(readonly error: ReturnType<typeof toNodeError>) {
		super(error.message);
	}
}

/** The items of all jobs, or one job that is still open. @throws VendorError, FailedJobs */
async function itemsWhenAllFinished(
	vendor: JobVendor,
	context: IWebhookFunctions,
	client: VendorClient,
	wakeUp: WakeUp,
	plan: WaitPlan,
): Promise<INodeExecutionData[][] | WaitingJob> {
	wakeUp.takeMore();
	let ended = await wakeUp.check(client, plan.jobs);
	while (!Array.isArray(ended) && wakeUp.takeMore()) ended = await wakeUp.check(client, plan.jobs);
	if (!Array.isArray(ended)) return ended;
	const failures = ended.flatMap((job) => failureOf(context, job) ?? []);
	const [first] = failures;
	if (first && !continuesOnFail(context)) throw new FailedJobs(failureError(context, first, ended));
	const failed = new Map(failures.map((failure) => [failure.itemIndex, failureItem(context, failure)]));
	await allEnded(
		ended.map(async (job) => {
			const { itemIndex } = job.job;
			if (job.kind !== 'ended' || failed.has(itemIndex) || wakeUp.items.has(itemIndex)) return;
			wakeUp.items.set(itemIndex, await toItem(vendor, context, client, plan, job));
		}),
	);
	const withoutJob = plan.failed.map(({ itemIndex, json }): [number, INodeExecutionData] => [
		itemIndex,
		{ json: toItemData(json), pairedItem: { item: itemIndex } },
	]);
	return [inOrder(new Map([...wakeUp.items, ...failed, ...withoutJob]))];
}

function inOrder(items: ReadonlyMap<number, INodeExecutionData>): INodeExecutionData[] {
	return [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
}

interface Failure {
	itemIndex: number;
	error: unknown;
	jobId: string;
}

/** Why a job has no result, if the settings of the node treat that as a failure; the same as for polling. */
function failureOf(context: IWebhookFunctions, ended: EndedJob): Failure | undefined {
	const { itemIndex, jobId } = ended.job;
	if (ended.kind === 'gone') return { itemIndex, jobId, error: ended.reason };
	const { job } = ended.response;
	const options: unknown = context.getNodeParameter('options', {});
	const isWanted = isRecord(options) && options.onFailedJob === 'output';
	return job.status === 'completed' || isWanted
		? undefined
		: { itemIndex, jobId, error: jobFailedError(job) };
}

function continuesOnFail(context: IWebhookFunctions): boolean {
	const { onError, continueOnFail } = context.getNode();
	return onError === undefined ? continueOnFail === true : onError !== 'stopWorkflow';
}

function failureError(context: IWebhookFunctions, failure: Failure, ended: readonly EndedJob[]) {
	const error = toNodeError(context.getNode(), failure.error, failure.itemIndex);
	const others = ended.filter(({ job }) => job.jobId !== failure.jobId).map(({ job }) => job.jobId);
	if (others.length > 0) {
		error.description =
			`${error.description ?? ''} The other jobs have finished, too. Get their transcripts with Transcript: Get and these job IDs: ${others.join(', ')}.`.trim();
	}
	return error;
}

/**
 * A failed item in the same format as for polling. n8n moves an item that has no keys other than `error` and `details`
 * to the error output, if there is one.
 */
function failureItem(context: IWebhookFunctions, { error, itemIndex, jobId }: Failure): INodeExecutionData {
	const { message, description } = toNodeError(context.getNode(), error, itemIndex);
	const details: IDataObject = { ...(description ? { errorDescription: description } : {}), jobId };
	const json: IDataObject =
		context.getNode().onError === 'continueErrorOutput'
			? { error: message, details }
			: { error: message, ...details };
	return { json, pairedItem: { item: itemIndex } };
}

/**
 * The `webhook` method of an action node whose Wait for Completion can suspend.
 * @param callbackJobId the job that a callback of the vendor is about
 * @param relay handles the calls of the relay. Default: forwards them to the execution in their URL
 */
export function resumeMethod(
	vendor: JobVendor,
	callbackJobId: (context: IWebhookFunctions) => string | undefined,
	relay: typeof relayToExecution = relayToExecution,
): NonNullable<INodeType['webhook']> {
	return async function (this: IWebhookFunctions) {
		await readRawBody(this);
		const jobId = callbackJobId(this);
		if (isRelayCall(this)) return await relay(this, vendor.http, jobId);
		return await resumeWait(vendor, this, [
			...relayedJobIds(this.getBodyData()),
			...(jobId === undefined ? [] : [jobId]),
		]);
	};
}

async function toItem(
	vendor: JobVendor,
	context: IWebhookFunctions,
	client: VendorClient,
	plan: WaitPlan,
	{ job: { itemIndex, recording }, response }: Extract<EndedJob, { kind: 'ended' }>,
): Promise<INodeExecutionData> {
	const pairedItem = { item: itemIndex };
	const { job } = response;
	if (job.status !== 'completed' || !isOutput(plan.output)) return { json: jobToJson(job), pairedItem };
	const { output, redaction = 'redacted' } = plan;
	const result = await transcriptOrReason(vendor, client, job.jobId, { output, redaction }, response);
	if ('reason' in result) return { json: { ...jobToJson(job), errorMessage: result.reason }, pairedItem };
	const item = await renderOutput(
		named(result.response, recording ?? job.name),
		plan.output,
		plan.settings,
		async (data, fileName, mimeType) => await context.helpers.prepareBinaryData(data, fileName, mimeType),
	);
	return { ...item, pairedItem };
}

function respond(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	const body: IDataObject = { message };
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
