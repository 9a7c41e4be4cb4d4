import { jobField } from '../../../shared/jobs/operations/fields';
import type { Resource } from '../../../shared/node/operation';
import { waitOperation } from '../../../shared/transcript/operations/wait';
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
