import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { createClient, type VendorClient } from '../../shared/http/client';
import { asError, httpStatusOf } from '../../shared/http/explainedError';
import type { WakeUpSubscription } from '../../shared/jobs/vendor';
import { relayBaseOf, relaySecretOf } from '../../shared/webhook/relay';
import { seal } from '../../shared/webhook/seal';
import { deleteEndpoint } from '../api/api';
import { prosaWakeUpHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { normaliseId } from '../response/job';
import { registerUrl } from './address';
import { ALL, isExpired, suspendedUrl } from './endpointUrls';
import { expectLeftovers } from './leftovers';
import { accountOf, wasAbortedBy } from './sharedWork';
import { currentEndpoints, quietly, removeAll, SETTINGS } from './suspended';

const callbackSchema = z.lazy(() => z.looseObject({ job_id: z.string().min(1) }));

/** Registering is quick; a request that is not answered by then is lost. */
const REGISTRATION = { timeoutMs: 10_000, retries: 4 };

/** How long registering is retried, in ms, so that a node that cannot suspend its execution fails within two minutes. */
const REGISTRATION_MS = 60_000;

/**
 * Prosa.ai calls the webhook endpoints of an account (section 6 of its webhook pages). In a published workflow, a suspended
 * execution is called by the relay, and its own endpoint is never called. Otherwise its own endpoint is called.
 */
export const wakeUpCalls: WakeUpSubscription = {
	subscribe: async (context, { url: resumeUrl, untilMs, jobIds }) => {
		const patient = await createClient(context, prosaWakeUpHttp, { settings: REGISTRATION });
		const client = patient.until(Date.now() + REGISTRATION_MS);
		expectLeftovers(client);
		const url = suspendedUrl(resumeUrl, untilMs, jobIds.map(normaliseId));
		const relay = await relayUrlOf(context, client);
		const own = await registerSuspended(client, url, relay !== undefined);
		const endpoints = await currentEndpoints(client);
		await quietly(
			client,
			removeAll(
				client,
				endpoints.filter((endpoint) => isExpired(endpoint.url)),
			),
		);
		if (relay !== undefined) await ensureRelay(client, relay, endpoints);
		return own.id;
	},
	unsubscribe: async (context, id) =>
		await deleteEndpoint(await createClient(context, prosaWakeUpHttp, { settings: SETTINGS }), id),
};

/** The job of a callback. */
export function callbackJobId(context: IWebhookFunctions): string | undefined {
	const body = callbackSchema.safeParse(context.getBodyData());
	return body.success ? body.data.job_id : undefined;
}

async function relayUrlOf(context: IExecuteFunctions, client: VendorClient): Promise<string | undefined> {
	const relay = await relayBaseOf(context);
	if (typeof relay === 'string') return undefined;
	return `${relay.base}/${ALL}/${seal(relaySecretOf(client.vendor, client.credential), ALL, '')}`;
}

/** The endpoint of a suspended execution; it is called itself without a relay, or if Prosa.ai rejects the filter. */
async function registerSuspended(
	client: VendorClient,
	url: string,
	hasRelay: boolean,
): Promise<ProsaEndpoint> {
	if (!hasRelay) return await registerUrl(client, { url, sslVerification: true });
	const [quiet] = await Promise.allSettled([
		registerUrl(client, { url, sslVerification: true, events: 'none' }),
	]);
	if (quiet.status === 'fulfilled') return quiet.value;
	const status = httpStatusOf(quiet.reason);
	if (status !== 400 && status !== 422) throw asError(quiet.reason);
	return await registerUrl(client, { url, sslVerification: true });
}

/** Registrations of relays in progress, by account and URL, so that executions that start together share one. */
const registrations = new Map<string, { registration: Promise<unknown>; client: VendorClient }>();

async function ensureRelay(
	client: VendorClient,
	url: string,
	endpoints: readonly ProsaEndpoint[],
): Promise<void> {
	const [first, ...duplicates] = endpoints
		.filter((endpoint) => endpoint.url === url)
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	await quietly(client, removeAll(client, duplicates));
	if (first) return;
	const key = `${accountOf(client)} ${url}`;
	const shared = registrations.get(key) ?? {
		registration: registerUrl(client, { url, sslVerification: true }),
		client,
	};
	registrations.set(key, shared);
	const [result] = await Promise.allSettled([shared.registration]);
	if (registrations.get(key) === shared) registrations.delete(key);
	if (result.status === 'fulfilled') return;
	if (!wasAbortedBy(shared.client, client)) throw asError(result.reason);
	await ensureRelay(client, url, await currentEndpoints(client));
}
