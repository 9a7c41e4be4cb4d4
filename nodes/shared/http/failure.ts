import { FILE_CUT, FILE_NOT_OPENED } from './fileError';

/**
 * The outcome of a request without a successful response: it was not sent, it was sent but not processed, or this is
 * unknown. A create may be retried after the first two only; after the third, the job may already exist.
 */
export type Outcome = 'notSent' | 'notProcessed' | 'unknown';

/** A response with an error status. */
export interface StatusFailure {
	kind: 'status';
	status: number;
	/** Whether the vendor rejects too many requests with this status instead of 429. */
	rateLimited?: boolean;
	/** Whether it is the response to the token request that n8n sends before the vendor's own request. */
	fromTokenRequest?: boolean;
}

/** An attempt without a response, with the error code of Node.js, n8n's HTTP client or this package. */
export interface NetworkFailure {
	kind: 'network';
	code: string;
	/** The message of n8n or Node.js, if it says more than the code. */
	detail?: string;
}

/** Why an attempt returned no usable response. */
export type Failure = StatusFailure | NetworkFailure;

/** n8n rejected the request before it opened a connection, e.g. because of an internal address. */
export const REJECTED_BY_N8N = 'EN8NREFUSED';

/** No connection was made; a later attempt may succeed. */
const NOT_CONNECTED =
	/^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ERR_SOCKET_CONNECTION_TIMEOUT|UND_ERR_CONNECT_TIMEOUT)$/;

/** No connection can be made, and retries do not help: TLS, proxies, n8n's own checks, invalid headers or URLs. */
const CANNOT_CONNECT =
	/^(ESTOPPED|EN8NREFUSED|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|CRL_\w+|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|ERR_INVALID_(URL|CHAR|PROTOCOL|HTTP_TOKEN)|ERR_HTTP_INVALID_HEADER_VALUE|ERR_UNESCAPED_CHARACTERS|ERR_BAD_OPTION(_VALUE)?|ERR_NOT_SUPPORT|UNTRUSTED_CERT|PATH_LENGTH_EXCEEDED)$/;

/** Permanent errors after something was sent. */
const PERMANENT = new Set(['ERR_CANCELED', 'EREDIRECT', 'EBODYTOOLARGE', 'ENOENT', FILE_NOT_OPENED]);

/** The vendor did not receive the complete request, e.g. because the file to upload no longer exists. */
const INCOMPLETE = new Set(['ENOENT', 'EREDIRECT', FILE_NOT_OPENED, FILE_CUT]);

/** A gateway or the vendor reports a timeout: the request may still be in progress behind it. */
const TIMEOUT_STATUSES = new Set([408, 504, 522, 524, 598, 599]);

/** Whether the same request may succeed later. RFC 9110, section 15: an unknown status counts as its class. */
export function isTransient(failure: Failure): boolean {
	if (failure.kind === 'network') return !PERMANENT.has(failure.code) && !CANNOT_CONNECT.test(failure.code);
	const { status, rateLimited } = failure;
	return rateLimited === true || status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Whether the vendor may have processed the request. */
export function outcomeOf(failure: Failure): Outcome {
	if (failure.kind === 'network') {
		if (NOT_CONNECTED.test(failure.code) || CANNOT_CONNECT.test(failure.code)) return 'notSent';
		return INCOMPLETE.has(failure.code) ? 'notProcessed' : 'unknown';
	}
	const { status, rateLimited, fromTokenRequest } = failure;
	if (fromTokenRequest === true || status === 407) return 'notSent';
	if (rateLimited === true) return 'notProcessed';
	if (status === 408 || status >= 500 || status < 300) return 'unknown';
	return 'notProcessed';
}

/** Whether a request with an unknown outcome may still be in progress, so that checking for its result proves nothing. */
export function mayStillRun(failure: Failure): boolean {
	return failure.kind === 'network' || TIMEOUT_STATUSES.has(failure.status);
}
