import type { BinaryMode } from '../../support/engine';
import { setStage } from '../../support/stage';

export const KEY = 'sandbox-key-0123456789';
export const SECRET = 'a-long-webhook-secret-0123456789';

/** The address ends with the version, as people copy it from the docs. */
export const speechmaticsStage = async (binaryMode?: BinaryMode) =>
	await setStage({
		type: 'speechmatics',
		credentialType: 'speechmaticsApi',
		credential: (sandbox) => ({
			apiKey: KEY,
			region: 'custom',
			baseUrl: `${sandbox.vendorUrl('speechmatics')}/v2/`,
			webhookSecret: SECRET,
			previousWebhookSecret: '',
		}),
		...(binaryMode ? { binaryMode } : {}),
	});
