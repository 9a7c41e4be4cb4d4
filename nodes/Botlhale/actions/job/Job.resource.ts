import type { Resource } from '../../../shared/execution/operation';
import { getJobOperation } from '../../../shared/operations/getJob';
import { jobIdField } from '../../../shared/operations/jobFields';
import { waitOperation } from '../../../shared/operations/wait';
import { botlhale } from '../../vendor';
import { createJobOperation } from './create.operation';
import { createUploadSlotOperation } from './createUploadSlot.operation';

const jobId = jobIdField('The job ID that Job: Create returned, which is the name of the stored file');

export const jobResource: Resource = {
	name: 'Job',
	value: 'job',
	operations: [
		createJobOperation,
		createUploadSlotOperation,
		{
			...getJobOperation(botlhale, jobId),
			name: 'Get Status',
			value: 'getStatus',
			description: 'Get the status of a job',
			action: 'Get the status of a job',
		},
		waitOperation(botlhale, jobId),
	],
	defaultOperation: 'create',
};
