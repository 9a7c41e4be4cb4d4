import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import { type Failure, type StatusFailure, isTransient } from './retry';
import type { VendorMessage, VendorHttp } from './types';

/** What a person can do about a status that the vendor does not explain. */
const STATUS_HINTS: Record<number, string> = {
	400: 'Check the values of this node against the vendor’s documentation.',
	401: 'Check the key in the credential: it must be complete, active, and belong to the chosen region.',
	402: 'Check the balance and the plan of your account with the vendor.',
	403: 'The key is known but not allowed to do this. Check its permissions, the plan and the region.',
	404: 'Check the ID. Jobs are found only with the account and region that created them, and are removed after a while.',
	408: 'The vendor took too long. Try again later.',
	409: 'The state of the job does not allow this now. Try again later.',
	410: 'It has been removed at the vendor. Transcribe the recording again.',
	413: 'The recording is too large for an upload. Give its URL instead, or compress it.',
	415: 'Convert the recording to a common format, e.g. WAV, MP3 or FLAC.',
	422: 'Check the values of this node against the vendor’s documentation.',
	423: 'The job is still running. Wait for its end, or force the deletion where the operation offers it.',
	429: 'Too many requests. Lower «Concurrency» in the options, or try again later.',
	500: 'The vendor is in trouble. Try again later.',
	502: 'The vendor cannot be reached behind its gateway. Try again later.',
	503: 'The vendor is overloaded or in maintenance. Try again later.',
	504: 'The vendor’s gateway gave up waiting. Try again later.',
};

const NETWORK_FAULTS: Record<string, { what: string; hint: string }> = {
	ECONNREFUSED: {
		what: 'no connection, the server does not accept any',
		hint: 'Check the base URL or region in the credential, and whether n8n can reach the Internet.',
	},
	ENOTFOUND: {
		what: 'no connection, the name of the server is unknown',
		hint: 'Check the base URL or region in the credential, and the DNS of the machine n8n runs on.',
	},
	EAI_AGAIN: {
		what: 'no connection, the name of the server cannot be looked up',
		hint: 'Check the DNS and the network of the machine n8n runs on.',
	},
	ETIMEDOUT: {
		what: 'no answer in time',
		hint: 'Try again later, or raise «Request Timeout» in the options.',
	},
	EBODYSTALLED: { what: 'the answer stopped half-way', hint: 'Try again later.' },
	EBODYCUT: { what: 'the answer is cut off', hint: 'Try again later.' },
	EBODYTOOLARGE: {
		what: 'the answer is larger than any transcript can be',
		hint: 'Check the base URL in the credential: this does not look like the vendor’s API.',
	},
	ENOENT: {
		what: 'the file to send is no longer there',
		hint: 'n8n has removed the stored binary data of this item. Read the recording again and run this with it.',
	},
	ERR_CANCELED: { what: 'the request was cancelled', hint: 'The execution was stopped.' },
	EREDIRECT: {
		what: 'the server sends the request elsewhere, which is not followed because the key would go along',
		hint: 'Check the base URL in the credential.',
	},
};

const LOST_ON_THE_WAY = {
	what: 'the connection broke before the answer was complete',
	hint: 'Try again later.',
};

const LOOK_IN_THE_LIST =
	'The vendor may have taken the job all the same: look for it with Job: Get Many before you run this again, so that it is not paid twice.';

/** Context of a fault, all of it safe to show. */
export interface FaultContext {
	node: INode;
	vendor: VendorHttp;
	itemIndex: number | undefined;
	/** What was being done, e.g. `POST /v2/transcript`; ids but no key or query. */
	request: string;
	/** True for a create whose outcome is unknown: the vendor may have taken it. */
	outcomeUnknown: boolean;
	jobId: string | undefined;
	/** True where an attempt before may have done what was asked, but its answer was lost. */
	responseLost: boolean;
}

/**
 * The error a person sees for an answer that is no success: the vendor's own words and code, and what to
 * do about it. `httpCode` is set, `context.transient` tells whether the same may succeed later.
 */
export function statusError(
	context: FaultContext,
	failure: StatusFailure,
	fault: VendorMessage,
): NodeApiError {
	const { status } = failure;
	const said = fault.message?.trim() ?? '';
	const code = fault.code !== undefined && fault.code !== said ? `, ${fault.code}` : '';
	const what = said === '' ? `HTTP status ${status}` : said.replace(/\s+/g, ' ').slice(0, 500);
	const error = build(context, {
		failure,
		message: `${context.vendor.displayName}: ${what} (${status}${code})`,
		hint: fault.hint ?? STATUS_HINTS[status] ?? STATUS_HINTS[status >= 500 ? 500 : 400] ?? '',
		httpCode: String(status),
	});
	if (fault.code !== undefined) error.context.vendorCode = fault.code;
	return error;
}

/** The error for an attempt without an answer; `code` is Node's code of the network fault. */
export function networkError(context: FaultContext, code: string): NodeApiError {
	const fault = NETWORK_FAULTS[code === 'ECONNABORTED' ? 'ETIMEDOUT' : code] ?? LOST_ON_THE_WAY;
	return build(context, {
		failure: { kind: 'network', code },
		message: `${context.vendor.displayName}: ${fault.what}`,
		hint: fault.hint,
		httpCode: undefined,
	});
}

/** The error for an answer that is no JSON, or JSON of a shape that the vendor does not document. */
export function shapeError(context: FaultContext, status: number, problem: string): NodeApiError {
	return build(context, {
		failure: { kind: 'status', status },
		message: `${context.vendor.displayName} answered ${context.request} with something unexpected: ${problem}`,
		hint: 'Check the base URL in the credential. If it is right, the vendor has changed its API: look for a newer version of this package.',
		httpCode: String(status),
	});
}

function build(
	context: FaultContext,
	fault: { failure: Failure; message: string; hint: string; httpCode: string | undefined },
): NodeApiError {
	const id = context.jobId === undefined ? '' : ` The ID of the job is ${context.jobId}.`;
	const unsure = context.outcomeUnknown
		? ` ${context.vendor.outcomeUnknownHint ?? LOOK_IN_THE_LIST}${id}`
		: '';
	const answer: JsonObject = { message: fault.message };
	const error = new NodeApiError(context.node, answer, {
		message: fault.message,
		description: `${fault.hint}${unsure}`,
		...(fault.httpCode === undefined ? {} : { httpCode: fault.httpCode }),
		...(context.itemIndex === undefined ? {} : { itemIndex: context.itemIndex }),
	});
	error.context.request = context.request;
	error.context.transient = isTransient(fault.failure);
	if (context.jobId !== undefined) error.context.jobId = context.jobId;
	if (context.responseLost) error.context.answerLost = true;
	return error;
}

/** Whether an error came from a fault that may pass, so that polling goes on. */
export function isTransientError(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.transient === true;
}

/** Whether an attempt before the one that failed may have done what was asked. */
export function wasResponseLost(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.answerLost === true;
}

/** What was thrown or rejected, as an error that may be thrown again. */
export function asError(node: INode, thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new NodeOperationError(node, String(thrown));
}

/** HTTP status of an error of this module, `undefined` for network faults and other errors. */
export function httpStatusOf(error: unknown): number | undefined {
	return error instanceof NodeApiError && error.httpCode !== null ? Number(error.httpCode) : undefined;
}

/** The vendor's own code in an error of this module, `undefined` where it has none. */
export function vendorCodeOf(error: unknown): string | undefined {
	const code: unknown = error instanceof NodeApiError ? error.context.vendorCode : undefined;
	return typeof code === 'string' ? code : undefined;
}
