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

/** Section "Cloud endpoints" of AssemblyAI's docs. */
const DEFAULT_HOST = 'https://api.assemblyai.com';
const HOSTS: Record<string, string> = {
	us: DEFAULT_HOST,
	eu: 'https://api.eu.assemblyai.com',
};

export class AssemblyAiTranscriptionApi implements ICredentialType {
	name = 'assemblyAiTranscriptionApi';

	displayName = 'AssemblyAI API';

	icon: Icon = {
		light: 'file:../nodes/AssemblyAi/assemblyAi.svg',
		dark: 'file:../nodes/AssemblyAi/assemblyAi.dark.svg',
	};

	documentationUrl = 'https://www.assemblyai.com/docs/faq/how-to-get-your-api-key';

	properties: INodeProperties[] = [
		apiKeyField('From your AssemblyAI dashboard, under API Keys'),
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Custom Base URL', value: 'custom', description: 'A proxy or a test server' },
				{ name: 'European Union', value: 'eu' },
				{ name: 'United States', value: 'us' },
			],
			default: 'us',
			description:
				'Where recordings and transcripts are stored. Jobs are only visible in the region they were created in.',
		},
		baseUrlField(
			{
				placeholder: 'e.g. https://stt-proxy.example.com',
				displayOptions: { show: { region: ['custom'] } },
			},
			'/v2',
		),
		rateField('AssemblyAI'),
		...webhookSecretFields('AssemblyAI'),
	];

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		// The test of the credential does not use the node, which checks the base URL before it sends a key.
		baseUrlOf(credentials);
		const headers = { ...requestOptions.headers, Authorization: pastedKey(credentials.apiKey) };
		return await Promise.resolve({ ...requestOptions, headers });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ $credentials.region === "custom" ? $credentials.baseUrl.trim().replace(/(\\/v2)?\\/*$/, "") : (${JSON.stringify(HOSTS)})[$credentials.region] || "${DEFAULT_HOST}" }}`,
			url: '/v2/transcript',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'AssemblyAI',
			addressField: 'Region',
			rejected: 'AssemblyAI rejected the API key. Check that it is complete and active.',
			present: ['transcripts.map'],
		}),
	};
}

/** The base URL of the region, or the custom one. @throws Error with a message for the user if it is not valid */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	return hostOf(credentials, HOSTS);
}

/**
 * The host of one of AssemblyAI's services, or the custom base URL, which then serves all of them.
 * @param hosts of the service by region
 * @throws Error with a message for the user if the custom base URL is not valid
 */
export function hostOf(
	credentials: ICredentialDataDecryptedObject,
	hosts: Readonly<Record<string, string>>,
): string {
	const region = trimmedText(credentials.region) || 'us';
	// Every path in the docs starts with the version, so users may have copied it too.
	return hosts[region] ?? checkedBaseUrl(credentials.baseUrl).replace(/\/v2$/, '');
}
