import type { INodeProperties } from 'n8n-workflow';

import { marksOfExecution } from '../jobs/mark';

/** A filter of Get Many: the jobs that one execution created. */
export const executionFilter: INodeProperties = {
	displayName: 'Execution ID',
	name: 'executionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12345',
	description: 'Return only jobs created by the execution with this ID, even if it finished long ago',
};

/** Whether a mark belongs to a job of the execution; always true if there is no execution ID. */
export function isOfExecution(mark: string | undefined, executionId: unknown): boolean {
	if (typeof executionId !== 'string' || executionId === '') return true;
	return mark?.startsWith(marksOfExecution(executionId)) === true;
}
