import { z } from 'zod/v4';

import type { ClientOptions } from '../../../nodes/shared/http/client';
import { VendorError } from '../../../nodes/shared/http/explainedError';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import type { VendorRequest } from '../../../nodes/shared/http/types';
import { fakeApi, type FakeResponse } from '../../support/fakeApi';
import { inVirtualTime, rejectionOf, START_MS, takes } from '../../support/virtualTime';

const GET: VendorRequest = { method: 'GET', path: '/jobs/1' };

const PAID: VendorRequest = { method: 'POST', path: '/jobs', retry: 'onlyIfNotProcessed' };

const ANY = z.unknown();

const UNAVAILABLE: FakeResponse = { statusCode: 503 };

const LOST: FakeResponse = { throws: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) };

const NOT_SENT: FakeResponse = { throws: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) };

const busyFor = (retryAfter: string): FakeResponse => ({
	statusCode: 429,
	headers: { 'Retry-After': retryAfter },
});

/** Pauses have their full length. */
beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(1));
afterEach(() => jest.restoreAllMocks());

function vendorErrorOf(thrown: unknown): VendorError {
	if (thrown instanceof VendorError) return thrown;
	throw thrown;
}

/** Sends one request in virtual time; returns when each attempt was sent, and the error if it failed. */
async function attempts(responses: FakeResponse[], request = GET, options: ClientOptions = {}) {
	const api = fakeApi(responses);
	const error = await inVirtualTime(async () => {
		const client = await api.client(options);
		const [result] = await Promise.allSettled([client.json(request, ANY)]);
		return result.status === 'rejected' ? vendorErrorOf(result.reason) : undefined;
	});
	return { sentAtMs: api.sentAtMs, error };
}

describe('a request is retried', () => {
	it('after half a second, then after pauses that double, four times', async () => {
		const { sentAtMs, error } = await attempts([UNAVAILABLE]);
		expect(sentAtMs).toEqual([0, 500, 1_500, 3_500, 7_500]);
		expect(error?.message).toBe('Example: the service is not available (503)');
	});

	it('until it succeeds', async () => {
		const { sentAtMs, error } = await attempts([UNAVAILABLE, LOST, {}]);
		expect([sentAtMs, error]).toEqual([[0, 500, 1_500], undefined]);
	});

	it('as often as the settings say', async () => {
		const settings = { timeoutMs: 1_000, retries: 1 };
		expect((await attempts([UNAVAILABLE], GET, { settings })).sentAtMs).toEqual([0, 500]);
	});

	it('when the vendor asks for it', async () => {
		expect((await attempts([busyFor('7'), {}])).sentAtMs).toEqual([0, 7_000]);
		expect((await attempts([busyFor('Thu, 01 Jan 2026 00:01:30 GMT'), {}])).sentAtMs).toEqual([0, 90_000]);
	});

	it('not if the vendor asks for an hour', async () => {
		const { sentAtMs, error } = await attempts([busyFor('3600'), {}]);
		expect(sentAtMs).toEqual([0]);
		expect(error?.details.retryAfterMs).toBe(3_600_000);
	});

	it('not if the pause would end after the latest time for it', async () => {
		const until = async (ms: number) =>
			(await attempts([UNAVAILABLE], GET, { latestRetry: START_MS + ms })).sentAtMs;
		expect(await until(1_499)).toEqual([0, 500]);
		expect(await until(1_500)).toEqual([0, 500, 1_500]);
	});

	it('not after a failure that stays', async () => {
		expect((await attempts([{ statusCode: 404 }])).sentAtMs).toEqual([0]);
	});

	it('after a response that is cut', async () => {
		expect((await attempts([{ body: '{"id":' }, {}])).sentAtMs).toEqual([0, 500]);
	});

	it('with a new body', async () => {
		const bodies = ['first', 'second'];
		const release = jest.fn();
		const api = fakeApi([LOST, {}]);
		const body = { create: async () => bodies.shift() ?? '', release };
		await inVirtualTime(async () => await (await api.client()).json({ ...GET, body }, ANY));
		expect(api.sent.map((options) => options.body)).toEqual(['first', 'second']);
		expect(release).toHaveBeenCalledTimes(2);
	});
});

