import type { N8nClient, StoredCredential } from './rest';

/** A credential for the sandbox. */
export interface SandboxCredential {
	vendor: string;
	type: string;
	name: string;
	data: Record<string, string | boolean>;
}

/** The sandbox accepts any key that does not start with `bad`. */
const KEY = 'sandbox-key';

/** Long enough for every trigger; not a secret outside the sandbox. */
const WEBHOOK_SECRET = 'sandbox-webhook-secret-0123456789';

/** One credential per vendor, for the sandbox at this address. */
export function sandboxCredentials(sandboxUrl: string): SandboxCredential[] {
	return [
		{
			vendor: 'assemblyai',
			type: 'assemblyAiApi',
			name: 'AssemblyAI (sandbox)',
			data: {
				apiKey: KEY,
				region: 'custom',
				baseUrl: `${sandboxUrl}/assemblyai`,
				webhookSecret: WEBHOOK_SECRET,
			},
		},
		{
			vendor: 'botlhale',
			type: 'botlhaleApi',
			name: 'Botlhale AI (sandbox)',
			data: {
				authentication: 'refreshToken',
				refreshToken: KEY,
				orgId: 'BotlhaleAI999',
				host: 'custom',
				baseUrl: `${sandboxUrl}/botlhale`,
			},
		},
		{
			vendor: 'prosa',
			type: 'prosaApi',
			name: 'Prosa.ai (sandbox)',
			data: { apiKey: KEY, baseUrl: `${sandboxUrl}/prosa/v2/speech` },
		},
		{
			vendor: 'speechmatics',
			type: 'speechmaticsApi',
			name: 'Speechmatics (sandbox)',
			data: {
				apiKey: KEY,
				region: 'custom',
				baseUrl: `${sandboxUrl}/speechmatics/v2`,
				webhookSecret: WEBHOOK_SECRET,
			},
		},
	];
}

/** A credential for n8n's OpenAI nodes that uses the local chat server. */
export function chatCredential(url: string): SandboxCredential {
	return { vendor: 'chat', type: 'openAiApi', name: 'Chat model (sandbox)', data: { apiKey: KEY, url } };
}

/** Creates or updates the credentials whose types n8n knows. */
export async function storeCredentials(
	client: N8nClient,
	credentials: SandboxCredential[],
): Promise<StoredCredential[]> {
	const known = await client.credentialTypes();
	const stored = await client.listCredentials();
	const result: StoredCredential[] = [];
	for (const { type, name, data } of credentials.filter((credential) => known.has(credential.type))) {
		const existing = stored.find((candidate) => candidate.type === type && candidate.name === name);
		result.push(
			existing === undefined
				? await client.createCredential(name, type, data)
				: await client.updateCredential(existing, data),
		);
	}
	return result;
}
