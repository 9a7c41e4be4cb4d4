import type { INodeProperties } from 'n8n-workflow';

import { marksOfExecution } from '../jobs/mark';

/** A filter of Get Many: the jobs that one execution of a workflow has created. */
export const executionFilter: INodeProperties = {
	displayName: 'Execution ID',
	name: 'executionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $execution.ID }}',
	description: 'Only jobs that were created by this execution, which may have ended long ago',
};

/** Whether a mark is one of the execution's, for its ID or for none (then every job is wanted). */
export function isOfExecution(mark: string | undefined, executionId: unknown): boolean {
	if (typeof executionId !== 'string' || executionId === '') return true;
	return mark?.startsWith(marksOfExecution(executionId)) === true;
}