describe('a paid request', () => {
	it.each<[string, FakeResponse]>([
		['was not sent', NOT_SENT],
		['was limited', { statusCode: 429 }],
	])('is retried if it %s', async (_why, response) => {
		expect((await attempts([response, {}], PAID)).sentAtMs).toEqual([0, 500]);
	});

	it.each<[string, FakeResponse]>([
		['its response was lost', LOST],
		['the server failed', UNAVAILABLE],
		['its response was cut', { body: '{"id":' }],
	])('is not retried if %s, because it may have been processed', async (_why, response) => {
		const { sentAtMs, error } = await attempts([response, {}], PAID);
		expect(sentAtMs).toEqual([0]);
		expect(error?.details).toMatchObject({ isPaid: true, outcome: 'unknown' });
		expect(error?.advice).toMatch('The job may have been created anyway.');
	});

	it('is not retried after a failure that stays', async () => {
		expect((await attempts([{ statusCode: 400 }, {}], PAID)).sentAtMs).toEqual([0]);
	});

	it('is one that has a rule of its own', async () => {
		const retry = jest.fn(() => true);
		const { error } = await attempts(
			[LOST, { statusCode: 400 }],
			{ ...PAID, retry },
			{
				settings: { timeoutMs: 1_000, retries: 1 },
			},
		);
		expect(retry).toHaveBeenCalledWith({ kind: 'network', code: 'ECONNRESET' });
		expect(error?.details).toMatchObject({ isPaid: true, responseLost: true, status: 400 });
	});

	it('is none that may be repeated', async () => {
		const { error, sentAtMs } = await attempts([LOST], { ...PAID, retry: 'yes' });
		expect(sentAtMs).toHaveLength(5);
		expect(error?.details.isPaid).toBe(false);
		expect((await attempts([LOST], GET)).error?.details.isPaid).toBe(false);
	});
});

describe('an error remembers that a response was lost', () => {
	it('in an attempt before the last', async () => {
		const { error } = await attempts([LOST, busyFor('1'), { statusCode: 400 }]);
		expect(error?.details).toMatchObject({ responseLost: true, outcome: 'notProcessed' });
	});

	it('not if no attempt before was sent or processed', async () => {
		const { error } = await attempts([NOT_SENT, busyFor('1'), { statusCode: 400 }]);
		expect(error?.details.responseLost).toBe(false);
	});
});

describe('a stopped execution', () => {
	it.each(['signal', 'abort'] as const)('sends nothing new ("%s")', async (name) => {
		const options = { [name]: AbortSignal.abort() };
		const { sentAtMs, error } = await attempts([{}], PAID, options);
		expect(sentAtMs).toEqual([]);
		expect(error).toMatchObject({
			message: 'Example: the request was not sent',
			details: { outcome: 'notSent', transient: false },
		});
	});

	it('ends the pause before a retry, with the error of the attempt before', async () => {
		const stop = new AbortController();
		const api = fakeApi([UNAVAILABLE]);
		const endedAtMs = await inVirtualTime(async () => {
			const client = await api.client({ signal: stop.signal });
			setTimeout(() => stop.abort(), 700);
			const error = await rejectionOf(client.json(GET, ANY));
			expect(error).toMatchObject({ details: { status: 503 } });
			return Date.now() - START_MS;
		});
		expect([api.sentAtMs, endedAtMs]).toEqual([[0, 500], 700]);
	});
});

describe('the slots for concurrent requests', () => {
	/** Each response takes a second. */
	const slow: FakeResponse = async () => {
		await takes(1_000);
		return {};
	};

	async function sentAtMs(requests: VendorRequest[], responses: FakeResponse[]): Promise<number[]> {
		const api = fakeApi(responses);
		await inVirtualTime(async () => {
			const client = await api.client({ semaphore: new Semaphore(1) });
			await Promise.allSettled(requests.map(async (request) => await client.json(request, ANY)));
		});
		return api.sentAtMs;
	}

	it('are taken by requests', async () => {
		expect(await sentAtMs([GET, GET, GET], [slow])).toEqual([0, 1_000, 2_000]);
	});

	it('are not taken by long polls, which the vendor holds open', async () => {
		const poll = { ...GET, longPoll: true };
		expect(await sentAtMs([poll, poll, GET], [slow])).toEqual([0, 0, 0]);
	});

	it('are free during the pause before a retry', async () => {
		expect(await sentAtMs([GET, GET], [busyFor('60'), {}, {}])).toEqual([0, 0, 60_000]);
	});
});
