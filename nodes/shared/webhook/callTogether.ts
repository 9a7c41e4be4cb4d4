import type { IWebhookFunctions } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { sleepUnlessAborted } from '../n8n/pause';
import { callExecution, type CallResult } from './callExecution';

/** Callbacks to one execution within this time are forwarded in one call, in ms: n8n loads the execution for each call. */
const TOGETHER_MS = 100;

/** A call waits at most this long for the previous one, in ms, because vendors wait for the response. */
const PREVIOUS_MS = 2_000;

/** Calls that have not begun, by URL. */
const waiting = new Map<string, { jobIds: Set<string>; result: Promise<CallResult> }>();

/** The last call that has begun, by URL. */
const inProgress = new Map<string, Promise<CallResult>>();

/**
 * Calls a suspended execution, together with other callbacks to it. Further callbacks are collected while a call is in
 * progress, so that a busy n8n receives fewer calls. Never throws.
 * @returns `later` also if n8n cannot reach itself
 */
export async function callTogether(
	context: IWebhookFunctions,
	url: string,
	jobId: string | undefined,
): Promise<CallResult> {
	const batch = waiting.get(url) ?? newBatch(context, url);
	if (jobId !== undefined) batch.jobIds.add(jobId);
	return await batch.result;
}

function newBatch(context: IWebhookFunctions, url: string) {
	const jobIds = new Set<string>();
	const batch = { jobIds, result: callAfterPrevious(context, url, jobIds) };
	waiting.set(url, batch);
	return batch;
}

async function callAfterPrevious(
	context: IWebhookFunctions,
	url: string,
	jobIds: ReadonlySet<string>,
): Promise<CallResult> {
	const previous = inProgress.get(url);
	await sleepUnlessAborted(TOGETHER_MS, undefined);
	if (previous) await Promise.race([previous, sleepUnlessAborted(PREVIOUS_MS, undefined)]);
	waiting.delete(url);
	const call = callQuietly(context, url, [...jobIds]);
	inProgress.set(url, call);
	const result = await call;
	if (inProgress.get(url) === call) inProgress.delete(url);
	return result;
}

async function callQuietly(
	context: IWebhookFunctions,
	url: string,
	jobIds: readonly string[],
): Promise<CallResult> {
	const [result] = await Promise.allSettled([callExecution(context, url, jobIds)]);
	if (result.status === 'fulfilled') return result.value;
	context.logger.warn(`n8n cannot call itself at ${new URL(url).origin}: ${messageOf(result.reason)}`);
	return 'later';
}
