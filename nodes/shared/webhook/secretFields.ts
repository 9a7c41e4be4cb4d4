import type { INodeProperties } from 'n8n-workflow';

/** Fields of a credential for the secret that callbacks bring, and for the one before while it is changed. */
export function webhookSecretFields(vendorName: string): INodeProperties[] {
	return [
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: `Only for the ${vendorName} Trigger: make up a long random text`,
			description: `A long random text that you make up, at least 16 characters. Job: Create hands it to ${vendorName} with every job whose callback goes to the ${vendorName} Trigger, and the trigger lets in only callbacks that bring it.`,
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { hide: { webhookSecret: [''] } },
			description:
				'Only while you change the secret: the old one, which running jobs still bring. Empty it when they have ended.',
		},
	];
}
