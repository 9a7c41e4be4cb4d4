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

import { trimmedText } from '../nodes/shared/core/trimmedText';
import { readBoundToken, bindToken } from '../nodes/shared/http/boundToken';
import { sharedExchange } from './Botlhale/tokenExchange';

/** The addresses of Botlhale AI's documents; the older one is theirs of most pages. */
const HOSTS: Record<string, string> = {
	xyz: 'https://api.botlhale.xyz',
	tech: 'https://api.botlhale.tech',
};

/** How long before its end a token is no longer used. */
const EARLY_MS = 5 * 60_000;

export class BotlhaleApi implements ICredentialType {
	name = 'botlhaleApi';

	displayName = 'Botlhale AI API';

	icon: Icon = {
		light: 'file:../nodes/Botlhale/botlhale.svg',
		dark: 'file:../nodes/Botlhale/botlhale.dark.svg',
	};

	documentationUrl = 'https://docs.botlhale.xyz/docs/APIs/Authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Bearer Token',
					value: 'bearer',
					description: 'A token that you renew yourself; it is good for a day at most',
				},
				{
					name: 'Refresh Token',
					value: 'refreshToken',
					description: 'Does not expire; bearer tokens are fetched and renewed with it',
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
			description: 'The IdToken (or token) that Botlhale AI gave, with or without «Bearer» in front',
		},
		{
			displayName: 'Organisation ID',
			name: 'orgId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. BotlhaleAI999',
			description: 'Jobs belong to the organisation',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'options',
			options: [
				{
					name: 'Botlhale.tech',
					value: 'tech',
					description: 'The host api.botlhale.tech, of the documents of 2026',
				},
				{ name: 'Botlhale.xyz', value: 'xyz', description: 'The host api.botlhale.xyz, of most documents' },
				{ name: 'Own Base URL', value: 'custom', description: 'Another host, or a server for testing' },
			],
			default: 'xyz',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://dev.botlhale.xyz',
			displayOptions: { show: { host: ['custom'] } },
			description:
				'It must begin with https://, or with http:// on this machine. Tokens and recordings are sent there.',
		},
		{
			displayName: 'Token Endpoint',
			name: 'exchangePath',
			type: 'options',
			options: [
				{ name: '/auth/generate', value: 'authGenerate', description: 'Documents of 2025, sent as a form' },
				{ name: '/auth/generate (JSON)', value: 'authGenerateJson', description: 'Documents of 2026' },
				{ name: '/generate', value: 'generate', description: 'Examples of 2025' },
				{ name: '/generateAuthToken', value: 'generateAuthToken', description: 'Documents until 2024' },
				{ name: 'Automatic', value: 'auto', description: 'The first of these that gives a token' },
			],
			default: 'auto',
			displayOptions: { show: { authentication: ['refreshToken'] } },
			description: 'Where bearer tokens are fetched; Botlhale AI has published several places',
		},
		{
			displayName: 'Parameter Names',
			name: 'parameterNames',
			type: 'options',
			options: [
				{ name: 'New', value: 'snake', description: 'The names of 2025: org_id, language_code, …' },
				{ name: 'Old', value: 'old', description: 'The names until 2024: OrgID, LanguageCode, …' },
			],
			default: 'snake',
			description: 'How parameters are called. What is refused with 400 is asked again by the other names.',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls it without a session token, and once on 401. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.authentication === 'bearer') return {};
		const refreshToken = trimmedText(credentials.refreshToken);
		const baseUrl = baseUrlOf(credentials);
		const { token, expiresAt } = await sharedExchange(
			async (options) => {
				const answer: unknown = await this.helpers.httpRequest(options);
				return answer;
			},
			{ baseUrl, refreshToken, endpoint: trimmedText(credentials.exchangePath) || 'auto' },
		);
		// A token of less than ten minutes would else never be used.
		const usedUntil = Math.max(expiresAt - EARLY_MS, (Date.now() + expiresAt) / 2);
		return { sessionToken: bindToken(token, [baseUrl, refreshToken], usedUntil) };
	}

	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const token =
			credentials.authentication === 'bearer'
				? trimmedText(credentials.bearerToken).replace(/^bearer\s+/i, '')
				: readBoundToken(
						credentials.sessionToken,
						[baseUrlOf(credentials), trimmedText(credentials.refreshToken)],
						Date.now(),
					);
		// Without a token the vendor answers 401, and n8n fetches a new one.
		if (token === undefined || token === '') return requestOptions;
		const headers = { ...requestOptions.headers, Authorization: `Bearer ${token}` };
		return { ...requestOptions, headers };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.host === "custom" ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : $credentials.host === "tech" ? "https://api.botlhale.tech" : "https://api.botlhale.xyz" }}',
			url: '/asr/async/status',
			qs: {
				org_id: '={{ $credentials.orgId }}',
				OrgID: '={{ $credentials.orgId }}',
				filename: 'credential-test.wav',
				FileName: 'credential-test.wav',
			},
			disableFollowRedirect: true,
			// There is no call about the account. What a file that does not exist is answered with is not documented.
			ignoreHttpStatusErrors: { ignore: true, except: [401, 403, 500, 502, 503, 504] },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Botlhale AI refuses this token. Check that it is complete, active and of this host.',
				},
			},
		],
	};
}

/** The base URL as it was entered, without a slash at the end. */
export function baseUrlOf(credentials: ICredentialDataDecryptedObject): string {
	const host = trimmedText(credentials.host) || 'xyz';
	return HOSTS[host] ?? trimmedText(credentials.baseUrl).replace(/\/+$/, '');
}
