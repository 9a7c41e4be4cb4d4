import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Differences between the n8n versions that this package supports (1.100 and later).
 */

/** Whether an AI agent calls the node as a tool: a method of the context since n8n-workflow 2.2, before that the node type. */
export function isToolExecution(
	context: Pick<IExecuteFunctions, 'getNode'> & { isToolExecution?: () => boolean },
): boolean {
	return context.isToolExecution?.() ?? context.getNode().type.endsWith('Tool');
}
