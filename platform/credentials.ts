import { KEY } from '../sandbox/core/credential';
import type { N8nClient, StoredCredential } from './rest';
import { vendors } from './vendors';

/** A credential as it is entered. */
export interface EnteredCredential {
	type: string;
	name: string;
	data: Record<string, unknown>;
}

/** A credential for the sandbox. */
export interface SandboxCredential extends EnteredCredential {
	vendor: string;
	data: Record<string, string | boolean>;
}

/** One credential for each vendor, which leads to the sandbox at this address. */
export function sandboxCredentials(sandboxUrl: string): SandboxCredential[] {
	return vendors.map(({ name, displayName, credentialType, credential }) => ({
		vendor: name,
		type: credentialType,
		name: `${displayName} (sandbox)`,
		data: credential(sandboxUrl),
	}));
}

/** A credential for n8n's OpenAI nodes that uses the local chat server. */
export function chatCredential(url: string): SandboxCredential {
	return { vendor: 'chat', type: 'openAiApi', name: 'Chat model (sandbox)', data: { apiKey: KEY, url } };
}

/** Creates or updates the credentials whose types n8n knows. */
export async function storeCredentials(
	client: N8nClient,
	credentials: readonly EnteredCredential[],
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
