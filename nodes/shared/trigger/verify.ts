import type { IWebhookFunctions } from 'n8n-workflow';

import { holdsSecret, SECRET_HEADER, webhookSecrets } from '../webhook/secret';

/** Whether a callback brings the webhook secret of the trigger's credential; without one nothing gets in. */
export async function bringsSecret(context: IWebhookFunctions, credentialType: string): Promise<boolean> {
	const credential = await context.getCredentials(credentialType);
	return holdsSecret(context.getHeaderData()[SECRET_HEADER.toLowerCase()], webhookSecrets(credential));
}
