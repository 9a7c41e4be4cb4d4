import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { BinaryMode } from '../../support/engine';
import type { RequestEntry, SandboxHandle } from '../../support/sandbox';
import { setStage } from '../../support/stage';

export const REFRESH_TOKEN = 'sandbox-refresh-token-0123456789';
export const ORG = 'BotlhaleAI999';

export const credentialFor = (sandbox: SandboxHandle): ICredentialDataDecryptedObject => ({
	authentication: 'refreshToken',
	refreshToken: REFRESH_TOKEN,
	bearerToken: '',
	orgId: ORG,
	host: 'custom',
	baseUrl: sandbox.vendorUrl('botlhale'),
	exchangePath: 'auto',
	parameterNames: 'snake',
	sessionToken: '',
});

export const botlhaleStage = async (binaryMode?: BinaryMode) =>
	await setStage({
		type: 'botlhale',
		credentialType: 'botlhaleTranscriptionApi',
		credential: credentialFor,
		...(binaryMode ? { binaryMode } : {}),
	});

/** Requests of one kind: tokens, upload slots, uploads to the storage, status or result. */
export function kindOf({ path, method }: RequestEntry): string {
	if (/generate/i.test(path)) return 'token';
	if (path === '/') return 'storage';
	if (method === 'POST') return path === '/asr' ? 'short' : 'slot';
	return path.endsWith('status') ? 'status' : 'data';
}
