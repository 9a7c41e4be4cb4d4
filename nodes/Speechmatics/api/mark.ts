import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../shared/core/json';
import { getPath } from '../../shared/fields/exclusions';
import { mergeConfig } from '../../shared/fields/setPath';
import type { VendorClient } from '../../shared/http/client';
import { findInList } from '../../shared/jobs/findInList';
import { listJobs } from './api';
import { listPage } from './list';
import type { JobDetails } from './schemas';

/** Member of `tracking.details` that holds our mark. Speechmatics returns `tracking` with the job and in its list. */
const MEMBER = 'n8n';

/** The config with the mark in its tracking data, next to what is there already. */
export function withMark(config: IDataObject, mark: string): IDataObject {
	const details = getPath(config, 'tracking', 'details');
	if (details !== undefined && !isRecord(details)) return config;
	return mergeConfig(config, { tracking: { details: { [MEMBER]: mark } } });
}

/** The mark of a job; `undefined` if another program has created it. */
export function markIn({ config }: JobDetails): string | undefined {
	const mark = config?.tracking?.details?.[MEMBER];
	return typeof mark === 'string' ? mark : undefined;
}

/** The tracking data of the user, without the mark and without empty members. */
export function trackingOf(tracking: unknown): Record<string, unknown> {
	if (!isRecord(tracking)) return {};
	const { details, ...others } = tracking;
	const members = Object.entries(others).filter(([, value]) => value !== null && value !== undefined);
	if (!isRecord(details)) return Object.fromEntries(members);
	const own = Object.entries(details).filter(([name]) => name !== MEMBER);
	if (own.length > 0) members.push(['details', Object.fromEntries(own)]);
	return Object.fromEntries(members);
}

/** What jobs of the same recording have in common: the name of the file, or the URL that is fetched. */
export interface RecordingTraits {
	fileName: string | undefined;
	url: unknown;
}

/**
 * The new job that has a mark.
 * @param since milliseconds since 1970
 * @throws Error if a new job of the same recording has no mark, because it may be the one; VendorError
 */
export async function findMarked(
	client: VendorClient,
	mark: string,
	recording: RecordingTraits,
	since: () => number,
): Promise<JobDetails | undefined> {
	const lists = client.sharingReads();
	const isNew = (job: JobDetails) => Date.parse(job.created_at) >= since();
	const found = await findInList<JobDetails, IDataObject>(
		{},
		async (query) => await listPage(async (page) => await listJobs(lists, page), query),
		(job) => markIn(job) === mark || (markIn(job) === undefined && isNew(job) && isOf(job, recording)),
		(job) => !isNew(job),
	);
	if (found && markIn(found) === undefined) throw new Error('A new job of the same recording has no mark');
	return found;
}

/** The newest job that fulfils a condition, among the last jobs of the list. @throws VendorError */
export async function findRecent(
	client: VendorClient,
	matches: (job: JobDetails) => boolean,
): Promise<JobDetails | undefined> {
	const lists = client.sharingReads();
	return await findInList<JobDetails, IDataObject>(
		{},
		async (query) => await listPage(async (page) => await listJobs(lists, page), query),
		matches,
		() => false,
		false,
	);
}

/** A quotation mark in a form is sent as `%22`; whether it is returned as such is not documented. */
function isOf({ data_name: name, config }: JobDetails, { fileName, url }: RecordingTraits): boolean {
	if (fileName === undefined) return config?.fetch_data?.url === url;
	return (name ?? '').replaceAll('%22', '"') === fileName.replaceAll('%22', '"');
}
