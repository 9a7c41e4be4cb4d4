import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { z } from 'zod/v4';

import { parseJson } from '../core/json';
import type { Page } from '../fields/limit';
import type { Job } from '../jobs/model';

/** Jobs to search while the user waits, which takes a few seconds. */
const SEARCHED_JOBS = 1000;

/** A vendor's list of jobs, newest first, in pages. */
export interface JobPages<Cursor> {
	/** What the editor passes on from one page to the next, as JSON. */
	cursorSchema: z.ZodType<Cursor>;
	first: Cursor;
	request: (cursor: Cursor) => Promise<Page<Job, Cursor>>;
	/** Returns the same for two spellings of one ID. Default: the ID in lower case. */
	idKey?: ((jobId: string) => string) | undefined;
}

/**
 * The jobs for the "From List" mode. Without a filter, one page of the list. With a filter, the jobs whose ID, time, name,
 * reference or status contains it, exact matches first. The vendors' lists have no search of their own, and the editor
 * requests the next page only when the user scrolls. Pages are therefore searched until there is an exact match.
 */
export async function searchJobPages<Cursor>(
	{ cursorSchema, first, request, idKey }: JobPages<Cursor>,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter.trim();
	let cursor: Cursor | undefined = cursorSchema.safeParse(parseJson(paginationToken ?? '')).data ?? first;
	const jobs = new Map<string, Job>();
	const exact = new Set<Job>();
	do {
		const page: Page<Job, Cursor> = await request(cursor);
		const fresh = page.items.filter(({ jobId }) => !jobs.has(jobId));
		for (const job of fresh) {
			jobs.set(job.jobId, job);
			if (wanted !== '' && isExact(job, wanted, idKey)) exact.add(job);
		}
		// A page without new jobs could repeat endlessly.
		cursor = fresh.length === 0 ? undefined : page.next;
	} while (cursor !== undefined && wanted !== '' && exact.size === 0 && jobs.size < SEARCHED_JOBS);
	const others = [...jobs.values()].filter((job) => !exact.has(job) && contains(job, wanted));
	return {
		results: [...exact, ...others].map(entryOf),
		...(cursor === undefined ? {} : { paginationToken: JSON.stringify(cursor) }),
	};
}

const lower = (text: string) => text.toLowerCase();

function isExact(job: Job, wanted: string, idKey: (jobId: string) => string = lower): boolean {
	return idKey(job.jobId) === idKey(wanted) || namesOf(job).some((name) => lower(name) === lower(wanted));
}

/** What a user may call a job: its name, also without the extension of the file, and its reference. */
function namesOf({ name, tracking }: Job): string[] {
	return [name, name?.replace(/\.\w{1,5}$/, ''), tracking?.reference].filter(
		(value) => typeof value === 'string',
	);
}

function contains(job: Job, wanted: string): boolean {
	const { name, value } = entryOf(job);
	return lower([name, value, ...namesOf(job)].join(' ')).includes(lower(wanted));
}

/** The name comes last, because the editor truncates long entries. */
function entryOf({ createdAt, vendorStatus, name, jobId }: Job): INodeListSearchItems {
	return {
		name: [createdAt?.slice(0, 16).replace('T', ' '), vendorStatus, name ?? jobId]
			.filter((part) => part !== undefined)
			.join(' · '),
		value: jobId,
	};
}
