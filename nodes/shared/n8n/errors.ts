import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

/** What n8n shows in addition to the message of an error. */
export interface ErrorOptions {
	/** What to do about it. */
	description?: string | undefined;
	itemIndex?: number | undefined;
}

/** An error of the node itself, e.g. a wrong value or a time limit. */
export function operationError(
	node: INode,
	message: string,
	{ description, itemIndex }: ErrorOptions = {},
): NodeOperationError {
	const error = new NodeOperationError(node, message, {
		...(description === undefined ? {} : { description }),
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
	return keepWords(error, message);
}

/** An error of the vendor's API; `httpCode` is the status, absent if there was no response. */
export function apiError(
	node: INode,
	message: string,
	{ description, itemIndex, httpCode }: ErrorOptions & { httpCode?: string | undefined } = {},
): NodeApiError {
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			...(description === undefined ? {} : { description }),
			...(itemIndex === undefined ? {} : { itemIndex }),
			...(httpCode === undefined ? {} : { httpCode }),
		},
	);
	return keepWords(error, message);
}

/**
 * The error with its message as written. n8n's constructor replaces a message that contains a word such as EEXIST or
 * ETIMEDOUT in upper or lower case ("preexisting.mp3"); setting the message again restores it. n8n also treats an
 * execution as cancelled if its error contains "canceled" (`workflow-execute.js`); only the other spelling avoids that.
 */
function keepWords<E extends NodeApiError | NodeOperationError>(error: E, message: string): E {
	error.message = message.replaceAll('canceled', 'cancelled');
	error.messages = [];
	return error;
}

/** Whether a thrown value is an error of n8n, which n8n shows unchanged. */
export function isNodeError(thrown: unknown): thrown is NodeApiError | NodeOperationError {
	return thrown instanceof NodeApiError || thrown instanceof NodeOperationError;
}
