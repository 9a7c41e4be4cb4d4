import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { collectPages, limitFields, readLimit } from '../../../shared/items/limit';
import { checkField, readBoolean, readOptions, type ParameterSource } from '../../../shared/items/parameters';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { toJob } from '../../job';
import { listPage } from '../../list';
import type { JobDetails } from '../../schemas';
import { withoutSecrets } from '../../secrets';
import { speechmatics } from '../../vendor';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
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
	],
};

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

const time = z.union([z.string(), z.number()], { error: 'expected a time' }).transform((value, context) => {
	const date = new Date(value);
	if (!Number.isNaN(date.getTime())) return date.toISOString();
	context.addIssue({ code: 'custom', message: 'expected a time such as 2026-03-11T09:30:00Z' });
	return z.NEVER;
});

function readFilters(source: ParameterSource): IDataObject {
	const set = readOptions(source, 'filters', 'Filters');
	const before = set.created_before;
	const deleted = set.include_deleted ?? false;
	const isDeleted = z.boolean({ error: 'expected true or false' });
	return {
		...(before === undefined || before === ''
			? {}
			: { created_before: checkField(source, 'Filters: Created Before', time, before) }),
		...(checkField(source, 'Filters: Include Deleted', isDeleted, deleted) ? { include_deleted: true } : {}),
	};
}
