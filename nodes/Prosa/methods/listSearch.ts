import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { jobResults } from '../../shared/operations/jobResults';
import { listJobs, listModels } from '../api/api';
import { prosaHttp } from '../api/http';
import { toJob } from '../response/job';

const PAGE = 50;

/** Jobs for the "From List" mode, newest first; the filter matches ID, name and status. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const client = await createClient(this, prosaHttp, { settings: EDITOR_REQUEST_SETTINGS });
		const { items, next } = await listJobs(client, {
			page: Number(paginationToken ?? 1),
			per_page: PAGE,
			sort_by: 'time',
			sort_ascend: false,
		});
		const results = jobResults(items.map(toJob), filter);
		return next === undefined ? { results } : { results, paginationToken: String(next) };
	});
}

/** The models of the account by their labels, with their language. */
export async function searchModels(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const models = await listModels(
			await createClient(this, prosaHttp, { settings: EDITOR_REQUEST_SETTINGS }),
		);
		const wanted = filter.toLowerCase();
		const results = models
			.map(({ name, label, language }) => ({
				name: [label ?? name, language].filter((part) => Boolean(part)).join(' · '),
				value: name,
			}))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
		return { results };
	});
}
