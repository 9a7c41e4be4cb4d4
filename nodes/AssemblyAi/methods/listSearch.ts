import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod/v4';

import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { searchJobPages } from '../../shared/operations/jobResults';
import { LARGEST_PAGE, listTranscripts } from '../api/api';
import { assemblyAiHttp } from '../api/http';
import { listItemToJob } from '../response/job';

/** Entries of the list that are shown at once. */
const PAGE = 50;

const cursorSchema = z.lazy(() => z.object({ before_id: z.string().optional() }));

/** Jobs for the "From List" mode, newest first; with a filter, exact matches first. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const client = await createClient(this, assemblyAiHttp, { settings: EDITOR_REQUEST_SETTINGS });
		const limit = filter ? LARGEST_PAGE : PAGE;
		const request = async (cursor: z.infer<typeof cursorSchema>) => {
			const { items, older } = await listTranscripts(client, { ...cursor, limit });
			return { items: items.map(listItemToJob), next: older && cursorSchema.parse(older) };
		};
		return await searchJobPages({ cursorSchema, first: {}, request }, filter, paginationToken);
	});
}
