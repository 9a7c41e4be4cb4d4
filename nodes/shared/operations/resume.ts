import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { toItemData } from '../execution/toItemData';
import { createClient, type VendorClient } from '../http/client';
import { isTransientError } from '../http/explainedError';
import { Semaphore } from '../http/semaphore';
import { optionHeaders } from '../http/types';
import { hasEnded, jobToJson, type JobResponse } from '../jobs/model';
import { unsubscribeWakeUp, planOf, type WaitingJob, type WaitPlan } from '../jobs/suspend';
import { transcriptOrReason } from '../jobs/transcriptOfJob';
import type { Vendor } from '../jobs/vendor';
import { sleepUnlessAborted } from '../n8n/pause';
import { isOutput, renderOutput } from './output';

/** The webhook that wakes a sleeping execution; all methods that a vendor may use. */
export const resumeWebhooks: IWebhookDescription[] = (['POST', 'PUT', 'GET'] as const).map((httpMethod) => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '',
	restartWebhook: true,
	isFullPath: true,
}));

/** Attempts within a callback must fit the vendor's patience (AssemblyAI: 10 s). */
const SETTINGS = { timeoutMs: 4_000, retries: 1 };

/** A vendor's status may lag a moment behind its callback. */
const LAG_MS = 700;

/** Calls that are under way at a time. */
const CONCURRENCY = 8;

/**
 * Answers a callback to a sleeping execution: looks whether a job is still open, and wakes the execution with all
 * items, paired, when none is. The callback itself is only a hint, so a forged one changes nothing. Where the vendor
 * cannot be asked now, or where the job that the callback is about has not ended yet, the answer is 503, so that the
 * vendor calls again. Never throws: n8n would fail the execution.
 */
export async function resumeWait(
	vendor: Vendor,
	context: IWebhookFunctions,
	callbackJobId?: string,
): Promise<IWebhookResponseData> {
	try {
		const plan = planOf(context);
		if (!plan) return answer(context, 404, 'Nothing waits here.');
		const headers = optionHeaders(vendor.http, context.getNodeParameter('options', {}));
		const gate = new Semaphore(CONCURRENCY);
		const client = await createClient(context, vendor.http, { settings: SETTINGS, headers, semaphore: gate });
		const isMatch = matchesCallback(vendor, callbackJobId);
		const looks = await checkUntilOpen(vendor, client, plan.jobs, isMatch);
		const open = looks.find((look) => look.kind === 'open');
		if (open && !isMatch(open.job)) return { webhookResponse: 'Waiting for other jobs.' };
		if (open || looks.some((look) => look.kind === 'unknown')) {
			return answer(context, 503, 'Please call again.');
		}
		const ended = await Promise.all(
			looks.map(async (look) => ({
				itemIndex: look.job.itemIndex,
				item: await toItem(vendor, context, client, plan, look),
			})),
		);
		const failed = plan.failed.map(({ itemIndex, json }) => ({
			itemIndex,
			item: { json: toItemData(json), pairedItem: { item: itemIndex } },
		}));
		const items = [...ended, ...failed]
			.sort((a, b) => a.itemIndex - b.itemIndex)
			.map(({ item }): INodeExecutionData => item);
		await unsubscribeWakeUp(vendor, context, plan.wakeUpId);
		return { webhookResponse: 'Resumed.', workflowData: [items] };
	} catch (error) {
		context.logger.warn(`A callback could not be handled: ${messageOf(error)}`);
		return answer(context, 503, 'Please call again.');
	}
}

/** `webhook` of an action node whose Wait for Completion may sleep. */
export function resumeMethod(
	vendor: Vendor,
	callbackJobId?: (context: IWebhookFunctions) => string | undefined,
): NonNullable<INodeType['webhook']> {
	return async function (this: IWebhookFunctions) {
		return await resumeWait(vendor, this, callbackJobId?.(this));
	};
}

