import { VendorError } from '../../../nodes/shared/http/explainedError';
import { Outage } from '../../../nodes/shared/http/outage';
import { forgetPaces } from '../../../nodes/shared/http/pace';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import { seeded } from '../../support/captionData';
import { fakeApi, type FakeResponse } from '../../support/fakeApi';
import { GET, hangs, OUTAGE, RESPONSE_MS, SETTINGS, status, vendorWith } from '../../support/outages';
import { elapsedMs, inVirtualTime, takes } from '../../support/virtualTime';

/** Outages in runs of many items. */

beforeEach(() => {
	forgetPaces();
	// With random pauses, one run in 50 has a request that meets five of the failures in a row.
	jest.spyOn(Math, 'random').mockImplementation(seeded(1));
});
afterEach(() => {
	jest.restoreAllMocks();
});

const ITEMS = 100;

const CONCURRENCY = 10;

const refused = async (): Promise<FakeResponse> =>
	await Promise.resolve({ throws: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });

/** Requests of each item, half a second apart, like the checks of a job. */
const REQUESTS_AN_ITEM = 20;

async function runItems(response: FakeResponse, pauseMs = 500) {
	const api = fakeApi([response]);
	const semaphore = new Semaphore(CONCURRENCY);
	const outage = new Outage(undefined, () => semaphore.flush());
	const ends: number[] = [];
	const results = await inVirtualTime(async () => {
		return await Promise.allSettled(
			Array.from({ length: ITEMS }, async () => {
				const client = await api.client({ outage, semaphore, settings: SETTINGS });
				for (let count = 0; count < REQUESTS_AN_ITEM; count += 1) {
					await client.text(GET);
					if (pauseMs > 0) await takes(pauseMs);
				}
				ends.push(elapsedMs());
			}),
		);
	});
	const failures = results.flatMap((result): unknown[] =>
		result.status === 'rejected' ? [result.reason] : [],
	);
	const during = api.sentAtMs.filter((at) => at >= OUTAGE.fromMs && at < OUTAGE.toMs);
	const after = api.sentAtMs.filter((at) => at >= OUTAGE.toMs);
	/** How long an item takes on average, in ms. */
	const takenMs = ends.reduce((sum, end) => sum + end, 0) / ends.length;
	return { failures, during, after, sentAtMs: api.sentAtMs, sent: api.sentAtMs.length, takenMs };
}

describe.each([
	['503', status(503)],
	['429 without Retry-After', status(429)],
	['429 with Retry-After', status(429, { 'retry-after': '4' })],
	['refused connections', refused],
	['no responses', hangs],
])('an outage with %s', (_name, failure) => {
	it('costs a few requests for all items together, and ends within 5 s', async () => {
		const { failures, during, after, sent } = await runItems(vendorWith(failure));
		expect(failures).toEqual([]);
		const needed = ITEMS * REQUESTS_AN_ITEM;
		expect(sent - needed).toBeGreaterThan(0);
		// Requests in progress at its beginning, and a probe every few seconds.
		expect(during.length).toBeLessThanOrEqual(CONCURRENCY + 25);
		expect(sent).toBeLessThanOrEqual(needed * 1.2);
		// All items have continued.
		expect(after[CONCURRENCY * 2]).toBeLessThanOrEqual(OUTAGE.toMs + 5_000);
	});
});

it('ends within 5 s also if requests that hang have all slots, and all others wait for one', async () => {
	// Much shorter than the timeout of a request.
	const toMs = 25_000;
	const { failures, sentAtMs } = await runItems(vendorWith(hangs, { fromMs: 5_000, toMs }), 0);
	expect(failures).toEqual([]);
	const after = sentAtMs.filter((at) => at >= toMs);
	expect(after[CONCURRENCY * 2]).toBeLessThanOrEqual(toMs + 5_000);
});

it('does not slow down if every tenth request fails', async () => {
	let count = 0;
	const everyTenth: FakeResponse = async () => {
		count += 1;
		const fails = count % 10 === 0;
		await takes(RESPONSE_MS);
		return fails ? { statusCode: 500, body: '' } : {};
	};
	const calm = await runItems(async () => {
		await takes(RESPONSE_MS);
		return {};
	});
	const { failures, sent, takenMs } = await runItems(everyTenth);
	expect(failures).toEqual([]);
	expect(sent).toBeLessThanOrEqual(calm.sent * 1.2);
	expect(takenMs).toBeLessThanOrEqual(calm.takenMs * 1.5);
});

it('fails with the error of the vendor if the outage takes longer than two minutes', async () => {
	const { failures, sent } = await runItems(status(503));
	expect(failures).toHaveLength(ITEMS);
	expect(failures.every((error) => error instanceof VendorError && error.httpStatus === 503)).toBe(true);
	expect(sent).toBeLessThanOrEqual(3 * ITEMS);
});
