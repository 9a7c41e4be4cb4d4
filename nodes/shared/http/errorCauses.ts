import { isRecord } from '../core/json';
import { oneLine } from '../core/oneLine';
import { REJECTED_BY_N8N, type NetworkFailure } from './failure';
import { FILE_CUT, FILE_NOT_OPENED } from './fileError';
import { maskSecrets, type Secret } from './maskSecrets';

/** Codes of n8n's HTTP client that do not name a cause. */
const WITHOUT_CAUSE = new Set(['ERR_BAD_RESPONSE', 'ERR_BAD_REQUEST', 'ERR_FR_TOO_MANY_REDIRECTS']);

/** Codes whose messages are those of n8n's storage. */
const FILE_CODES: ReadonlySet<string> = new Set([FILE_NOT_OPENED, FILE_CUT]);

/** Maximum length of a cause in a message. */
const MOST_CHARACTERS = 500;

/**
 * Why a request got no response, from the error that n8n threw and its causes. An error has no network error code if n8n
 * rejects the request before it calls its HTTP client: because of an internal address, a domain that is not allowed, or
 * a missing credential.
 * @param secrets what its words must not show
 */
export function networkFailureOf(error: unknown, secrets: readonly Secret[]): NetworkFailure {
	const failure = unmaskedFailureOf(error);
	const { detail } = failure;
	// Masked first, because a cut would leave a part of a secret.
	return detail === undefined
		? failure
		: { ...failure, detail: oneLine(maskSecrets(detail, secrets)).slice(0, MOST_CHARACTERS) };
}

function unmaskedFailureOf(error: unknown): NetworkFailure {
	let isSent = false;
	for (const each of causes(error)) {
		if (each.name === 'CanceledError' || each.name === 'AbortError')
			return { kind: 'network', code: 'ERR_CANCELED' };
		if (typeof each.name === 'string' && each.name.startsWith('Ssrf')) return rejectedByN8n(each);
		if (typeof each.code === 'string' && !WITHOUT_CAUSE.has(each.code)) return withDetail(each.code, each);
		isSent ||= each.isAxiosError === true || isRecord(each.config);
	}
	return isSent ? { kind: 'network', code: 'EUNKNOWN' } : rejectedByN8n(lastOf(error));
}

/** Adds the message of the error if it says more than the code, e.g. about a certificate. */
function withDetail(code: string, { message }: Record<string, unknown>): NetworkFailure {
	const isUseful =
		(code === REJECTED_BY_N8N ||
			FILE_CODES.has(code) ||
			/CERT|UNABLE_TO|SELF_SIGNED|SSL|TLS|EPROTO|INVALID/.test(code)) &&
		typeof message === 'string';
	return { kind: 'network', code, ...(isUseful ? { detail: message } : {}) };
}

function rejectedByN8n(error: Record<string, unknown>): NetworkFailure {
	const parts = [error.message, error.description].filter((part): part is string => typeof part === 'string');
	return {
		kind: 'network',
		code: REJECTED_BY_N8N,
		...(parts.length > 0 ? { detail: [...new Set(parts)].join('. ') } : {}),
	};
}

/** The response in an error that n8n throws for a status, e.g. for a 401 after it tried to renew the token. */
export interface ThrownResponse {
	status: number;
	headers: unknown;
	body: unknown;
	/** Whether it is the response to the token request that n8n sends before the vendor's own request. */
	fromTokenRequest: boolean;
}

/** The response in an error that n8n threw; `undefined` if it contains none. */
export function thrownResponse(error: unknown): ThrownResponse | undefined {
	for (const each of causes(error)) {
		const response = each.response;
		if (isRecord(response) && typeof response.status === 'number') {
			const { status, headers, data } = response;
			return { status, headers, body: data, fromTokenRequest: each.isTokenError === true };
		}
	}
	return undefined;
}

function* causes(error: unknown): Generator<Record<string, unknown>> {
	let each = error;
	for (let depth = 0; depth < 5 && isRecord(each); depth += 1) {
		yield each;
		each = each.cause ?? each.errorResponse;
	}
}

function lastOf(error: unknown): Record<string, unknown> {
	return [...causes(error)].at(-1) ?? {};
}
