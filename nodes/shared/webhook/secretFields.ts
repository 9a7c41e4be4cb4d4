import type { INodeProperties } from 'n8n-workflow';

/**
 * The credential fields for the webhook secret, and for the previous one during rotation.
 * @param operation the operation that sends the secret
 */
export function webhookSecretFields(vendorName: string, operation = 'Job: Create'): INodeProperties[] {
	return [
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: `Required for the ${vendorName} Trigger only`,
			description: `A random string of at least 16 characters that you choose. ${operation} sends it to ${vendorName} with every job whose callback goes to the ${vendorName} Trigger, and the trigger rejects callbacks without it.`,
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { hide: { webhookSecret: [''] } },
			description:
				'Used during rotation: the old secret, still sent by jobs already running. Clear it once they finish.',
		},
	];
}
