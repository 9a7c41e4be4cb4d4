import type { INode } from 'n8n-workflow';

import { messageOf } from '../core/messageOf';
import { apiError, isNodeError, operationError } from '../n8n/errors';
import type { Outcome } from './failure';

/** What an error says to people, and the job it is about. */
export interface Explanation {
	/** The reason first, IDs after it. */
	message: string;
	/** What to do about it. */
	advice: string;
	jobId?: string | undefined;
	/** Whether the job has ended, so that nothing runs any more at the vendor. */
	hasJobEnded?: boolean;
}

/**
 * An error with everything that decides what happens next, as one typed value until the last step makes n8n's error
 * of it (`toNodeError`).
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

	/** The status of the vendor's response, where there was one that explains the error. */
	get httpStatus(): number | undefined {
		return undefined;
	}

	/** More for n8n's error details, all of it safe to show. */
	get facts(): Record<string, string | number | boolean> {
		return {};
	}
}

/** What a request to a vendor came to. */
export interface RequestFacts {
	/** e.g. `POST /v2/transcript`; IDs but no key or query. */
	request: string;
	status?: number | undefined;
	/** The vendor's own code in its response, besides the status. */
	vendorCode?: string | undefined;
	outcome: Outcome;
	/** Whether the vendor charges for what was requested. */
	isPaid: boolean;
	/** Whether the work may still go on where the outcome is unknown. */
	mayStillRun: boolean;
	/** Whether the same request may succeed later. */
	transient: boolean;
	/** How long the vendor asks to wait, in ms. */
	retryAfterMs?: number | undefined;
	/** Whether an attempt before the last one may have done what was asked, and its response was lost. */
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

/** Whether an error came from a fault that may pass, so that polling goes on. */
export function isTransientError(error: unknown): boolean {
	return error instanceof VendorError && error.details.transient;
}

/** Whether an attempt before the one that failed may have done what was asked. */
export function wasResponseLost(error: unknown): boolean {
	return error instanceof VendorError && error.details.responseLost;
}

/** HTTP status of a failed request, `undefined` for network faults and other errors. */
export function httpStatusOf(error: unknown): number | undefined {
	return error instanceof VendorError ? error.details.status : undefined;
}

/** The vendor's own code in a failed request, `undefined` where it has none. */
export function vendorCodeOf(error: unknown): string | undefined {
	return error instanceof VendorError ? error.details.vendorCode : undefined;
}

/** How long the vendor asks to wait before the next request, in ms. */
export function retryAfterOf(error: unknown): number | undefined {
	return error instanceof VendorError ? error.details.retryAfterMs : undefined;
}

/** What was thrown or rejected, as an error that may be thrown again. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(messageOf(thrown));
}

/** n8n's error for anything thrown: what a person sees. Errors of n8n stay as they are. */
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
	if (itemIndex !== undefined) thrown.context.itemIndex ??= itemIndex;
	return thrown;
}

/** Does work whose errors n8n shows by itself, e.g. for a list in the editor. @throws NodeApiError, NodeOperationError */
export async function withNodeErrors<T>(context: { getNode(): INode }, work: () => Promise<T>): Promise<T> {
	const [result] = await Promise.allSettled([work()]);
	if (result.status === 'fulfilled') return result.value;
	throw toNodeError(context.getNode(), result.reason);
}
