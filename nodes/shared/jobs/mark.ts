import type { ItemContext } from '../execution/runItems';

const PREFIX = 'n8n:';

/**
 * What a job is marked with at the vendor, so that it is found again in its list: the execution, the run and the item
 * it belongs to, e.g. `n8n:1234:0.7:1f0e9a2b`. Letters, digits, `:` and `.` only, at most 60 characters.
 */
export function markOf({ context, itemIndex, runIndex }: ItemContext, digest: string): string {
	return `${marksOfExecution(context.getExecutionId())}${runIndex}.${itemIndex}:${digest.slice(0, 8)}`;
}

/** Whether a handle is a mark, and not an ID of the vendor's. */
export function isMark(handle: string): boolean {
	return handle.startsWith(PREFIX);
}

/** How the marks of all jobs of an execution begin. */
export function marksOfExecution(executionId: string): string {
	return `${PREFIX}${executionId}:`;
}
