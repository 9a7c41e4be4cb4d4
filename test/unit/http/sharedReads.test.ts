import { z } from 'zod/v4';

import type { VendorClient } from '../../../nodes/shared/http/client';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import { fakeApi } from '../../support/fakeApi';
import { inVirtualTime, START_MS, takes } from '../../support/virtualTime';

const LIST = { method: 'GET', path: '/jobs', query: { limit: 100 } } as const;

const SCHEMA = z.object({ count: z.number() });

/** Clients of the items of one run, at a vendor that counts its responses and needs 300 ms for each. */
async function run() {
	const state = { count: 0 };
	const api = fakeApi([
		async () => {
			state.count += 1;
			const body = JSON.stringify({ count: state.count });
			await takes(300);
			return { body, headers: { date: new Date(START_MS + 60_000).toUTCString() } };
		},
	]);
	const semaphore = new Semaphore(10);
	const client = async () => await api.client({ semaphore });
	return { api, client };
}

const countOf = async (client: VendorClient, request: typeof LIST | { method: 'GET'; path: string } = LIST) =>
	(await client.json(request, SCHEMA)).count;

it('sends the same request of several items once, if they ask at the same time', async () => {
	await inVirtualTime(async () => {
		const { api, client } = await run();
		const clients = await Promise.all(Array.from({ length: 20 }, client));
		const counts = await Promise.all(clients.map(async (each) => await countOf(each.sharingReads())));
		expect(new Set(counts)).toEqual(new Set([1]));
		expect(api.sent).toHaveLength(1);
	});
});

it('shares the clock of the vendor with the response', async () => {
	await inVirtualTime(async () => {
		const { client } = await run();
		const [first, second] = [(await client()).sharingReads(), (await client()).sharingReads()];
		await Promise.all([countOf(first), countOf(second)]);
		expect(first.clockAheadMs()).toBeGreaterThan(0);
		expect(second.clockAheadMs()).toBe(first.clockAheadMs());
	});
});

it('sends a new request for an item that asks later, although the first one is in progress', async () => {
	await inVirtualTime(async () => {
		const { client } = await run();
		const first = countOf((await client()).sharingReads());
		await takes(150);
		expect(await countOf((await client()).sharingReads())).toBe(2);
		expect(await first).toBe(1);
	});
});

it('shares neither other requests nor those of other runs, nor requests of clients that do not share', async () => {
	await inVirtualTime(async () => {
		const [one, other] = [await run(), await run()];
		const sharing = (await one.client()).sharingReads();
		const plain = await one.client();
		await Promise.all([
			countOf(sharing),
			countOf(sharing, { method: 'GET', path: '/others' }),
			countOf(plain),
			countOf((await other.client()).sharingReads()),
		]);
		expect([one.api.sent.length, other.api.sent.length]).toEqual([3, 1]);
	});
});

it('shares a failure, and sends the request again after it', async () => {
	await inVirtualTime(async () => {
		const api = fakeApi([{ statusCode: 404, body: '' }, { body: '{"count":2}' }]);
		const semaphore = new Semaphore(10);
		const client = (await api.client({ semaphore })).sharingReads();
		const results = await Promise.allSettled([countOf(client), countOf(client)]);
		expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(await countOf(client)).toBe(2);
	});
});
