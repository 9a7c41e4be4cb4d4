import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Differences between the n8n versions that this package supports (1.100 and later).
 */

/**
 * Whether an AI agent calls the node as a tool: a method of the context since n8n-workflow 2.2, before that the node
 * type.
 */
export function isToolExecution(
	context: Pick<IExecuteFunctions, 'getNode'> & { isToolExecution?: () => boolean },
): boolean {
	return context.isToolExecution?.() ?? context.getNode().type.endsWith('Tool');
}

/**
 * The `ignoreHttpStatusErrors` of a request. n8n only renews the token of a credential after a 401 that its HTTP client
 * throws. Exceptions (`{ ignore: true, except: [401] }`) exist since n8n 2.9; before that the object means `true`, and
 * the token is never renewed. With `false`, which works in every version, all errors are thrown with their response.
 */
export function ignoredStatuses({ renewsToken }: { renewsToken?: boolean }): boolean {
	return renewsToken !== true;
}
