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
import { jobFilterFields, jobFilterOf, type JobFilter } from '../../../shared/operations/jobFilters';
import { listJobs } from '../../api/api';
import type { ProsaJob } from '../../api/schemas';
import { normaliseId, rawJob, toJob } from '../../response/job';
import { markIn } from '../../response/label';
import { prosa } from '../../vendor';

/** Jobs per request; the vendor does not document its limit. */
const PAGE = 50;

const filters = filtersField([
	executionFilter,
	...jobFilterFields(['completed', 'failed', 'queued', 'running']),
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
		const { query: wanted, filter, executionId } = readFilters(call);
		const isWhole = executionId === undefined && !filter.isActive;
		const query = { per_page: isWhole ? Math.min(PAGE, limit) : PAGE, ...wanted };
		const client = await clientFor(prosa, call);
		const jobs = await collectPages<ProsaJob, number>(
			limit,
			1,
			(job) => normaliseId(job.job_id),
			async (page) => await listJobs(client, { ...query, page }),
			{
				isWanted: (job) =>
					isOfExecution(markIn(job.request?.label), executionId) && filter.isWanted(toJob(job)),
				isLast: (job) => isNewestFirst(wanted) && filter.isTooOld(toJob(job)),
			},
		);
		return jobs.map((job) => ({ json: simplify ? jobToJson(toJob(job)) : rawJob(job) }));
	},
};

function readFilters(source: ParameterSource) {
	const { executionId, ...values } = readGroup(source, filters);
	const { filter, others } = jobFilterOf(values);
	const query: IDataObject = {
		sort_by: 'time',
		sort_ascend: false,
		...days(filter),
		...others,
	};
	return { query, filter, executionId };
}

const isNewestFirst = ({ sort_by: by, sort_ascend: ascending }: IDataObject) =>
	by === 'time' && ascending === false;

const DAY_MS = 86_400_000;

/** Prosa.ai filters by days, in a time zone that it does not document: a day more at each end. */
function days({ createdAfter, createdBefore }: JobFilter): IDataObject {
	const day = (time: string, shiftMs: number) =>
		new Date(Date.parse(time) + shiftMs).toISOString().slice(0, 10);
	return {
		...(createdAfter === undefined ? {} : { from_date: day(createdAfter, -DAY_MS) }),
		...(createdBefore === undefined ? {} : { until_date: day(createdBefore, DAY_MS) }),
	};
}
