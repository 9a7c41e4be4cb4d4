import { NodeOperationError, type IExecuteFunctions, type IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parseJson } from '../core/json';
import { messageOf } from '../core/messageOf';
import { ExplainedError } from '../http/explainedError';
import type { VendorContext } from '../http/types';
import { isNodeError } from '../n8n/errors';
import { nodeContextOf } from '../n8n/nodeContext';
import { resumeUrlOf } from '../webhook/resumeUrl';
import type { JobVendor } from './vendor';
import { wakeSelf } from './wakeSelf';

/** A job that an execution waits for, and the input item it belongs to. */
export interface WaitingJob {
	jobId: string;
	itemIndex: number;
	/** Name of its recording, if the input item contains it. */
	recording?: string | undefined;
}

const planSchema = z.lazy(() =>
	z.object({
		jobs: z.array(
			z.object({ jobId: z.string(), itemIndex: z.number().int(), recording: z.string().optional() }),
		),
		/** The output items of inputs without a job, if the node continues on errors. */
		failed: z.array(z.object({ itemIndex: z.number().int(), json: z.looseObject({}) })),
		output: z.string(),
		settings: z.object({
			asFile: z.boolean(),
			property: z.string(),
			fileName: z.string(),
			title: z.string(),
		}),
		/** Absent in an execution that an older version has suspended. */
		redaction: z.enum(['redacted', 'asSpoken']).optional(),
		limitMs: z.number(),
		/** The subscription of the callbacks, if the vendor requires one. */
		wakeUpId: z.string().optional(),
	}),
);

/** The data of a suspended execution. */
export type WaitPlan = z.infer<typeof planSchema>;

const KEY = 'waitingFor';

/** n8n checks the time limits of suspended executions once a minute; a shorter one would expire before the first check. */
const SHORTEST_SLEEP_MS = 1000;

const endOfSleep = (limitMs: number): number => Date.now() + Math.max(SHORTEST_SLEEP_MS, limitMs);

/**
 * Subscribes this execution to the vendor's callbacks, if the vendor does not accept a callback URL for each job.
 * @returns the ID for `unsubscribeWakeUp`; `undefined` if no subscription is required
 * @throws NodeOperationError if the vendor rejects the subscription
 */
export async function subscribeWakeUp(
	vendor: JobVendor,
	context: IExecuteFunctions,
	{ limitMs, jobs }: Pick<WaitPlan, 'limitMs' | 'jobs'>,
): Promise<string | undefined> {
	const url = resumeUrlOf(context, 0);
	if (!vendor.wakeUp || url === undefined) return undefined;
	const [subscription] = await Promise.allSettled([
		vendor.wakeUp.subscribe(context, {
			url,
			untilMs: endOfSleep(limitMs),
			jobIds: jobs.map(({ jobId }) => jobId),
		}),
	]);
	if (subscription.status === 'fulfilled') return subscription.value;
	const reason: unknown = subscription.reason;
	const advice = adviceOf(reason);
	throw new NodeOperationError(
		context.getNode(),
		`${vendor.http.displayName} cannot resume this execution: ${messageOf(reason)}`,
		{
			description: `${advice}The jobs keep running and nothing is lost. Set "How to Wait" to "Poll", which requires no callback.`,
		},
	);
}

/**
 * Stores the plan with the execution and suspends it until a callback or the time limit. n8n suspends it after the node
 * has returned; `wakeSelf` covers jobs that end just before that.
 */
export async function suspend(context: IExecuteFunctions, plan: WaitPlan): Promise<void> {
	const url = resumeUrlOf(context, 0);
	context.getContext('node')[KEY] = JSON.stringify(plan);
	await context.putExecutionToWait(new Date(endOfSleep(plan.limitMs)));
	if (url !== undefined) void wakeSelf(context, url);
}

/** Ends the subscription of `subscribeWakeUp`. Never throws: a subscription that remains expires by itself. */
export async function unsubscribeWakeUp(
	vendor: JobVendor,
	context: VendorContext,
	id: string | undefined,
): Promise<void> {
	if (id === undefined) return;
	try {
		await vendor.wakeUp?.unsubscribe(context, id);
	} catch (error) {
		context.logger.warn(`${vendor.http.displayName} still sends callbacks to this URL: ${messageOf(error)}`);
	}
}

/** The plan that `suspend` stored, in the callback that may resume the execution; `undefined` if there is none. */
export function planOf(context: IWebhookFunctions): WaitPlan | undefined {
	const kept = nodeContextOf(context)?.[KEY];
	const plan = typeof kept === 'string' ? planSchema.safeParse(parseJson(kept)) : undefined;
	return plan?.success === true ? plan.data : undefined;
}

function adviceOf(reason: unknown): string {
	if (reason instanceof ExplainedError) return `${reason.advice} `;
	return isNodeError(reason) && typeof reason.description === 'string' ? `${reason.description} ` : '';
}
