import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createClient, EDITOR_REQUEST_SETTINGS } from '../../shared/http/client';
import { withNodeErrors } from '../../shared/http/explainedError';
import { jobResults } from '../../shared/operations/jobResults';
import { listTranscripts } from '../api/api';
import { assemblyAiHttp } from '../api/http';
import { listItemToJob } from '../response/job';

const PAGE = 50;

/** Jobs for the "From List" mode, newest first, filtered by ID, name and status. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withNodeErrors(this, async () => {
		const client = await createClient(this, assemblyAiHttp, { settings: EDITOR_REQUEST_SETTINGS });
		const { items, older } = await listTranscripts(client, {
			limit: PAGE,
			...(paginationToken ? { before_id: paginationToken } : {}),
		});
		const results = jobResults(items.map(listItemToJob), filter);
		return typeof older?.before_id === 'string' ? { results, paginationToken: older.before_id } : { results };
	});
}
