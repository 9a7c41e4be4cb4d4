import { jobField } from '../../../shared/jobs/operations/fields';
import { getJobOperation } from '../../../shared/jobs/operations/single';
import type { Resource } from '../../../shared/node/operation';
import { waitOperation } from '../../../shared/transcript/operations/wait';
import { assemblyAi } from '../../vendor';
import { createJobOperation } from './create.operation';
import { deleteJobOperation } from './delete.operation';
import { getManyJobsOperation } from './getMany.operation';

export const jobResource: Resource = {
	name: 'Job',
	value: 'job',
	operations: [
		createJobOperation,
		getJobOperation(assemblyAi, jobField()),
		getManyJobsOperation,
		deleteJobOperation,
		waitOperation(assemblyAi, jobField({ fromItem: true })),
	],
	defaultOperation: 'create',
};
