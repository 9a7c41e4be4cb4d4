import type { IWebhookFunctions } from 'n8n-workflow';

import { KnownSecrets } from '../webhook/knownSecrets';
import { SECRET_HEADER, webhookSecrets } from '../webhook/secret';

const known = new KnownSecrets();

/** Whether a callback brings the webhook secret of the trigger's credential; without one nothing gets in. */
export async function bringsSecret(context: IWebhookFunctions, credentialType: string): Promise<boolean> {
	const { id, credentials } = context.getNode();
	const trigger = JSON.stringify([context.getWorkflow().id, id, credentials?.[credentialType]]);
	const header = context.getHeaderData()[SECRET_HEADER.toLowerCase()];
	return await known.hold(trigger, header, async () =>
		webhookSecrets(await context.getCredentials(credentialType)),
	);
}
