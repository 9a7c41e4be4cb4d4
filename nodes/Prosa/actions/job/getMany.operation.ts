import type { IDataObject } from 'n8n-workflow';

import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { dayField } from '../../../shared/fields/dates';
import { filtersField } from '../../../shared/fields/define';
import { readGroup } from '../../../shared/fields/group';
import { collectPages, limitFields, readLimit } from '../../../shared/fields/limit';
import { readBoolean, type ParameterSource } from '../../../shared/fields/parameters';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import { executionFilter, isOfExecution } from '../../../shared/operations/executionFilter';
import { clientFor } from '../../../shared/operations/getJob';
import { simplifyField } from '../../../shared/operations/jobFields';
import { listJobs } from '../../api/api';
import type { ProsaJob } from '../../api/schemas';
import { normaliseId, rawJob, toJob } from '../../response/job';
import { markIn } from '../../response/label';
import { prosa } from '../../vendor';

/** Jobs per request; the vendor does not document its limit. */
const PAGE = 50;

const filters = filtersField([
	executionFilter,
	dayField('from_date', 'From Date', 'Return only jobs created on or after this date'),
	{
		displayName: 'Sort Ascending',
		name: 'sort_ascend',
		type: 'boolean',
		default: true,
		description: 'Whether to sort from oldest to newest, or from A to Z',
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
		description: 'Return only jobs whose transcript contains this text',
	},
	dayField('until_date', 'Until Date', 'Return only jobs created on or before this date'),
]);

export const getManyJobsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List jobs. Default order: newest first.',
	action: 'Get many jobs',
	properties: [...limitFields, filters, simplifyField, optionsField()],
	output: jobSchema,
	execute: async (call) => {
		const limit = readLimit(call);
		const simplify = readBoolean(call, 'simplify', 'Simplify');
		const { filters: wanted, executionId } = readFilters(call);
		const query = { per_page: executionId === undefined ? Math.min(PAGE, limit) : PAGE, ...wanted };
		const client = await clientFor(prosa, call);
		const jobs = await collectPages<ProsaJob, number>(
			limit,
			1,
			(job) => normaliseId(job.job_id),
			async (page) => await listJobs(client, { ...query, page }),
			(job) => isOfExecution(markIn(job.request?.label), executionId),
		);
		return jobs.map((job) => ({ json: simplify ? jobToJson(toJob(job)) : rawJob(job) }));
	},
};

function readFilters(source: ParameterSource): { filters: IDataObject; executionId: unknown } {
	const { executionId, ...others } = readGroup(source, filters);
	return { filters: { sort_by: 'time', sort_ascend: false, ...others }, executionId };
}
