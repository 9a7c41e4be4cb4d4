import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { checkedBaseUrl } from '../../nodes/shared/http/baseUrl';

/** Makes one HTTP request; n8n's helper. */
type Send = (options: IHttpRequestOptions) => Promise<unknown>;

export interface Exchange {
	baseUrl: string;
	refreshToken: string;
	/** A key of `ENDPOINTS`, or `auto`. */
	endpoint: string;
}

export interface BearerToken {
	token: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

interface Endpoint {
	path: string;
	field: string;
	json?: true;
}

/** Exchanges under way, so that many items at once ask for one token. */
const underWay = new Map<string, Promise<BearerToken>>();

/** `exchangeToken`, shared by all who ask for the same while it lasts. @throws TokenError */
export async function sharedExchange(send: Send, exchange: Exchange): Promise<BearerToken> {
	const key = JSON.stringify([exchange.baseUrl, exchange.refreshToken, exchange.endpoint]);
	const running = underWay.get(key) ?? exchangeToken(send, exchange, Date.now());
	underWay.set(key, running);
	try {
		return await running;
	} finally {
		underWay.delete(key);
	}
}

/** What Botlhale AI's documents say at different times. */
const ENDPOINTS: Record<string, Endpoint> = {
	authGenerate: { path: '/auth/generate', field: 'refresh_token' },
	authGenerateJson: { path: '/auth/generate', field: 'refresh_token', json: true },
	generateAuthToken: { path: '/generateAuthToken', field: 'REFRESH_TOKEN' },
	generate: { path: '/generate', field: 'refresh_token' },
};

/** «No such endpoint» or «not in this form»: another may do. */
const NOT_HERE = new Set([400, 404, 405, 415, 422, 501]);

/** What Amazon's API Gateway, whose words Botlhale AI uses elsewhere, says with 403 of a path that it does not have. */
const noRouteSchema = z.looseObject({ message: z.string().regex(/^missing authentication token$/i) });

const TIMEOUT_MS = 30_000;

/**
 * Fetches a bearer token for a refresh token; by `auto` from one published endpoint after the other until one
 * gives a token. `now` is epoch milliseconds.
 * @throws TokenError
 */
export async function exchangeToken(send: Send, exchange: Exchange, now: number): Promise<BearerToken> {
	if (exchange.refreshToken === '') {
		throw new TokenError(401, 'The credential has no refresh token.', 'token_missing');
	}
	const baseUrl = checked(exchange.baseUrl);
	let refused: TokenError | undefined;
	for (const endpoint of candidates(exchange)) {
		const { status, body, headers } = await ask(send, baseUrl, endpoint, exchange.refreshToken);
		const token = status >= 200 && status < 300 ? readToken(body, now) : undefined;
		if (token) return token;
		const failure = errorOf(status, body, endpoint.path, headers);
		// What an endpoint says that exists tells more than that another one does not.
		if (refused === undefined || refused.response.status === 404 || refused.response.status === 405) {
			refused = failure;
		}
		if (!NOT_HERE.has(status) && status >= 300) break;
	}
	throw refused ?? new TokenError(400, `There is no token endpoint «${exchange.endpoint}».`, 'token_refused');
}

function candidates({ baseUrl, endpoint }: Exchange): Endpoint[] {
	const { authGenerate, authGenerateJson, generateAuthToken, generate } = ENDPOINTS;
	const all =
		endpoint !== 'auto'
			? [ENDPOINTS[endpoint]]
			: /\.tech(:\d+)?$/i.test(baseUrl)
				? [authGenerateJson, authGenerate, generateAuthToken, generate]
				: [authGenerate, generateAuthToken, authGenerateJson, generate];
	return all.filter((each) => each !== undefined);
}

function checked(baseUrl: string): string {
	let why = '';
	try {
		return checkedBaseUrl(baseUrl);
	} catch (error) {
		why = error instanceof Error ? error.message : String(error);
	}
	throw new TokenError(400, why, 'token_refused');
}

async function ask(
	send: Send,
	baseUrl: string,
	{ path, field, json }: Endpoint,
	refreshToken: string,
): Promise<{ status: number; body: unknown; headers: IDataObject }> {
	const [answer] = await Promise.allSettled([
		send({
			method: 'POST',
			url: `${baseUrl}${path}`,
			headers: {
				Accept: 'application/json',
				'Content-Type': json === true ? 'application/json' : 'application/x-www-form-urlencoded',
			},
			body:
				json === true
					? JSON.stringify({ [field]: refreshToken })
					: new URLSearchParams({ [field]: refreshToken }).toString(),
			encoding: 'text',
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		}),
	]);
	const response = answer.status === 'fulfilled' ? responseSchema.safeParse(answer.value) : undefined;
	// A status that passes, so that the request is repeated.
	if (!response?.success)
		throw new TokenError(503, 'The token could not be fetched: no answer.', 'token_unreachable');
	const { statusCode, headers } = response.data;
	const answered = parsed(response.data.body);
	const isNoRoute = statusCode === 403 && noRouteSchema.safeParse(answered).success;
	const retryAfter = headers?.['retry-after'];
	return {
		status: isNoRoute ? 404 : statusCode,
		body: answered,
		headers: typeof retryAfter === 'string' ? { 'retry-after': retryAfter } : {},
	};
}

const responseSchema = z.looseObject({
	statusCode: z.number(),
	body: z.unknown(),
	headers: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		const value: unknown = JSON.parse(body);
		return value;
	} catch {
		return body;
	}
}

const text = z.string().trim().min(1).optional().catch(undefined);
const seconds = z.coerce.number().positive().optional().catch(undefined);

const tokenSchema = z.looseObject({
	AuthenticationResult: z
		.looseObject({ IdToken: text, AccessToken: text, ExpiresIn: seconds })
		.optional()
		.catch(undefined),
	IdToken: text,
	token: text,
	ExpiresIn: seconds,
	expires: seconds,
});

/** The bearer of an answer in any published form: an Amazon Cognito result, or `{ token, expires }`. */
export function readToken(body: unknown, now: number): BearerToken | undefined {
	const answer = tokenSchema.safeParse(body);
	if (!answer.success) return undefined;
	const { AuthenticationResult: result, IdToken, token, ExpiresIn, expires } = answer.data;
	const bearer = result?.IdToken ?? IdToken ?? token ?? result?.AccessToken;
	if (bearer === undefined) return undefined;
	const lifetime = result?.ExpiresIn ?? ExpiresIn ?? expires;
	const expiresAt = lifetime === undefined ? (endOfJwt(bearer) ?? now + 3600_000) : now + lifetime * 1000;
	return { token: bearer, expiresAt };
}

/** `exp` of a JWT in epoch milliseconds; it is read, not verified. */
function endOfJwt(token: string): number | undefined {
	const payload = parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
	const claims = z.looseObject({ exp: z.number() }).safeParse(payload);
	return claims.success ? claims.data.exp * 1000 : undefined;
}

function errorOf(status: number, body: unknown, path: string, headers: IDataObject): TokenError {
	const said = z
		.looseObject({ message: z.string() })
		.or(z.looseObject({ error: z.looseObject({ message: z.string() }) }))
		.or(z.looseObject({ error: z.string() }))
		.safeParse(body);
	const why = said.success ? wordsOf(said.data) : '';
	const refused = status === 401 || status === 403 ? 'The refresh token is refused. ' : '';
	const what = `${refused}No bearer token from ${path} (${status}${why === '' ? '' : `: ${why}`})`;
	if (status === 429 || status >= 500) return new TokenError(status, what, 'token_unreachable', headers);
	// n8n would take 401 for an expired token and ask a second time.
	return new TokenError(status === 401 || status < 400 ? 403 : status, what, 'token_refused');
}

function wordsOf(body: object): string {
	const error: unknown = Reflect.get(body, 'error');
	const message: unknown = Reflect.get(body, 'message');
	if (typeof message === 'string') return message.slice(0, 200);
	if (typeof error === 'string') return error.slice(0, 200);
	return typeof error === 'object' && error !== null ? wordsOf(error) : '';
}

/** A token that was not given, in the form of an HTTP error, which is how n8n and the node's client read it. */
export class TokenError extends Error {
	/** Tells this response from one of the vendor's API: the request that needed the token was not sent. */
	readonly isTokenError = true;

	readonly response: { status: number; statusText: string; headers: IDataObject; data: string };

	constructor(
		status: number,
		message: string,
		code: 'token_missing' | 'token_refused' | 'token_unreachable',
		headers: IDataObject = {},
	) {
		super(message);
		this.response = {
			status,
			statusText: message,
			headers,
			data: JSON.stringify({ error: { code, message } }),
		};
	}
}
