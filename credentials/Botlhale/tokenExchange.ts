import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { checkedBaseUrl } from '../../nodes/shared/http/baseUrl';
import { networkFailureOf } from '../../nodes/shared/http/errorCauses';
import { isTransient, outcomeOf, type NetworkFailure } from '../../nodes/shared/http/failure';
import { secretsOf } from '../../nodes/shared/http/maskSecrets';
import { multipart } from '../../nodes/shared/http/multipart';
import { withTimeout } from '../../nodes/shared/n8n/pause';

/** Sends one HTTP request; n8n's helper. */
type Send = (options: IHttpRequestOptions) => Promise<unknown>;

export interface Exchange {
	baseUrl: string;
	refreshToken: string;
	/** A key of `ENDPOINTS`, or `auto`. */
	endpoint: string;
}

export interface BearerToken {
	token: string;
	/** Milliseconds since 1970. */
	expiresAt: number;
}

/** Exchanges in progress, so that concurrent items share one token. */
const inProgress = new Map<string, Promise<BearerToken>>();

/** `exchangeToken`, shared by all concurrent calls with the same arguments. @throws TokenError, UnsentError */
export async function sharedExchange(send: Send, exchange: Exchange): Promise<BearerToken> {
	const key = JSON.stringify([exchange.baseUrl, exchange.refreshToken, exchange.endpoint]);
	const running = inProgress.get(key) ?? exchangeToken(send, exchange, Date.now());
	inProgress.set(key, running);
	try {
		return await running;
	} finally {
		inProgress.delete(key);
	}
}

type Encoding = 'urlencoded' | 'multipart' | 'json';

interface Endpoint {
	path: string;
	field: string;
	/** In the order in which they are tried. */
	encodings: readonly Encoding[];
}

/** Botlhale AI's documents use both encodings of a form. */
const FORM = ['urlencoded', 'multipart'] as const;

/** The endpoints in Botlhale AI's documents of different years. */
const ENDPOINTS = {
	authGenerate: { path: '/auth/generate', field: 'refresh_token', encodings: FORM },
	authGenerateJson: { path: '/auth/generate', field: 'refresh_token', encodings: ['json'] },
	generateAuthToken: { path: '/generateAuthToken', field: 'REFRESH_TOKEN', encodings: FORM },
	generate: { path: '/generate', field: 'refresh_token', encodings: FORM },
} as const satisfies Record<string, Endpoint>;

/** Statuses of an endpoint that does not exist, or requires another form of the request. */
const TRY_NEXT = new Set([400, 404, 405, 415, 422, 501]);

/** Statuses after which, unless a value is wrong, the other encoding of a form may be accepted; after 415 always. */
const OTHER_ENCODING = new Set([400, 422]);

/** The 403 of Amazon's API Gateway for an unknown path; Botlhale AI returns other messages of that gateway. */
const noRouteSchema = z.lazy(() =>
	z.looseObject({ message: z.string().regex(/^missing authentication token$/i) }),
);

/** n8n does not pass the timeout of the node to a credential. */
const TIMEOUT_MS = 30_000;

/** n8n's client never returns if the response is 101, and all items wait for the same exchange. */
const LATEST_MS = TIMEOUT_MS + 5_000;

/**
 * Gets a bearer token for a refresh token; with `auto` from the first documented endpoint that returns one. `now` is in
 * milliseconds since 1970.
 * @throws TokenError, UnsentError
 */
export async function exchangeToken(send: Send, exchange: Exchange, now: number): Promise<BearerToken> {
	const { refreshToken } = exchange;
	if (refreshToken === '') throw refused('The credential has no refresh token', 'token_missing');
	const baseUrl = checked(exchange.baseUrl);
	const rejections: Rejection[] = [];
	for (const endpoint of endpointsFor(exchange)) {
		for (const encoding of endpoint.encodings) {
			const { status, body, retryAfter } = await ask(send, baseUrl, endpoint, encoding, refreshToken);
			const token = status >= 200 && status < 300 ? readToken(body, now) : undefined;
			if (token) return token;
			const rejection = { status, body, retryAfter, path: endpoint.path };
			if (!TRY_NEXT.has(status) && status >= 300) {
				// An endpoint with a temporary error may be the right one, and this one another.
				throw errorOf(rejections.find(isTemporary) ?? rejection);
			}
			rejections.push(rejection);
			if (status !== 415 && (!OTHER_ENCODING.has(status) || !isAboutForm(body))) break;
		}
	}
	// An endpoint that exists says more than one that does not.
	const telling =
		rejections.find(isTemporary) ??
		rejections.find(({ status }) => status !== 404 && status !== 405) ??
		rejections[0];
	throw telling
		? errorOf(telling)
		: refused(`There is no token endpoint "${exchange.endpoint}"`, 'token_refused');
}

