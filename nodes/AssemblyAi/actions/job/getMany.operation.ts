import type { IDataObject } from 'n8n-workflow';

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
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Completed', value: 'completed' },
			{ name: 'Error', value: 'error' },
			{ name: 'Processing', value: 'processing' },
			{ name: 'Queued', value: 'queued' },
		],
		default: 'completed',
	},
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
		const query = readFilters(call);
		const client = await clientFor(assemblyAi, call);
		const items = await collectPages(limit, query, idOf, async (cursor, missing) => {
			const size = Math.min(LARGEST_PAGE, missing);
			const { items: page, older } = await listTranscripts(client, { ...cursor, limit: size });
			const next = cursor.after_id === undefined ? older : newerQuery(cursor, page, size);
			return { items: page, next };
		});
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

const idOf = (item: AssemblyAiListItem) => item.id;

/** @throws NodeOperationError for a filter that AssemblyAI would ignore */
function readFilters(source: ParameterSource): IDataObject {
	const query = readGroup(source, filters);
	if (query.throttled_only === true && query.status !== undefined) {
		throw fieldError(
			source,
			`${filters.displayName}: Throttled Only`,
			'cannot be combined with "Status"',
			'Remove one of the two.',
		);
	}
	return query;
}
