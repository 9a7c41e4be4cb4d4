import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { resumeUrlOf } from '../webhook/resumeUrl';
import { knock } from './knock';

/** A job that an execution waits for, and the input item it belongs to. */
export interface WaitingJob {
	jobId: string;
	itemIndex: number;
}

const planSchema = z.object({
	jobs: z.array(z.object({ jobId: z.string(), itemIndex: z.number().int() })),
	output: z.string(),
	settings: z.object({
		asFile: z.boolean(),
		property: z.string(),
		fileName: z.string(),
		title: z.string(),
	}),
	limitMs: z.number(),
});

/** What is kept while an execution sleeps. */
export type WaitPlan = z.infer<typeof planSchema>;

const KEY = 'waitingFor';

/** n8n reads the time limits of sleeping executions once a minute; a shorter one would end before its first look. */
const SHORTEST_SLEEP_MS = 1000;

/**
 * Keeps the plan with the execution and puts it to sleep until a callback, or the time limit, wakes it. The sleep
 * begins when the node has returned; what ends just before is found by `knock`.
 */
export async function suspend(context: IExecuteFunctions, plan: WaitPlan): Promise<void> {
	const url = resumeUrlOf(context, 0);
	context.getContext('node')[KEY] = JSON.stringify(plan);
	await context.putExecutionToWait(new Date(Date.now() + Math.max(SHORTEST_SLEEP_MS, plan.limitMs)));
	if (url !== undefined) void knock(context, url);
}

/** The plan that `suspend` kept, in the webhook call that may wake the execution; `undefined` without one. */
export function planOf(context: IWebhookFunctions): WaitPlan | undefined {
	const name = JSON.stringify(context.getNode().name);
	const kept: unknown = context.evaluateExpression(`{{ $node[${name}].context.${KEY} }}`, 0);
	if (typeof kept !== 'string') return undefined;
	const plan = planSchema.safeParse(JSON.parse(kept));
	return plan.success ? plan.data : undefined;
}
