import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { exchangeToken, readToken, TokenError } from '../../../credentials/Botlhale/tokenExchange';
import { readBoundToken, bindToken } from '../../../nodes/shared/http/boundToken';

const FIXTURES = join(__dirname, '..', '..', 'fixtures', 'botlhale');
const sample = (name: string): unknown => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
const NOW = Date.UTC(2026, 2, 2, 3, 15, 31);
/** The `exp` of the JWT in the samples. */
const JWT_END = 1_772_507_731_000;

describe('disagreements 4 and 5: the response and the lifetime of the token', () => {
	it.each([
		['auth.generateAuthToken.200.json', NOW + 86_400_000],
		['auth.generateAuthToken.200.legacy.json', NOW + 3_600_000],
		['auth.generate.200.cognito.json', NOW + 86_400_000],
		['auth.generate.200.token.json', NOW + 86_400_000],
		['auth.generate.200.token-expires-0.json', JWT_END],
	])('%s', (file, expiresAt) => {
		expect(readToken(sample(file), NOW)).toEqual({
			token: expect.stringMatching(/^eyJ.*\.c2lnbmF0dXJl$/),
			expiresAt,
		});
	});

	it.each<[string, unknown, { token: string; expiresAt: number } | undefined]>([
		[
			'IdToken before AccessToken',
			{ AuthenticationResult: { AccessToken: 'a', IdToken: 'i', ExpiresIn: 60 } },
			{ token: 'i', expiresAt: NOW + 60_000 },
		],
		[
			'AccessToken for want of better',
			{ AuthenticationResult: { AccessToken: 'a' } },
			{ token: 'a', expiresAt: NOW + 3_600_000 },
		],
		['a bare IdToken', { IdToken: 'i', ExpiresIn: '120' }, { token: 'i', expiresAt: NOW + 120_000 }],
		['a token only', { token: 't' }, { token: 't', expiresAt: NOW + 3_600_000 }],
		['nonsense as lifetime', { token: 't', expires: 'soon' }, { token: 't', expiresAt: NOW + 3_600_000 }],
		['an empty token', { token: '' }, undefined],
		['an error', { message: 'no' }, undefined],
		['text', 'Not Found', undefined],
	])('%s', (_what, body, expected) => {
		expect(readToken(body, NOW)).toEqual(expected);
	});
});

interface Answer {
	statusCode: number;
	body: string;
	headers?: Record<string, string>;
}

const TOKEN: Answer = { statusCode: 200, body: '{"token":"t","expires":60}' };

/** Responses by path and encoding, e.g. `/auth/generate json`; records the requests. */
function server(answers: Record<string, Answer | 'down'>) {
	const asked: string[] = [];
	const send = async ({ url, body, headers }: IHttpRequestOptions): Promise<unknown> => {
		const type = headers?.['Content-Type'];
		const encoding = type === undefined ? ' multipart' : type === 'application/json' ? ' json' : '';
		const key = `${new URL(url).pathname}${encoding}`;
		const sent = body instanceof FormData ? JSON.stringify([...body.entries()]) : body;
		asked.push(`${key} ${typeof sent === 'string' ? sent : ''}`);
		const answer = answers[key] ?? { statusCode: 404, body: '' };
		if (answer === 'down') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
		return await Promise.resolve(answer);
	};
	return { asked, send };
}

const exchange = { baseUrl: 'https://api.botlhale.xyz', refreshToken: 'r+/=', endpoint: 'auto' };

