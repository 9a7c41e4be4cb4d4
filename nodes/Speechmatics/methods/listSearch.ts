import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { jobResults } from '../../shared/operations/jobResults';
import { speechmaticsHttp } from '../api/http';
import { listPage } from '../api/list';
import { toJob } from '../response/job';

const PAGE = 50;

/** Jobs for the «From List» mode, newest first. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const client = await createClient(this, speechmaticsHttp, { settings: EDITOR_REQUEST_SETTINGS });
		const query = paginationToken ? { created_before: paginationToken } : {};
		const { items, next } = await listPage(client, query, PAGE);
		const results = jobResults(items.map(toJob), filter);
		// By the last job's own time, so that no job is listed twice.
		const last = items.at(-1);
		return next && last ? { results, paginationToken: last.created_at } : { results };
	});
}
