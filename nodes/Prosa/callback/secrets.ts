import type { IWebhookFunctions } from 'n8n-workflow';

import { setBounded } from '../../shared/core/boundedMap';
import { createClient } from '../../shared/http/client';
import { webhookSecrets } from '../../shared/webhook/secret';
import { getEndpoint } from '../api/api';
import { prosaHttp, prosaTriggerHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { storeEndpoint, storedEndpoint, validKeys, secretsOf } from './endpoint';

/** Minimum time between two requests for the secrets of an endpoint, in ms, so that forged callbacks cause few requests. */
const LOOKUP_INTERVAL_MS = 60_000;

/** Within the 30 seconds that Prosa.ai waits for a response. */
const SETTINGS = { timeoutMs: 5_000, retries: 0 };

/** Endpoints that were looked up because a signature did not match: when, and the result. */
const lookedUp = new Map<string, { at: number; endpoint: ProsaEndpoint | undefined }>();
const MAX_ENTRIES = 1_000;

/** The secrets for verifying a callback: those of the credential if the registration is manual. */
export async function knownSecrets(context: IWebhookFunctions, isManual: boolean): Promise<string[]> {
	if (isManual) return webhookSecrets(await context.getCredentials(prosaHttp.credentialType));
	const stored = storedEndpoint(context.getWorkflowStaticData('node'));
	if (!stored) return [];
	const newer = lookedUp.get(stored.id)?.endpoint;
	return validKeys(newer ? secretsOf(newer) : stored.secrets, Date.now());
}

/**
 * The current secrets at Prosa.ai, e.g. after a rotation; empty if they were looked up shortly before. They are also
 * kept in memory, because n8n loses static data written by a webhook call that starts the workflow.
 * @throws NodeApiError
 */
export async function rotatedSecrets(context: IWebhookFunctions): Promise<string[]> {
	const staticData = context.getWorkflowStaticData('node');
	const stored = storedEndpoint(staticData);
	if (!stored || Date.now() - (lookedUp.get(stored.id)?.at ?? 0) < LOOKUP_INTERVAL_MS) return [];
	remember(stored.id, lookedUp.get(stored.id)?.endpoint);
	const client = await createClient(context, prosaTriggerHttp, { settings: SETTINGS });
	const endpoint = await getEndpoint(client, stored.id);
	if (!endpoint) return [];
	remember(stored.id, endpoint);
	storeEndpoint(staticData, endpoint, stored.url);
	return validKeys(secretsOf(endpoint), Date.now());
}

function remember(id: string, endpoint: ProsaEndpoint | undefined): void {
	setBounded(lookedUp, id, { at: Date.now(), endpoint }, MAX_ENTRIES);
}
