import type { IDataObject } from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { filtersField } from '../../../shared/fields/define';
import { readGroup } from '../../../shared/fields/group';
import { collectPages, limitFields, readLimit } from '../../../shared/fields/limit';
import { readBoolean, type ParameterSource } from '../../../shared/fields/parameters';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import { executionFilter, isOfExecution } from '../../../shared/operations/executionFilter';
import { clientFor } from '../../../shared/operations/getJob';
import { simplifyField } from '../../../shared/operations/jobFields';
import { listPage } from '../../api/list';
import type { JobDetails } from '../../api/schemas';
import { withoutSecrets } from '../../api/secrets';
import { toJob } from '../../response/job';
import { markIn } from '../../response/mark';
import { speechmatics } from '../../vendor';

const filters = filtersField([
	executionFilter,
	{
		displayName: 'Created Before',
		name: 'created_before',
		type: 'dateTime',
		default: '',
		description: 'Only jobs made before this time',
	},
	{
		displayName: 'Include Deleted',
		name: 'include_deleted',
		type: 'boolean',
		default: true,
		description: 'Whether to return deleted and expired jobs too',
	},
]);

export const getManyJobsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List jobs of the last seven days, newest first',
	action: 'Get many jobs',
	properties: [...limitFields, filters, simplifyField, optionsField()],
	output: jobSchema,
	execute: async (call) => {
		const limit = readLimit(call);
		const simplify = readBoolean(call, 'simplify', 'Simplify');
		const { query, executionId } = readFilters(call);
		const client = await clientFor(speechmatics, call);
		const jobs = await collectPages(
			limit,
			query,
			idOf,
			async (cursor, missing) =>
				await listPage(client, cursor, executionId === undefined ? missing : Infinity),
			(job) => isOfExecution(markIn(job), executionId),
		);
		return jobs.map((job) => ({ json: simplify ? jobToJson(toJob(job)) : withoutSecrets(job) }));
	},
};

const idOf = (job: JobDetails) => job.id;

function readFilters(source: ParameterSource) {
	const { created_before: before, include_deleted: deleted, executionId } = readGroup(source, filters);
	const query: IDataObject = {
		...(typeof before === 'string' ? { created_before: new Date(before).toISOString() } : {}),
		...(deleted === true ? { include_deleted: true } : {}),
	};
	return { query, executionId };
}
