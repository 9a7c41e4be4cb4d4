import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import { createClient } from '../../shared/http/client';
import { deleteEndpoint, getEndpoint } from '../api/api';
import { prosaWebhooksHttp } from '../api/http';
import type { ProsaEndpoint } from '../api/schemas';
import { findEndpoint, registerAddress } from './address';
import { forgetEndpoint, keepEndpoint, keptEndpoint, type KeptEndpoint } from './endpoint';

/** Whether the person registers the address by hand: then there is nothing to do here. */
export function isManual(context: Pick<IHookFunctions, 'getNodeParameter'>): boolean {
	return context.getNodeParameter('registration', 'automatic') === 'manual';
}

/**
 * Whether Prosa.ai calls this workflow's address. An endpoint that is kept here is looked up there; one of an older
 * address is removed; without one, an endpoint of this address is taken over with its secrets.
 * @throws NodeApiError
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const client = await createClient(context, prosaWebhooksHttp);
	const staticData = context.getWorkflowStaticData('node');
	const url = addressOf(context);
	const kept = keptEndpoint(staticData);
	if (kept) {
		const endpoint = await getEndpoint(client, kept.id);
		if (endpoint && isAsWanted(context, kept, endpoint, url)) {
			keepEndpoint(staticData, endpoint, url);
			return true;
		}
		if (endpoint) await deleteEndpoint(client, kept.id);
		forgetEndpoint(staticData);
	}
	const found = await findEndpoint(client, url);
	if (!found || !hasSecret(found) || found.ssl_verification === !verifiesTls(context)) return false;
	keepEndpoint(staticData, found, url);
	return true;
}

/** Registers the address and keeps ID and secret. @throws NodeApiError, NodeOperationError */
export async function register(context: IHookFunctions): Promise<boolean> {
	const client = await createClient(context, prosaWebhooksHttp);
	const url = addressOf(context);
	const created = await registerAddress(client, { url, sslVerification: verifiesTls(context) });
	const endpoint = hasSecret(created) ? created : await getEndpoint(client, created.id);
	if (!endpoint || !hasSecret(endpoint)) {
		await deleteEndpoint(client, created.id);
		throw new NodeOperationError(context.getNode(), 'Prosa.ai gave the webhook endpoint no secret', {
			description:
				'Without it nobody could tell its calls from forged ones. Register the address by hand: choose «By Hand» under «Registration».',
		});
	}
	keepEndpoint(context.getWorkflowStaticData('node'), endpoint, url);
	return true;
}

/** Removes the endpoint that is kept here, also where the registration is by hand by now. @throws NodeApiError */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const staticData = context.getWorkflowStaticData('node');
	const kept = keptEndpoint(staticData);
	if (kept) {
		const client = await createClient(context, prosaWebhooksHttp);
		await deleteEndpoint(client, kept.id);
		forgetEndpoint(staticData);
	}
	return true;
}

function addressOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function verifiesTls(context: IHookFunctions): boolean {
	return context.getNodeParameter('options.sslVerification', true) !== false;
}

function isAsWanted(
	context: IHookFunctions,
	kept: KeptEndpoint,
	endpoint: ProsaEndpoint,
	url: string,
): boolean {
	return (
		kept.url === url &&
		endpoint.url === url &&
		hasSecret(endpoint) &&
		(endpoint.ssl_verification ?? verifiesTls(context)) === verifiesTls(context)
	);
}

function hasSecret(endpoint: ProsaEndpoint): boolean {
	return (endpoint.secrets ?? []).length > 0;
}
