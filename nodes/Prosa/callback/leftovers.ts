import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';

import { setBounded } from '../../shared/core/boundedMap';
import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import { n8nWebhookBase } from '../../shared/n8n/webhookUrls';
import { callExecution } from '../../shared/webhook/callExecution';
import { changeEvents } from '../api/api';
import { prosaWakeUpHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { isRelay } from './endpointUrls';
import { accountOf } from './sharedWork';
import { currentEndpoints, removeAll, removeUnusedRelays, SETTINGS, suspendedIn } from './suspended';

/** By account, whether this process may find endpoints of suspended executions; unknown before it has looked. */
const expected = new Map<string, boolean>();

/** When this process last called suspended executions to find those that have ended, by endpoint, in ms since 1970. */
const checkedAt = new Map<string, number>();

/** Maximum number of endpoints to remember. */
const CAPACITY = 10_000;

/** Maximum number of executions to call in one run, because n8n loads each of them. */
const MAX_CALLS = 5;

/** The same for executions that were not called for a minute. */
const MAX_OVERDUE_CALLS = 25;
const OVERDUE_MS = 60_000;

/** No execution waits for this job, so the call makes no requests to Prosa.ai. */
const NO_JOB = '-';

/** Endpoints are being registered in the account. */
export function expectLeftovers(client: VendorClient): void {
	expected.set(accountOf(client), true);
}

/**
 * Removes the endpoints of executions that n8n has stopped or whose wait has ended otherwise, and the relays if none is
 * left. Called by every run of the node. Never throws: what remains is removed by a later run.
 */
export async function removeLeftovers(context: IExecuteFunctions): Promise<void> {
	await Promise.allSettled([removeEnded(context)]);
}

/** @throws VendorError, NodeOperationError */
async function removeEnded(context: IExecuteFunctions): Promise<void> {
	const client = await createClient(context, prosaWakeUpHttp, { settings: { ...SETTINGS, retries: 0 } });
	const account = accountOf(client);
	// A test run in the editor does not look for what an earlier process has left.
	if (!(expected.get(account) ?? context.getMode() !== 'manual')) return;
	expected.set(account, false);
	const endpoints = await currentEndpoints(client);
	const suspended = suspendedIn(context, endpoints);
	const base = n8nWebhookBase(context, 'webhookBaseUrl') ?? '';
	if (suspended.length === 0 && !endpoints.some(({ url }) => isRelay(url, base))) return;
	expected.set(account, true);
	await removeAll(client, await endedAmong(context, nextToCheck(suspended, Date.now())));
	await removeUnusedRelays(client);
}

/** The endpoints to check now, starting with those that were not checked for the longest time. */
function nextToCheck(suspended: readonly ProsaEndpoint[], now: number): ProsaEndpoint[] {
	const lastCheck = ({ id }: ProsaEndpoint) => checkedAt.get(id) ?? 0;
	const sorted = [...suspended].sort((a, b) => lastCheck(a) - lastCheck(b));
	const overdue = sorted.filter((endpoint) => now - lastCheck(endpoint) >= OVERDUE_MS);
	const due = sorted.slice(0, Math.max(MAX_CALLS, Math.min(MAX_OVERDUE_CALLS, overdue.length)));
	for (const { id } of due) setBounded(checkedAt, id, now, CAPACITY);
	return due;
}

async function endedAmong(
	context: IExecuteFunctions,
	suspended: readonly ProsaEndpoint[],
): Promise<ProsaEndpoint[]> {
	const results = await Promise.allSettled(
		suspended.map(async ({ url }) => await callExecution(context, url, [NO_JOB])),
	);
	return suspended.filter((_, index) => {
		const result = results[index];
		return result?.status === 'fulfilled' && result.value === 'over';
	});
}

/**
 * Removes the relay of a node whose workflow is being unpublished. Executions that are still suspended are called directly
 * from then on. Never throws, because that would keep the workflow from being unpublished.
 */
export async function removeRelay(context: IHookFunctions): Promise<void> {
	try {
		const base = n8nWebhookBase(context, 'webhookBaseUrl');
		const { webhookId } = context.getNode();
		if (base === undefined || webhookId === undefined) return;
		const client = await createClient(context, prosaWakeUpHttp);
		const endpoints = await currentEndpoints(client);
		const own = endpoints.filter(({ url }) => isRelay(url, `${base}/${webhookId}`));
		if (own.length === 0) return;
		const suspended = suspendedIn(context, endpoints);
		await Promise.all(suspended.map(async ({ id }) => await changeEvents(client, id, 'all')));
		await removeAll(client, own);
	} catch (error) {
		context.logger.warn(`The webhook endpoint could not be removed at Prosa.ai: ${messageOf(error)}`);
	}
}
