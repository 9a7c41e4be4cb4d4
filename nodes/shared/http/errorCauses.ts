import { isRecord } from '../core/json';
import { REFUSED_BY_N8N, type NetworkFailure } from './failure';

/** Codes of n8n's HTTP client that name no cause. */
const WITHOUT_CAUSE = new Set(['ERR_BAD_RESPONSE', 'ERR_BAD_REQUEST', 'ERR_FR_TOO_MANY_REDIRECTS']);

/**
 * Why a request got no response, read from what n8n threw and its causes. What n8n refuses by itself, before its HTTP
 * client is called, carries no code of a network fault: its guards against internal addresses and other domains, a
 * credential that is missing.
 */
export function networkFailureOf(error: unknown): NetworkFailure {
	let isSent = false;
	for (const each of causes(error)) {
		if (each.name === 'CanceledError' || each.name === 'AbortError')
			return { kind: 'network', code: 'ERR_CANCELED' };
		if (typeof each.name === 'string' && each.name.startsWith('Ssrf')) return refusedByN8n(each);
		if (typeof each.code === 'string' && !WITHOUT_CAUSE.has(each.code)) return withWords(each.code, each);
		isSent ||= each.isAxiosError === true || isRecord(each.config);
	}
	return isSent ? { kind: 'network', code: 'EUNKNOWN' } : refusedByN8n(lastOf(error));
}

/** The reason of a code where it tells more than the code, e.g. of a certificate. */
function withWords(code: string, { message }: Record<string, unknown>): NetworkFailure {
	const tells = /CERT|UNABLE_TO|SELF_SIGNED|SSL|TLS|EPROTO|INVALID/.test(code) && typeof message === 'string';
	return { kind: 'network', code, ...(tells ? { words: shortened(message) } : {}) };
}

function refusedByN8n(error: Record<string, unknown>): NetworkFailure {
	const words = [error.message, error.description].filter((part): part is string => typeof part === 'string');
	return {
		kind: 'network',
		code: REFUSED_BY_N8N,
		...(words.length > 0 ? { words: shortened([...new Set(words)].join('. ')) } : {}),
	};
}

function shortened(text: string): string {
	return text.replace(/\s+/g, ' ').trim().slice(0, 500);
}

/** A response inside an error that n8n throws for a status, e.g. a 401 after which it tried to renew the token. */
export interface ThrownResponse {
	status: number;
	headers: unknown;
	body: unknown;
	/** Whether it answered the request for a token, not the vendor's own. */
	ofToken: boolean;
}

/** The response that n8n threw, if it threw one. */
export function thrownResponse(error: unknown): ThrownResponse | undefined {
	for (const each of causes(error)) {
		const response = each.response;
		if (isRecord(response) && typeof response.status === 'number') {
			const { status, headers, data } = response;
			return { status, headers, body: data, ofToken: each.isTokenError === true };
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