describe('disagreements 2, 3 and 6: path, field and encoding of the token request', () => {
	it.each<[string, string, string]>([
		['authGenerate', '/auth/generate', '/auth/generate refresh_token=r%2B%2F%3D'],
		['generateAuthToken', '/generateAuthToken', '/generateAuthToken REFRESH_TOKEN=r%2B%2F%3D'],
		['generate', '/generate', '/generate refresh_token=r%2B%2F%3D'],
		['authGenerateJson', '/auth/generate json', '/auth/generate json {"refresh_token":"r+/="}'],
	])('%s', async (endpoint, path, request) => {
		const { asked, send } = server({ [path]: TOKEN });
		expect(await exchangeToken(send, { ...exchange, endpoint }, NOW)).toEqual({
			token: 't',
			expiresAt: NOW + 60_000,
		});
		expect(asked).toEqual([request]);
	});

	it.each<[string, string, Record<string, Answer | 'down'>, string[]]>([
		['.xyz, first', exchange.baseUrl, { '/auth/generate': TOKEN }, ['/auth/generate']],
		[
			'.xyz, old endpoint only',
			exchange.baseUrl,
			{ '/auth/generate': { statusCode: 405, body: '' }, '/generateAuthToken': TOKEN },
			['/auth/generate', '/generateAuthToken'],
		],
		[
			'.xyz, form not understood',
			exchange.baseUrl,
			{ '/auth/generate': { statusCode: 415, body: '' }, '/auth/generate json': TOKEN },
			['/auth/generate', '/auth/generate multipart', '/generateAuthToken', '/auth/generate json'],
		],
		[
			'.xyz, multipart only',
			exchange.baseUrl,
			{
				'/auth/generate': { statusCode: 400, body: '{"message":"Please provide refresh_token"}' },
				'/auth/generate multipart': TOKEN,
			},
			['/auth/generate', '/auth/generate multipart'],
		],
		[
			'.xyz, the old endpoint, multipart only',
			exchange.baseUrl,
			{ '/generateAuthToken': { statusCode: 400, body: '' }, '/generateAuthToken multipart': TOKEN },
			['/auth/generate', '/generateAuthToken', '/generateAuthToken multipart'],
		],
		[
			'.xyz, the examples’ path',
			exchange.baseUrl,
			{ '/generate': TOKEN },
			['/auth/generate', '/generateAuthToken', '/auth/generate json', '/generate'],
		],
		[
			'.tech, JSON first',
			'https://api.botlhale.tech',
			{ '/auth/generate json': TOKEN },
			['/auth/generate json'],
		],
		[
			'a success without a token',
			exchange.baseUrl,
			{ '/auth/generate': { statusCode: 200, body: '<html>' }, '/generateAuthToken': TOKEN },
			['/auth/generate', '/generateAuthToken'],
		],
	])('auto: %s', async (_what, baseUrl, answers, paths) => {
		const { asked, send } = server(answers);
		expect(await exchangeToken(send, { ...exchange, baseUrl }, NOW)).toMatchObject({ token: 't' });
		expect(asked.map((request) => request.replace(/ [^ ]*$/, ''))).toEqual(paths);
	});
});

