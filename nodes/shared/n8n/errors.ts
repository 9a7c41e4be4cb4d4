import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

/** What n8n shows beside the message of an error. */
export interface ErrorOptions {
	/** What to do about it. */
	description?: string | undefined;
	itemIndex?: number | undefined;
}

/** An error of the node itself: a wrong value, a time limit. */
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

/** An error of the vendor's API; `httpCode` is the status, absent where there was no response. */
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
 * The error with its message as written. n8n's constructor replaces one that holds a word such as EEXIST or ETIMEDOUT, in
 * any case ("preexisting.mp3"), which is undone by setting it again; and it takes an execution for a cancelled one whose
 * error holds "canceled" (`workflow-execute.js`), which only the other spelling avoids.
 */
function keepWords<E extends NodeApiError | NodeOperationError>(error: E, message: string): E {
	error.message = message.replaceAll('canceled', 'cancelled');
	error.messages = [];
	return error;
}

/** Whether something thrown is an error that n8n shows as it is. */
export function isNodeError(thrown: unknown): thrown is NodeApiError | NodeOperationError {
	return thrown instanceof NodeApiError || thrown instanceof NodeOperationError;
}
