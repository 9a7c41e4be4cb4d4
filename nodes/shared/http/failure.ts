/**
 * What became of a request that got no success: surely not sent, surely not processed, or unknown. A create may be
 * sent again only after the first two; after the third it may exist already.
 */
export type Outcome = 'notSent' | 'notProcessed' | 'unknown';

/** A response that is no success. */
export interface StatusFailure {
	kind: 'status';
	status: number;
	/** Whether the vendor refuses for too many requests, where it does so by another status than 429. */
	limited?: boolean;
	/** Whether it answered a request for a token, which precedes the vendor's own. */
	ofToken?: boolean;
}

/** No response, by the code of Node.js, of n8n's HTTP client, or of this package. */
export interface NetworkFailure {
	kind: 'network';
	code: string;
	/** n8n's or Node.js's own words, where they say more than the code. */
	words?: string;
}

/** Why an attempt gave no usable response. */
export type Failure = StatusFailure | NetworkFailure;

/** Refused by n8n before it opened a connection, e.g. by its guard against internal addresses. */
export const REFUSED_BY_N8N = 'EN8NREFUSED';

/** Connections that were never made; a later attempt may succeed. */
const NOT_CONNECTED =
	/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)$/;

/** Connections that are never made, however often one tries: TLS, proxies, n8n's guards, invalid headers or URLs. */
const NEVER_CONNECTS =
	/^(ESTOPPED|EN8NREFUSED|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|CRL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|ERR_INVALID_(URL|CHAR|PROTOCOL|HTTP_TOKEN)|ERR_HTTP_INVALID_HEADER_VALUE|ERR_UNESCAPED_CHARACTERS|ERR_BAD_OPTION(_VALUE)?|ERR_NOT_SUPPORT|UNTRUSTED_CERT|PATH_LENGTH_EXCEEDED)$/;

/** Faults that come again however often one tries, after something was sent. */
const FINAL = new Set(['ERR_CANCELED', 'EREDIRECT', 'EBODYTOOLARGE', 'ENOENT']);

/** The file ended before its announced length, so that the request never was complete. */
const INCOMPLETE = new Set(['ENOENT', 'EREDIRECT']);

/** Statuses by which a gateway or the vendor says that it gave up waiting: the work behind may still go on. */
const GAVE_UP_WAITING = new Set([408, 504, 522, 524, 598, 599]);

/** Whether the same request may succeed later. RFC 9110, section 15: an unknown status counts as its class. */
export function isTransient(failure: Failure): boolean {
	if (failure.kind === 'network') return !FINAL.has(failure.code) && !NEVER_CONNECTS.test(failure.code);
	const { status, limited } = failure;
	return limited === true || status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Whether the vendor may have done what it was asked to. */
export function outcomeOf(failure: Failure): Outcome {
	if (failure.kind === 'network') {
		if (NOT_CONNECTED.test(failure.code) || NEVER_CONNECTS.test(failure.code)) return 'notSent';
		return INCOMPLETE.has(failure.code) ? 'notProcessed' : 'unknown';
	}
	const { status, limited, ofToken } = failure;
	if (ofToken === true || status === 407) return 'notSent';
	if (limited === true) return 'notProcessed';
	if (status === 408 || status >= 500 || status < 300) return 'unknown';
	return 'notProcessed';
}

/** Whether the work may still go on behind an outcome that is unknown, so that a look now proves nothing. */
export function mayStillRun(failure: Failure): boolean {
	return failure.kind === 'network' || GAVE_UP_WAITING.has(failure.status);
}
