import type { Resource } from '../../../shared/execution/operation';
import { jobField } from '../../../shared/operations/jobFields';
import { waitOperation } from '../../../shared/operations/wait';
import { prosa } from '../../vendor';
import { createJobOperation } from './create.operation';
import { deleteJobOperation } from './delete.operation';
import { getOperation, getStatusOperation } from './get.operation';
import { getManyJobsOperation } from './getMany.operation';

export const jobResource: Resource = {
	name: 'Job',
	value: 'job',
	operations: [
		createJobOperation,
		getOperation,
		getStatusOperation,
		getManyJobsOperation,
		deleteJobOperation,
		waitOperation(prosa, jobField({ fromItem: true })),
	],
	defaultOperation: 'create',
};
