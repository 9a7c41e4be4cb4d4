import { PassThrough } from 'node:stream';

import { z } from 'zod/v4';

import { VendorError } from '../../../nodes/shared/http/explainedError';
import { fileBody } from '../../../nodes/shared/http/fileBody';
import { Outage } from '../../../nodes/shared/http/outage';
import { forgetPaces } from '../../../nodes/shared/http/pace';
import { Semaphore } from '../../../nodes/shared/http/semaphore';
import type { VendorRequest } from '../../../nodes/shared/http/types';
import { CREDENTIAL, fakeApi, type FakeResponse } from '../../support/fakeApi';
import { FAKE_VENDOR } from '../../support/fakeVendor';
import { GET } from '../../support/outages';
import { elapsedMs, inVirtualTime, rejectionOf, takes } from '../../support/virtualTime';
import { wavFile } from '../../support/wav';

const ANY = z.unknown();

const ID = z.object({ id: z.string() });

const ONCE = { settings: { timeoutMs: 1_000, retries: 0 } };

const SIGNED: VendorRequest = { ...GET, signedUrl: 'https://storage.example.com/a' };

const POLL: VendorRequest = { ...GET, longPoll: true };

const POST: VendorRequest = { method: 'POST', path: '/jobs' };

const never = async (): Promise<FakeResponse> => await new Promise<FakeResponse>(() => undefined);

beforeEach(forgetPaces);

describe('a secret is masked', () => {
	it.each([
		['in an error', { statusCode: 400, body: 'Unknown key renewed-key or secret-key' }],
		['in a response of another structure', { body: 'renewed-key or secret-key' }],
	])('%s if n8n has renewed it for the request', async (_where, response) => {
		const client = await fakeApi([response]).client(ONCE, { ...FAKE_VENDOR, renewsToken: true });
		jest.spyOn(client.context, 'getCredentials').mockResolvedValue({ ...CREDENTIAL, apiKey: 'renewed-key' });
		const error = await rejectionOf(client.json(GET, ID));
		expect(error).toMatchObject({ message: expect.stringContaining('*** or ***') });
	});

	it('if the credential cannot be read again', async () => {
		const client = await fakeApi([{ statusCode: 400, body: 'Unknown key secret-key' }]).client(ONCE, {
			...FAKE_VENDOR,
			renewsToken: true,
		});
		jest.spyOn(client.context, 'getCredentials').mockRejectedValue(new Error('no database'));
		expect(await rejectionOf(client.json(GET, ID))).toMatchObject({
			message: 'Example: Unknown key *** (400)',
		});
	});

	it('of each credential of a run, and of each item', async () => {
		const semaphore = new Semaphore(10);
		const idWith = async (key: string, secrets: string[] = []) => {
			const api = fakeApi([{ body: `{"id":"${key}"}` }], { ...CREDENTIAL, apiKey: key.split(' ')[0] });
			return await (await api.client({ ...ONCE, semaphore, secrets })).json(GET, ID);
		};
		expect(await idWith('first-key')).toEqual({ id: '***' });
		expect(await idWith('second-key')).toEqual({ id: '***' });
		expect(await idWith('second-key password', ['password'])).toEqual({ id: '*** ***' });
	});
});

describe('a request without an answer of any kind', () => {
	const endOf = async (request: VendorRequest, vendor = FAKE_VENDOR) =>
		await inVirtualTime(async () => {
			const client = await fakeApi([never]).client(ONCE, vendor);
			const error = await rejectionOf(client.json(request, ANY));
			if (!(error instanceof VendorError)) throw error;
			return [error.message, error.details.outcome, elapsedMs()];
		});
	const message = "Example: n8n's HTTP client returned neither a response nor an error";

	it('ends five seconds after its timeout', async () => {
		expect(await endOf(GET)).toEqual([message, 'unknown', 6_000]);
	});

	it('has more time for an upload, and for a token that n8n gets first', async () => {
		const body = { create: async () => await Promise.resolve(''), size: 1_000_000 };
		expect(await endOf({ ...GET, body })).toEqual([message, 'unknown', 46_000]);
		expect(await endOf(GET, { ...FAKE_VENDOR, renewsToken: true })).toEqual([message, 'unknown', 52_000]);
	});

	it('closes the response that comes after all', async () => {
		const body = new PassThrough();
		await inVirtualTime(async () => {
			const late = async (): Promise<FakeResponse> => {
				await takes(10_000);
				return { body };
			};
			await rejectionOf((await fakeApi([late]).client(ONCE)).json(GET, ANY));
			expect(body.destroyed).toBe(false);
			await takes(5_000);
		});
		expect(body.destroyed).toBe(true);
	});
});