describe('a token that is not issued', () => {
	const failure = async (answers: Record<string, Answer | 'down'>, more = {}) => {
		const { asked, send } = server(answers);
		const [result] = await Promise.allSettled([exchangeToken(send, { ...exchange, ...more }, NOW)]);
		if (result.status === 'fulfilled' || !(result.reason instanceof TokenError))
			throw new Error('no TokenError');
		return { ...result.reason.response, asked: asked.length };
	};

	it.each<[string, Record<string, Answer | 'down'>, number, RegExp, number]>([
		// A 401 would make n8n request a token again.
		[
			'refused',
			{ '/auth/generate': { statusCode: 401, body: '{"message":"Bad token"}' } },
			403,
			/rejected, because \/auth\/generate returned 401: Bad token/,
			1,
		],
		['unknown everywhere', {}, 403, /returned 404/, 4],
		[
			'refused with 400 everywhere else unknown',
			{ '/auth/generate': { statusCode: 400, body: '{"error":{"message":"revoked"}}' } },
			403,
			/400: revoked/,
			4,
		],
		['down', { '/auth/generate': 'down' }, 503, /did not respond/, 1],
		['too slow', { '/auth/generate': { statusCode: 408, body: '' } }, 408, /408/, 1],
		[
			'in trouble, so that other endpoints say nothing',
			{
				'/auth/generate': { statusCode: 501, body: '' },
				'/generateAuthToken': { statusCode: 401, body: '' },
			},
			501,
			/\/auth\/generate returned 501/,
			2,
		],
		['in trouble', { '/auth/generate': { statusCode: 502, body: '<html>' } }, 502, /502/, 1],
		[
			'too many',
			{ '/auth/generate': { statusCode: 429, body: '{"message":"Too Many Requests"}' } },
			429,
			/429/,
			1,
		],
	])('%s', async (_what, answers, status, message, asked) => {
		const answer = await failure(answers);
		expect(answer).toMatchObject({ status, statusText: expect.stringMatching(message), asked });
		expect(answer.data).not.toContain('r+/=');
	});

	it('results in an error with the time that the endpoint asks to wait, which says that the request itself was not sent', async () => {
		const { send } = server({
			'/auth/generate': { statusCode: 429, body: '', headers: { 'retry-after': '7' } },
		});
		const [result] = await Promise.allSettled([exchangeToken(send, exchange, NOW)]);
		expect(result).toMatchObject({
			reason: { isTokenError: true, response: { status: 429, headers: { 'retry-after': '7' } } },
		});
	});

	it('shows no part of the refresh token if its request is never sent', async () => {
		const refused = Object.assign(new Error(`${'x'.repeat(497)}refresh-token-0123`), { code: 'EPROTO' });
		const exchange = {
			baseUrl: 'https://stt.example.com',
			refreshToken: 'refresh-token-0123',
			endpoint: 'auto',
		};
		const request = exchangeToken(async () => await Promise.reject(refused), exchange, NOW);
		await expect(request).rejects.toMatchObject({ code: 'EPROTO', message: `${'x'.repeat(497)}***` });
	});

	it('is not requested without a refresh token or with an invalid URL', async () => {
		expect(await failure({}, { refreshToken: '' })).toMatchObject({ status: 403, asked: 0 });
		expect(await failure({}, { baseUrl: 'http://api.botlhale.xyz' })).toMatchObject({
			status: 403,
			statusText: expect.stringContaining('https://'),
			asked: 0,
		});
	});
});

describe('a stored token', () => {
	const owner = ['https://api.botlhale.xyz', 'refresh'];
	const sealed = bindToken('a.b.c', owner, NOW + 10_000);

	it('is used by its owner until it expires', () => {
		expect(readBoundToken(sealed, owner, NOW)).toBe('a.b.c');
		expect(readBoundToken(sealed, owner, NOW + 10_000)).toBeUndefined();
	});

	it('is not used with another refresh token or host, nor if it is not a token', () => {
		expect(readBoundToken(sealed, [owner[0] ?? '', 'other'], NOW)).toBeUndefined();
		expect(readBoundToken(sealed, ['https://api.botlhale.tech', 'refresh'], NOW)).toBeUndefined();
		for (const other of ['', 'a.b.c', undefined, 5, sealed.replace(/a\.b\.c$/, '')]) {
			expect(readBoundToken(other, owner, NOW)).toBeUndefined();
		}
		expect(sealed).not.toContain('refresh');
	});
});

describe('a response that ends before its token', () => {
	it.each([
		['another endpoint rejects the token', '{"tok', { statusCode: 401, body: '' }],
		['there is no other endpoint', '{"tok', { statusCode: 404, body: '' }],
		['nothing of the body arrived', '', { statusCode: 401, body: '' }],
	])('is a temporary error if %s', async (_what, body, other) => {
		const { send } = server({
			'/auth/generate': { statusCode: 200, body },
			'/generateAuthToken': other,
		});
		const [result] = await Promise.allSettled([exchangeToken(send, exchange, NOW)]);
		expect(result).toMatchObject({
			reason: { message: 'No bearer token, because /auth/generate returned an incomplete response' },
		});
		expect(result).toMatchObject({ reason: { response: { status: 503 } } });
	});
});
