import { VendorError } from '../../../nodes/shared/http/explainedError';
import { Outage } from '../../../nodes/shared/http/outage';
import { forgetPaces } from '../../../nodes/shared/http/pace';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import type { VendorRequest } from '../../../nodes/shared/http/types';
import { seeded } from '../../support/captionData';
import { fakeApi, type FakeResponse } from '../../support/fakeApi';
import { elapsedMs, inVirtualTime, START_MS, takes } from '../../support/virtualTime';

const GET: VendorRequest = { method: 'GET', path: '/jobs/1' };

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

/** When the vendor fails, in ms of virtual time. */
const OUTAGE = { fromMs: 5_000, toMs: 65_000 };

const RESPONSE_MS = 50;

const SETTINGS = { timeoutMs: 60_000, retries: 4 };

/** A vendor that answers like this during the outage, and with the item's number at all other times. */
const vendorWith =
	(failure: () => Promise<FakeResponse>, { fromMs, toMs } = OUTAGE): FakeResponse =>
	async () => {
		if (elapsedMs() >= fromMs && elapsedMs() < toMs) return await failure();
		await takes(RESPONSE_MS);
		return {};
	};

const status =
	(statusCode: number, headers: Record<string, string> = {}) =>
	async (): Promise<FakeResponse> => {
		await takes(RESPONSE_MS);
		return { statusCode, headers, body: '' };
	};

const refused = async (): Promise<FakeResponse> =>
	await Promise.resolve({ throws: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });

/** As n8n's client does when there is no response. */
const hangs = async (): Promise<FakeResponse> => {
	await takes(SETTINGS.timeoutMs);
	return { throws: Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }) };
};

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

it('notices that new requests hang although earlier ones, which the vendor held, are answered', async () => {
	const api = fakeApi([
		async ({ url }) => {
			if (!url.endsWith('/held')) return await hangs();
			await takes(9_500);
			return {};
		},
	]);
	await inVirtualTime(async () => {
		const outage = new Outage(undefined);
		const client = await api.client({ outage, settings: { ...SETTINGS, retries: 0 } });
		const held = client.text({ method: 'GET', path: '/held', longPoll: true });
		await takes(1_000);
		const hanging = client.text(GET);
		await held;
		await takes(2_000);
		expect(outage.isClosed).toBe(true);
		await Promise.allSettled([hanging]);
	});
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

it.each([
	['20 seconds if nothing has succeeded in the run', 0, 20_000],
	['two minutes otherwise', 1, 120_000],
])('makes a request without a time limit wait for %s', async (_what, successes, patienceMs) => {
	let count = 0;
	const api = fakeApi([
		async () => {
			count += 1;
			return count <= successes ? {} : await status(503)();
		},
	]);
	const { began, ended } = await inVirtualTime(async () => {
		const outage = new Outage(undefined);
		const client = await api.client({ outage, settings: { ...SETTINGS, retries: 0 } });
		for (let sent = 0; sent < successes; sent += 1) await client.text(GET);
		await Promise.allSettled(Array.from({ length: 3 }, async () => await client.text(GET)));
		expect(outage.isClosed).toBe(true);
		const started = elapsedMs();
		// Many, so that the last ones are no probes.
		await Promise.allSettled(Array.from({ length: ITEMS }, async () => await client.text(GET)));
		return { began: started, ended: elapsedMs() };
	});
	expect(ended - began).toBeGreaterThanOrEqual(patienceMs);
	expect(ended - began).toBeLessThan(patienceMs + 1_000);
});

/** An outage that three requests have noticed. */
async function closed(api: ReturnType<typeof fakeApi>): Promise<Outage> {
	const outage = new Outage(undefined);
	const once = await api.client({ outage, settings: { ...SETTINGS, retries: 0 } });
	await Promise.allSettled(Array.from({ length: 3 }, async () => await once.text(GET)));
	expect(outage.isClosed).toBe(true);
	return outage;
}

it('lets requests that have a time limit wait until then, and not longer', async () => {
	const api = fakeApi([vendorWith(status(503))]);
	const ends = await inVirtualTime(async () => {
		await takes(OUTAGE.fromMs);
		const outage = await closed(api);
		const ask = async (limitMs: number) => {
			const client = await api.client({ outage, settings: SETTINGS, latestRetry: START_MS + limitMs });
			const [{ status: state }] = await Promise.allSettled([client.text(GET)]);
			return { state, at: elapsedMs() };
		};
		const patient = Array.from({ length: 10 }, async () => await ask(OUTAGE.toMs + 10_000));
		return await Promise.all([ask(20_000), ...patient]);
	});
	const [impatient, ...patient] = ends;
	expect(impatient.state).toBe('rejected');
	expect(impatient.at).toBeLessThanOrEqual(20_000 + RESPONSE_MS);
	expect(patient.map(({ state }) => state)).toEqual(patient.map(() => 'fulfilled'));
});

it('uses a request that changes nothing as the probe', async () => {
	const api = fakeApi([vendorWith(status(503))]);
	await inVirtualTime(async () => {
		await takes(OUTAGE.toMs - 200);
		const outage = await closed(api);
		const client = await api.client({ outage, settings: SETTINGS });
		const creates = Array.from({ length: 5 }, async () => await client.text({ method: 'POST', path: '/' }));
		await Promise.all([...creates, client.text(GET)]);
	});
	expect(api.sent.slice(3).map(({ method }) => method)).toEqual([
		'GET',
		...Array.from({ length: 5 }, () => 'POST'),
	]);
});

it('ends all waits when the execution is stopped', async () => {
	const stop = new AbortController();
	const api = fakeApi([status(503)]);
	const outage = new Outage(stop.signal);
	const endedAt = await inVirtualTime(async () => {
		const asked = Array.from({ length: 20 }, async () => {
			const signal = AbortSignal.any([stop.signal]);
			const client = await api.client({ outage, settings: SETTINGS, signal });
			await client.text(GET);
		});
		setTimeout(() => stop.abort(), 3_000);
		await Promise.allSettled(asked);
		return elapsedMs();
	});
	expect(endedAt).toBeLessThanOrEqual(3_100);
	expect(api.sentAtMs.every((at) => at <= 3_000)).toBe(true);
});
