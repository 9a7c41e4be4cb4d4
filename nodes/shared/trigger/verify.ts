import type { IWebhookFunctions } from 'n8n-workflow';

import { isJsonObject, type JsonObject } from '../core/json';
import { ownProperty } from '../core/ownProperty';
import { SECRET_HEADER, SECRET_QUERY, webhookSecrets } from '../webhook/secret';
import { SecretCache } from '../webhook/secretCache';

const known = new SecretCache();

/**
 * Whether a callback contains the webhook secret of the trigger's credential; `false` if the credential has none.
 * @param location where the callback contains it
 */
export async function hasValidSecret(
	context: IWebhookFunctions,
	credentialType: string,
	location: 'header' | 'query' = 'header',
): Promise<boolean> {
	const { id, credentials } = context.getNode();
	const trigger = JSON.stringify([context.getWorkflow().id, id, credentials?.[credentialType]]);
	const given =
		location === 'header'
			? context.getHeaderData()[SECRET_HEADER.toLowerCase()]
			: ownProperty(queryOf(context), SECRET_QUERY);
	return await known.verify(trigger, given, async () =>
		webhookSecrets(await context.getCredentials(credentialType)),
	);
}

/** The query of the callback URL. */
function queryOf(context: IWebhookFunctions): JsonObject {
	const query: unknown = context.getQueryData();
	return isJsonObject(query) ? query : {};
}

/** The query of the callback URL without the webhook secret, for the item. */
export function callerQueryOf(context: IWebhookFunctions): JsonObject {
	return Object.fromEntries(Object.entries(queryOf(context)).filter(([name]) => name !== SECRET_QUERY));
}