type StatusCheck =
	| { kind: 'ended'; job: WaitingJob; answer: JobResponse }
	| { kind: 'gone'; job: WaitingJob; message: string }
	| { kind: 'open'; job: WaitingJob }
	| { kind: 'unknown'; job: WaitingJob };

/** Whether a callback is about a job. */
function matchesCallback({ idKey = (id) => id }: Vendor, callbackJobId: string | undefined) {
	const key = callbackJobId === undefined ? undefined : idKey(callbackJobId);
	return ({ jobId }: WaitingJob): boolean => idKey(jobId) === key;
}

/**
 * Looks at the jobs until one is found that is still open, or at all of them. The
 * one that the callback is about comes first; the others by chance and in growing groups, so that all callbacks of
 * an execution together cost a few looks a job and not one for each pair of jobs.
 */
async function checkUntilOpen(
	vendor: Vendor,
	client: VendorClient,
	jobs: readonly WaitingJob[],
	isMatch: (job: WaitingJob) => boolean,
): Promise<StatusCheck[]> {
	const own = jobs.filter(isMatch);
	const looks = await checkTwice(vendor, client, own);
	const others = shuffled(jobs.filter((job) => !own.includes(job)));
	for (let size = 1; others.length > 0; size = Math.min(CONCURRENCY, size * 2)) {
		if (looks.some(({ kind }) => kind === 'open')) return looks;
		looks.push(...(await checkAll(vendor, client, others.splice(0, size))));
	}
	return looks;
}

async function checkTwice(
	vendor: Vendor,
	client: VendorClient,
	jobs: readonly WaitingJob[],
): Promise<StatusCheck[]> {
	const looks = await checkAll(vendor, client, jobs);
	if (looks.every(({ kind }) => kind !== 'open')) return looks;
	await sleepUnlessAborted(LAG_MS, undefined);
	return await checkAll(vendor, client, jobs);
}

async function checkAll(
	vendor: Vendor,
	client: VendorClient,
	jobs: readonly WaitingJob[],
): Promise<StatusCheck[]> {
	return await Promise.all(
		jobs.map(async (job): Promise<StatusCheck> => {
			const [look] = await Promise.allSettled([vendor.getJob(client.forJob(job.jobId), job.jobId, 0)]);
			if (look.status === 'rejected') {
				return isTransientError(look.reason)
					? { kind: 'unknown', job }
					: { kind: 'gone', job, message: messageOf(look.reason) };
			}
			return hasEnded(look.value.job) ? { kind: 'ended', job, answer: look.value } : { kind: 'open', job };
		}),
	);
}

/** In the order of chance. */
function shuffled<T>(list: readonly T[]): T[] {
	return list
		.map((value) => ({ value, chance: Math.random() }))
		.sort((a, b) => a.chance - b.chance)
		.map(({ value }) => value);
}

async function toItem(
	vendor: Vendor,
	context: IWebhookFunctions,
	client: VendorClient,
	plan: WaitPlan,
	look: StatusCheck,
): Promise<INodeExecutionData> {
	const pairedItem = { item: look.job.itemIndex };
	if (look.kind !== 'ended') {
		const error = look.kind === 'gone' ? look.message : 'not known';
		return { json: { jobId: look.job.jobId, error }, pairedItem };
	}
	const { job } = look.answer;
	if (job.status !== 'completed' || !isOutput(plan.output)) return { json: jobToJson(job), pairedItem };
	const result = await transcriptOrReason(vendor, client, job.jobId, plan.output, look.answer);
	if ('reason' in result) return { json: { ...jobToJson(job), errorMessage: result.reason }, pairedItem };
	const item = await renderOutput(
		result.answer,
		plan.output,
		plan.settings,
		async (data, fileName, mimeType) => await context.helpers.prepareBinaryData(data, fileName, mimeType),
	);
	return { ...item, pairedItem };
}

function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	const body: IDataObject = { message };
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}
