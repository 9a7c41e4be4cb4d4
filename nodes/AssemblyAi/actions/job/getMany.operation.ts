import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { toItemData } from '../../../shared/items/itemData';
import { collectPages, limitFields, readLimit } from '../../../shared/items/limit';
import { checkField, readBoolean, readOptions, type ParameterSource } from '../../../shared/items/parameters';
import { clientFor } from '../../../shared/jobs/operations/single';
import { simplifyField } from '../../../shared/jobs/operations/fields';
import { jobSchema, jobToJson } from '../../../shared/jobs/model';
import type { ItemOperation } from '../../../shared/node/operation';
import { optionsField } from '../../../shared/node/requestOptions';
import { listTranscripts } from '../../api';
import { listItemToJob } from '../../job';
import type { AssemblyAiListItem } from '../../schemas';
import { assemblyAi } from '../../vendor';

/** AssemblyAI gives at most this many jobs a page. */
const LARGEST_PAGE = 200;

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Created After Job',
			name: 'after_id',
			type: 'string',
			default: '',
			placeholder: 'e.g. 6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
			description: 'ID of a job; only newer ones are returned',
		},
		{
			displayName: 'Created Before Job',
			name: 'before_id',
			type: 'string',
			default: '',
			placeholder: 'e.g. 6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
			description: 'ID of a job; only older ones are returned',
		},
		{
			displayName: 'Created On',
			name: 'created_on',
			type: 'dateTime',
			default: '',
			description: 'Only jobs of this day (UTC)',
		},
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
			description: 'Whether to return only jobs that wait for a free place; overrides Status',
		},
	],
};

export const getManyJobsOperation: ItemOperation = {
	name: 'Get Many',
	value: 'getMany',
	description: 'List jobs of the last 90 days, newest first',
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
 * What is newer than a job comes next to it first, and the way on from there is to newer pages (`next_url`):
 * older ones lead past the job, where AssemblyAI refuses its ID. A page that is not full is the last one.
 */
function newerQuery(
	query: IDataObject,
	page: readonly AssemblyAiListItem[],
	size: number,
): IDataObject | undefined {
	const [newest] = page;
	return newest === undefined || page.length < size ? undefined : { ...query, after_id: newest.id };
}

/** Times are all written alike, so that their texts are in their order. */
function newestFirst(items: readonly AssemblyAiListItem[]): AssemblyAiListItem[] {
	return [...items].sort((a, b) => (b.created ?? '').localeCompare(a.created ?? '', 'en'));
}

const idOf = (item: AssemblyAiListItem) => item.id;

const id = z.string({ error: 'expected a text' }).trim();
const day = z
	.string({ error: 'expected a date' })
	.regex(/^\d{4}-\d{2}-\d{2}/, 'expected a date such as 2026-03-11')
	.transform((value) => value.slice(0, 10));

function readFilters(source: ParameterSource): IDataObject {
	const set = readOptions(source, 'filters', 'Filters');
	const read = <T>(key: string, label: string, schema: z.ZodType<T>) =>
		set[key] === undefined || set[key] === ''
			? {}
			: { [key]: checkField(source, `Filters: ${label}`, schema, set[key]) };
	return {
		...read('status', 'Status', id),
		...read('created_on', 'Created On', day),
		...read('before_id', 'Created Before Job', id),
		...read('after_id', 'Created After Job', id),
		...read('throttled_only', 'Throttled Only', z.boolean({ error: 'expected true or false' })),
	};
}
