import type { IDataObject } from 'n8n-workflow';

import { ownProperty } from '../../../shared/core/ownProperty';
import type { ItemOperation } from '../../../shared/execution/operation';
import { optionsField } from '../../../shared/execution/requestOptions';
import { toItemData } from '../../../shared/execution/toItemData';
import { dayField } from '../../../shared/fields/dates';
import { filtersField } from '../../../shared/fields/define';
import { readGroup } from '../../../shared/fields/group';
import { collectPages, limitFields, readLimit } from '../../../shared/fields/limit';
import { fieldError, readBoolean, type ParameterSource } from '../../../shared/fields/parameters';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import { clientFor } from '../../../shared/operations/getJob';
import { simplifyField } from '../../../shared/operations/jobFields';
import { jobFilterFields, jobFilterOf, type JobFilter } from '../../../shared/operations/jobFilters';
import { LARGEST_PAGE, listTranscripts } from '../../api/api';
import type { AssemblyAiListItem } from '../../api/schemas';
import { listItemToJob } from '../../response/job';
import { assemblyAi } from '../../vendor';

const filters = filtersField([
	{
		displayName: 'Created After Job',
		name: 'after_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
		description: 'ID of a job. Only newer jobs are returned.',
	},
	{
		displayName: 'Created Before Job',
		name: 'before_id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
		description: 'ID of a job. Only older jobs are returned.',
	},
	dayField('created_on', 'Created On', 'Only jobs created on this day (UTC)'),
	...jobFilterFields(['completed', 'deleted', 'failed', 'queued', 'running']),
	{
		displayName: 'Throttled Only',
		name: 'throttled_only',
		type: 'boolean',
		default: true,
		description: 'Whether to return only jobs that are waiting because of the concurrency limit',
	},
]);

export const getManyJobsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List the jobs of the last 90 days, newest first',
	action: 'Get many jobs',
	properties: [...limitFields, filters, simplifyField, optionsField()],
	output: jobSchema,
	execute: async (call) => {
		const limit = readLimit(call);
		const simplify = readBoolean(call, 'simplify', 'Simplify');
		const { query, filter } = readFilters(call);
		const client = await clientFor(assemblyAi, call);
		/** Whether each page contains only wanted jobs, except deleted ones. */
		const isFiltered =
			!filter.isActive ||
			(query.status !== undefined && filter.createdAfter === undefined && filter.createdBefore === undefined);
		const items = await collectPages<AssemblyAiListItem, IDataObject>(
			limit,
			query,
			({ id }) => id,
			async (cursor, missing) => {
				const size = isFiltered ? Math.min(LARGEST_PAGE, missing) : LARGEST_PAGE;
				const { items: page, older } = await listTranscripts(client, { ...cursor, limit: size });
				const next = cursor.after_id === undefined ? older : newerQuery(cursor, page, size);
				return { items: page, next };
			},
			{
				isWanted: (item) => filter.isWanted(listItemToJob(item)),
				isLast: (item) => query.after_id === undefined && filter.isTooOld(listItemToJob(item)),
			},
		);
		return newestFirst(items).map((item) => ({
			json: simplify ? jobToJson(listItemToJob(item)) : toItemData(item),
		}));
	},
};

/**
 * The query of the next page for `after_id`: the first page contains the jobs directly after that job, and further
 * pages are newer (`next_url`). AssemblyAI rejects requests for pages that are older than the job. A page that is not
 * full is the last one.
 */
function newerQuery(
	query: IDataObject,
	page: readonly AssemblyAiListItem[],
	size: number,
): IDataObject | undefined {
	const [newest] = page;
	return newest === undefined || page.length < size ? undefined : { ...query, after_id: newest.id };
}

/** All times have the same format, so their text sorts in the order of time. */
function newestFirst(items: readonly AssemblyAiListItem[]): AssemblyAiListItem[] {
	return [...items].sort((a, b) => (b.created ?? '').localeCompare(a.created ?? '', 'en'));
}

/** @throws NodeOperationError for a filter that AssemblyAI would ignore */
function readFilters(source: ParameterSource): { query: IDataObject; filter: JobFilter } {
	const { filter, others } = jobFilterOf(readGroup(source, filters));
	if (others.throttled_only === true && filter.statuses.length > 0) {
		throw fieldError(
			source,
			`${filters.displayName}: Throttled Only`,
			'cannot be combined with "Status"',
			'Remove one of the two.',
		);
	}
	// AssemblyAI filters by one status.
	const [status, ...more] = filter.statuses.map((each) => ownProperty(VENDOR_STATUSES, each));
	return { query: { ...others, ...(status === undefined || more.length > 0 ? {} : { status }) }, filter };
}

/** Deleted jobs keep their status, so the list cannot filter them. */
const VENDOR_STATUSES: Readonly<Record<string, string>> = {
	completed: 'completed',
	failed: 'error',
	queued: 'queued',
	running: 'processing',
};
