import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { webhookSecretFields } from '../nodes/shared/webhook/secretFields';

export class SpeechmaticsApi implements ICredentialType {
	name = 'speechmaticsApi';

	displayName = 'Speechmatics API';

	icon: Icon = {
		light: 'file:../nodes/Speechmatics/speechmatics.svg',
		dark: 'file:../nodes/Speechmatics/speechmatics.dark.svg',
	};

	documentationUrl = 'https://docs.speechmatics.com/get-started/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From the Speechmatics portal, under API Keys; a temporary key works too',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia (AU1)', value: 'au1' },
				{ name: 'Europe (EU1)', value: 'eu1' },
				{ name: 'Europe (EU2)', value: 'eu2', description: 'Failover, for enterprise customers' },
				{
					name: 'Europe (Older Address)',
					value: 'eu',
					description: 'The address asr.api.speechmatics.com',
				},
				{
					name: 'Own Base URL',
					value: 'custom',
					description: 'A server on premises, a proxy, or a server for testing',
				},
				{ name: 'United States (US1)', value: 'us1' },
				{ name: 'United States (US2)', value: 'us2', description: 'Failover, for enterprise customers' },
			],
			default: 'eu1',
			description: 'Where the key was made. Keys and jobs are good in their own region only.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://stt.example.com/v2',
			displayOptions: { show: { region: ['custom'] } },
			description:
				'Address of the server, with or without /v2 at its end. It must begin with https://, or with http:// on this machine. The API key is sent there.',
		},
		...webhookSecretFields('Speechmatics'),
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.region === "custom" ? $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/v2$/, "") : ({ eu: "https://asr.api.speechmatics.com", eu2: "https://eu2.asr.api.speechmatics.com", us1: "https://us1.asr.api.speechmatics.com", us2: "https://us2.asr.api.speechmatics.com", au1: "https://au1.asr.api.speechmatics.com" })[$credentials.region] || "https://eu1.asr.api.speechmatics.com" }}',
			url: '/v2/jobs',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Speechmatics refuses this key in this region. Check that it is complete and made for the chosen region.',
				},
			},
		],
	};
}
