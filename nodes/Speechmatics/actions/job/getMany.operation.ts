import type { IDataObject } from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { filtersField } from '../../../shared/fields/define';
import { readGroup } from '../../../shared/fields/group';
import { limitFields, readLimit } from '../../../shared/fields/limit';
import { readBoolean, type ParameterSource } from '../../../shared/fields/parameters';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import { executionFilter, isOfExecution } from '../../../shared/operations/executionFilter';
import { clientFor } from '../../../shared/operations/getJob';
import { simplifyField } from '../../../shared/operations/jobFields';
import { jobFilterFields, jobFilterOf } from '../../../shared/operations/jobFilters';
import { listJobs } from '../../api/api';
import { listUpTo } from '../../api/list';
import { markIn } from '../../api/mark';
import type { JobDetails } from '../../api/schemas';
import { withoutSecrets } from '../../api/secrets';
import { toJob } from '../../response/job';
import { speechmatics } from '../../vendor';

const filters = filtersField([
	executionFilter,
	...jobFilterFields(['completed', 'deleted', 'expired', 'failed', 'running']),
	{
		displayName: 'Include Deleted',
		name: 'include_deleted',
		type: 'boolean',
		default: true,
		description: 'Whether to also return deleted and expired jobs',
	},
]);

export const getManyJobsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List the jobs of the last seven days, newest first',
	action: 'Get many jobs',
	properties: [...limitFields, filters, simplifyField, optionsField()],
	output: jobSchema,
	execute: async (call) => {
		const limit = readLimit(call);
		const simplify = readBoolean(call, 'simplify', 'Simplify');
		const { query, filter, executionId } = readFilters(call);
		const client = await clientFor(speechmatics, call);
		const requestPage = async (page: IDataObject) => await listJobs(client, page);
		const isWanted = (job: JobDetails) =>
			isOfExecution(markIn(job), executionId) && filter.isWanted(toJob(job));
		const jobs = await listUpTo(requestPage, query, limit, {
			isWanted: executionId === undefined && !filter.isActive ? undefined : isWanted,
			isLast: (job) => filter.isTooOld(toJob(job)),
		});
		return jobs.map((job) => ({ json: simplify ? jobToJson(toJob(job)) : withoutSecrets(job) }));
	},
};

const DELETED = ['deleted', 'expired'];

function readFilters(source: ParameterSource) {
	const { include_deleted: deleted, executionId, ...values } = readGroup(source, filters);
	const { filter } = jobFilterOf(values);
	// The list leaves out deleted and expired jobs by default.
	const isDeleted = deleted === true || filter.statuses.some((status) => DELETED.includes(status));
	const query: IDataObject = {
		...(filter.createdBefore === undefined ? {} : { created_before: filter.createdBefore }),
		...(isDeleted ? { include_deleted: true } : {}),
	};
	return { query, filter, executionId };
}
