import type { IDataObject } from 'n8n-workflow';

import { readGroup } from '../../../shared/items/group';
import { collectPages, limitFields, readLimit } from '../../../shared/items/limit';
import { readBoolean, type ParameterSource } from '../../../shared/items/parameters';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import { filtersField } from '../../../shared/node/fields';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { toJob } from '../../job';
import { listPage } from '../../list';
import type { JobDetails } from '../../schemas';
import { withoutSecrets } from '../../secrets';
import { speechmatics } from '../../vendor';

const filters = filtersField([
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
		const query = readFilters(call);
		const client = await clientFor(speechmatics, call);
		const jobs = await collectPages(
			limit,
			query,
			idOf,
			async (cursor, missing) => await listPage(client, cursor, missing),
		);
		return jobs.map((job) => ({ json: simplify ? jobToJson(toJob(job)) : withoutSecrets(job) }));
	},
};

const idOf = (job: JobDetails) => job.id;

function readFilters(source: ParameterSource): IDataObject {
	const { created_before: before, include_deleted: deleted } = readGroup(source, filters);
	return {
		...(typeof before === 'string' ? { created_before: new Date(before).toISOString() } : {}),
		...(deleted === true ? { include_deleted: true } : {}),
	};
}