describe('an outage of the run', () => {
	/** Whether there is an outage after so many requests with this response. */
	const begins = async (response: FakeResponse, request: VendorRequest = GET, count = 3) =>
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const client = await fakeApi([response]).client({ ...ONCE, outage });
			await Promise.allSettled(Array.from({ length: count }, async () => await client.json(request, ANY)));
			return outage.isClosed;
		});
	const throwing = (code: string): FakeResponse => ({ throws: Object.assign(new Error('no'), { code }) });

	it.each<[string, FakeResponse, boolean]>([
		['the server fails', { statusCode: 503 }, true],
		['connections are refused', throwing('ECONNREFUSED'), true],
		['n8n cannot read the file', throwing('EFILECUT'), false],
		['n8n itself refuses the requests', throwing('EN8NREFUSED'), false],
		['the requests are wrong', { statusCode: 404 }, false],
		['the requests succeed', {}, false],
	])('begins after three requests if %s: %#', async (_what, response, expected) => {
		expect(await begins(response)).toBe(expected);
	});

	it('begins with one request that is limited, with whatever status', async () => {
		expect(await begins({ statusCode: 429 }, GET, 1)).toBe(true);
		expect(await begins({ statusCode: 403, body: '{"rateLimited":true}' }, GET, 1)).toBe(true);
		expect(await begins({ statusCode: 503 }, GET, 1)).toBe(false);
	});

	it('is none of a storage with signed URLs, whose requests do not wait for its end either', async () => {
		expect(await begins({ statusCode: 503 }, SIGNED)).toBe(false);
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			outage.failed(outage.begin('short'), { isLimit: true, isAnswered: true, askedMs: undefined });
			const client = await fakeApi([{}]).client({ ...ONCE, outage });
			await client.json(SIGNED, ANY);
			expect([elapsedMs(), outage.isClosed]).toEqual([0, true]);
		});
	});

	it('does not begin because a request was refused in between', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const client = await fakeApi([
				{ statusCode: 503 },
				{ statusCode: 503 },
				{ statusCode: 404 },
				{ statusCode: 503 },
			]).client({
				...ONCE,
				outage,
			});
			for (let count = 0; count < 5; count += 1) await rejectionOf(client.json(GET, ANY));
			expect(outage.isClosed).toBe(false);
		});
	});

	it.each<[string, VendorRequest, boolean]>([
		['a request that reads', GET, true],
		['a request that the vendor may hold', POLL, false],
		['a request that orders something', POST, false],
	])('begins if %s is not answered for ten seconds: %#', async (_what, request, expected) => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			const settings = { timeoutMs: 60_000, retries: 0 };
			const client = await fakeApi([never]).client({ settings, outage });
			const sent = rejectionOf(client.json(request, ANY));
			await takes(11_000);
			expect(outage.isClosed).toBe(expected);
			await sent;
		});
	});

	it('ends the retries of a request that cannot wait for its end', async () => {
		await inVirtualTime(async () => {
			const outage = new Outage(undefined);
			outage.failed(outage.begin('short'), { isLimit: true, isAnswered: true, askedMs: 60_000 });
			const api = fakeApi([{ statusCode: 503 }]);
			const latestRetry = Date.now() + 20_000;
			const client = await api.client({ settings: { timeoutMs: 1_000, retries: 4 }, outage, latestRetry });
			await rejectionOf(client.json(GET, ANY));
			expect([api.sentAtMs, elapsedMs()]).toEqual([[20_000], 20_000]);
		});
	});

	it('is noticed by a request that waits for a slot, and its probe needs none', async () => {
		await inVirtualTime(async () => {
			const semaphore = new Semaphore(1);
			const outage = new Outage(undefined, () => semaphore.flush());
			const slow = async (): Promise<FakeResponse> => {
				await takes(30_000);
				return {};
			};
			const api = fakeApi([slow, {}]);
			const settings = { timeoutMs: 60_000, retries: 0 };
			const client = await api.client({ settings, semaphore, outage });
			const first = client.json(POST, ANY);
			await takes(100);
			const second = client.json(GET, ANY);
			await takes(100);
			outage.failed(outage.begin('short'), { isLimit: true, isAnswered: true, askedMs: 3_000 });
			await second;
			expect(elapsedMs()).toBe(3_200);
			await first;
		});
	});
});

it('a pause that a storage with signed URLs asks for is not one of the vendor', async () => {
	await inVirtualTime(async () => {
		const api = fakeApi([{ headers: { 'retry-after': '60' } }, {}]);
		const client = await api.client({ ...ONCE, outage: new Outage(undefined) });
		await client.json(SIGNED, ANY);
		await client.json(GET, ANY);
		expect(api.sentAtMs).toEqual([0, 0]);
	});
});

it('a request whose body cannot be created is not sent', async () => {
	const api = fakeApi([{}]);
	const client = await api.client({ ...ONCE, outage: new Outage(undefined) });
	const { file } = wavFile(1);
	const body = fileBody({ ...file, open: async () => await Promise.reject(new Error('gone')) }, 'audio/wav');
	expect(await rejectionOf(client.json({ ...POST, body }, ANY))).toMatchObject({
		details: { outcome: 'notProcessed' },
	});
	expect(api.sent).toEqual([]);
});

it('the body that is a file has its type and its length', () => {
	const { file } = wavFile(1);
	const { headers, size } = fileBody(file, 'audio/wav');
	expect([headers, size]).toEqual([{ 'Content-Type': 'audio/wav', 'Content-Length': '32044' }, 32_044]);
	expect(fileBody(file).headers).toMatchObject({ 'Content-Type': 'application/octet-stream' });
});
