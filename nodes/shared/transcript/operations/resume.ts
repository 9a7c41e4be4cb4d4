import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { createClient, messageOf, pauseUnlessStopped, type VendorClient } from '../../http/client';
import { isTransientError } from '../../http/faults';
import { optionHeaders } from '../../http/vendorHttp';
import { hasEnded, jobToJson, type JobAnswer } from '../../jobs/model';
import { planOf, type WaitingJob, type WaitPlan } from '../../jobs/suspend';
import type { Vendor } from '../../jobs/vendor';
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

/**
 * Answers a callback to a sleeping execution: asks the vendor for every job still open and wakes the
 * execution with all items, paired, when the last has ended. The callback itself is only a hint, so a forged
 * one changes nothing. Where the vendor cannot be asked now, or where the job that the callback is about has
 * not ended yet, the answer is 503, so that the vendor calls again. Never throws: n8n would fail the execution.
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
		const client = await createClient(context, vendor.http, { settings: SETTINGS, headers });
		let looks = await lookAtAll(vendor, client, plan.jobs);
		if (isEarly(looks, callbackJobId)) {
			await pauseUnlessStopped(LAG_MS, undefined);
			looks = await lookAtAll(vendor, client, plan.jobs);
		}
		if (looks.some((look) => look.kind === 'unknown') || isEarly(looks, callbackJobId)) {
			return answer(context, 503, 'Please call again.');
		}
		if (looks.some((look) => look.kind === 'open')) return { webhookResponse: 'Waiting for other jobs.' };
		const items = await Promise.all(
			looks.map(async (look) => await itemOf(vendor, context, client, plan, look)),
		);
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

type Look =
	| { kind: 'ended'; job: WaitingJob; answer: JobAnswer }
	| { kind: 'gone'; job: WaitingJob; message: string }
	| { kind: 'open'; job: WaitingJob }
	| { kind: 'unknown'; job: WaitingJob };

async function lookAtAll(vendor: Vendor, client: VendorClient, jobs: WaitingJob[]): Promise<Look[]> {
	return await Promise.all(
		jobs.map(async (job): Promise<Look> => {
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

function isEarly(looks: readonly Look[], callbackJobId: string | undefined): boolean {
	return looks.some((look) => look.kind === 'open' && look.job.jobId === callbackJobId);
}

async function itemOf(
	vendor: Vendor,
	context: IWebhookFunctions,
	client: VendorClient,
	plan: WaitPlan,
	look: Look,
): Promise<INodeExecutionData> {
	const pairedItem = { item: look.job.itemIndex };
	if (look.kind !== 'ended') {
		const error = look.kind === 'gone' ? look.message : 'not known';
		return { json: { jobId: look.job.jobId, error }, pairedItem };
	}
	const { job } = look.answer;
	if (job.status !== 'completed' || !isOutput(plan.output)) return { json: jobToJson(job), pairedItem };
	const transcript = await vendor.getTranscript(client.forJob(job.jobId), job.jobId);
	const item = await renderOutput(
		transcript,
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
