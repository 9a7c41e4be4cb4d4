import type { IDataObject } from 'n8n-workflow';

import { dayOf } from '../../../shared/items/dates';
import { readGroup } from '../../../shared/items/group';
import { collectPages, limitFields, readLimit } from '../../../shared/items/limit';
import { readBoolean, type ParameterSource } from '../../../shared/items/parameters';
import { jobToJson } from '../../../shared/jobs/model';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import { filtersField } from '../../../shared/node/fields';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { listJobs } from '../../api';
import { bareId, rawJob, toJob } from '../../job';
import type { ProsaJob } from '../../schemas';
import { prosa } from '../../vendor';

/** How many jobs are asked for at a time; the vendor's largest page is not documented. */
const PAGE = 50;

const filters = filtersField([
	{
		displayName: 'From Date',
		name: 'from_date',
		type: 'dateTime',
		default: '',
		description: 'Only jobs created on this day or later',
	},
	{
		displayName: 'Sort Ascending',
		name: 'sort_ascend',
		type: 'boolean',
		default: true,
		description: 'Whether the oldest, or the first of the alphabet, come first',
	},
	{
		displayName: 'Sort By',
		name: 'sort_by',
		type: 'options',
		options: [
			{ name: 'Label', value: 'label' },
			{ name: 'Time', value: 'time' },
		],
		default: 'time',
	},
	{
		displayName: 'Text',
		name: 'query_text',
		type: 'string',
		default: '',
		placeholder: 'e.g. refund',
		description: 'Only jobs whose result has this text',
	},
	{
		displayName: 'Until Date',
		name: 'until_date',
		type: 'dateTime',
		default: '',
		description: 'Only jobs created on this day or earlier',
	},
]);

export const getManyJobsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List jobs, newest first unless sorted otherwise',
	action: 'Get many jobs',
	properties: [...limitFields, filters, simplifyField, optionsField()],
	execute: async (call) => {
		const limit = readLimit(call);
		const simplify = readBoolean(call, 'simplify', 'Simplify');
		const query = { per_page: Math.min(PAGE, limit), ...readFilters(call) };
		const client = await clientFor(prosa, call);
		const jobs = await collectPages<ProsaJob, number>(
			limit,
			1,
			(job) => bareId(job.job_id),
			async (page) => await listJobs(client, { ...query, page }),
		);
		return jobs.map((job) => ({ json: simplify ? jobToJson(toJob(job)) : rawJob(job) }));
	},
};

function readFilters(source: ParameterSource): IDataObject {
	const { from_date: from, until_date: until, ...others } = readGroup(source, filters);
	return {
		sort_by: 'time',
		sort_ascend: false,
		...others,
		...(typeof from === 'string' ? { from_date: dayOf(from) } : {}),
		...(typeof until === 'string' ? { until_date: dayOf(until) } : {}),
	};
}
