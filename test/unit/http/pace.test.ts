import { createClient } from '../../../nodes/shared/http/client';
import { Outage } from '../../../nodes/shared/http/outage';
import { announcedPauseMs, forgetPaces, rateOf } from '../../../nodes/shared/http/pace';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import { CREDENTIAL } from '../../support/fakeApi';
import { FAKE_VENDOR } from '../../support/fakeVendor';
import { fakeExecution } from '../../support/jobs';
import { elapsedMs, inVirtualTime, START_MS, takes } from '../../support/virtualTime';

const GET = { method: 'GET', path: '/jobs/1' } as const;

const SETTINGS = { timeoutMs: 60_000, retries: 4 };

beforeEach(forgetPaces);

interface Vendor {
	/** When requests arrived, in ms of virtual time. */
	arrivedAt: number[];
	respond(): Promise<{ statusCode: number; headers?: Record<string, string> }>;
}

/** Runs of nodes with one credential, in executions of one process that begin together. */
async function runsOf(
	vendor: Vendor,
	{ runs, items, requestsPerMinute, ids = ['c1'] }: RunSettings,
): Promise<Array<PromiseSettledResult<unknown>>> {
	const send = async () => {
		vendor.arrivedAt.push(elapsedMs());
		const response = await vendor.respond();
		return { headers: {}, body: '{}', ...response };
	};
	return await Promise.allSettled(
		Array.from({ length: runs }, async (_, index) => {
			const { context } = fakeExecution({
				credentials: { exampleApi: { id: ids[index % ids.length] ?? null, name: 'Example' } },
				functions: {
					getCredentials: async () => await Promise.resolve({ ...CREDENTIAL, requestsPerMinute }),
					helpers: { httpRequestWithAuthentication: send, httpRequest: send },
				},
			});
			const own = { outage: new Outage(undefined), semaphore: new Semaphore(10), settings: SETTINGS };
			const client = await createClient(context, FAKE_VENDOR, own);
			await Promise.all(Array.from({ length: items }, async () => await client.text(GET)));
		}),
	);
}

interface RunSettings {
	runs: number;
	items: number;
	requestsPerMinute?: unknown;
	ids?: string[];
}

const answers = (arrivedAt: number[] = []): Vendor => ({
	arrivedAt,
	respond: async () => {
		await takes(100);
		return { statusCode: 200 };
	},
});

/** The most requests that arrived within any minute. */
const mostAMinute = (times: number[]) =>
	Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));

const failed = (results: Array<PromiseSettledResult<unknown>>) =>
	results.filter(({ status }) => status === 'rejected');

it('keeps the rate of a credential in ten executions together', async () => {
	const vendor = answers();
	const results = await inVirtualTime(
		async () => await runsOf(vendor, { runs: 10, items: 40, requestsPerMinute: 120 }),
	);
	expect(failed(results)).toEqual([]);
	expect(vendor.arrivedAt).toHaveLength(400);
	expect(mostAMinute(vendor.arrivedAt)).toBeLessThanOrEqual(120);
	// It is used completely: 400 requests at 2 a second.
	expect(vendor.arrivedAt.at(-1)).toBeLessThanOrEqual(200_000);
});

it('keeps the rate across executions that follow each other', async () => {
	const vendor = answers();
	await inVirtualTime(async () => {
		for (let count = 0; count < 30; count += 1) {
			await runsOf(vendor, { runs: 1, items: 1, requestsPerMinute: 20 });
		}
	});
	expect(mostAMinute(vendor.arrivedAt)).toBeLessThanOrEqual(20);
});

it('keeps a rate for each credential', async () => {
	const vendor = answers();
	await inVirtualTime(
		async () => await runsOf(vendor, { runs: 2, items: 10, requestsPerMinute: 60, ids: ['c1', 'c2'] }),
	);
	expect(vendor.arrivedAt.at(-1)).toBe(9_000);
});

it.each([undefined, 0, '', 'many', -5])('has no limit if the rate is %p', async (requestsPerMinute) => {
	const vendor = answers();
	await inVirtualTime(async () => await runsOf(vendor, { runs: 1, items: 100, requestsPerMinute }));
	expect(vendor.arrivedAt.at(-1)).toBeLessThanOrEqual(1_000);
});

it('reads a rate that an expression returns as text', () => {
	expect(rateOf({ requestsPerMinute: '90' })).toBe(90);
});

/** A vendor that allows 50 requests a minute and says so with each response. */
function announcing(headersAt: (left: number, resetMs: number) => Record<string, string>) {
	const vendor = answers();
	const rejected: number[] = [];
	vendor.respond = async () => {
		const windowStart = Math.floor(elapsedMs() / 60_000) * 60_000;
		const used = vendor.arrivedAt.filter((at) => at >= windowStart).length;
		const headers = headersAt(Math.max(0, 50 - used), windowStart + 60_000 - elapsedMs());
		if (used > 50) rejected.push(elapsedMs());
		await takes(100);
		return used > 50 ? { statusCode: 429, headers } : { statusCode: 200, headers };
	};
	return { vendor, rejected };
}

it.each([
	[
		'X-RateLimit-Remaining and -Reset in seconds',
		(left: number, resetMs: number) => ({
			'x-ratelimit-remaining': String(left),
			'x-ratelimit-reset': String(Math.ceil(resetMs / 1000)),
		}),
	],
	[
		'X-RateLimit-Reset as a time',
		(left: number, resetMs: number) => ({
			'x-ratelimit-remaining': String(left),
			'x-ratelimit-reset': String(Math.ceil((Date.now() + resetMs) / 1000)),
		}),
	],
	[
		'RateLimit-Remaining and -Reset',
		(left: number, resetMs: number) => ({
			'ratelimit-remaining': String(left),
			'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
		}),
	],
	[
		'Retry-After',
		(left: number, resetMs: number): Record<string, string> =>
			left === 0 ? { 'retry-after': String(Math.ceil(resetMs / 1000)) } : {},
	],
])('waits in all executions if the vendor announces a limit with %s', async (_name, headersAt) => {
	const { vendor, rejected } = announcing(headersAt);
	const results = await inVirtualTime(async () => await runsOf(vendor, { runs: 10, items: 15 }));
	expect(failed(results)).toEqual([]);
	// Of the first hundred requests, which are sent before the first response arrives, fifty are rejected.
	expect(rejected.filter((at) => at < 1_000)).toHaveLength(50);
	expect(rejected.filter((at) => at >= 1_000 && at < 60_000)).toEqual([]);
});

describe('the announced pause', () => {
	const now = START_MS;

	it.each<[Record<string, string>, number]>([
		[{}, 0],
		[{ 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '30' }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, 30_000],
		[{ 'x-ratelimit-remaining': '0' }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, 0],
		[{ 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': '30' }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START_MS / 1000 - 10) }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5', 'retry-after': '7' }, 7_000],
		[
			{
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String(START_MS / 1000 + 3_620),
				date: new Date(START_MS + 3_600_000).toUTCString(),
			},
			20_000,
		],
	])('of %p is %d ms', (headers, expected) => {
		expect(announcedPauseMs(headers, now)).toBe(expected);
	});
});
