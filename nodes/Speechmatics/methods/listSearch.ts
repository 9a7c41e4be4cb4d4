import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod/v4';

import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { optionHeaders } from '../../shared/http/types';
import { searchJobPages } from '../../shared/operations/jobResults';
import { listJobs } from '../api/api';
import { speechmaticsHttp } from '../api/http';
import { listPage } from '../api/list';
import { toJob } from '../response/job';

const cursorSchema = z.lazy(() =>
	z.object({
		created_before: z.string().optional(),
		/** Jobs of the previous page that come again. */
		shown: z.array(z.string()),
	}),
);

/** Jobs for the "From List" mode, newest first; with a filter, exact matches first. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const options: unknown = this.getCurrentNodeParameter('options');
		const client = await createClient(this, speechmaticsHttp, {
			settings: EDITOR_REQUEST_SETTINGS,
			headers: optionHeaders(speechmaticsHttp, options),
		});
		const request = async ({ shown, ...query }: z.infer<typeof cursorSchema>) => {
			const { items, next } = await listPage(async (page) => await listJobs(client, page), query);
			const times = items.map(({ created_at: time }) => Date.parse(time));
			const again = items.filter((_job, index) => times[index] === times.at(-1)).map(({ id }) => id);
			return {
				items: items.filter(({ id }) => !shown.includes(id)).map(toJob),
				next: next && cursorSchema.parse({ ...next, shown: again }),
			};
		};
		return await searchJobPages({ cursorSchema, first: { shown: [] }, request }, filter, paginationToken);
	});
}
