import type { Resource } from '../../../shared/execution/operation';
import { getJobOperation } from '../../../shared/operations/getJob';
import { jobIdField } from '../../../shared/operations/jobFields';
import { waitOperation } from '../../../shared/operations/wait';
import { botlhale } from '../../vendor';
import { createJobOperation } from './create.operation';

const jobId = jobIdField('The ID that Job: Create gave: the name of the stored file');

export const jobResource: Resource = {
	name: 'Job',
	value: 'job',
	operations: [
		createJobOperation,
		{
			...getJobOperation(botlhale, jobId),
			name: 'Get Status',
			value: 'getStatus',
			description: 'Look how far a job is',
			action: 'Get the status of a job',
		},
		waitOperation(botlhale, jobId, { suspends: false }),
	],
	defaultOperation: 'create',
};
