import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class ProsaApi implements ICredentialType {
	name = 'prosaApi';

	displayName = 'Prosa.ai API';

	icon: Icon = {
		light: 'file:../nodes/Prosa/prosa.svg',
		dark: 'file:../nodes/Prosa/prosa.dark.svg',
	};

	documentationUrl = 'https://docs2.prosa.ai/speech/stt/rest/getting_started/';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'A key for speech to text from the Prosa.ai console; one for text to speech does not work',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.prosa.ai/v2/speech',
			required: true,
			placeholder: 'e.g. https://api.prosa.ai/v2/speech',
			description:
				'Address with /v2/speech. It must begin with https://, or with http:// on this machine. The API key is sent there.',
		},
		{
			displayName: 'Webhook Base URL',
			name: 'webhookBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://tts-api.stg.prosa.ai/v2/speech',
			hint: 'Only where webhooks are managed on another host, as in the staging environment',
			description: 'Empty for the base URL. The API key is sent there too.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only for a Prosa.ai Trigger whose address is registered by hand',
			description:
				'The secret of that webhook endpoint. A Prosa.ai Trigger that registers itself keeps its own.',
		},
		{
			displayName: 'Previous Webhook Secret',
			name: 'previousWebhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { hide: { webhookSecret: [''] } },
			description: 'Only while the secret of that endpoint is rotated: the old one',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/stt/models',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Prosa.ai refuses this key. Check that it is complete, active, and for speech to text.',
				},
			},
		],
	};
}
