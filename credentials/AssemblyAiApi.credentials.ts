import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { webhookSecretFields } from '../nodes/shared/webhook/secretFields';

export class AssemblyAiApi implements ICredentialType {
	name = 'assemblyAiApi';

	displayName = 'AssemblyAI API';

	icon: Icon = {
		light: 'file:../nodes/AssemblyAi/assemblyAi.svg',
		dark: 'file:../nodes/AssemblyAi/assemblyAi.dark.svg',
	};

	documentationUrl = 'https://www.assemblyai.com/docs/faq/how-to-get-your-api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From your AssemblyAI dashboard, under API Keys',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'European Union', value: 'eu' },
				{ name: 'Own Base URL', value: 'custom', description: 'A proxy, or a server for testing' },
				{ name: 'United States', value: 'us' },
			],
			default: 'us',
			description:
				'Where recordings and transcripts are kept. Jobs are found only in the region that made them.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://stt-proxy.example.com',
			displayOptions: { show: { region: ['custom'] } },
			description:
				'Address without /v2. It must begin with https://, or with http:// on this machine. The API key is sent there.',
		},
		...webhookSecretFields('AssemblyAI'),
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '={{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.region === "custom" ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : $credentials.region === "eu" ? "https://api.eu.assemblyai.com" : "https://api.assemblyai.com" }}',
			url: '/v2/transcript',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'AssemblyAI refuses this key. Check that it is complete and active.',
				},
			},
		],
	};
}
