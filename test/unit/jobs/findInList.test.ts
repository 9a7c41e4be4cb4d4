import type { Page } from '../../../nodes/shared/fields/limit';
import { findInList } from '../../../nodes/shared/jobs/findInList';
import { rejectionOf } from '../../support/virtualTime';

interface Entry {
	mark: string;
	/** Age in minutes. */
	age: number;
}

const entry = (mark: string, age = 1): Entry => ({ mark, age });

/** Searches the pages for an entry with the mark "mine" that is at most ten minutes old. */
async function search(pages: Entry[][], isComplete?: boolean) {
	const requested: number[] = [];
	const found = await findInList<Entry, number>(
		0,
		async (page): Promise<Page<Entry, number>> => {
			requested.push(page);
			const next = page + 1 < pages.length ? page + 1 : undefined;
			return await Promise.resolve({ items: pages[page] ?? [], next });
		},
		({ mark }) => mark === 'mine',
		({ age }) => age > 10,
		isComplete,
	);
	return { found, requested };
}

const others = (count: number) => Array.from({ length: count }, (_, page) => [entry(`other ${page}`)]);

describe('findInList', () => {
	it('returns the entry and requests no further page', async () => {
		const mine = entry('mine');
		expect(await search([[entry('other'), mine], [entry('other')]])).toEqual({ found: mine, requested: [0] });
	});

	it('continues with the next page', async () => {
		const mine = entry('mine');
		expect(await search([[entry('other')], [], [mine]])).toEqual({ found: mine, requested: [0, 1, 2] });
	});

	it('stops at the first page with an older entry, which no newer one follows', async () => {
		expect(await search([[entry('other'), entry('old', 11)], [entry('mine')]])).toEqual({
			found: undefined,
			requested: [0],
		});
	});

	it('returns the entry even if the same page has an older one', async () => {
		const mine = entry('mine');
		expect((await search([[entry('old', 11), mine]])).found).toBe(mine);
	});

	it('returns nothing at the end of the list', async () => {
		expect(await search(others(3))).toEqual({ found: undefined, requested: [0, 1, 2] });
	});

	it('searches twenty pages', async () => {
		const mine = entry('mine');
		expect((await search([...others(19), [mine]])).found).toBe(mine);
		expect((await search(others(20))).found).toBeUndefined();
	});

	it('fails if more than twenty pages are new, because the entry may follow', async () => {
		expect(await rejectionOf(search([...others(20), [entry('mine')]]))).toEqual(
			new Error('The list has too many new jobs to search'),
		);
	});

	it('returns nothing then if it is enough to search the newest', async () => {
		const { found, requested } = await search([...others(20), [entry('mine')]], false);
		expect([found, requested.length]).toEqual([undefined, 20]);
	});

	it('requests no twenty-first page', async () => {
		const requested: number[] = [];
		await rejectionOf(
			findInList(
				0,
				async (page) => {
					requested.push(page);
					return await Promise.resolve({ items: [], next: page + 1 });
				},
				() => false,
				() => false,
			),
		);
		expect(requested).toHaveLength(20);
	});
});
