import { PassThrough } from 'node:stream';

import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { VendorError } from '../../../nodes/shared/http/explainedError';
import type { VendorRequest } from '../../../nodes/shared/http/types';
import { CREDENTIAL, fakeApi, type FakeResponse } from '../../support/fakeApi';
import { FAKE_VENDOR } from '../../support/fakeVendor';
import { inVirtualTime, rejectionOf } from '../../support/virtualTime';

const GET: VendorRequest = { method: 'GET', path: '/jobs/1' };

const ANY = z.unknown();

const ID = z.object({ id: z.string() });

/** No attempt after the first. */
const ONCE = { settings: { timeoutMs: 1_000, retries: 0 } };

async function errorOf(response: FakeResponse, request: VendorRequest = GET): Promise<VendorError> {
	const client = await fakeApi([response]).client(ONCE);
	const error = await rejectionOf(client.json(request, ID));
	if (error instanceof VendorError) return error;
	throw error;
}

/** The options of the only request. */
async function optionsOf(request: VendorRequest, options = {}, vendor = FAKE_VENDOR) {
	const api = fakeApi([{}]);
	await (await api.client(options, vendor)).json(request, ANY);
	expect(api.sent).toHaveLength(1);
	return api.sent[0];
}

describe('a client', () => {
	it('has the base URL and the fields of the credential', async () => {
		const client = await fakeApi([]).client({ jobId: 'job-1' });
		expect(client.baseUrl).toBe('https://api.example.com/v2');
		expect(client.credential).toBe(CREDENTIAL);
		expect(client.vendor).toBe(FAKE_VENDOR);
		expect(client.options).toEqual({ jobId: 'job-1' });
	});

	it('is refused for a credential without a usable base URL', async () => {
		const error = await rejectionOf(fakeApi([], {}).client({ itemIndex: 2 }));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'The URL is missing.', context: { itemIndex: 2 } });
	});

	it('does not show a secret in the error for a base URL', async () => {
		const vendor = {
			...FAKE_VENDOR,
			baseUrl: ({ apiKey }: { apiKey?: unknown }) => {
				throw new Error(`Not a URL: ${String(apiKey)}`);
			},
		};
		expect(await rejectionOf(fakeApi([]).client({}, vendor))).toMatchObject({ message: 'Not a URL: ***' });
	});

	it('for a job has all other options', async () => {
		const client = (await fakeApi([]).client({ itemIndex: 2, jobId: 'other' })).forJob('job-1');
		expect(client.options).toEqual({ itemIndex: 2, jobId: 'job-1' });
	});

	it('until a time has all other options', async () => {
		const client = (await fakeApi([]).client({ itemIndex: 2 })).until(7);
		expect(client.options).toEqual({ itemIndex: 2, latestRetry: 7 });
	});
});

