import { createClient } from '../../../nodes/shared/http/client';
import { Outage } from '../../../nodes/shared/http/outage';
import { announcedPauseMs, forgetPaces, Pace, paceOf, rateOf } from '../../../nodes/shared/http/pace';
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

it.each([
	['90', 90],
	[0.5, 0.5],
	['1e999', 0],
	[-1, 0],
	[undefined, 0],
])('reads the rate %p of a credential as %d', (requestsPerMinute, rate) => {
	expect(rateOf({ ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }) })).toBe(rate);
});

describe('a turn', () => {
	/** When requests that come together get their turns. */
	const turns = async (
		pace: Pace,
		count: number,
		{
			aMinute = 0,
			latestMs = Infinity,
			signal,
		}: { aMinute?: number; latestMs?: number; signal?: AbortSignal } = {},
	) =>
		await Promise.all(
			Array.from({ length: count }, async () => {
				await pace.turn(aMinute, START_MS + latestMs, signal);
				return elapsedMs();
			}),
		);

	it.each([
		[0, [0, 0, 0]],
		[60, [0, 1_000, 2_000]],
		[40, [0, 1_500, 3_000]],
	])('comes evenly, at the rate %d', async (aMinute, expected) => {
		expect(await inVirtualTime(async () => await turns(new Pace(), 3, { aMinute }))).toEqual(expected);
	});

	it('saves no time that was not used', async () => {
		const times = await inVirtualTime(async () => {
			const pace = new Pace();
			await takes(10_000);
			return await turns(pace, 2, { aMinute: 60 });
		});
		expect(times).toEqual([10_000, 11_000]);
	});

	it.each<[string, number[], number]>([
		['after the pause that the vendor has announced', [3_000], 3_000],
		['after the longest of several', [3_000, 1_000], 3_000],
		['after two minutes, if it asks for them', [120_000], 120_000],
		['at once if it asks for more', [120_001], 0],
		['at once if it asks for none', [0, -5], 0],
	])('comes %s', async (_when, pauses, atMs) => {
		const times = await inVirtualTime(async () => {
			const pace = new Pace();
			for (const ms of pauses) pace.pause(ms);
			return await turns(pace, 2);
		});
		expect(times).toEqual([atMs, atMs]);
	});

	it('comes at once after the clock was set back, if the vendor has asked for no pause', async () => {
		const pace = new Pace();
		await inVirtualTime(async () => {
			pace.pause(0);
			await Promise.resolve();
		}, START_MS + 60_000);
		expect(await inVirtualTime(async () => await turns(pace, 1))).toEqual([0]);
	});

	it('comes after a pause that is announced while it is awaited', async () => {
		const times = await inVirtualTime(async () => {
			const pace = new Pace();
			setTimeout(() => pace.pause(5_000), 500);
			return await turns(pace, 2, { aMinute: 60 });
		});
		expect(times).toEqual([0, 5_500]);
	});

	it('comes at the latest time that the request allows, whatever it waits for', async () => {
		const paused = await inVirtualTime(async () => {
			const pace = new Pace();
			pace.pause(10_000);
			return await turns(pace, 1, { latestMs: 2_000 });
		});
		const limited = await inVirtualTime(
			async () => await turns(new Pace(), 4, { aMinute: 60, latestMs: 1_500 }),
		);
		expect([paused, limited]).toEqual([[2_000], [0, 1_000, 1_500, 1_500]]);
	});

	it('comes at once if the execution is stopped', async () => {
		const stop = new AbortController();
		const times = await inVirtualTime(async () => {
			const pace = new Pace();
			pace.pause(10_000);
			setTimeout(() => stop.abort(), 700);
			return await turns(pace, 2, { signal: stop.signal });
		});
		expect(times).toEqual([700, 700]);
	});
});

describe('the pace of an account', () => {
	const paceFor = (id: string | null, vendorId = 'example', baseUrl = 'https://api.example.com') =>
		paceOf(
			fakeExecution({ credentials: { exampleApi: { id, name: 'Example' } } }).context,
			{ ...FAKE_VENDOR, id: vendorId },
			baseUrl,
		);

	it('is one for all executions', () => {
		expect(paceFor('c1')).toBe(paceFor('c1'));
	});

	it('is another for another account, vendor or address', () => {
		const paces = [
			paceFor('c1'),
			paceFor('c2'),
			paceFor('c1', 'other'),
			paceFor('c1', 'example', 'https://eu'),
		];
		expect(new Set(paces).size).toBe(4);
	});

	it('is known without a credential', () => {
		const { context } = fakeExecution({ functions: { getNode: () => ({ name: 'Node' }) } });
		expect(paceOf(context, FAKE_VENDOR, 'https://api.example.com')).toBeInstanceOf(Pace);
	});

	it('is forgotten like a restart of n8n forgets it', () => {
		const before = paceFor('c1');
		forgetPaces();
		expect(paceFor('c1')).not.toBe(before);
	});
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
		[{ 'retry-after': '7' }, 7_000],
		[{ 'x-ratelimit-reset': '30', 'retry-after': '7' }, 7_000],
		[{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '30' }, 0],
		[{ 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '30' }, 30_000],
		[{ 'ratelimit-remaining': '0', 'ratelimit-reset': '30' }, 30_000],
		[{ 'ratelimit-remaining': '0', 'ratelimit-reset': '-30' }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, 30_000],
		[{ 'x-ratelimit-remaining': '0' }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, 0],
		[{ 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': '30' }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START_MS / 1000 - 10) }, 0],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START_MS / 1000 + 10) }, 10_000],
		[
			{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(START_MS / 1000 + 10), date: 'now' },
			10_000,
		],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000000' }, 1_000_000_000_000],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5', 'retry-after': '7' }, 7_000],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9', 'retry-after': '7' }, 9_000],
		[{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon', 'retry-after': '7' }, 7_000],
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
