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
}

const planSchema = z.object({
	jobs: z.array(z.object({ jobId: z.string(), itemIndex: z.number().int() })),
	/** Items without a job, as they are given when «continue on fail» is set. */
	failed: z.array(z.object({ itemIndex: z.number().int(), json: z.looseObject({}) })),
	output: z.string(),
	settings: z.object({
		asFile: z.boolean(),
		property: z.string(),
		fileName: z.string(),
		title: z.string(),
	}),
	limitMs: z.number(),
	/** The wake-up call that was ordered, where the vendor needs that. */
	wakeUpId: z.string().optional(),
});

/** What is kept while an execution sleeps. */
export type WaitPlan = z.infer<typeof planSchema>;

const KEY = 'waitingFor';

/** n8n reads the time limits of sleeping executions once a minute; a shorter one would end before its first look. */
const SHORTEST_SLEEP_MS = 1000;

const endOfSleep = (limitMs: number): number => Date.now() + Math.max(SHORTEST_SLEEP_MS, limitMs);

/**
 * Has the vendor call this execution, where it is not told with each job.
 * @returns what `endWakeUpCalls` needs
 * @throws NodeOperationError where the vendor will not call
 */
export async function subscribeWakeUp(
	vendor: JobVendor,
	context: IExecuteFunctions,
	limitMs: number,
): Promise<string | undefined> {
	const url = vendor.wakeUp && resumeUrlOf(context, 0);
	if (url === undefined) return undefined;
	const [order] = await Promise.allSettled([vendor.wakeUp?.subscribe(context, url, endOfSleep(limitMs))]);
	if (order.status === 'fulfilled') return order.value;
	const reason: unknown = order.reason;
	const advice = adviceOf(reason);
	throw new NodeOperationError(
		context.getNode(),
		`${vendor.http.displayName} cannot wake this execution: ${messageOf(reason)}`,
		{
			description: `${advice}The jobs go on and nothing is lost: choose «Poll» under «How to Wait», which needs no call.`,
		},
	);
}

/**
 * Keeps the plan with the execution and puts it to sleep until a callback, or the time limit, wakes it. The sleep
 * begins when the node has returned; what ends just before is found by `knock`.
 */
export async function suspend(context: IExecuteFunctions, plan: WaitPlan): Promise<void> {
	const url = resumeUrlOf(context, 0);
	context.getContext('node')[KEY] = JSON.stringify(plan);
	await context.putExecutionToWait(new Date(endOfSleep(plan.limitMs)));
	if (url !== undefined) void wakeSelf(context, url);
}

/** Ends what `orderWakeUpCalls` has ordered. Never throws: what is left over is ended by its date. */
export async function unsubscribeWakeUp(
	vendor: JobVendor,
	context: VendorContext,
	id: string | undefined,
): Promise<void> {
	if (id === undefined) return;
	try {
		await vendor.wakeUp?.unsubscribe(context, id);
	} catch (error) {
		context.logger.warn(`${vendor.http.displayName} goes on calling this address: ${messageOf(error)}`);
	}
}

/** The plan that `suspend` kept, in the webhook call that may wake the execution; `undefined` without one. */
export function planOf(context: IWebhookFunctions): WaitPlan | undefined {
	const kept = nodeContextOf(context)?.[KEY];
	const plan = typeof kept === 'string' ? planSchema.safeParse(parseJson(kept)) : undefined;
	return plan?.success === true ? plan.data : undefined;
}

function adviceOf(reason: unknown): string {
	if (reason instanceof ExplainedError) return `${reason.advice} `;
	return isNodeError(reason) && typeof reason.description === 'string' ? `${reason.description} ` : '';
}
