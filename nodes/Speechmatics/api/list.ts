import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../shared/fields/limit';
import type { VendorClient } from '../../shared/http/client';
import { listJobs } from './api';
import type { JobDetails } from './schemas';

/** Speechmatics gives at most this many jobs a page. */
const LARGEST_PAGE = 100;

/** More than may have been made within one millisecond: they come again with the next page. */
const OVERLAP = 10;

/**
 * One page of jobs from `query` on, newest first, and the query of the next. The list knows no cursor: the
 * next page is what was created before the last job. As two jobs may be of the same millisecond, the one
 * after it is named, and what comes again is for the caller to drop by its ID.
 */
export async function listPage(
	client: VendorClient,
	query: IDataObject,
	missing: number,
): Promise<Page<JobDetails, IDataObject>> {
	const limit = Math.min(LARGEST_PAGE, missing + (query.created_before === undefined ? 0 : OVERLAP));
	const items = await listJobs(client, { ...query, limit });
	const last = items.at(-1);
	const time = last === undefined ? NaN : Date.parse(last.created_at);
	const isLast = items.length < limit || Number.isNaN(time);
	return {
		items,
		next: isLast ? undefined : { ...query, created_before: new Date(time + 1).toISOString() },
	};
}
