import type { BinaryMode } from '../../support/engine';
import { setStage } from '../../support/stage';

export const KEY = 'sandbox-key-0123456789';
export const SECRET = 'a-long-webhook-secret-0123456789';

/** AssemblyAI's sandbox with a credential; `own` replaces fields of the credential. */
export const assemblyAiStage = async (
	binaryMode?: BinaryMode,
	own: (baseUrl: string) => Record<string, string> = () => ({}),
) =>
	await setStage({
		type: 'assemblyAi',
		credentialType: 'assemblyAiApi',
		credential: (sandbox) => ({
			apiKey: KEY,
			region: 'custom',
			baseUrl: sandbox.vendorUrl('assemblyai'),
			webhookSecret: SECRET,
			previousWebhookSecret: '',
			...own(sandbox.vendorUrl('assemblyai')),
		}),
		...(binaryMode ? { binaryMode } : {}),
	});
