import type { VendorClient } from '../../shared/http/client';
import { findInList } from '../../shared/jobs/findInList';
import { listJobs } from '../api/api';
import type { ProsaJob } from '../api/schemas';
import { markIn } from '../response/label';
import type { Submission } from './request';

/** The submission with the mark after its label: the only text of a job that Prosa.ai's list shows. */
export function withMark(submission: Submission, mark: string): Submission {
	const { label } = submission.request;
	const before = typeof label === 'string' && label !== '' ? `${label} ` : '';
	return { ...submission, request: { ...submission.request, label: `${before}[${mark}]` } };
}

/** The new job that has a mark, `undefined` if there is none. @throws VendorError */
export async function findMarked(
	client: VendorClient,
	mark: string,
	since: () => number,
): Promise<ProsaJob | undefined> {
	const lists = client.sharingReads();
	return await findInList<ProsaJob, number>(
		1,
		async (page) => await listJobs(lists, { page, per_page: 50, sort_by: 'time', sort_ascend: false }),
		(job) => markIn(job.request?.label) === mark,
		(job) => Date.parse(job.created_at ?? '') < since(),
	);
}

/** The newest job that fulfils a condition, among the last jobs of the list. @throws VendorError */
export async function findRecent(
	client: VendorClient,
	matches: (job: ProsaJob) => boolean,
): Promise<ProsaJob | undefined> {
	const lists = client.sharingReads();
	return await findInList<ProsaJob, number>(
		1,
		async (page) => await listJobs(lists, { page, per_page: 50, sort_by: 'time', sort_ascend: false }),
		matches,
		() => false,
		false,
	);
}
