import { VendorError } from './explainedError';
import {
	isTransient,
	mayStillRun,
	outcomeOf,
	REJECTED_BY_N8N,
	type Failure,
	type NetworkFailure,
	type StatusFailure,
} from './failure';
import { FILE_CUT, FILE_NOT_OPENED } from './fileError';
import type { VendorHttp, VendorMessage } from './types';

/** What to do if the vendor rejects the values of a request. */
export const CHECK_VALUES = "Check the values of this node against the vendor's documentation.";

/** What to do if the vendor does not explain a status. */
const STATUS_ADVICE: Record<number, string> = {
	400: CHECK_VALUES,
	401: 'Check the key in the credential: it must be complete, active and belong to the selected region.',
	402: 'Check the balance and the plan of your account with the vendor.',
	403: 'The key is valid but not allowed to do this. Check its permissions, the plan and the region.',
	404: 'Check the ID. Jobs are only visible to the account and region that created them, and they expire.',
	407: 'The proxy that n8n uses requires a user name and a password. Add them to HTTPS_PROXY, e.g. http://user:password@proxy:8080.',
	408: 'The vendor took too long. Try again later.',
	409: 'The current state of the job does not allow this. Try again later.',
	410: 'The vendor has removed it. Transcribe the recording again.',
	413: 'The recording is too large to upload. Provide its URL instead, or compress it.',
	415: 'Convert the recording to a common format, e.g. WAV, MP3 or FLAC.',
	422: CHECK_VALUES,
	423: 'The job is still running. Wait until it finishes, or force the deletion where the operation offers it.',
	429: 'Too many requests. Lower "Concurrency" under "Options", or try again later.',
	500: "The vendor's server reported an error. Try again later.",
	502: "The vendor's gateway could not reach its server. Try again later.",
	503: 'The vendor is overloaded or in maintenance. Try again later.',
	504: "The vendor's gateway timed out. Try again later.",
};

/** What happened, for a response without words. */
const STATUS_MEANING: Record<number, string> = {
	401: 'the credential was rejected',
	402: 'the account does not cover the request',
	403: 'no permission',
	404: 'not found',
	407: 'the proxy requires a user name and a password',
	408: 'the request took too long',
	409: 'not possible in the current state',
	410: 'no longer available',
	413: 'the request is too large',
	415: 'the type of the file is not supported',
	423: 'locked',
	429: 'too many requests',
	502: 'the gateway could not reach the server',
	503: 'the service is not available',
	504: 'the gateway timed out',
};

/** The same for a status that is not in the list. */
function meaningOf(status: number): string {
	if (status >= 500) return 'the server reported an error';
	return status < 400 ? 'the server redirected the request' : 'the request was rejected';
}

/** For a path that does not exist in a request without an ID. */
export const NOT_AT_ADDRESS = "Check {address} in the credential: the vendor's API is not at this address.";

const CERTIFICATE = {
	what: 'the certificate of the server is not trusted',
	advice:
		'Nothing was sent. If your company inspects encrypted traffic, make its certificate known to n8n with the environment variable NODE_EXTRA_CA_CERTS and restart n8n. Otherwise check {address} in the credential.',
};

/** In the advice, `{address}` is the credential's field that has the address of the server. */
interface NetworkText {
	what: string;
	advice: string;
}

const NETWORK_ERRORS: Record<string, NetworkText> = {
	ECONNREFUSED: {
		what: 'the server refused the connection',
		advice: 'Check {address} in the credential, and whether n8n can reach the Internet.',
	},
	ENOTFOUND: {
		what: 'the host name of the server is unknown',
		advice: 'Check {address} in the credential, and the DNS of the machine that n8n runs on.',
	},
	EAI_AGAIN: {
		what: 'the host name of the server could not be resolved',
		advice: 'Check the DNS and the network of the machine that n8n runs on.',
	},
	ETIMEDOUT: {
		what: 'no response in time',
		advice: 'Try again later, or raise "Request Timeout" under "Options".',
	},
	ENORESPONSE: {
		what: "n8n's HTTP client returned neither a response nor an error",
		advice: 'Check {address} in the credential, and the proxies between n8n and the vendor.',
	},
	EBODYSTALLED: { what: 'the response stopped arriving', advice: 'Try again later.' },
	EBODYCUT: { what: 'the response is incomplete', advice: 'Try again later.' },
	EBODYTOOLARGE: {
		what: 'the response exceeds the 256 MB limit',
		advice: "Check {address} in the credential: this does not look like the vendor's API.",
	},
	ENOENT: {
		what: 'the file to upload no longer exists',
		advice:
			'n8n has deleted the stored binary data of this item. Load the recording again, then run the node again.',
	},
	[FILE_NOT_OPENED]: {
		what: 'n8n could not open the file to upload',
		advice:
			'No recording was sent. Check where n8n stores binary data (N8N_DEFAULT_BINARY_DATA_MODE), or load the recording again.',
	},
	[FILE_CUT]: {
		what: 'n8n could not read the whole file to upload',
		advice:
			'The recording was not sent completely. Check where n8n stores binary data (N8N_DEFAULT_BINARY_DATA_MODE), or try again later.',
	},
	ERR_CANCELED: { what: 'the request was cancelled', advice: 'The execution was stopped.' },
	ESTOPPED: {
		what: 'the request was not sent',
		advice: 'The execution was stopped, or another item failed.',
	},
	EREDIRECT: {
		what: 'the server redirected the request; redirects are not followed because the API key would be forwarded',
		advice: 'Check {address} in the credential.',
	},
	[REJECTED_BY_N8N]: {
		what: 'n8n did not send the request',
		advice: 'Nothing was sent. Check the credential, and what your n8n administrator allows.',
	},
};

