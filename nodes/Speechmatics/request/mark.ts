import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../shared/core/json';
import { getPath } from '../../shared/fields/exclusions';
import { setAt } from '../../shared/fields/setPath';
import type { VendorClient } from '../../shared/http/client';
import { findInList } from '../../shared/jobs/findInList';
import { listPage } from '../api/list';
import type { JobDetails } from '../api/schemas';
import { MARK_MEMBER, markIn } from '../response/mark';

/** The config with the mark in its tracking, beside what is there already. */
export function withMark(config: IDataObject, mark: string): IDataObject {
	const details = getPath(config, 'tracking', 'details');
	if (details !== undefined && !isRecord(details)) return config;
	const marked: IDataObject = { ...config, tracking: { ...trackingOf(config), details: { ...details } } };
	setAt(marked, `tracking.details.${MARK_MEMBER}`, mark);
	return marked;
}

function trackingOf(config: IDataObject): object {
	const { tracking } = config;
	return isRecord(tracking) ? tracking : {};
}

/** By what a job may be of the same recording: the name of the file, or the URL that is fetched. */
export interface Likeness {
	fileName: string | undefined;
	url: unknown;
}

/**
 * The new job that has a mark.
 * @throws Error where a new job of the same recording shows no mark: it may be the one
 */
export async function findMarked(
	client: VendorClient,
	mark: string,
	like: Likeness,
	since: () => number,
): Promise<JobDetails | undefined> {
	const isNew = (job: JobDetails) => Date.parse(job.created_at) >= since();
	const found = await findInList<JobDetails, IDataObject>(
		{},
		async (query) => await listPage(client, query, Infinity),
		(job) => markIn(job) === mark || (markIn(job) === undefined && isNew(job) && isLike(job, like)),
		(job) => !isNew(job),
	);
	if (found && markIn(found) === undefined) throw new Error('A new job of the same recording shows no mark');
	return found;
}

/** A quotation mark in a form is sent as `%22`; whether it comes back as such is not documented. */
function isLike({ data_name: name, config }: JobDetails, { fileName, url }: Likeness): boolean {
	if (fileName === undefined) return config?.fetch_data?.url === url;
	return (name ?? '').replaceAll('%22', '"') === fileName.replaceAll('%22', '"');
}
