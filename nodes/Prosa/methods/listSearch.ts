import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod/v4';

import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { searchJobPages } from '../../shared/operations/jobResults';
import { listJobs, listModels } from '../api/api';
import { prosaHttp } from '../api/http';
import type { ProsaModel } from '../api/schemas';
import { normaliseId, toJob } from '../response/job';

const PAGE = 50;

/** Jobs for the "From List" mode, newest first; with a filter, exact matches first. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const client = await createClient(this, prosaHttp, { settings: EDITOR_REQUEST_SETTINGS });
		const request = async (page: number) => {
			const query = { page, per_page: PAGE, sort_by: 'time', sort_ascend: false };
			const { items, next } = await listJobs(client, query);
			return { items: items.map(toJob), next };
		};
		const pages = { cursorSchema: z.number(), first: 1, request, idKey: normaliseId };
		return await searchJobPages(pages, filter, paginationToken);
	});
}

/** The models of the account by their labels, with their language; exact matches of the filter first. */
export async function searchModels(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const models = await listModels(
			await createClient(this, prosaHttp, { settings: EDITOR_REQUEST_SETTINGS }),
		);
		const wanted = filter.trim().toLowerCase();
		const isExact = ({ name, label }: ProsaModel) =>
			[name, label].some((text) => text?.toLowerCase() === wanted);
		const results = [...models]
			.sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
			.map(({ name, label, language }) => ({
				name: [label ?? name, language].filter((part) => Boolean(part)).join(' · '),
				value: name,
			}))
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
		return { results };
	});
}
