import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { pastedKey } from '../nodes/shared/core/pastedKey';
import { trimmedText } from '../nodes/shared/core/trimmedText';
import { checkedBaseUrl } from '../nodes/shared/http/baseUrl';
import { testRules } from '../nodes/shared/http/credentialTest';
import { apiKeyField, baseUrlField } from '../nodes/shared/http/keyFields';
import { rateField } from '../nodes/shared/http/rateField';

/** Section 1 of the vendor's REST page. */
const PRODUCTION_URL = 'https://api.prosa.ai/v2/speech';

/** The path of the API at the end of a base URL, whole, in part or with the one of its jobs; also an empty one. */
const PATH_AT_END = /(?:\/v2)?(?:\/speech)?(?:\/stt)?$/;

export class ProsaTranscriptionApi implements ICredentialType {
	name = 'prosaTranscriptionApi';

	displayName = 'Prosa.ai API';

	icon: Icon = {
		light: 'file:../nodes/Prosa/prosa.svg',
		dark: 'file:../nodes/Prosa/prosa.dark.svg',
	};

	documentationUrl = 'https://docs2.prosa.ai/speech/stt/rest/getting_started/';

	properties: INodeProperties[] = [
		apiKeyField('A speech-to-text key from the Prosa.ai console. Text-to-speech keys do not work.'),
		baseUrlField(
			{
				default: PRODUCTION_URL,
				required: true,
				placeholder: 'e.g. https://api.prosa.ai/v2/speech',
			},
			'/v2/speech',
		),
		{
			displayName: 'Webhook Base URL',
			name: 'webhookBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://tts-api.stg.prosa.ai/v2/speech',
			hint: 'Only needed if webhooks are managed on another host, e.g. in the staging environment',
			description: 'If omitted, the base URL is used. The API key is sent to it.',
		},
		rateField('Prosa.ai'),
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only needed for a Prosa.ai Trigger with manual registration',
			description:
				'Secret of the webhook endpoint. With automatic registration, the Prosa.ai Trigger stores its own secret.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { hide: { webhookSecret: [''] } },
			description: 'Only needed during secret rotation: the old secret of the endpoint',
		},
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		// The test of the credential does not use the node, which checks the base URL before it sends a key.
		baseUrlOf(credentials);
		const headers = { ...requestOptions.headers, 'x-api-key': pastedKey(credentials.apiKey) };
		return await Promise.resolve({ ...requestOptions, headers });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/${PATH_AT_END.source}/, "/v2/speech") }}`,
			url: '/stt',
			qs: { page: 1, per_page: 1 },
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'Prosa.ai',
			rejected: 'Prosa.ai rejected the API key. Check that it is complete, active and a speech-to-text key.',
			present: ['data.map'],
		}),
	};
}

/**
 * The base URL with the path of the API, which may be left out or incomplete in the field.
 * @throws Error with a message for the user if it is not valid
 */
export function baseUrlOf({ baseUrl }: ICredentialDataDecryptedObject): string {
	return checkedBaseUrl(withPath(trimmedText(baseUrl) || PRODUCTION_URL));
}

/** The same for the host that manages webhooks, if it is another one. */
export function webhookBaseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const own = trimmedText(credentials.webhookBaseUrl);
	return own === '' ? baseUrlOf(credentials) : checkedBaseUrl(withPath(own));
}

function withPath(baseUrl: string): string {
	return baseUrl.replace(/\/+$/, '').replace(PATH_AT_END, '/v2/speech');
}
