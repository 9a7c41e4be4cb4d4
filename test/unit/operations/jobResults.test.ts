import { z } from 'zod/v4';

import type { Job } from '../../../nodes/shared/jobs/model';
import { searchJobPages } from '../../../nodes/shared/operations/jobResults';
import { jobOf } from '../../support/jobs';

/** A vendor's list in pages, and the pages that were requested. */
function listOf(pages: ReadonlyArray<readonly Job[]>) {
	const requested: number[] = [];
	const request = async (page: number) => {
		requested.push(page);
		const next = page + 1 < pages.length ? page + 1 : undefined;
		return await Promise.resolve({ items: [...(pages[page] ?? [])], next });
	};
	return { requested, pages: { cursorSchema: z.number(), first: 0, request } };
}

const named = (name: string, jobId = `id of ${name}`) => jobOf(jobId, { name });
const manyNamed = (name: string, count: number) =>
	Array.from({ length: count }, (_each, index) => named(`${name}${index}`));

async function search(jobs: ReadonlyArray<readonly Job[]>, filter?: string, token?: string) {
	const { pages, requested } = listOf(jobs);
	const { results, paginationToken } = await searchJobPages(pages, filter, token);
	return { found: results.map(({ value }) => value), paginationToken, requested };
}

describe('the list of jobs in the editor', () => {
	it.each<[string, Job, string]>([
		['ID', named('a', 'call-17'), 'call-17'],
		['ID in the other case', named('a', 'call-17'), 'CALL-17'],
		['name', named('call-17'), ' Call-17 '],
		['name without the extension', named('call-17.mp3'), 'call-17'],
		['reference', jobOf('a', { tracking: { reference: 'call-17' } }), 'call-17'],
	])('has an exact match of the %s first, on whichever page it is', async (_what, job, filter) => {
		const pages = [manyNamed('call-17', 3), manyNamed('call-170', 3), [named('call-178'), job]];
		const { found } = await search(pages, filter);
		expect(found[0]).toBe(job.jobId);
		expect(found).toHaveLength(8);
	});

	it('treats the spellings of an ID as the vendor does', async () => {
		const { pages } = listOf([[named('other'), named('a', 'ab-12')]]);
		const idKey = (jobId: string) => jobId.replaceAll('-', '').toLowerCase();
		const { results } = await searchJobPages({ ...pages, idKey }, 'AB12');
		expect(results.map(({ value }) => value)).toEqual(['ab-12']);
	});

	it('is searched no further than an exact match, and continues there', async () => {
		const pages = [[named('a'), named('b')], [named('c')], [named('bb')]];
		const { requested, paginationToken } = await search(pages, 'b');
		expect(requested).toEqual([0]);
		expect((await search(pages, 'b', paginationToken)).found).toEqual(['id of bb']);
	});

	it('is one page without a filter', async () => {
		const pages = [[named('a'), named('b')], [named('c')]];
		const first = await search(pages);
		expect(first).toEqual({ found: ['id of a', 'id of b'], paginationToken: '1', requested: [0] });
		expect(await search(pages, '', first.paginationToken)).toEqual({
			found: ['id of c'],
			paginationToken: undefined,
			requested: [1],
		});
	});

	it('is searched for at most a thousand jobs at a time, and continues after them', async () => {
		const pages = Array.from({ length: 15 }, (_each, page) => manyNamed(`call-${page}-`, 100));
		const { requested, paginationToken, found } = await search([...pages, [named('wanted')]], 'wanted');
		expect(requested).toHaveLength(10);
		expect(found).toEqual([]);
		expect((await search([...pages, [named('wanted')]], 'wanted', paginationToken)).found).toEqual([
			'id of wanted',
		]);
	});

	it('contains a job once that moved to the next page, and ends with a page that repeats', async () => {
		const moved = [
			[named('call-1'), named('call-2')],
			[named('call-2'), named('call-3')],
		];
		expect((await search(moved, 'call')).found).toEqual(['id of call-1', 'id of call-2', 'id of call-3']);
		const page = [named('call-1')];
		const { requested } = await search([page, page, page], 'call');
		expect(requested).toEqual([0, 1]);
	});
});
