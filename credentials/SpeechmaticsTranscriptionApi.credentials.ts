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
import { webhookSecretFields } from '../nodes/shared/webhook/secretFields';

/** Docs page "Authentication"; `eu` is the host of the first API reference, an alias of EU1. */
const DEFAULT_HOST = 'https://eu1.asr.api.speechmatics.com';
const HOSTS: Record<string, string> = {
	eu: 'https://asr.api.speechmatics.com',
	eu1: DEFAULT_HOST,
	eu2: 'https://eu2.asr.api.speechmatics.com',
	us1: 'https://us1.asr.api.speechmatics.com',
	us2: 'https://us2.asr.api.speechmatics.com',
	au1: 'https://au1.asr.api.speechmatics.com',
};

export class SpeechmaticsTranscriptionApi implements ICredentialType {
	name = 'speechmaticsTranscriptionApi';

	displayName = 'Speechmatics API';

	icon: Icon = {
		light: 'file:../nodes/Speechmatics/speechmatics.svg',
		dark: 'file:../nodes/Speechmatics/speechmatics.dark.svg',
	};

	documentationUrl = 'https://docs.speechmatics.com/get-started/authentication';

	properties: INodeProperties[] = [
		apiKeyField('From the Speechmatics portal, under API Keys. Temporary keys work too.'),
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia (AU1)', value: 'au1' },
				{
					name: 'Custom Base URL',
					value: 'custom',
					description: 'For an on-premises server, a proxy or a test server',
				},
				{ name: 'Europe (EU1)', value: 'eu1' },
				{ name: 'Europe (EU2)', value: 'eu2', description: 'Failover region for enterprise customers' },
				{
					name: 'Europe (Legacy URL)',
					value: 'eu',
					description: 'Uses https://asr.api.speechmatics.com',
				},
				{ name: 'United States (US1)', value: 'us1' },
				{
					name: 'United States (US2)',
					value: 'us2',
					description: 'Failover region for enterprise customers',
				},
			],
			default: 'eu1',
			description:
				'Region in which the key was created. Keys only work in that region, and jobs are only visible there.',
		},
		baseUrlField(
			{
				placeholder: 'e.g. https://stt.example.com/v2',
				displayOptions: { show: { region: ['custom'] } },
			},
			'/v2',
		),
		rateField('Speechmatics'),
		...webhookSecretFields('Speechmatics'),
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		// The test of the credential does not use the node, which checks the base URL before it sends a key.
		baseUrlOf(credentials);
		const headers = { ...requestOptions.headers, Authorization: `Bearer ${pastedKey(credentials.apiKey)}` };
		return await Promise.resolve({ ...requestOptions, headers });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.region === "custom" ? $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v2$/, "") : (${JSON.stringify(HOSTS)})[$credentials.region] || "${DEFAULT_HOST}" }}`,
			url: '/v2/jobs',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'Speechmatics',
			addressField: 'Region',
			rejected:
				'Speechmatics rejected the API key. Check that it is complete and was created in the selected region.',
			present: ['jobs.map'],
		}),
	};
}

/** The base URL of the region, or the custom one. @throws Error with a message for the user if it is not valid */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const region = trimmedText(credentials.region) || 'eu1';
	// The addresses in the docs, which users copy, end with the version.
	return HOSTS[region] ?? checkedBaseUrl(credentials.baseUrl).replace(/\/v2$/, '');
}
