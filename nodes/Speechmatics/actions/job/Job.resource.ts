import type { Resource } from '../../../shared/execution/operation';
import { getJobOperation } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { waitOperation } from '../../../shared/operations/wait';
import { speechmatics } from '../../vendor';
import { createAlignmentOperation, createJobOperation } from './create.operation';
import { deleteJobOperation } from './delete.operation';
import { getManyJobsOperation } from './getMany.operation';

export const jobResource: Resource = {
	name: 'Job',
	value: 'job',
	operations: [
		createJobOperation,
		createAlignmentOperation,
		getJobOperation(speechmatics, jobField()),
		getManyJobsOperation,
		deleteJobOperation,
		waitOperation(speechmatics, jobField({ fromItem: true })),
	],
	defaultOperation: 'create',
};
