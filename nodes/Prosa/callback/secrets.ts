import type { IWebhookFunctions } from 'n8n-workflow';

import { setBounded } from '../../shared/core/boundedMap';
import { createClient } from '../../shared/http/client';
import { webhookSecrets } from '../../shared/webhook/secret';
import { getEndpoint } from '../api/api';
import { prosaHttp, prosaWebhooksHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { keepEndpoint, keptEndpoint, liveKeys, secretsOf } from './endpoint';

/** How often at most Prosa.ai is asked for the secrets of an endpoint, in ms: forged calls must not make calls. */
const LOOK_EVERY_MS = 60_000;

/** Within the 30 seconds that Prosa.ai waits for an answer. */
const SETTINGS = { timeoutMs: 5_000, retries: 0 };

/** Endpoints that were looked up because a signature did not fit: when, and what was found. */
const looked = new Map<string, { at: number; endpoint: ProsaEndpoint | undefined }>();
const MOST_KEPT = 1_000;

/** The secrets to check a call with: those of the credential where the address is registered by hand. */
export async function knownSecrets(context: IWebhookFunctions, isManual: boolean): Promise<string[]> {
	if (isManual) return webhookSecrets(await context.getCredentials(prosaHttp.credentialType));
	const kept = keptEndpoint(context.getWorkflowStaticData('node'));
	if (!kept) return [];
	const newer = looked.get(kept.id)?.endpoint;
	return liveKeys(newer ? secretsOf(newer) : kept.secrets, Date.now());
}

/**
 * The secrets as Prosa.ai has them now, after a rotation; empty where they were looked up a moment ago. They are
 * kept in the process too, because n8n loses what is kept in static data by a call that starts the workflow.
 * @throws NodeApiError
 */
export async function rotatedSecrets(context: IWebhookFunctions): Promise<string[]> {
	const staticData = context.getWorkflowStaticData('node');
	const kept = keptEndpoint(staticData);
	if (!kept || Date.now() - (looked.get(kept.id)?.at ?? 0) < LOOK_EVERY_MS) return [];
	remember(kept.id, looked.get(kept.id)?.endpoint);
	const client = await createClient(context, prosaWebhooksHttp, { settings: SETTINGS });
	const endpoint = await getEndpoint(client, kept.id);
	if (!endpoint) return [];
	remember(kept.id, endpoint);
	keepEndpoint(staticData, endpoint, kept.url);
	return liveKeys(secretsOf(endpoint), Date.now());
}

function remember(id: string, endpoint: ProsaEndpoint | undefined): void {
	setBounded(looked, id, { at: Date.now(), endpoint }, MOST_KEPT);
}
