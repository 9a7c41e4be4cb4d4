import type { BinaryMode } from '../../support/engine';
import { setStage } from '../../support/stage';

export const KEY = 'sandbox-key-0123456789';
export const SECRET = 'a-long-webhook-secret-0123456789';

/** The URL ends with the version, because people copy it like this from the documentation. */
export const speechmaticsStage = async (binaryMode?: BinaryMode) =>
	await setStage({
		type: 'speechmatics',
		credentialType: 'speechmaticsTranscriptionApi',
		credential: (sandbox) => ({
			apiKey: KEY,
			region: 'custom',
			baseUrl: `${sandbox.vendorUrl('speechmatics')}/v2/`,
			webhookSecret: SECRET,
			previousWebhookSecret: '',
		}),
		...(binaryMode ? { binaryMode } : {}),
	});
