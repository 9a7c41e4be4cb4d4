import { jobField } from '../../../shared/jobs/operations/fields';
import { getJobOperation } from '../../../shared/jobs/operations/single';
import type { Resource } from '../../../shared/node/operation';
import { waitOperation } from '../../../shared/transcript/operations/wait';
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
