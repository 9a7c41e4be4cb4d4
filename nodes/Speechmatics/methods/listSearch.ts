import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { optionHeaders } from '../../shared/http/types';
import type { Job } from '../../shared/jobs/model';
import { jobResults } from '../../shared/operations/jobResults';
import { listJobs } from '../api/api';
import { speechmaticsHttp } from '../api/http';
import { listPage, listUpTo, type RequestPage } from '../api/list';
import { toJob } from '../response/job';

/** Jobs that are searched: ten pages of the list, which take a few seconds. */
const SEARCHED_JOBS = 1000;

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
		const requestPage = async (query: IDataObject) => await listJobs(client, query);
		return filter ? await search(requestPage, filter) : await browse(requestPage, paginationToken);
	});
}

/** The list has no search of its own, and the editor would not find a match on a later page. */
async function search(requestPage: RequestPage, filter: string): Promise<INodeListSearchResult> {
	const jobs = (await listUpTo(requestPage, {}, SEARCHED_JOBS)).map(toJob);
	const exact = jobs.filter((job) => isExact(job, filter));
	const others = jobs.filter((job) => !exact.includes(job));
	return { results: [...jobResults(exact), ...jobResults(others, filter)] };
}

function isExact({ jobId, name, tracking }: Job, filter: string): boolean {
	const wanted = filter.trim().toLowerCase();
	return [jobId, name, tracking?.reference].some(
		(value) => typeof value === 'string' && value.toLowerCase() === wanted,
	);
}

const tokenSchema = z.object({
	created_before: z.string(),
	/** Jobs of the previous page that come again. */
	shown: z.array(z.string()),
});

async function browse(requestPage: RequestPage, paginationToken?: string): Promise<INodeListSearchResult> {
	const token = tokenSchema.safeParse(parseJson(paginationToken ?? '')).data;
	const { items, next } = await listPage(requestPage, token ? { created_before: token.created_before } : {});
	const fresh = items.filter(({ id }) => token?.shown.includes(id) !== true);
	const last = items.at(-1)?.created_at;
	const shown = items.filter(({ created_at: time }) => time === last).map(({ id }) => id);
	return {
		results: jobResults(fresh.map(toJob)),
		...(next ? { paginationToken: JSON.stringify({ ...next, shown }) } : {}),
	};
}
