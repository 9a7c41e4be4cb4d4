import type { INode } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { apiError, isNodeError, operationError } from '../n8n/errors';
import type { Outcome } from './failure';

/** What an error says, and the job it is about. */
export interface Explanation {
	/** The reason, followed by IDs. */
	message: string;
	/** What to do about it. */
	advice: string;
	jobId?: string | undefined;
	/** Whether the job has ended, so that it no longer runs at the vendor. */
	hasJobEnded?: boolean;
}

/**
 * An error with everything that decides what happens next, as one typed value. `toNodeError` converts it to an error of
 * n8n in the last step.
 */
export class ExplainedError extends Error {
	readonly advice: string;

	readonly jobId: string | undefined;

	readonly hasJobEnded: boolean;

	constructor({ message, advice, jobId, hasJobEnded = false }: Explanation) {
		super(message);
		this.advice = advice;
		this.jobId = jobId;
		this.hasJobEnded = hasJobEnded;
	}

	/** The status of the vendor's response, if the error was caused by one. */
	get httpStatus(): number | undefined {
		return undefined;
	}

	/** Additional data for n8n's error details. All of it is safe to show. */
	get facts(): Record<string, string | number | boolean> {
		return {};
	}
}

/** The result of a request to a vendor that failed. */
export interface RequestFacts {
	/** E.g. `POST /v2/transcript`, with IDs but without key and query. */
	request: string;
	status?: number | undefined;
	/** The vendor's own error code in the response, in addition to the status. */
	vendorCode?: string | undefined;
	outcome: Outcome;
	/** Whether the vendor charges for the request. */
	isPaid: boolean;
	/** Whether the request may still be in progress, if the outcome is unknown. */
	mayStillRun: boolean;
	/** Whether the same request may succeed later. */
	transient: boolean;
	/** How long the vendor asks to wait before the next request, in ms. */
	retryAfterMs?: number | undefined;
	/** Whether the vendor may have processed an earlier attempt whose response was lost. */
	responseLost: boolean;
}

/** A request to a vendor that failed. */
export class VendorError extends ExplainedError {
	constructor(
		explanation: Explanation,
		readonly details: RequestFacts,
	) {
		super(explanation);
	}

	override get httpStatus(): number | undefined {
		return this.details.status;
	}

	override get facts(): Record<string, string | number | boolean> {
		const { request, transient, vendorCode } = this.details;
		return { request, transient, ...(vendorCode === undefined ? {} : { vendorCode }) };
	}
}

/** Whether an error is temporary, so that polling continues. */
export function isTransientError(error: unknown): boolean {
	return error instanceof VendorError && error.details.transient;
}

/** Whether the vendor may have processed an earlier attempt whose response was lost. */
export function wasResponseLost(error: unknown): boolean {
	return error instanceof VendorError && error.details.responseLost;
}

/** HTTP status of a failed request; `undefined` for network errors and other errors. */
export function httpStatusOf(error: unknown): number | undefined {
	return error instanceof VendorError ? error.details.status : undefined;
}

/** The vendor's own error code in the response to a failed request; `undefined` if there is none. */
export function vendorCodeOf(error: unknown): string | undefined {
	return error instanceof VendorError ? error.details.vendorCode : undefined;
}

/** How long the vendor asks to wait before the next request, in ms; `undefined` if it does not say. */
export function retryAfterOf(error: unknown): number | undefined {
	return error instanceof VendorError ? error.details.retryAfterMs : undefined;
}

/** A thrown value as an `Error`, so that it can be thrown again. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(messageOf(thrown));
}

/** Converts anything thrown to the error that n8n shows. Errors of n8n are returned unchanged. */
export function toNodeError(node: INode, thrown: unknown, itemIndex?: number) {
	if (thrown instanceof ExplainedError) {
		const { httpStatus, advice, jobId, message, facts } = thrown;
		const options = { description: advice, itemIndex };
		const error =
			thrown instanceof VendorError
				? apiError(node, message, {
						...options,
						httpCode: httpStatus === undefined ? undefined : String(httpStatus),
					})
				: operationError(node, message, options);
		Object.assign(error.context, facts, jobId === undefined ? {} : { jobId });
		return error;
	}
	if (!isNodeError(thrown)) return operationError(node, messageOf(thrown), { itemIndex });
	thrown.context.itemIndex ??= itemIndex;
	return thrown;
}

/** Runs work whose errors n8n shows directly, e.g. for a list in the editor. @throws NodeApiError, NodeOperationError */
export async function withNodeErrors<T>(context: { getNode(): INode }, work: () => Promise<T>): Promise<T> {
	const [result] = await Promise.allSettled([work()]);
	if (result.status === 'fulfilled') return result.value;
	throw toNodeError(context.getNode(), result.reason);
}
