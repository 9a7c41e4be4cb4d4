import { isOutcomeUnknown, lookUp, sendOnce, type Found } from '../../../nodes/shared/jobs/sendOnce';
import { failedRequest, fakeClient, lostResponse } from '../../support/jobs';
import { elapsedMs, inVirtualTime, rejectionOf, START_MS } from '../../support/virtualTime';

const failed = failedRequest();

/** A vendor that loses responses, with the times at which it was asked. */
function lossy(losses: number, changes: Parameters<typeof lostResponse>[0] = {}) {
	const sent: number[] = [];
	return {
		sent,
		send: async () => {
			sent.push(elapsedMs());
			if (sent.length <= losses) throw lostResponse(changes);
			return await Promise.resolve(`J${sent.length}`);
		},
	};
}

/** A list that returns these results, one for each search, and the last one again. */
function list<T>(...results: Array<Found<T> | Error>) {
	const searched: number[] = [];
	return {
		searched,
		search: async (): Promise<Found<T>> => {
			searched.push(elapsedMs());
			const result = results[Math.min(searched.length, results.length) - 1] ?? 'absent';
			if (result instanceof Error) throw result;
			return await Promise.resolve(result);
		},
	};
}

describe('sendOnce', () => {
	it('returns the result of the request without a search', async () => {
		const { send } = lossy(0);
		const { search, searched } = list<string>();
		expect(await sendOnce(fakeClient(), send, search)).toBe('J1');
		expect(searched).toEqual([]);
	});

	it('rejects with a failure that certainly created nothing, without a search', async () => {
		const { search, searched } = list<string>();
		const send = async () => await Promise.reject<string>(failed);
		expect(await rejectionOf(sendOnce(fakeClient(), send, search))).toBe(failed);
		expect(searched).toEqual([]);
	});

	it('returns what the search finds and sends nothing more', async () => {
		const { send, sent } = lossy(9);
		const { search } = list<string>('absent', { made: 'J1' });
		expect(await inVirtualTime(async () => await sendOnce(fakeClient(), send, search))).toBe('J1');
		expect(sent).toHaveLength(1);
	});

	it('searches at the first whole second after 0.5, 1.5 and 4 more seconds, then sends again', async () => {
		const { send, sent } = lossy(1);
		const { search, searched } = list<string>('absent');
		expect(await inVirtualTime(async () => await sendOnce(fakeClient(), send, search))).toBe('J2');
		expect(searched).toEqual([1_000, 3_000, 7_000]);
		expect(sent).toEqual([0, 7_000]);
	});

	it.each([
		[undefined, 5],
		[0, 1],
		[2, 3],
	])('with the setting of %s retries sends at most %d requests', async (retries, requests) => {
		const { send, sent } = lossy(9);
		const { search } = list<string>('absent');
		const client = fakeClient(retries === undefined ? {} : { settings: { timeoutMs: 1_000, retries } });
		await rejectionOf(inVirtualTime(async () => await sendOnce(client, send, search)));
		expect(sent).toHaveLength(requests);
	});

	it.each<[string, Found<string> | Error]>([
		['finds it unknown', 'unknown'],
		['fails', failed],
	])('does not send again if the search %s', async (_reason, result) => {
		const { send, sent } = lossy(1);
		const { search, searched } = list(result);
		const error = await rejectionOf(inVirtualTime(async () => await sendOnce(fakeClient(), send, search)));
		expect(error).toMatchObject({ message: 'The response was lost' });
		expect([sent.length, searched.length]).toEqual([1, 1]);
	});

	it('does not send again while the vendor may still process the request', async () => {
		const { send, sent } = lossy(1, { mayStillRun: true });
		const { search } = list<string>('absent');
		await rejectionOf(inVirtualTime(async () => await sendOnce(fakeClient(), send, search)));
		expect(sent).toHaveLength(1);
	});

	it('sends again even then if a search without a result is conclusive', async () => {
		const { send } = lossy(1, { mayStillRun: true });
		const { search } = list<string>('absent');
		const work = async () => await sendOnce(fakeClient(), send, search, { isConclusive: true });
		expect(await inVirtualTime(work)).toBe('J2');
	});

	it('sends nothing more after the time of the latest retry', async () => {
		const { send, sent } = lossy(9);
		const { search, searched } = list<string>('absent');
		const client = fakeClient({ latestRetry: START_MS + 10_000 });
		await inVirtualTime(async () => await rejectionOf(sendOnce(client, send, search)));
		expect([sent, searched.length]).toEqual([[0, 7_000], 6]);
	});

	it('sends nothing more once the execution is stopped', async () => {
		const stop = new AbortController();
		const { send, sent } = lossy(1);
		let searches = 0;
		const search = async (): Promise<Found<string>> => {
			searches += 1;
			// During the last search, after which the request would be sent again.
			if (searches === 3) stop.abort();
			return await Promise.resolve('absent');
		};
		const client = fakeClient({ signal: stop.signal });
		await rejectionOf(inVirtualTime(async () => await sendOnce(client, send, search)));
		expect(sent).toHaveLength(1);
	});
});

describe('a search after a lost response', () => {
	const look = async (search: () => Promise<Found<string>>, signal?: AbortSignal) =>
		await inVirtualTime(
			async () => await lookUp(fakeClient(signal ? { signal } : {}), search, [1_000, 2_000, 4_000]),
		);

	it('follows each pause until something is found', async () => {
		const { search, searched } = list<string>('absent', { made: 'J1' });
		expect(await look(search)).toEqual({ made: 'J1' });
		expect(searched).toEqual([1_000, 3_000]);
	});

	it('proves that there is nothing only if no search finds anything', async () => {
		const { search, searched } = list<string>('absent');
		expect(await look(search)).toBe('absent');
		expect(searched).toEqual([1_000, 3_000, 7_000]);
	});

	it('proves nothing if one of the searches fails, even after searches without a result', async () => {
		const { search, searched } = list<string>('absent', failed);
		expect(await look(search)).toBe('unknown');
		expect(searched).toHaveLength(2);
	});

	it('proves nothing if it cannot tell', async () => {
		const { search, searched } = list<string>('absent', 'unknown');
		expect(await look(search)).toBe('unknown');
		expect(searched).toHaveLength(2);
	});

	it('ends at once if the execution is stopped, and proves nothing', async () => {
		const stop = new AbortController();
		stop.abort();
		const { search, searched } = list<string>({ made: 'J1' });
		expect(await look(search, stop.signal)).toBe('unknown');
		expect(searched).toEqual([]);
	});
});

describe('the outcome of a failed request', () => {
	it.each([
		['unknown', 'a paid request whose response was lost', lostResponse(), true],
		['known', 'a free request whose response was lost', lostResponse({ isPaid: false }), false],
		['known', 'a paid request that was not processed', failedRequest({ outcome: 'notProcessed' }), false],
		['known', 'a paid request that was not sent', failedRequest({ outcome: 'notSent' }), false],
		['known', 'anything else', new Error('A bug'), false],
	])('is %s for %s', (_outcome, _request, error, isUnknown) => {
		expect(isOutcomeUnknown(error)).toBe(isUnknown);
	});
});