describe('a request', () => {
	it('is sent with the credential to the path below the base URL', async () => {
		const api = fakeApi([{}]);
		await (await api.client()).json(GET, ANY);
		expect(api.credentialTypes).toEqual(['exampleApi']);
		expect(api.sent).toEqual([
			{
				method: 'GET',
				url: 'https://api.example.com/v2/jobs/1',
				headers: { Accept: 'application/json, text/plain;q=0.9, */*;q=0.1' },
				timeout: 60_000,
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
	});

	it('is sent to a signed URL without the credential', async () => {
		const api = fakeApi([{}]);
		await (await api.client()).json({ ...GET, signedUrl: 'https://storage.example.com/a?sig=1' }, ANY);
		expect(api.credentialTypes).toEqual([undefined]);
		expect(api.sent[0]?.url).toBe('https://storage.example.com/a?sig=1');
	});

	it('can be aborted where n8n does not do so itself: at a signed URL', async () => {
		const { signal } = new AbortController();
		const signed = { ...GET, signedUrl: 'https://storage.example.com/a' };
		expect(await optionsOf(signed, { abort: signal })).toHaveProperty('abortSignal', signal);
		expect(await optionsOf(signed)).not.toHaveProperty('abortSignal');
		expect(await optionsOf(GET, { abort: signal })).not.toHaveProperty('abortSignal');
	});

	it('has its query, with lists as repeated keys', async () => {
		expect(await optionsOf({ ...GET, query: { limit: [1, 2] } })).toMatchObject({
			qs: { limit: [1, 2] },
			arrayFormat: 'repeat',
		});
	});

	it('has a JSON body, and says so', async () => {
		expect(await optionsOf({ ...GET, json: { a: 1 } })).toMatchObject({
			body: '{"a":1}',
			headers: { 'Content-Type': 'application/json' },
		});
	});

	it('has a body that is made for it', async () => {
		expect(await optionsOf({ ...GET, body: { create: async () => 'bytes' } })).toMatchObject({
			body: 'bytes',
		});
	});

	it('has the headers of the client, the body and the request; the latter replace the former', async () => {
		const request: VendorRequest = {
			...GET,
			headers: { C: 'request' },
			body: { create: async () => '', headers: { B: 'body', C: 'body' } },
		};
		const options = await optionsOf(request, { headers: { A: 'client', B: 'client', C: 'client' } });
		expect(options?.headers).toMatchObject({ A: 'client', B: 'body', C: 'request' });
	});

	it.each([
		['that of the settings', GET, 1_000],
		['its own instead', { ...GET, timeoutMs: 300 }, 300],
		[
			'20 seconds more for each megabyte',
			{ ...GET, body: { create: async () => '', size: 1_000_000 } },
			21_000,
		],
		['a whole number', { ...GET, body: { create: async () => '', size: 1 } }, 1_001],
	])('has a timeout: %s', async (_what, request, timeout) => {
		expect(await optionsOf(request, ONCE)).toMatchObject({ timeout });
	});

	it('lets n8n see a 401 if it can renew the token', async () => {
		expect(await optionsOf(GET, {}, { ...FAKE_VENDOR, renewsToken: true })).toMatchObject({
			ignoreHttpStatusErrors: false,
		});
	});

	it('closes its body after it was sent', async () => {
		const body = new PassThrough();
		await optionsOf({ ...GET, body: { create: async () => body } });
		expect(body.destroyed).toBe(true);
	});

	it.each<[string, FakeResponse]>([
		['after a success', {}],
		['after a failure', { statusCode: 400 }],
	])('releases its body %s', async (_when, response) => {
		const release = jest.fn();
		const client = await fakeApi([response]).client(ONCE);
		await Promise.allSettled([client.json({ ...GET, body: { create: async () => '', release } }, ANY)]);
		expect(release).toHaveBeenCalledTimes(1);
	});
});

describe('a JSON response', () => {
	const read = async (body: unknown, schema: z.ZodType = ANY, vendor = FAKE_VENDOR) =>
		await (await fakeApi([{ body }]).client(ONCE, vendor)).json(GET, schema);

	it('is returned whole, with fields that the schema does not know', async () => {
		expect(await read('{"id":"1","more":2}', ID)).toEqual({ id: '1', more: 2 });
	});

	it('is preprocessed as the vendor needs it', async () => {
		const vendor = { ...FAKE_VENDOR, preprocessJson: (text: string) => text.replace('1', '"one"') };
		expect(await read('{"id":1}', ID, vendor)).toEqual({ id: 'one' });
	});

	it('has its secrets masked', async () => {
		expect(await read('{"id":"secret-key"}', ID)).toEqual({ id: '***' });
	});

	it.each<[string, string, string]>([
		['of another structure', '{"id":1}', '"id" must be text'],
		['that is not JSON', ' <html>Hello ', 'no JSON, but "<html>Hello"'],
		['that is not JSON and long', 'x'.repeat(100), `no JSON, but "${'x'.repeat(80)}"`],
		['that is empty', '', 'no JSON, but ""'],
	])('%s is an error', async (_what, body, problem) => {
		const error = await rejectionOf(read(body, ID));
		expect(error).toBeInstanceOf(VendorError);
		expect(error).toMatchObject({
			message: `Example returned an unexpected response to GET /jobs/1: ${problem}`,
			details: { status: 200 },
		});
	});

	it.each(['{"id":', ' [1, 2', '\n{'])('that is cut (%j) is an error of the network', async (body) => {
		expect(await rejectionOf(read(body))).toMatchObject({
			message: 'Example: the response is incomplete',
			details: { transient: true },
		});
	});

	it('may be empty for a job that is not finished, if the vendor says so with 202', async () => {
		const client = async (statusCode: number, body: string) =>
			await (await fakeApi([{ statusCode, body }]).client(ONCE)).jsonWhenReady(GET, ID);
		expect(await client(202, '')).toBeUndefined();
		expect(await client(200, '{"id":"1"}')).toEqual({ id: '1' });
		expect(await rejectionOf(client(201, '{}'))).toBeInstanceOf(VendorError);
	});
});

describe('a text response', () => {
	const SUBTITLES = { name: 'captions', pattern: /^WEBVTT/ };

	it('has its status, its headers in lower case and its text, with secrets masked', async () => {
		const headers = { 'X-Name': 'a', 'Set-Cookie': ['b', 'c'], Age: 7 };
		const client = await fakeApi([{ headers, body: 'WEBVTT secret-key' }]).client();
		expect(await client.text(GET, SUBTITLES)).toEqual({
			status: 200,
			headers: { 'x-name': 'a', 'set-cookie': 'b,c' },
			text: 'WEBVTT ***',
		});
	});

	it('is an error if it does not look as it should', async () => {
		const client = await fakeApi([{ body: 'Not ready' }]).client(ONCE);
		expect(await rejectionOf(client.text(GET, SUBTITLES))).toMatchObject({
			message: 'Example returned an unexpected response to GET /jobs/1: no captions, but "Not ready"',
		});
	});

	it('may be anything if nothing is expected of it', async () => {
		const client = await fakeApi([{ body: 'Not ready' }]).client(ONCE);
		expect(await client.text(GET)).toMatchObject({ text: 'Not ready' });
	});
});

describe('a streamed response', () => {
	it('is passed to its reader unread', async () => {
		const body = new PassThrough();
		const client = await fakeApi([{ headers: { A: 'b' }, body }]).client();
		const read = await client.stream(GET, async (response) => await Promise.resolve(response));
		expect(read).toEqual({ status: 200, headers: { a: 'b' }, body });
	});

	it('may break without harm while it is not read', async () => {
		const body = new PassThrough();
		const client = await fakeApi([{ body }]).client();
		await client.stream(GET, async () => await Promise.resolve());
		expect(() => body.emit('error', new Error('cancelled'))).not.toThrow();
	});

	it('that breaks while it is read is an error of the network', async () => {
		const client = await fakeApi([{}]).client(ONCE);
		const reading = client.stream(GET, async () => {
			throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
		});
		expect(await rejectionOf(reading)).toMatchObject({ details: { outcome: 'unknown', transient: true } });
	});
});

describe('a request fails', () => {
	it('with the words of the vendor for a status that is not a success', async () => {
		const body = '{"message":"No such job","code":"E7","hint":"Look again."}';
		expect(await errorOf({ statusCode: 404, body })).toMatchObject({
			message: 'Example: No such job (404, E7)',
			advice: 'Look again.',
			details: { status: 404, request: 'GET /jobs/1', transient: false },
		});
	});

	it('with the job that the client is for', async () => {
		const client = (await fakeApi([{ statusCode: 404 }]).client(ONCE)).forJob('job-1');
		expect(await rejectionOf(client.json(GET, ANY))).toMatchObject({ jobId: 'job-1' });
	});

	it('with what the vendor asks to wait', async () => {
		const error = await errorOf({ statusCode: 429, headers: { 'Retry-After': '3600' } });
		expect(error.details.retryAfterMs).toBe(3_600_000);
	});

	it.each([199, 300, 400, 500])('for status %d', async (statusCode) => {
		expect(await errorOf({ statusCode })).toBeInstanceOf(VendorError);
	});

	it('not for a status that it accepts', async () => {
		const client = await fakeApi([{ statusCode: 404, body: '{"id":"1"}' }]).client(ONCE);
		expect(await client.json({ ...GET, accept: [403, 404] }, ID)).toEqual({ id: '1' });
		expect(await rejectionOf(client.json({ ...GET, accept: [403] }, ID))).toBeInstanceOf(VendorError);
	});

	it.each([301, 302, 307, 399])('for a redirect (%d), which is not followed', async (statusCode) => {
		expect((await errorOf({ statusCode })).message).toMatch('the server redirected the request');
	});

	it('without a response, for what the HTTP client throws', async () => {
		const throws = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
		expect(await errorOf({ throws })).toMatchObject({
			message: 'Example: the server refused the connection',
			details: { outcome: 'notSent' },
		});
	});

	it.each([undefined, 'text', { statusCode: '200' }, {}])('for what is not a response (%p)', async (body) => {
		const api = fakeApi([{}]);
		const client = await api.client(ONCE);
		const { context } = client;
		jest
			.spyOn(context.helpers, 'httpRequestWithAuthentication')
			.mockImplementation(async () => await Promise.resolve(body));
		expect(await rejectionOf(client.json(GET, ANY))).toMatchObject({
			message: 'Example: the connection was lost before the response was complete',
		});
	});

	it('for a response that n8n throws, as for one that it returns', async () => {
		const response = { status: 401, headers: { 'Retry-After': '7' }, data: '{"message":"Bad key"}' };
		expect(await errorOf({ throws: Object.assign(new Error('401'), { response }) })).toMatchObject({
			message: 'Example: Bad key (401)',
			details: { retryAfterMs: 7_000, outcome: 'notProcessed' },
		});
	});

	it('without headers for a response that n8n throws without them', async () => {
		const response = { status: 401, data: 'Bad key' };
		expect((await errorOf({ throws: { response } })).details.retryAfterMs).toBeUndefined();
	});

	it('as not sent if its token could not be renewed', async () => {
		const response = { status: 500, headers: {}, data: '' };
		const error = await errorOf({ throws: { response, isTokenError: true } });
		expect(error.details.outcome).toBe('notSent');
	});

	it('as limited if the vendor says so with another status than 429', async () => {
		const error = await errorOf({ statusCode: 403, body: '{"rateLimited":true}' });
		expect(error.details).toMatchObject({ transient: true, outcome: 'notProcessed' });
	});
});

describe('the advice for a path that does not exist', () => {
	const body = { create: async () => await Promise.resolve('{}') };
	const upload: VendorRequest = { method: 'POST', path: '/upload', body };
	const adviceFor = async (request: VendorRequest, message: string, jobId?: string, statusCode = 404) => {
		const client = await fakeApi([{ statusCode, body: message }]).client({
			...ONCE,
			...(jobId === undefined ? {} : { jobId }),
		});
		return await rejectionOf(client.json(request, ID));
	};

	it.each([404, 405])('is about the address if the request names no ID: %d', async (status) => {
		expect(await adviceFor(upload, 'Not found', undefined, status)).toMatchObject({
			advice: expect.stringMatching(/^Check "Base URL" in the credential/),
		});
	});

	it('may name what else the vendor does not know', async () => {
		const vendor = { ...FAKE_VENDOR, notFoundHint: 'Check the organisation.' };
		const client = await fakeApi([{ statusCode: 404, body: '' }]).client(ONCE, vendor);
		expect(await rejectionOf(client.json(upload, ID))).toMatchObject({ advice: 'Check the organisation.' });
	});

	it('is that of the vendor if it gives a reason', async () => {
		const hinted = await adviceFor(
			upload,
			JSON.stringify({ message: 'No such model', hint: 'Choose another.' }),
		);
		expect(hinted).toMatchObject({ advice: 'Choose another.' });
	});

	it('is to check the values if the vendor names a code, because no other server knows its codes', async () => {
		const coded = await adviceFor(upload, JSON.stringify({ message: 'No such model', code: 'E7' }));
		expect(coded).toMatchObject({ advice: expect.stringMatching(/^Check the values of this node/) });
	});

	it.each<[string, VendorRequest, string | undefined]>([
		['of a job', upload, 'job-1'],
		['that reads', GET, undefined],
		['with a signed URL', { ...upload, signedUrl: 'https://storage.example.com/' }, undefined],
	])('is about the ID in a request %s', async (_what, request, jobId) => {
		expect(await adviceFor(request, 'Not found', jobId)).toMatchObject({
			advice: expect.stringMatching(/^Check the ID/),
		});
	});
});

it('masks no secret twice if n8n may have renewed the token', async () => {
	const patternsFor = async (vendor: typeof FAKE_VENDOR) => {
		const client = await fakeApi([{ statusCode: 400, body: '{"message":"A \\\\"key\\\\"."}' }]).client(
			ONCE,
			vendor,
		);
		const tests = jest.spyOn(RegExp.prototype, 'test');
		await rejectionOf(client.json(GET, ID));
		const { length } = tests.mock.calls;
		tests.mockRestore();
		return length;
	};
	expect(await patternsFor({ ...FAKE_VENDOR, renewsToken: true })).toBe(await patternsFor(FAKE_VENDOR));
});

describe('an error shows no secret', () => {
	it.each<[string, FakeResponse]>([
		['in the words of the vendor', { statusCode: 400, body: 'Unknown key secret-key' }],
		['in the words of n8n', { throws: new Error('Cannot use secret-key') }],
		['in a response of another structure', { body: 'secret-key' }],
	])('%s', async (_where, response) => {
		const { message } = await errorOf(response);
		expect(message).toContain('***');
		expect(message).not.toContain('secret-key');
	});

	it('in its path', async () => {
		const { details } = await errorOf({ statusCode: 400 }, { ...GET, path: '/jobs/secret-key' });
		expect(details.request).toBe('GET /jobs/***');
	});
});

describe('the clock of the vendor', () => {
	const aheadMs = async (headers: Record<string, string>, request = GET) =>
		await inVirtualTime(
			async () => {
				const client = await fakeApi([{ headers }]).client();
				await client.json(request, ANY);
				return client.clockAheadMs();
			},
			Date.UTC(2026, 2, 2, 12),
		);

	it('is read from its response', async () => {
		expect(await aheadMs({ Date: 'Mon, 02 Mar 2026 12:00:07 GMT' })).toBe(7_000);
		expect(await aheadMs({ Date: 'Mon, 02 Mar 2026 11:59:59 GMT' })).toBe(-1_000);
	});

	it.each([{}, { Date: 'today' }])('is unknown with the headers %j', async (headers) => {
		expect(await aheadMs(headers)).toBeUndefined();
	});

	it('is not that of a storage with signed URLs', async () => {
		const signed = { ...GET, signedUrl: 'https://storage.example.com' };
		expect(await aheadMs({ Date: 'Mon, 02 Mar 2026 12:00:07 GMT' }, signed)).toBeUndefined();
	});

	it('is known to the clients made from this one', async () => {
		const client = await fakeApi([{ headers: { Date: 'Mon, 02 Mar 2026 12:00:07 GMT' } }]).client();
		await client.forJob('job-1').json(GET, ANY);
		expect(client.clockAheadMs()).toEqual(expect.any(Number));
	});
});
