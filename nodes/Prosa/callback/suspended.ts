import { createHash } from 'crypto';

import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import type { VendorHttp } from '../../shared/http/types';
import { n8nWebhookBase } from '../../shared/n8n/webhookUrls';
import { openPath, relay } from '../../shared/webhook/relay';
import { createEndpoint, deleteEndpoint, listEndpoints } from '../api/api';
import { prosaWebhooksHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { normaliseId } from '../response/job';
import { ALL, isRelay, isSleeper, waitsFor } from './endpointUrls';

/**
 * The endpoints that are registered for suspended executions. Prosa.ai calls each endpoint for every job of the account. A
 * published workflow therefore has one endpoint that is called, its relay, and the endpoints of its suspended executions
 * only record which jobs they wait for. See docs/decisions/relay.md.
 */

/** Within the 30 seconds that Prosa.ai waits for a response. */
export const SETTINGS = { timeoutMs: 4_000, retries: 1 };

type List = Promise<ProsaEndpoint[]>;

/** Lists in progress, by account. */
const lists = new Map<string, Lists>();

interface Lists {
	current: List;
	/** Begins when `current` has ended. */
	next?: List;
}

/**
 * The endpoints of the account, as they are after this call. Calls that arrive while a list is being requested share the
 * next one, so that a burst costs few requests.
 * @throws VendorError
 */
export async function currentEndpoints(client: VendorClient): List {
	const key = accountOf(client);
	const running = lists.get(key);
	if (!running) return await start(client, key);
	const next = async () => await start(client, key);
	running.next ??= running.current.then(next, next);
	return await running.next;
}

async function start(client: VendorClient, key: string): List {
	const entry: Lists = { current: listEndpoints(client) };
	lists.set(key, entry);
	try {
		return await entry.current;
	} finally {
		if (lists.get(key) === entry && entry.next === undefined) lists.delete(key);
	}
}

/** Identifies the account of a client. */
export function accountOf({ baseUrl, credential }: VendorClient): string {
	return createHash('sha256')
		.update(JSON.stringify([baseUrl, credential.apiKey]))
		.digest('hex');
}

/** The endpoints of suspended executions of this n8n instance. */
export function sleepersIn(context: object, endpoints: readonly ProsaEndpoint[]): ProsaEndpoint[] {
	const base = n8nWebhookBase(context, 'webhookWaitingBaseUrl');
	return endpoints.filter(({ url }) => isSleeper(url) && base !== undefined && url.startsWith(`${base}/`));
}

/** Forwards the callback of a job to the executions that wait for it. Never throws. */
export async function relayToSuspended(
	context: IWebhookFunctions,
	http: VendorHttp,
	jobId: string | undefined,
): Promise<IWebhookResponseData> {
	let client: VendorClient | undefined;
	let sleepers: ProsaEndpoint[] = [];
	const findUrls = async () => {
		if ((await openPath(context, http))?.execution !== ALL) return undefined;
		if (jobId === undefined) return [];
		client = await createClient(context, prosaWebhooksHttp, { settings: SETTINGS });
		sleepers = sleepersIn(context, await currentEndpoints(client));
		const called = sleepers.filter(({ url }) => waitsFor(url, normaliseId(jobId)));
		for (const { id } of called) recentlyCalled.add(id);
		return called.map(({ url }) => url);
	};
	const remove = (url: string) => {
		const over = sleepers.filter((sleeper) => sleeper.url === url);
		if (client) void quietly(client, removeAll(client, over));
	};
	const response = await relay(context, jobId, findUrls, remove);
	const isLast = sleepers.every(({ id }) => recentlyCalled.has(id));
	if (client && jobId !== undefined && isLast) void quietly(client, removeUnusedRelays(client));
	return response;
}

/** IDs of the endpoints whose executions were called; emptied with the last one. */
const recentlyCalled = new Set<string>();

/** Removes the relays of this n8n instance if no execution is suspended any more. @throws VendorError */
export async function removeUnusedRelays(client: VendorClient): Promise<void> {
	const { context } = client;
	const endpoints = await currentEndpoints(client);
	if (sleepersIn(context, endpoints).length > 0) return;
	recentlyCalled.clear();
	const base = n8nWebhookBase(context, 'webhookBaseUrl') ?? '';
	const relays = endpoints.filter(({ url }) => isRelay(url, base));
	if (relays.length === 0) return;
	await removeAll(client, relays);
	// An execution may have been suspended meanwhile, relying on the relay that it found.
	if (sleepersIn(context, await currentEndpoints(client)).length === 0) return;
	const urls = new Set(relays.map(({ url }) => url));
	await Promise.all(
		[...urls].map(async (url) => await createEndpoint(client, { url, sslVerification: true })),
	);
}

/** @throws VendorError */
export async function removeAll(client: VendorClient, endpoints: readonly ProsaEndpoint[]): Promise<void> {
	await Promise.all(endpoints.map(async ({ id }) => await deleteEndpoint(client, id)));
}

/** Waits for work with endpoints that may fail: what remains is removed by the next run of a node. */
export async function quietly(client: VendorClient, work: Promise<unknown>): Promise<void> {
	try {
		await work;
	} catch (error) {
		client.context.logger.warn(`Webhook endpoints could not be changed at Prosa.ai: ${messageOf(error)}`);
	}
}
