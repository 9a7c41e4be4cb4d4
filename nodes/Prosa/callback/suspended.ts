import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { allEnded } from '../../shared/core/allEnded';
import { setBounded } from '../../shared/core/boundedMap';
import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import type { VendorHttp } from '../../shared/http/types';
import { n8nWebhookBase } from '../../shared/n8n/webhookUrls';
import type { CallResult } from '../../shared/webhook/callExecution';
import { openPath, relay } from '../../shared/webhook/relay';
import { createEndpoint, deleteEndpoint, listEndpoints } from '../api/api';
import { prosaWakeUpHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { normaliseId } from '../response/job';
import { ALL, isRelay, isSuspended, waitsFor } from './endpointUrls';
import { accountOf, sharedByAccount } from './sharedWork';

/**
 * The endpoints that are registered for suspended executions. Prosa.ai calls each endpoint for every job of the account. A
 * published workflow therefore has one endpoint that is called, its relay, and the endpoints of its suspended executions
 * only record which jobs they wait for. See docs/decisions/relay.md.
 */

/** Within the 30 seconds that Prosa.ai waits for a response. */
export const SETTINGS = { timeoutMs: 4_000, retries: 1 };

/** The endpoints of the account, as they are after this call. @throws VendorError */
export const currentEndpoints = sharedByAccount(async (client) => {
	const endpoints = await listEndpoints(client);
	setBounded(latest, accountOf(client), { at: Date.now(), endpoints }, CAPACITY);
	return endpoints;
});

/** Maximum number of accounts to remember. */
const CAPACITY = 1_000;

/** How long a list is used to find executions, in ms. One that is missing in it is looked for in a new list. */
const FRESH_MS = 2_000;

const latest = new Map<string, { at: number; endpoints: ProsaEndpoint[] }>();

/** The endpoints of suspended executions, from a list in which at least one may wait for the job. @throws VendorError */
async function suspendedFor(client: VendorClient, jobId: string): Promise<ProsaEndpoint[]> {
	const known = latest.get(accountOf(client));
	const recent =
		known && Date.now() - known.at < FRESH_MS ? suspendedIn(client.context, known.endpoints) : [];
	if (recent.some(({ url }) => waitsFor(url, jobId))) return recent;
	return suspendedIn(client.context, await currentEndpoints(client));
}

/** The endpoints of suspended executions of this n8n instance. */
export function suspendedIn(context: object, endpoints: readonly ProsaEndpoint[]): ProsaEndpoint[] {
	const base = n8nWebhookBase(context, 'webhookWaitingBaseUrl');
	return endpoints.filter(({ url }) => isSuspended(url) && base !== undefined && url.startsWith(`${base}/`));
}

/** Forwards the callback of a job to the executions that wait for it. Never throws. */
export async function relayToSuspended(
	context: IWebhookFunctions,
	http: VendorHttp,
	jobId: string | undefined,
): Promise<IWebhookResponseData> {
	let client: VendorClient | undefined;
	let suspended: ProsaEndpoint[] = [];
	const findUrls = async () => {
		if ((await openPath(context, http))?.execution !== ALL) return undefined;
		if (jobId === undefined) return [];
		client = await createClient(context, prosaWakeUpHttp, { settings: SETTINGS });
		suspended = await suspendedFor(client, normaliseId(jobId));
		const called = suspended.filter(({ url }) => waitsFor(url, normaliseId(jobId)));
		return called.map(({ url }) => url);
	};
	const onResult = (url: string, result: CallResult) => {
		if (result !== 'resumed' && result !== 'over') return;
		const gone = suspended.filter((endpoint) => endpoint.url === url && !recentlyGone.has(endpoint.id));
		for (const { id } of gone) recentlyGone.add(id);
		// An execution that resumes removes its endpoint itself.
		if (client && result === 'over') void quietly(client, removeAll(client, gone));
	};
	const response = await relay(context, jobId, findUrls, onResult);
	const isLast = suspended.every(({ id }) => recentlyGone.has(id));
	if (client && jobId !== undefined && isLast) await quietly(client, removeUnusedRelays(client));
	return response;
}

/** IDs of the endpoints whose executions have resumed or ended; emptied with the last one. */
const recentlyGone = new Set<string>();

/** Removes the relays of this n8n instance if no execution is suspended any more. @throws VendorError */
export const removeUnusedRelays = sharedByAccount(async (client): Promise<void> => {
	const { context } = client;
	const endpoints = await currentEndpoints(client);
	if (suspendedIn(context, endpoints).length > 0) return;
	recentlyGone.clear();
	const base = n8nWebhookBase(context, 'webhookBaseUrl') ?? '';
	const relays = endpoints.filter(({ url }) => isRelay(url, base));
	if (relays.length === 0) return;
	await removeAll(client, relays);
	// An execution may have been suspended meanwhile, relying on the relay that it found.
	if (suspendedIn(context, await currentEndpoints(client)).length === 0) return;
	const urls = new Set(relays.map(({ url }) => url));
	await Promise.all(
		[...urls].map(async (url) => await createEndpoint(client, { url, sslVerification: true })),
	);
});

/** @throws VendorError */
export async function removeAll(client: VendorClient, endpoints: readonly ProsaEndpoint[]): Promise<void> {
	await allEnded(endpoints.map(async ({ id }) => await deleteEndpoint(client, id)));
}

/** Waits for work with endpoints that may fail: what remains is removed by the next run of a node. */
export async function quietly(client: VendorClient, work: Promise<unknown>): Promise<void> {
	try {
		await work;
	} catch (error) {
		client.context.logger.warn(`Webhook endpoints could not be changed at Prosa.ai: ${messageOf(error)}`);
	}
}
