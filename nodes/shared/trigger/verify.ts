import type { IWebhookFunctions } from 'n8n-workflow';

import { SECRET_HEADER, webhookSecrets } from '../webhook/secret';
import { SecretCache } from '../webhook/secretCache';

const known = new SecretCache();

/** Whether a callback contains the webhook secret of the trigger's credential; `false` if the credential has none. */
export async function hasValidSecret(context: IWebhookFunctions, credentialType: string): Promise<boolean> {
	const { id, credentials } = context.getNode();
	const trigger = JSON.stringify([context.getWorkflow().id, id, credentials?.[credentialType]]);
	const header = context.getHeaderData()[SECRET_HEADER.toLowerCase()];
	return await known.verify(trigger, header, async () =>
		webhookSecrets(await context.getCredentials(credentialType)),
	);
}
