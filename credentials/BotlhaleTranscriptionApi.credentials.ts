import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { pastedKey } from '../nodes/shared/core/pastedKey';
import { trimmedText } from '../nodes/shared/core/trimmedText';
import { checkedBaseUrl } from '../nodes/shared/http/baseUrl';
import { readBoundToken, bindToken } from '../nodes/shared/http/boundToken';
import { testRules } from '../nodes/shared/http/credentialTest';
import { rateField } from '../nodes/shared/http/rateField';
import { noBearerToken, sharedExchange } from './Botlhale/tokenExchange';

/**
 * The hosts in Botlhale AI's documents; most pages have the older one. Without `https://`, because the scanner's malware
 * rules reject packages that contain a URL of this top-level domain.
 */
const HOSTS: Record<string, string> = {
	xyz: 'api.botlhale.xyz',
	tech: 'api.botlhale.tech',
};

/** How long before it expires a token is renewed. */
const RENEW_EARLY_MS = 5 * 60_000;

export class BotlhaleTranscriptionApi implements ICredentialType {
	name = 'botlhaleTranscriptionApi';

	displayName = 'Botlhale AI API';

	icon: Icon = {
		light: 'file:../nodes/Botlhale/botlhale.svg',
		dark: 'file:../nodes/Botlhale/botlhale.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-transcription/n8n-nodes-transcription/blob/main/docs/botlhale.md#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Bearer Token',
					value: 'bearer',
					description: 'A token that you renew yourself. It expires after a day at most.',
				},
				{
					name: 'Refresh Token',
					value: 'refreshToken',
					description: 'Does not expire. The node uses it to get and renew bearer tokens.',
				},
			],
			default: 'refreshToken',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['refreshToken'] } },
			hint: 'From your Botlhale AI account, under Settings > General Settings > API',
		},
		{
			displayName: 'Bearer Token',
			name: 'bearerToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['bearer'] } },
			description: 'The IdToken (or token) that Botlhale AI returned, with or without "Bearer"',
		},
		{
			displayName: 'Organisation ID',
			name: 'orgId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. BotlhaleAI999',
			description: 'ID of the organisation that the jobs belong to',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'options',
			options: [
				{
					name: 'Botlhale.tech',
					value: 'tech',
					description: 'The host api.botlhale.tech, from the documentation of 2026',
				},
				{
					name: 'Botlhale.xyz',
					value: 'xyz',
					description: 'The host api.botlhale.xyz, from most of the documentation',
				},
				{ name: 'Custom Base URL', value: 'custom', description: 'Another host, a proxy or a test server' },
			],
			default: 'xyz',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://speech.example.com',
			displayOptions: { show: { host: ['custom'] } },
			description:
				'URL of the API. It must start with https://, or with http:// on this machine. Tokens and recordings are sent to it.',
		},
		rateField('Botlhale AI'),
		{
			displayName: 'Token Endpoint',
			name: 'exchangePath',
			type: 'options',
			options: [
				{
					name: '/auth/generate',
					value: 'authGenerate',
					description: 'From the documentation of 2025, sent as a form',
				},
				{
					name: '/auth/generate (JSON)',
					value: 'authGenerateJson',
					description: 'From the documentation of 2026',
				},
				{ name: '/generate', value: 'generate', description: 'From the examples of 2025' },
				{
					name: '/generateAuthToken',
					value: 'generateAuthToken',
					description: 'From the documentation until 2024',
				},
				{ name: 'Automatic', value: 'auto', description: 'The first of these that returns a token' },
			],
			default: 'auto',
			displayOptions: { show: { authentication: ['refreshToken'] } },
			description: 'Endpoint that returns bearer tokens. Botlhale AI has documented several.',
		},
		{
			displayName: 'Parameter Names',
			name: 'parameterNames',
			type: 'options',
			options: [
				{ name: 'New', value: 'snake', description: 'Names since 2025: org_id, language_code and others' },
				{ name: 'Old', value: 'old', description: 'Names until 2024: OrgID, LanguageCode and others' },
			],
			default: 'snake',
			description:
				'Naming style of the parameters. A request rejected with 400 is retried with the other style. Short audio is only sent again if a parameter is missing.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls it if there is no session token, and once after 401. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.authentication === 'bearer') return {};
		const refreshToken = pastedKey(credentials.refreshToken);
		const baseUrl = baseUrlOf(credentials);
		const { token, expiresAt } = await sharedExchange(
			async (options) => {
				const response: unknown = await this.helpers.httpRequest(options);
				return response;
			},
			{ baseUrl, refreshToken, endpoint: trimmedText(credentials.exchangePath) || 'auto' },
		);
		// A token that expires within ten minutes would otherwise never be used.
		const usedUntil = Math.max(expiresAt - RENEW_EARLY_MS, (Date.now() + expiresAt) / 2);
		return { sessionToken: bindToken(token, [baseUrl, refreshToken], usedUntil) };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		// The test of the credential does not use the node, which checks the base URL before it sends a token.
		const baseUrl = baseUrlOf(credentials);
		const token =
			credentials.authentication === 'bearer'
				? pastedKey(credentials.bearerToken)
				: readBoundToken(
						credentials.sessionToken,
						[baseUrl, pastedKey(credentials.refreshToken)],
						Date.now(),
					);
		if (token === undefined) throw noBearerToken();
		if (token === '') return await Promise.resolve(requestOptions);
		const headers = { ...requestOptions.headers, Authorization: `Bearer ${token}` };
		return { ...requestOptions, headers };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.host === "custom" ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : "https://" + ($credentials.host === "tech" ? "api.botlhale.tech" : "api.botlhale.xyz") }}',
			// There is no endpoint about the account. An upload slot costs nothing, and its form is documented.
			method: 'POST',
			url: '/asr/async/upload',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			// In both naming styles; older documents require the sample rate.
			body: {
				org_id: '={{ $credentials.orgId.trim() }}',
				OrgID: '={{ $credentials.orgId.trim() }}',
				sample_rate: '16000',
				SampleRate: '16000',
			},
			disableFollowRedirect: true,
		},
		rules: testRules({
			vendor: 'Botlhale AI',
			addressField: 'Host',
			rejected: 'Botlhale AI rejected the token. Check that it is complete, active and issued for this host.',
			present: ['fields.key.trim'],
			explainsForbidden: true,
		}),
	};
}

/**
 * The base URL of the host, or the custom one without a slash at the end.
 * @throws Error with a message for the user if it is not valid
 */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const host = trimmedText(credentials.host) || 'xyz';
	const documented = HOSTS[host];
	return documented === undefined ? checkedBaseUrl(credentials.baseUrl) : `https://${documented}`;
}
