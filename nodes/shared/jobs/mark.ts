import type { ItemContext } from '../execution/runItems';

const PREFIX = 'n8n:';

/**
 * The text that marks a job at the vendor, so that it can be found in the vendor's list: its execution, run and item, e.g.
 * `n8n:1234:0.7:1f0e9a2b`. Only letters, digits, `:` and `.`, at most 60 characters.
 */
export function markOf({ context, itemIndex, runIndex }: ItemContext, digest: string): string {
	return `${marksOfExecution(context.getExecutionId())}${runIndex}.${itemIndex}:${digest.slice(0, 8)}`;
}

/** Whether a handle is a mark, as opposed to an ID of the vendor. */
export function isMark(handle: string): boolean {
	return handle.startsWith(PREFIX);
}

/** The common prefix of the marks of all jobs of an execution. */
export function marksOfExecution(executionId: string): string {
	return `${PREFIX}${executionId}:`;
}
