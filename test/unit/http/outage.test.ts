import { Outage, type Duration, type Flight } from '../../../nodes/shared/http/outage';
import { forgetPaces } from '../../../nodes/shared/http/pace';
import { fakeApi } from '../../support/fakeApi';
import { GET, hangs, OUTAGE, RESPONSE_MS, SETTINGS, status, vendorWith } from '../../support/outages';
import { elapsedMs, inVirtualTime, START_MS, takes } from '../../support/virtualTime';

/** Pauses have their full length: 0.5, 1, 2, then 4 seconds. */
beforeEach(() => {
	forgetPaces();
	jest.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => jest.restoreAllMocks());

interface Failure {
	isLimit?: boolean;
	isAnswered?: boolean;
	askedMs?: number;
}

const failOne = (
	outage: Outage,
	flight: Flight,
	{ isLimit = false, isAnswered = true, askedMs }: Failure = {},
) => outage.failed(flight, { isLimit, isAnswered, askedMs });

/** Requests that fail temporarily, one after the other. */
function fail(outage: Outage, times: number, failure?: Failure): void {
	for (let count = 0; count < times; count += 1) failOne(outage, outage.begin('short'), failure);
}

function succeed(outage: Outage, times = 1): void {
	for (let count = 0; count < times; count += 1) outage.succeeded(outage.begin('short'));
}

const never = async () => await new Promise<string>(() => undefined);

/** A request that is sent now: its response, and when it came or was given up. */
async function request(outage: Outage, duration: Duration, response: Promise<string>, limitMs = 60_000) {
	const value = await outage.responseWithin(outage.begin(duration), response, limitMs);
	return { value, atMs: elapsedMs() };
}

/** How a request proceeds during the outage, and when. */
async function enter(
	outage: Outage,
	{ isSafe = true, untilMs }: { isSafe?: boolean; untilMs?: number } = {},
) {
	const pass = await outage.enter(isSafe, untilMs === undefined ? undefined : START_MS + untilMs);
	return { pass, atMs: elapsedMs() };
}

/** Ends the outage with the success of a probe. */
async function reopen(outage: Outage): Promise<void> {
	expect(await outage.enter(true, undefined)).toBe('probe');
	succeed(outage);
	expect(outage.isClosed).toBe(false);
}

describe('an outage begins', () => {
	it('with the third temporary failure in a row, and is told once', () => {
		const onBegin = jest.fn();
		const outage = new Outage(undefined, onBegin);
		fail(outage, 2);
		expect([outage.isClosed, onBegin.mock.calls.length]).toEqual([false, 0]);
		fail(outage, 3);
		expect([outage.isClosed, onBegin.mock.calls.length]).toEqual([true, 1]);
	});

	it('not if a request has succeeded in between', () => {
		const outage = new Outage(undefined);
		fail(outage, 2);
		succeed(outage);
		fail(outage, 2);
		expect(outage.isClosed).toBe(false);
	});

	it('with the first response that limits the rate', () => {
		const outage = new Outage(undefined);
		fail(outage, 1, { isLimit: true });
		expect(outage.isClosed).toBe(true);
	});

	it('if nothing has arrived for ten seconds since a request that is answered at once', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			void request(outage, 'short', never());
			await takes(9_999);
			expect(outage.isClosed).toBe(false);
			await takes(2);
			expect(outage.isClosed).toBe(true);
		});
	});

	it.each<[string, Duration, (outage: Outage, later: Flight) => void, boolean]>([
		['the request may take long', 'any', () => undefined, false],
		['the vendor may hold the request', 'held', () => undefined, false],
		['a later request was answered', 'short', (outage, later) => outage.succeeded(later), false],
		[
			'a later request was answered with an error',
			'short',
			(outage, later) => failOne(outage, later, { isAnswered: true }),
			false,
		],
		[
			'a later request has failed without an answer',
			'short',
			(outage, later) => failOne(outage, later, { isAnswered: false }),
			true,
		],
	])('after ten seconds if %s (%s): %#', async (_what, duration, happens, isClosed) => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			void request(outage, duration, never());
			happens(outage, outage.begin('short'));
			await takes(11_000);
			expect(outage.isClosed).toBe(isClosed);
		});
	});

	it('if an earlier request was answered last, because that says nothing of later ones', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const earlier = outage.begin('short');
			void request(outage, 'short', never());
			const later = outage.begin('short');
			void request(outage, 'short', never());
			outage.succeeded(later);
			outage.succeeded(earlier);
			await takes(10_001);
			expect(outage.isClosed).toBe(true);
		});
	});
});

