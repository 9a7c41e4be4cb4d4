import type { IDataObject } from 'n8n-workflow';

import { listPage, listUpTo } from '../../../nodes/Speechmatics/api/list';
import { jobDetailsSchema, type JobDetails } from '../../../nodes/Speechmatics/api/schemas';

const START = Date.parse('2026-11-20T09:30:00.000Z');

/** This many jobs that were created in the same millisecond, `ms` after the start. */
function jobsAt(ms: number, count: number, name: string): JobDetails[] {
	return Array.from({ length: count }, (_each, index) =>
		jobDetailsSchema.parse({
			id: `${name}${index}`,
			created_at: new Date(START + ms).toISOString(),
			status: 'done',
		}),
	);
}

/** A list like the vendor's: newest first, only jobs that were created before the given time, at most `limit`. */
function vendorList(jobs: readonly JobDetails[]) {
	const queries: IDataObject[] = [];
	const requestPage = async (query: IDataObject) => {
		queries.push(query);
		const before = typeof query.created_before === 'string' ? Date.parse(query.created_before) : Infinity;
		return await Promise.resolve(
			jobs
				.filter(({ created_at: time }) => Date.parse(time) < before)
				.sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
				.slice(0, Number(query.limit)),
		);
	};
	return { queries, requestPage };
}

const idsOf = (jobs: readonly JobDetails[]) => jobs.map(({ id }) => id);

describe('a list of jobs', () => {
	const before = jobsAt(0, 60, 'old');
	const after = jobsAt(900, 60, 'new');

	it.each([
		[11, 101],
		[11, 105],
		[40, 110],
		[11, Infinity],
		[40, Infinity],
		[99, Infinity],
		[100, Infinity],
	])('loses no job if %i were created in the same millisecond: limit %d', async (count, limit) => {
		const jobs = [...after, ...jobsAt(500, count, 'burst'), ...before];
		const { requestPage } = vendorList(jobs);
		const found = await listUpTo(requestPage, {}, limit);
		expect(idsOf(found)).toEqual(idsOf(jobs).slice(0, limit === Infinity ? undefined : limit));
	});

	it('continues after a millisecond with more jobs than a page can contain', async () => {
		const { requestPage } = vendorList([...after, ...jobsAt(500, 250, 'burst'), ...before]);
		const found = idsOf(await listUpTo(requestPage, {}, Infinity));
		expect(found).toEqual(expect.arrayContaining([...idsOf(after), ...idsOf(before)]));
		expect(new Set(found).size).toBe(found.length);
	});

	it('is requested as one page if the limit fits, and keeps the filters on further pages', async () => {
		const one = vendorList([...after, ...before]);
		expect(await listUpTo(one.requestPage, {}, 3)).toHaveLength(3);
		expect(one.queries).toEqual([{ limit: 3 }]);
		const many = vendorList([...after, ...before]);
		await listUpTo(many.requestPage, { include_deleted: true }, Infinity);
		expect(many.queries).toEqual([
			{ include_deleted: true, limit: 100 },
			{ include_deleted: true, limit: 100, created_before: '2026-11-20T09:30:00.001Z' },
		]);
	});

	it('ends with a page that is not full, or whose times are invalid', async () => {
		const { requestPage } = vendorList(before);
		expect((await listPage(requestPage, {})).next).toBeUndefined();
		const odd = before.map((job) => ({ ...job, created_at: 'yesterday' }));
		expect((await listPage(async () => await Promise.resolve(odd), {}, 60)).next).toBeUndefined();
	});
});
