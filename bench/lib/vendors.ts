import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { vendors } from '../../platform/vendors';

/** A credential for each vendor of the engine's nodes, all for one sandbox, by type. */
export function credentialsFor(sandboxUrl: string): Record<string, ICredentialDataDecryptedObject> {
	return Object.fromEntries(
		vendors.map(({ credentialType, credential }) => [credentialType, credential(sandboxUrl)]),
	);
}
