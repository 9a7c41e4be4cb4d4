import type { Resource } from '../../../shared/execution/operation';
import { getJobOperation } from '../../../shared/operations/getJob';
import { jobField } from '../../../shared/operations/jobFields';
import { waitOperation } from '../../../shared/operations/wait';
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