describe('a request during an outage', () => {
	it('is none while there is no outage', async () => {
		expect(await new Outage(undefined).enter(true, 0)).toBe('go');
	});

	it('is a probe, one after the other, with pauses that double up to four seconds', async () => {
		const passes = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			return await Promise.all(Array.from({ length: 5 }, async () => await enter(outage)));
		});
		expect(passes.map(({ pass }) => pass)).toEqual(passes.map(() => 'probe'));
		expect(passes.map(({ atMs }) => atMs)).toEqual([500, 1_500, 3_500, 7_500, 11_500]);
	});

	it.each<[string, number[], number]>([
		['later if the vendor asks for a longer pause', [3_000], 3_000],
		['in whole milliseconds', [2_999.5], 3_000],
		['not earlier if the vendor asks for a shorter one', [100], 500],
		['after the longest pause that the vendor has asked for', [3_000, 1_000], 3_000],
		['after two minutes if the vendor asks for them', [120_000], 120_000],
		['not later if the vendor asks for more than two minutes', [120_001], 500],
	])('is the first probe %s', async (_when, asked, atMs) => {
		const first = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			for (const askedMs of asked) fail(outage, 1, { isLimit: true, askedMs });
			return await enter(outage, { untilMs: 200_000 });
		});
		expect(first).toEqual({ pass: 'probe', atMs });
	});

	it('is a probe first if it changes nothing at the vendor', async () => {
		const passes = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			return await Promise.all([
				enter(outage, { isSafe: false }),
				enter(outage, { isSafe: false }),
				enter(outage, { isSafe: true }),
			]);
		});
		expect(passes.map(({ atMs }) => atMs)).toEqual([1_500, 3_500, 500]);
	});

	it('waits no longer than its own time limit', async () => {
		const passes = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			const first = await Promise.all([
				enter(outage),
				enter(outage, { untilMs: 300 }),
				enter(outage, { untilMs: 0 }),
			]);
			return [...first, await enter(outage, { untilMs: 500 })];
		});
		expect(passes).toEqual([
			{ pass: 'probe', atMs: 500 },
			{ pass: 'late', atMs: 300 },
			{ pass: 'late', atMs: 0 },
			{ pass: 'late', atMs: 500 },
		]);
	});

	it('waits with a time limit of years', async () => {
		const pass = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			return await enter(outage, { untilMs: 2 ** 40 });
		});
		expect(pass).toEqual({ pass: 'probe', atMs: 500 });
	});

	it('leaves the probe to the next one if it is too late for it', async () => {
		const passes = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			return await Promise.all([enter(outage, { untilMs: 300 }), enter(outage, { isSafe: false })]);
		});
		expect(passes).toEqual([
			{ pass: 'late', atMs: 300 },
			{ pass: 'probe', atMs: 500 },
		]);
	});

	it('waits for two minutes at most if the vendor has limited the rate, and so is up', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 1, { isLimit: true });
			await takes(119_999);
			expect(await outage.enter(true, undefined)).toBe('probe');
			await takes(1);
			expect(await outage.enter(true, undefined)).toBe('late');
		});
	});

	it('continues as soon as a probe is answered', async () => {
		const others = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			const probe = enter(outage);
			const waiting = [enter(outage), enter(outage, { isSafe: false })];
			await probe;
			await takes(50);
			succeed(outage);
			return await Promise.all(waiting);
		});
		expect(others).toEqual([
			{ pass: 'go', atMs: 550 },
			{ pass: 'go', atMs: 550 },
		]);
	});

	it('does not continue because an earlier request is answered', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const earlier = outage.begin('short');
			fail(outage, 3);
			outage.succeeded(earlier);
			expect(outage.isClosed).toBe(true);
			succeed(outage);
			expect(outage.isClosed).toBe(false);
			await Promise.resolve();
		});
	});

	it('may be no probe that can be sent without a risk', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			expect(outage.lacksProbe).toBe(false);
			fail(outage, 3);
			expect(outage.lacksProbe).toBe(true);
			const create = enter(outage, { isSafe: false });
			expect(outage.lacksProbe).toBe(true);
			const read = enter(outage);
			expect(outage.lacksProbe).toBe(false);
			await Promise.all([create, read]);
		});
	});

	it('does not wait in a stopped execution', async () => {
		const stop = new AbortController();
		const passes = await inVirtualTime(async () => {
			const outage = new Outage(stop.signal);
			fail(outage, 3);
			const waiting = [enter(outage), enter(outage, { isSafe: false })];
			await takes(200);
			stop.abort();
			return [...(await Promise.all(waiting)), await enter(outage)];
		});
		expect(passes).toEqual(passes.map(() => ({ pass: 'late', atMs: 200 })));
	});
});