const CONNECTION_LOST: NetworkText = {
	what: 'the connection was lost before the response was complete',
	advice: 'Try again later.',
};

/** What happened, with the message of n8n or Node.js if there is one, and what to do. */
function networkText({ code, detail }: NetworkFailure): NetworkText {
	const known = NETWORK_ERRORS[code === 'ECONNABORTED' ? 'ETIMEDOUT' : code];
	if (known) {
		if (detail === undefined) return known;
		return { ...known, what: code === REJECTED_BY_N8N ? detail : `${known.what}: ${detail}` };
	}
	const isNeverSent = outcomeOf({ kind: 'network', code }) === 'notSent';
	if (/CERT|UNABLE_TO|SELF_SIGNED|INVALID_CA|HOSTNAME|CRL|PATH_LENGTH/.test(code)) {
		return {
			...CERTIFICATE,
			what: detail === undefined ? CERTIFICATE.what : `${CERTIFICATE.what}: ${detail}`,
		};
	}
	if (!isNeverSent) return CONNECTION_LOST;
	return {
		what: detail ?? 'no connection could be made',
		advice: 'Nothing was sent. Check {address} in the credential, the proxy and the network of n8n.',
	};
}

const CHECK_THE_LIST =
	'The job may have been created anyway. Check Job: Get Many before retrying, to avoid paying twice.';

/** What an error is about. All of it is safe to show. */
export interface ErrorContext {
	vendor: VendorHttp;
	/** The label of the credential's field that has the address of the server. */
	addressLabel: string;
	/** The request, e.g. `POST /v2/transcript`, with IDs but without key and query. */
	request: string;
	/** Whether the vendor charges for the request, so that the error must mention an unknown outcome. */
	isPaid: boolean;
	jobId: string | undefined;
	/** How long the vendor asks to wait before the next request, in ms. */
	retryAfterMs?: number | undefined;
	/** Whether the vendor may have processed an earlier attempt whose response was lost. */
	responseLost: boolean;
}

/** The error for a response with an error status: the vendor's own message and code, and what to do. */
export function statusError(
	context: ErrorContext,
	failure: StatusFailure,
	vendorMessage: VendorMessage,
): VendorError {
	const { status } = failure;
	const { code: vendorCode, hint } = vendorMessage;
	const text = vendorMessage.message?.trim() ?? '';
	const code = vendorCode !== undefined && vendorCode !== text ? `, ${vendorCode}` : '';
	const what =
		text === '' ? (STATUS_MEANING[status] ?? meaningOf(status)) : text.replace(/\s+/g, ' ').slice(0, 500);
	return build(context, failure, {
		message: `${context.vendor.displayName}: ${what} (${status}${code})`,
		advice: hint ?? STATUS_ADVICE[status] ?? STATUS_ADVICE[status >= 500 ? 500 : 400] ?? '',
		status,
		vendorCode,
	});
}

/** The error for an attempt without a response. */
export function networkError(context: ErrorContext, failure: NetworkFailure): VendorError {
	const { what, advice } = networkText(failure);
	return build(context, failure, { message: `${context.vendor.displayName}: ${what}`, advice });
}

/** The error for a successful response that is not JSON, or JSON of a shape that the vendor does not document. */
export function shapeError(context: ErrorContext, status: number, problem: string): VendorError {
	return build(
		context,
		{ kind: 'status', status },
		{
			message: `${context.vendor.displayName} returned an unexpected response to ${context.request}: ${problem}`,
			advice:
				'Check {address} in the credential. If it is correct, the vendor has changed its API: check for a newer version of this package.',
			status,
		},
	);
}

interface ErrorText {
	message: string;
	advice: string;
	status?: number;
	vendorCode?: string | undefined;
}

function build(context: ErrorContext, failure: Failure, text: ErrorText): VendorError {
	const { jobId, request, responseLost, retryAfterMs, vendor } = context;
	const outcome = outcomeOf(failure);
	const id = jobId === undefined ? '' : ` The job ID is ${jobId}.`;
	const warning =
		context.isPaid && (outcome === 'unknown' || responseLost)
			? ` ${vendor.outcomeUnknownHint ?? CHECK_THE_LIST}${id}`
			: '';
	return new VendorError(
		{
			message: text.message,
			advice: `${text.advice.replace('{address}', `"${context.addressLabel}"`)}${warning}`,
			jobId,
		},
		{
			request,
			status: text.status,
			vendorCode: text.vendorCode,
			outcome,
			isPaid: context.isPaid,
			mayStillRun: mayStillRun(failure),
			transient: isTransient(failure),
			retryAfterMs,
			responseLost,
		},
	);
}
