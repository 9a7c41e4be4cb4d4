import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { collectPages, limitFields, readLimit } from '../../../shared/items/limit';
import { checkField, readBoolean, readOptions, type ParameterSource } from '../../../shared/items/parameters';
import { jobToJson } from '../../../shared/jobs/model';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { clientFor } from '../../../shared/jobs/operations/single';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { listJobs } from '../../api';
import { bareId, rawJob, toJob } from '../../job';
import type { ProsaJob } from '../../schemas';
import { prosa } from '../../vendor';

/** How many jobs are asked for at a time; the vendor's largest page is not documented. */
const PAGE = 50;

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
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
	],
};

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

const day = z
	.string({ error: 'expected a date' })
	.regex(/^\d{4}-\d{2}-\d{2}/, 'expected a date such as 2026-03-11')
	.transform((value) => value.slice(0, 10));
const text = z.string({ error: 'expected a text' }).trim();

function readFilters(source: ParameterSource): IDataObject {
	const set = readOptions(source, 'filters', 'Filters');
	const read = <T>(key: string, label: string, schema: z.ZodType<T>) =>
		set[key] === undefined || set[key] === ''
			? {}
			: { [key]: checkField(source, `Filters: ${label}`, schema, set[key]) };
	return {
		sort_by: 'time',
		sort_ascend: false,
		...read('from_date', 'From Date', day),
		...read('until_date', 'Until Date', day),
		...read('sort_by', 'Sort By', z.enum(['time', 'label'])),
		...read('sort_ascend', 'Sort Ascending', z.boolean({ error: 'expected true or false' })),
		...read('query_text', 'Text', text),
	};
}