const isTemporary = (rejection: Rejection): boolean => rejection.status >= 500 || isIncomplete(rejection);

/** Whether a connection ended within a response that would have had a token. */
function isIncomplete({ status, body }: Rejection): boolean {
	return status >= 200 && status < 300 && typeof body === 'string' && /^\s*(?:\{|$)/.test(body);
}

function endpointsFor({ baseUrl, endpoint }: Exchange): Endpoint[] {
	const { authGenerate, authGenerateJson, generateAuthToken, generate } = ENDPOINTS;
	const chosen = Object.entries(ENDPOINTS).flatMap(([name, each]) => (name === endpoint ? [each] : []));
	if (endpoint !== 'auto') return chosen;
	return /\.tech(:\d+)?$/i.test(baseUrl)
		? [authGenerateJson, authGenerate, generateAuthToken, generate]
		: [authGenerate, generateAuthToken, authGenerateJson, generate];
}

/** Whether the endpoint may not have found the refresh token in the request, rather than rejected it. */
function isAboutForm(body: unknown): boolean {
	const message = messageIn(body);
	return message === '' || /missing|required|provide|media type|content.type|bad request/i.test(message);
}

function checked(baseUrl: string): string {
	try {
		return checkedBaseUrl(baseUrl);
	} catch (error) {
		throw refused(error instanceof Error ? error.message : String(error), 'token_refused');
	}
}

interface TokenResponse {
	status: number;
	body: unknown;
	retryAfter: string | undefined;
}

interface Rejection extends TokenResponse {
	path: string;
}

async function ask(
	send: Send,
	baseUrl: string,
	{ path, field }: Endpoint,
	encoding: Encoding,
	refreshToken: string,
): Promise<TokenResponse> {
	const sending = send({
		method: 'POST',
		url: `${baseUrl}${path}`,
		...(await encoded(encoding, { [field]: refreshToken })),
		encoding: 'text',
		timeout: TIMEOUT_MS,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	const [sent] = await Promise.allSettled([withTimeout(sending, LATEST_MS)]);
	if (sent.status === 'rejected')
		throw withoutResponse(networkFailureOf(sent.reason, secretsOf({ refreshToken }, ['refreshToken'])));
	const response = responseSchema.safeParse(sent.value);
	if (!response.success) {
		throw unreachable();
	}
	const { statusCode, headers } = response.data;
	const body = parsed(response.data.body);
	const isNoRoute = statusCode === 403 && noRouteSchema.safeParse(body).success;
	return { status: isNoRoute ? 404 : statusCode, body, retryAfter: headers?.['retry-after'] };
}

/** A connection that is never made has a reason of its own, e.g. a certificate; all others may be made later. */
function withoutResponse(failure: NetworkFailure): Error {
	const isFinal = outcomeOf(failure) === 'notSent' && !isTransient(failure);
	return isFinal ? new UnsentError(failure) : unreachable();
}

function unreachable(): TokenError {
	return new TokenError(503, 'Botlhale AI did not respond to the request for a token', 'token_unreachable');
}

async function encoded(
	encoding: Encoding,
	fields: Record<string, string>,
): Promise<Pick<IHttpRequestOptions, 'headers' | 'body'>> {
	const Accept = 'application/json';
	if (encoding === 'multipart') {
		const parts = Object.entries(fields).map(([name, value]) => ({ name, value }));
		return { headers: { Accept }, body: await multipart(parts).create() };
	}
	return encoding === 'json'
		? { headers: { Accept, 'Content-Type': 'application/json' }, body: JSON.stringify(fields) }
		: {
				headers: { Accept, 'Content-Type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams(fields).toString(),
			};
}

const responseSchema = z.lazy(() =>
	z.looseObject({
		statusCode: z.number(),
		headers: z
			.looseObject({ 'retry-after': z.string().optional().catch(undefined) })
			.optional()
			.catch(undefined),
		body: z.unknown(),
	}),
);

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		const value: unknown = JSON.parse(body);
		return value;
	} catch {
		return body;
	}
}

const text = z.lazy(() => z.string().trim().min(1).optional().catch(undefined));
const seconds = z.lazy(() => z.coerce.number().positive().optional().catch(undefined));

const tokenSchema = z.lazy(() =>
	z.looseObject({
		AuthenticationResult: z
			.looseObject({ IdToken: text, AccessToken: text, ExpiresIn: seconds })
			.optional()
			.catch(undefined),
		IdToken: text,
		token: text,
		ExpiresIn: seconds,
		expires: seconds,
	}),
);

/** The bearer token in a response of any documented form: an Amazon Cognito result, or `{ token, expires }`. */
export function readToken(body: unknown, now: number): BearerToken | undefined {
	const response = tokenSchema.safeParse(body);
	if (!response.success) return undefined;
	const { AuthenticationResult: result, IdToken, token, ExpiresIn, expires } = response.data;
	const bearer = result?.IdToken ?? IdToken ?? token ?? result?.AccessToken;
	if (bearer === undefined) return undefined;
	const lifetime = result?.ExpiresIn ?? ExpiresIn ?? expires;
	const expiresAt = lifetime === undefined ? (endOfJwt(bearer) ?? now + 3600_000) : now + lifetime * 1000;
	return { token: bearer, expiresAt };
}

/** `exp` of a JWT in milliseconds since 1970; the signature is not verified. */
function endOfJwt(token: string): number | undefined {
	const payload = parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
	const claims = z.looseObject({ exp: z.number() }).safeParse(payload);
	return claims.success ? claims.data.exp * 1000 : undefined;
}

/** More of a message is not shown. */
const MAX_MESSAGE = 200;

function errorOf(rejection: Rejection): TokenError {
	const { status, body, path, retryAfter } = rejection;
	if (isIncomplete(rejection)) {
		const reason = `${path} returned an incomplete response`;
		return new TokenError(503, `No bearer token, because ${reason}`, 'token_unreachable');
	}
	const message = messageIn(body);
	const redirect = status >= 300 && status < 400 ? ' (a redirect, which is not followed)' : '';
	const reason = `${path} returned ${status}${redirect}${message === '' ? '' : `: ${message}`}`;
	if (isTransient({ kind: 'status', status })) {
		return new TokenError(status, `No bearer token, because ${reason}`, 'token_unreachable', retryAfter);
	}
	if (status === 407) return new TokenError(407, `No bearer token, because ${reason}`, 'proxy_refused');
	const isRejected = status === 401 || status === 403;
	return refused(
		isRejected ? `The refresh token was rejected, because ${reason}` : `No bearer token, because ${reason}`,
		'token_refused',
	);
}

const messageSchema = z.lazy(() =>
	z
		.looseObject({ message: z.string() })
		.transform(({ message }) => message)
		.or(z.looseObject({ error: z.string() }).transform(({ error }) => error))
		.or(
			z
				.looseObject({ error: z.looseObject({ message: z.string() }) })
				.transform(({ error }) => error.message),
		),
);

function messageIn(body: unknown): string {
	const message = messageSchema.safeParse(body);
	return message.success ? message.data.slice(0, MAX_MESSAGE) : '';
}

/** 403 whatever the status was: after 401, n8n would request a second token, and 400 and 404 mean something else. */
function refused(message: string, code: 'token_missing' | 'token_refused'): TokenError {
	return new TokenError(403, message, code);
}

const CHECK_TOKEN =
	'Check the refresh token, the host and the token endpoint. The token must be complete, active and issued for this host.';

const ADVICE = {
	token_missing: CHECK_TOKEN,
	token_refused: CHECK_TOKEN,
	token_unreachable: 'Check the host and whether n8n can reach the Internet, or try again later.',
	proxy_refused: 'The proxy that n8n uses requires a user name and a password in HTTPS_PROXY.',
};

/** A token that could not be obtained, as an HTTP error, which is the form that n8n and the node's client read. */
export class TokenError extends Error {
	/** Tells the node's client that its own request was not sent. */
	readonly isTokenError = true;

	readonly response: { status: number; statusText: string; headers: IDataObject; data: string };

	constructor(status: number, message: string, code: keyof typeof ADVICE, retryAfter?: string) {
		super(message);
		this.response = {
			status,
			// n8n shows it as the result of the credential test.
			statusText: `${message}. ${ADVICE[code]}`,
			headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
			data: JSON.stringify({ error: { code, message } }),
		};
	}
}

/**
 * Thrown instead of sending a request without a bearer token: n8n gets a new one after any 401, and then sends the
 * request with it. Without this, n8n would first send the request to the vendor, whose 401 n8n only recognises from
 * version 2.9 on if other statuses are ignored, and a file in its body would be consumed.
 */
export function noBearerToken(): TokenError {
	return new TokenError(401, 'The bearer token has expired', 'token_missing');
}

/** A request for a token that was not sent, as an error of the network. n8n's own has the refresh token in it. */
class UnsentError extends Error {
	readonly code: string;

	constructor({ code, detail }: NetworkFailure) {
		super(detail ?? code);
		this.code = code;
	}
}
