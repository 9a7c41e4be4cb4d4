import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * What differs between the n8n versions that this package runs on (1.100 and later), in one place.
 */

/** Whether an AI agent calls the node as its tool. n8n-workflow 2.2 tells; before it the type's name does. */
export function isToolExecution(
	context: Pick<IExecuteFunctions, 'getNode'> & { isToolExecution?: () => boolean },
): boolean {
	return context.isToolExecution?.() ?? context.getNode().type.endsWith('Tool');
}
