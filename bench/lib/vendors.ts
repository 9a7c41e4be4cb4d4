import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The sandbox takes any key. */
export const KEY = 'bench-key-0123456789';

/** Credentials of the engine's nodes, all leading to one sandbox. */
export function credentialsFor(sandboxUrl: string): Record<string, ICredentialDataDecryptedObject> {
	return {
		assemblyAiApi: {
			apiKey: KEY,
			region: 'custom',
			baseUrl: `${sandboxUrl}/assemblyai`,
			webhookSecret: '',
			previousWebhookSecret: '',
		},
		speechmaticsApi: {
			apiKey: KEY,
			region: 'custom',
			baseUrl: `${sandboxUrl}/speechmatics`,
			webhookSecret: '',
			previousWebhookSecret: '',
		},
	};
}
