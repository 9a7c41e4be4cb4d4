import type { IHookFunctions } from 'n8n-workflow';

import { allEnded } from '../../shared/core/allEnded';
import { messageOf } from '../../shared/core/messageOf';
import { createClient, type VendorClient } from '../../shared/http/client';
import { asError } from '../../shared/http/explainedError';
import { isOutcomeUnknown } from '../../shared/jobs/sendOnce';
import { operationError } from '../../shared/n8n/errors';
import { deleteEndpoint, getEndpoint, listEndpoints } from '../api/api';
import { prosaTriggerHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { findEndpoint, registerUrl } from './address';
import { forgetEndpoint, storeEndpoint, storedEndpoint, type StoredEndpoint } from './endpoint';

/** Whether Prosa.ai registers the URL on request, so that the node has nothing to register. */
export function isManual(context: Pick<IHookFunctions, 'getNodeParameter'>): boolean {
	return context.getNodeParameter('registration', 'automatic') === 'manual';
}

/**
 * Whether the URL of this workflow is registered at Prosa.ai. Looks up the stored endpoint and removes it if it has
 * another URL; without one, adopts an existing endpoint of this URL with its secrets.
 * @throws NodeApiError
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const client = await createClient(context, prosaTriggerHttp);
	const staticData = context.getWorkflowStaticData('node');
	const url = webhookUrl(context);
	const stored = storedEndpoint(staticData);
	if (stored) {
		const endpoint = await getEndpoint(client, stored.id);
		if (endpoint && isUpToDate(context, stored, endpoint, url)) {
			storeEndpoint(staticData, endpoint, url);
			return true;
		}
		if (endpoint) await deleteEndpoint(client, stored.id);
		forgetEndpoint(staticData);
	}
	const found = await findEndpoint(client, url);
	if (!found || !hasSecret(found) || found.ssl_verification === !verifiesTls(context)) return false;
	storeEndpoint(staticData, found, url);
	return true;
}

/** Registers the URL and stores ID and secret of the endpoint. @throws NodeApiError, NodeOperationError */
export async function register(context: IHookFunctions): Promise<boolean> {
	const client = await createClient(context, prosaTriggerHttp);
	const url = webhookUrl(context);
	const created = await registerOrRemove(client, { url, sslVerification: verifiesTls(context) });
	const endpoint = hasSecret(created) ? created : await getEndpoint(client, created.id);
	if (!endpoint || !hasSecret(endpoint)) {
		await deleteEndpoint(client, created.id);
		throw operationError(context.getNode(), 'Prosa.ai returned the webhook endpoint without a secret', {
			description:
				'Callbacks cannot be verified without a secret. Set "Registration" to "Manual" and ask Prosa.ai to register the URL.',
		});
	}
	storeEndpoint(context.getWorkflowStaticData('node'), endpoint, url);
	return true;
}

/** Registers a URL. If that fails, an endpoint may exist anyway: it is removed, because n8n will not remove it. */
async function registerOrRemove(
	client: VendorClient,
	endpoint: { url: string; sslVerification: boolean },
): Promise<ProsaEndpoint> {
	const [registered] = await Promise.allSettled([registerUrl(client, endpoint)]);
	if (registered.status === 'fulfilled') return registered.value;
	if (isOutcomeUnknown(registered.reason)) await Promise.allSettled([removeUrl(client, endpoint.url)]);
	throw asError(registered.reason);
}

/**
 * Removes all endpoints of the trigger's URL, even if the registration has become manual since: a registration whose
 * response was lost may have created several.
 * @throws NodeApiError
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const staticData = context.getWorkflowStaticData('node');
	const stored = storedEndpoint(staticData);
	if (!stored && isManual(context)) return true;
	const client = await createClient(context, prosaTriggerHttp);
	if (!stored) {
		await removeUrl(client, webhookUrl(context));
		return true;
	}
	await deleteEndpoint(client, stored.id);
	forgetEndpoint(staticData);
	const [others] = await Promise.allSettled([removeUrl(client, stored.url)]);
	if (others.status === 'rejected')
		context.logger.warn(`Other webhook endpoints could not be removed: ${messageOf(others.reason)}`);
	return true;
}

/** @throws NodeApiError */
async function removeUrl(client: VendorClient, url: string): Promise<void> {
	const endpoints = (await listEndpoints(client)).filter((endpoint) => endpoint.url === url);
	await allEnded(endpoints.map(async ({ id }) => await deleteEndpoint(client, id)));
}

function webhookUrl(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function verifiesTls(context: IHookFunctions): boolean {
	return context.getNodeParameter('options.sslVerification', true) !== false;
}

function isUpToDate(
	context: IHookFunctions,
	stored: StoredEndpoint,
	endpoint: ProsaEndpoint,
	url: string,
): boolean {
	return (
		stored.url === url &&
		endpoint.url === url &&
		hasSecret(endpoint) &&
		(endpoint.ssl_verification ?? verifiesTls(context)) === verifiesTls(context)
	);
}

function hasSecret(endpoint: ProsaEndpoint): boolean {
	return (endpoint.secrets ?? []).length > 0;
}
