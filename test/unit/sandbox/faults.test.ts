import { z } from 'zod/v4';
import { startSandbox, type SandboxHandle } from '../../support/sandbox';

let sandbox: SandboxHandle;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
});

const parse = (text: string): unknown => JSON.parse(text);
const HEADERS = { authorization: 'key' };

async function list(): Promise<Response> {
	return await fetch(`${sandbox.vendorUrl('assemblyai')}/v2/transcript`, { headers: HEADERS });
}

async function create(signal?: AbortSignal): Promise<Response> {
	return await fetch(`${sandbox.vendorUrl('assemblyai')}/v2/transcript`, {
		method: 'POST',
		headers: { ...HEADERS, 'content-type': 'application/json' },
		body: JSON.stringify({ audio_url: sandbox.recordingUrl('order-af.ogg') }),
		...(signal === undefined ? {} : { signal }),
	});
}

async function transcripts(): Promise<number> {
	await sandbox.clearFaults();
	const page = z.object({ page_details: z.object({ result_count: z.number() }) });
	return page.parse(await (await list()).json()).page_details.result_count;
}

describe('faults', () => {
	it('applies a fault as often as configured, after the configured number of requests', async () => {
		await sandbox.faults({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '7' },
			body: { error: 'Too Many Requests' },
			skip: 1,
			times: 2,
			match: { vendor: 'assemblyai', method: 'get', path: '^/v2/transcript$' },
		});
		const answers = [await list(), await list(), await list(), await list()];
		expect(answers.map(({ status }) => status)).toEqual([200, 429, 429, 200]);
		expect(answers[1]?.headers.get('retry-after')).toBe('7');
		expect(await answers[1]?.json()).toEqual({ error: 'Too Many Requests' });
		expect(await sandbox.struck()).toEqual([2]);
		expect((await sandbox.requests()).map(({ status, fault }) => [status, fault])).toEqual([
			[200, undefined],
			[429, 'status'],
			[429, 'status'],
			[200, undefined],
		]);
	});

	it('applies a fault to every n-th request', async () => {
		await sandbox.faults({ kind: 'status', status: 500, every: 3, times: null });
		const statuses: number[] = [];
		for (let count = 0; count < 7; count += 1) statuses.push((await list()).status);
		expect(statuses).toEqual([200, 200, 500, 200, 200, 500, 200]);
	});

	it('ignores requests that do not match', async () => {
		await sandbox.faults(
			{ kind: 'reset-before-answer', match: { vendor: 'other' } },
			{ kind: 'reset-before-answer', match: { method: 'POST' } },
			{ kind: 'reset-before-answer', match: { path: '/nothing' } },
		);
		expect((await list()).status).toBe(200);
		expect(await sandbox.struck()).toEqual([0, 0, 0]);
	});

	it('resets the connection before the response, with or without processing the request', async () => {
		await sandbox.faults({ kind: 'reset-before-answer' });
		await expect(create()).rejects.toThrow('fetch failed');
		expect(await transcripts()).toBe(0);
		await sandbox.faults({ kind: 'reset-before-answer', effect: true });
		await expect(create()).rejects.toThrow('fetch failed');
		expect(await transcripts()).toBe(1);
	});

	it('sends no response, with or without processing the request', async () => {
		for (const effect of [false, true]) {
			await sandbox.reset();
			await sandbox.faults({ kind: 'no-answer', effect });
			const abort = new AbortController();
			const answer = create(abort.signal);
			while ((await sandbox.struck())[0] === 0) await new Promise((resolve) => setTimeout(resolve, 5));
			await new Promise((resolve) => setTimeout(resolve, 50));
			abort.abort();
			await expect(answer).rejects.toThrow('abort');
			expect(await transcripts()).toBe(effect ? 1 : 0);
		}
	});

	it('responds with a status after processing the request', async () => {
		await sandbox.faults({ kind: 'status', status: 500, effect: true });
		const answer = await create();
		expect([answer.status, await answer.text()]).toEqual([500, '']);
		expect(await transcripts()).toBe(1);
	});

	it('resets the connection within the body', async () => {
		await sandbox.faults({ kind: 'reset-in-body', afterBytes: 10 });
		const answer = await list();
		expect(answer.status).toBe(200);
		await expect(answer.text()).rejects.toThrow('terminated');
	});

	it('resets the connection during an upload', async () => {
		await sandbox.faults({ kind: 'reset-in-upload', afterBytes: 100_000 });
		const upload = fetch(`${sandbox.vendorUrl('assemblyai')}/v2/upload`, {
			method: 'POST',
			headers: HEADERS,
			body: Buffer.alloc(5_000_000),
		});
		await expect(upload).rejects.toThrow('fetch failed');
		const [entry] = await sandbox.requests();
		expect(entry).toMatchObject({ fault: 'reset-in-upload', status: null, aborted: true });
	});

	it('corrupts, truncates, mislabels and reshapes responses', async () => {
		await sandbox.faults(
			{ kind: 'malformed-json' },
			{ kind: 'truncated' },
			{ kind: 'html', status: 502 },
			{ kind: 'wrong-content-type' },
			{ kind: 'wrong-shape', body: [1] },
			{ kind: 'extra-field', name: 'novelty' },
			{ kind: 'set-fields', fields: { 'page_details.limit': 'many', transcripts: null } },
			{ kind: 'slow-trickle', chunkBytes: 100, ms: 1 },
		);
		const answers: Array<[number, string | null, string]> = [];
		for (let i = 0; i < 9; i++) {
			const answer = await list();
			answers.push([answer.status, answer.headers.get('content-type'), await answer.text()]);
		}
		const whole = answers[8]?.[2] ?? '';
		const json = 'application/json; charset=utf-8';
		expect(() => parse(answers[0]?.[2] ?? '')).toThrow(SyntaxError);
		expect(answers[1]).toEqual([200, json, whole.slice(0, Math.floor(whole.length / 2))]);
		expect(answers[2]).toEqual([502, 'text/html', expect.stringContaining('<h1>502 Bad Gateway</h1>')]);
		expect(answers[3]).toEqual([200, 'text/plain; charset=utf-8', whole]);
		expect(answers[4]).toEqual([200, json, '[1]']);
		expect(parse(answers[5]?.[2] ?? '')).toMatchObject({
			novelty: 'unknown',
			page_details: { novelty: 'unknown' },
		});
		expect(parse(answers[6]?.[2] ?? '')).toMatchObject({
			page_details: { limit: 'many' },
			transcripts: null,
		});
		expect(answers[7]).toEqual([200, json, whole]);
	});

	it('sends huge responses that are valid JSON', async () => {
		await sandbox.faults({ kind: 'huge', bytes: 3_000_000 });
		const text = await (await list()).text();
		expect(text).toHaveLength(3_000_000);
		expect(z.strictObject({ text: z.string() }).safeParse(parse(text)).success).toBe(true);
	});

	it('rejects unknown faults with the reason', async () => {
		const wrong = await fetch(`${sandbox.url}/__sandbox/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify([{ kind: 'delay' }]),
		});
		expect(wrong.status).toBe(400);
		expect(await wrong.text()).toContain('ms');
	});
});
