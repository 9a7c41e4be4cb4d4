import type { IDataObject } from 'n8n-workflow';

import { collectPages, type Page, type PageFilter } from '../../shared/fields/limit';
import type { JobDetails } from './schemas';

/** Requests a page of the list, newest first; `listJobs` of a client. */
export type RequestPage = (query: IDataObject) => Promise<JobDetails[]>;

/** Speechmatics returns at most this many jobs per page. */
export const LARGEST_PAGE = 100;

/**
 * Jobs from `query` on, newest first and each once.
 * @param limit how many at most; `Infinity` for all
 */
export async function listUpTo(
	requestPage: RequestPage,
	query: IDataObject,
	limit: number,
	filter: PageFilter<JobDetails> = {},
): Promise<JobDetails[]> {
	return await collectPages(
		limit,
		query,
		({ id }) => id,
		async (next, missing) => {
			// Further pages start with jobs that are known already, and a filter drops jobs of any page.
			const size = next === query && filter.isWanted === undefined ? missing : LARGEST_PAGE;
			return await listPage(requestPage, next, size);
		},
		filter,
	);
}

/**
 * One page of jobs from `query` on, newest first, and the query of the next page. The list has no cursor: the next page
 * holds what was created before the last job. As several jobs may have been created in the same millisecond, that
 * millisecond is included, and the caller has to drop the jobs that it has seen.
 */
export async function listPage(
	requestPage: RequestPage,
	query: IDataObject,
	size = LARGEST_PAGE,
): Promise<Page<JobDetails, IDataObject>> {
	const limit = Math.min(LARGEST_PAGE, size);
	const items = await requestPage({ ...query, limit });
	const times = items.map(({ created_at: time }) => Date.parse(time));
	const last = times.at(-1);
	if (items.length < limit || last === undefined || Number.isNaN(last)) return { items, next: undefined };
	// A page of a single millisecond would be returned again and again.
	const before = times.every((time) => time === last) ? last : last + 1;
	return { items, next: { ...query, created_before: new Date(before).toISOString() } };
}
