import type { BinaryMode } from '../../support/engine';
import { setStage } from '../../support/stage';

export const KEY = 'sandbox-key-0123456789';
export const SECRET = 'a-long-webhook-secret-0123456789';

export const assemblyAiStage = async (binaryMode?: BinaryMode) =>
	await setStage({
		type: 'assemblyAi',
		credentialType: 'assemblyAiTranscriptionApi',
		credential: (sandbox) => ({
			apiKey: KEY,
			region: 'custom',
			baseUrl: sandbox.vendorUrl('assemblyai'),
			webhookSecret: SECRET,
			previousWebhookSecret: '',
		}),
		...(binaryMode ? { binaryMode } : {}),
	});
