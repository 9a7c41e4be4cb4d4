import { createHash } from 'node:crypto';

import { z } from 'zod/v4';

import { firstText, NODE, type Stage } from '../../support/stage';
import { KEY, prosaStage, wav } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const CREATE = { vendor: 'prosa', method: 'POST', path: '/stt$' };
const create = { resource: 'job', operation: 'create', recordingSource: 'binary' };

describe('a file', () => {
	it.each(['filesystem', 'memory'] as const)(
		'slightly below the limit is sent completely in %s mode',
		async (mode) => {
			const other = mode === 'memory' ? await prosaStage('memory') : stage;
			try {
				const item = await other.engine.binaryItem({
					data: wav(7_499_000),
					fileName: 'large.wav',
					mimeType: 'audio/wav',
				});
				const run = await other.run({ ...create, additionalFields: { label: 'Rapat' } }, [item]);
				expect(run.error).toBeUndefined();
				const [created] = await other.sandbox.requests(CREATE);
				const length = Number(created?.headers['content-length']);
				expect(length).toBeGreaterThan(9_998_000);
				expect(length).toBeLessThanOrEqual(10_000_000);
				expect(created?.headers['transfer-encoding']).toBeUndefined();
				const raw = await fetch(
					`${other.sandbox.vendorUrl('prosa')}/v2/speech/stt/${firstText(run, 'jobId')}`,
					{
						headers: { 'x-api-key': KEY },
					},
				);
				const stored = z.object({ request: z.object({ data: z.string() }) }).parse(await raw.json());
				const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
				expect(sha(Buffer.from(stored.request.data, 'base64'))).toBe(sha(wav(7_499_000)));
			} finally {
				if (other !== stage) {
					await other.close();
					// The engine has one binary data service per process.
					await stage.run({ resource: 'model', operation: 'getMany' });
				}
			}
		},
	);

	it('above the limit is rejected with an alternative before anything is sent', async () => {
		const item = await stage.engine.binaryItem({ data: wav(7_500_001), fileName: 'large.wav' });
		const run = await stage.run({ ...create, resource: 'transcript', operation: 'transcribe' }, [item]);
		expect(run.error?.message).toMatch(/ is a file of 7\.5 MB, .* 10 MB/);
		expect(run.error?.description).toMatch(/"URL".*googledrive:\/\//);
		expect(await stage.sandbox.requests()).toEqual([]);
	});
});

describe('a create', () => {
	it.each([
		[429, 2],
		[503, 2],
		[500, 2],
	])(
		'with the response %d is sent %d times, after a check of the list if the job may exist',
		async (status, times) => {
			await stage.sandbox.faults({
				kind: 'status',
				status,
				headers: { 'retry-after': '0' },
				match: { method: 'POST' },
			});
			const run = await stage.run(create, [await stage.recording('order-id.mp3')]);
			expect(run.error).toBeUndefined();
			expect(await stage.sandbox.requests(CREATE)).toHaveLength(times);
			const looks = await stage.sandbox.requests({ vendor: 'prosa', method: 'GET', path: '/stt$' });
			expect(looks.length > 0).toBe(status !== 429);
		},
	);

	it('is not repeated if its upload was interrupted', async () => {
		await stage.sandbox.faults({ kind: 'reset-in-upload', afterBytes: 1000, match: { method: 'POST' } });
		const run = await stage.run(create, [await stage.recording('order-id.mp3')]);
		expect(run.error?.description).toContain('Job: Get Many');
		expect(await stage.sandbox.requests(CREATE)).toHaveLength(1);
	});
});

describe('an error', () => {
	const get = {
		resource: 'job',
		operation: 'get',
		jobId: { mode: 'id', value: 'abc' },
		options: { retries: 0 },
	};

	it.each([400, 401, 403, 404, 422, 429, 500])(
		'for status %d says what to do and contains no key',
		async (status) => {
			await stage.sandbox.faults({
				kind: 'status',
				status,
				body: { status: 'some_code', message: `Nope ${KEY}` },
				match: { method: 'GET' },
			});
			const run = await stage.run(get);
			expect(run.error?.message).toBe(`Prosa.ai: Nope *** (${status}, some_code)`);
			expect(run.error?.description).toMatch(/\w{3}/);
			expect(JSON.stringify(run.data)).not.toContain(KEY);
		},
	);

	it.each(['vendor', 'framework'])('of the validation (%s) names the field', async (validationErrors) => {
		await stage.sandbox.settings('prosa', { validationErrors });
		const run = await stage.run(get);
		expect(run.error?.message).toMatch(/request_validation_error/);
		expect(run.error?.message).toMatch(/job_id/);
	});

	it.each([
		['quota', { quota: 'empty' }, 'Top up'],
		['quota at 403', { quota: 'insufficient', quotaStatus: 403 }, 'Top up'],
		['a body that is too large', { bodyLimitBytes: 1000 }, 'URL'],
		['a body that is too large, in JSON', { bodyLimitBytes: 1000, tooLargeBody: 'json' }, 'hours'],
	])('for %s contains advice', async (_name, settings, hint) => {
		await stage.sandbox.settings('prosa', settings);
		const run = await stage.run(create, [await stage.recording('order-id.mp3')]);
		expect(run.error?.message).toMatch(/^Prosa\.ai: /);
		expect(run.error?.message).not.toContain('<');
		expect(run.error?.description).toContain(hint);
	});

	it('names the field of an invalid transcript', async () => {
		await stage.sandbox.faults({
			kind: 'set-fields',
			fields: { 'result.data.0.transcript': 7 },
			times: null,
			match: { method: 'GET', path: '/stt/' },
		});
		const made = await stage.run(create, [await stage.recording('order-id.mp3')]);
		const jobId = made.json(NODE)[0]?.jobId;
		const run = await stage.run({
			resource: 'transcript',
			operation: 'get',
			jobId: { mode: 'id', value: jobId },
		});
		expect(run.error?.message).toMatch(/result\.data\.0/);
		expect(run.error?.context.jobId).toBe(jobId);
	});

	it.each(['../models', 'a/b', 'a?b=c'])('does not change the path for an ID such as %s', async (value) => {
		await stage.run({ ...get, jobId: { mode: 'id', value } });
		const [request] = await stage.sandbox.requests();
		expect(request?.path).toMatch(/^\/v2\/speech\/stt\/[^/]+$/);
		expect(request?.query).toEqual({});
	});
});