describe('a request that the vendor holds', () => {
	it.each<[string, number, Duration, boolean]>([
		['ends an outage if it has not failed after a second', 1_001, 'held', false],
		['does not end it before', 999, 'held', true],
		['is the only one that ends it without an answer', 5_000, 'any', true],
	])('%s', async (_what, ms, duration, isClosed) => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			const response = request(outage, duration, never(), 10_000);
			await takes(ms);
			expect(outage.isClosed).toBe(isClosed);
			await response;
		});
	});

	it('does not end an outage in which no request is answered', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			void request(outage, 'short', never());
			await takes(10_000);
			void request(outage, 'held', never());
			await takes(5_000);
			expect(outage.isClosed).toBe(true);
		});
	});

	it('may begin the next outage if it fails after all', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			const flight = outage.begin('held');
			void outage.responseWithin(flight, never(), 60_000);
			await takes(1_001);
			failOne(outage, flight, { isLimit: true });
			expect(outage.isClosed).toBe(true);
		});
	});
});

describe('the response to a request', () => {
	const after = async (ms: number) => {
		await takes(ms);
		return 'response';
	};

	it.each<[Duration, number]>([
		['short', 5_000],
		['short', 25_000],
		['held', 500],
		['held', 25_000],
		['any', 25_000],
	])('is returned when it comes (%s, %d ms)', async (duration, ms) => {
		const response = await inVirtualTime(
			async () => await request(new Outage(undefined), duration, after(ms), 30_000),
		);
		expect(response).toEqual({ value: 'response', atMs: ms });
	});

	it.each<[Duration, number]>([
		['short', 5_000],
		['short', 30_000],
		['held', 500],
		['held', 30_000],
		['any', 30_000],
	])('is given up at its time limit (%s, %d ms)', async (duration, limitMs) => {
		const response = await inVirtualTime(
			async () => await request(new Outage(undefined), duration, never(), limitMs),
		);
		expect(response).toEqual({ value: undefined, atMs: limitMs });
	});

	it('is given up at once if the vendor has hung and answers later requests, unless it may take long', async () => {
		const responses = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const earlier = (['short', 'held', 'any'] as const).map(
				async (duration) => await request(outage, duration, after(30_000)),
			);
			await takes(10_500);
			expect(await outage.enter(true, undefined)).toBe('probe');
			const probe = outage.begin('short');
			const later = request(outage, 'short', after(7_000));
			outage.succeeded(probe);
			return await Promise.all([...earlier, later]);
		});
		expect(responses).toEqual([
			{ value: undefined, atMs: 10_500 },
			{ value: undefined, atMs: 10_500 },
			{ value: 'response', atMs: 30_000 },
			{ value: 'response', atMs: 17_500 },
		]);
	});

	it('is not given up after an outage in which the vendor answered', async () => {
		const response = await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const slow = request(outage, 'held', after(30_000));
			await takes(2_000);
			fail(outage, 3);
			await reopen(outage);
			return await slow;
		});
		expect(response).toEqual({ value: 'response', atMs: 30_000 });
	});
});

describe('after an outage', () => {
	it('failures of requests that were sent before its end say nothing', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const earlier = Array.from({ length: 3 }, () => outage.begin('short'));
			fail(outage, 3);
			await reopen(outage);
			for (const flight of earlier) failOne(outage, flight, { isLimit: true });
			expect(outage.isClosed).toBe(false);
		});
	});

	it('three failures begin the next one', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			await reopen(outage);
			fail(outage, 2);
			expect(outage.isClosed).toBe(false);
			fail(outage, 1);
			expect(outage.isClosed).toBe(true);
		});
	});

	it.each<[string, number[], number]>([
		['with the next longer pause', [19], 1_000],
		['with a short pause after twenty successes', [20], 500],
		['with the next longer pause if the successes were not in a row', [15, 15], 2_000],
	])('the next one begins %s', async (_how, successes, pauseMs) => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			fail(outage, 3);
			outage.succeeded(outage.begin('short'));
			for (const [index, count] of successes.entries()) {
				succeed(outage, count);
				fail(outage, 3);
				if (index < successes.length - 1) succeed(outage);
			}
			expect(await enter(outage)).toEqual({ pass: 'probe', atMs: pauseMs });
		});
	});
});

describe('a client', () => {
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
			await Promise.allSettled(Array.from({ length: 100 }, async () => await client.text(GET)));
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
});
