import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { shapeDifferences, type ShapeOptions } from '../support/shape';

const FIXTURES = join(__dirname, '..', 'fixtures', 'prosa');

let sandbox: SandboxHandle;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

interface Answer {
	status: number;
	headers: Headers;
	body: unknown;
	text: string;
}

async function call(method: string, path: string, body?: unknown, key = 'account-one'): Promise<Answer> {
	const answer = await fetch(`${sandbox.vendorUrl('prosa')}/v2/speech${path}`, {
		method,
		headers: {
			...(key === '' ? {} : { 'x-api-key': key }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await answer.text();
	const json = answer.headers.get('content-type')?.includes('json') ?? false;
	return { status: answer.status, headers: answer.headers, text, body: json ? JSON.parse(text) : text };
}

function sample(name: string): unknown {
	return JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
}

const base64 = (file: string): string => readFileSync(join(RECORDINGS, file)).toString('base64');
const ORDER = base64('order-id.mp3');

const jobSchema = z.object({
	job_id: z.string(),
	status: z.string().optional(),
	result: z.object({ data: z.array(z.record(z.string(), z.unknown())) }).nullish(),
});
type Job = z.output<typeof jobSchema>;

async function submit(
	request: Record<string, unknown> = { label: 'Pesanan', data: ORDER },
	config: Record<string, unknown> = {},
): Promise<Answer> {
	return await call('POST', '/stt', { config: { engine: 'stt-general', ...config }, request });
}

async function submitted(
	request?: Record<string, unknown>,
	config?: Record<string, unknown>,
): Promise<string> {
	const answer = await submit(request, config);
	expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
	return jobSchema.parse(answer.body).job_id;
}

const uri = (file: string): Record<string, unknown> => ({
	label: 'Pesanan',
	uri: sandbox.recordingUrl(file),
});

async function finished(id: string): Promise<Answer> {
	for (;;) {
		const answer = await call('GET', `/stt/${id}`);
		const { status = '' } = jobSchema.parse(answer.body);
		if (['complete', 'completed', 'failed', 'error'].includes(status)) return answer;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

const segmentsOf = (body: unknown): Array<Record<string, unknown>> => {
	const job: Job = jobSchema.parse(body);
	return job.result?.data ?? [];
};

describe('job responses have the keys, the order and the types of the samples', () => {
	it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['job.complete.200.json', {}, {}],
		['job.complete.200.minimal.json', { jobObject: 'minimal' }, {}],
		['job.complete.200.zero-progress.json', { finishedProgress: 0 }, {}],
		['submit.wait.complete.200.transcript.json', {}, { wait: true }],
		['submit.wait.complete.200.minimal.json', { jobObject: 'minimal' }, { wait: true }],
		['submit.wait.complete.200.words.json', { segmentText: 'words' }, { wait: true }],
	])('%s', async (file, settings, config) => {
		await sandbox.settings('prosa', settings);
		const submit_ = await submit(undefined, config);
		const id = jobSchema.parse(submit_.body).job_id;
		const { body } = config.wait === true ? submit_ : await finished(id);
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(body).toMatchObject({ status: 'complete' });
	});

	it.each<[string, string, Record<string, unknown>, ShapeOptions]>([
		['job.complete.200.diarized.json', 'order-id.mp3', { speaker_count: 2 }, {}],
		['job.complete.200.multichannel.json', 'stereo-en.wav', { speaker_count: 1 }, {}],
	])('%s', async (file, recording, config, options) => {
		await sandbox.settings('prosa', { jobConfigModel: 'engine', singleSpeaker: 'omitted' });
		const { body } = await finished(await submitted(uri(recording), config));
		expect(shapeDifferences(sample(file), body, options)).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, 'queuedMs' | 'processingMs']>([
		['job.queued.200.json', {}, 'queuedMs'],
		['job.queued.200.null-result.json', { pendingResult: 'null' }, 'queuedMs'],
		['job.in_progress.200.json', {}, 'processingMs'],
	])('%s', async (file, settings, phase) => {
		await sandbox.settings('prosa', settings);
		await sandbox.speed({ [phase]: 60_000 });
		const { body } = await call('GET', `/stt/${await submitted(uri('order-id.mp3'))}`);
		const expected = sample(file);
		expect(shapeDifferences(sorted(expected), sorted(body))).toEqual([]);
		expect(body).toMatchObject({ status: jobSchema.parse(expected).status });
	});

	it.each<[string, Record<string, unknown>]>([
		['job.failed.200.json', {}],
		['job.failed.200.bare.json', { failedJob: 'bare' }],
	])('%s', async (file, settings) => {
		await sandbox.settings('prosa', settings);
		const { body } = await finished(
			await submitted({ label: 'Rapat', uri: 'http://127.0.0.1:1/missing.mp3' }),
		);
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(body).toMatchObject({ status: 'failed' });
	});

	it.each<[string, Record<string, unknown>]>([
		['submit.async.queued.200.json', {}],
		['submit.async.queued.200.full.json', { submitAnswer: 'full' }],
	])('%s', async (file, settings) => {
		await sandbox.settings('prosa', settings);
		const { body } = await submit(uri('order-id.mp3'));
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(body).toMatchObject({ status: 'queued' });
	});

	it('submit.wait.timeout.200.json', async () => {
		await sandbox.settings('prosa', { waitLimitMs: 0 });
		const { body } = await submit(undefined, { wait: true });
		expect(shapeDifferences(sample('submit.wait.timeout.200.json'), body)).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['status.created.200.json', { queuedStatus: 'created' }, { queuedMs: 60_000 }],
		['status.queued.200.json', {}, { queuedMs: 60_000 }],
		['status.deferred.200.json', { queuedStatus: 'deferred' }, { queuedMs: 60_000 }],
		['status.in_progress.200.json', {}, { processingMs: 60_000 }],
		['status.complete.200.json', {}, {}],
	])('%s', async (file, settings, speed) => {
		await sandbox.settings('prosa', settings);
		await sandbox.speed(speed);
		const id = await submitted();
		if (Object.keys(speed).length === 0) await finished(id);
		const { body } = await call('GET', `/stt/${id}/status`);
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(body).toMatchObject({ status: jobSchema.parse(sample(file)).status });
	});
});

/** The object with its keys in a fixed order, because the position of a null result is not documented. */
function sorted(value: unknown): unknown {
	return Object.fromEntries(
		Object.entries(z.looseObject({}).parse(value)).sort(([a], [b]) => a.localeCompare(b)),
	);
}

describe('segments', () => {
	it('are unsorted, with one channel each and times in seconds', async () => {
		const segments = segmentsOf((await finished(await submitted(uri('stereo-en.wav')))).body);
		expect(segments.slice(0, 2).map(({ channel }) => channel)).toEqual([1, 0]);
		const last = Math.max(...segments.map(({ time_end }) => z.number().parse(time_end)));
		expect(last).toBeGreaterThan(5);
		expect(last).toBeLessThan(60);
	});

	it.each<[string, Record<string, unknown>, Record<string, unknown>, string[]]>([
		['without options', {}, {}, ['transcript', 'final', 'time_start', 'time_end', 'channel']],
		[
			'with speakers',
			{},
			{ speaker_count: 2 },
			['transcript', 'final', 'time_start', 'time_end', 'channel', 'speaker_tag'],
		],
		[
			'with the other name of the speaker',
			{ segmentSpeaker: 'speaker' },
			{ speaker_count: 2 },
			['transcript', 'final', 'time_start', 'time_end', 'channel', 'speaker'],
		],
		['without channel', { segmentChannel: 'missing' }, {}, ['transcript', 'final', 'time_start', 'time_end']],
	])('%s', async (_name, settings, config, keys) => {
		await sandbox.settings('prosa', settings);
		const [first] = segmentsOf((await finished(await submitted(undefined, config))).body);
		expect(Object.keys(first ?? {})).toEqual(keys);
	});

	it('include partial ones if requested, with times of 0', async () => {
		const config = { include_partial_results: true };
		const [partial, whole] = segmentsOf((await finished(await submitted(undefined, config))).body);
		expect(partial).toMatchObject({ final: false, time_start: 0, time_end: 0 });
		expect(whole).toMatchObject({ final: true });
	});

	it('only have punctuation and numbered speakers if requested', async () => {
		const plain = segmentsOf((await finished(await submitted())).body);
		expect(plain[0]?.transcript).toMatch(/^Selamat pagi /);
		const config = { auto_punctuation: true, speaker_count: 2 };
		const rich = segmentsOf((await finished(await submitted(undefined, config))).body);
		expect(rich[0]?.transcript).toMatch(/^Selamat pagi, .*\.$/);
		expect(new Set(rich.map(({ speaker_tag }) => speaker_tag))).toEqual(new Set([1, 2]));
	});
});

describe('a synchronous request', () => {
	it('can be answered with the bare result', async () => {
		await sandbox.settings('prosa', { waitAnswer: 'bare' });
		const { body } = await submit(undefined, { wait: true });
		expect(Object.keys(z.looseObject({}).parse(body))).toEqual(['data']);
	});

	it('that times out leaves a job that continues to its end', async () => {
		await sandbox.settings('prosa', { waitLimitMs: 20 });
		await sandbox.speed({ processingMs: 100 });
		const { body } = await submit(undefined, { wait: true });
		expect(Object.keys(z.looseObject({}).parse(body))).toEqual(['job_id']);
		const job = await finished(jobSchema.parse(body).job_id);
		expect(segmentsOf(job.body).length).toBeGreaterThan(0);
	});

	it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['too-large', { status: 'asr_request_file_too_large' }, { waitTooLong: 'too-large' }],
		['not-allowed', { status: 'asr_request_waiting_not_allowed' }, { waitTooLong: 'not-allowed' }],
		['queued', { status: 'queued' }, { waitTooLong: 'queued' }],
	])('with long audio: %s', async (_name, expected, settings) => {
		await sandbox.settings('prosa', { ...settings, waitMaxSeconds: 5 });
		expect((await submit(undefined, { wait: true })).body).toMatchObject(expected);
	});

	it('for a URL is rejected', async () => {
		const { status, body } = await submit(uri('order-id.mp3'), { wait: true });
		expect(status).toBe(400);
		expect(shapeDifferences(sample('error.400.asr_request_waiting_not_allowed.json'), body)).toEqual([]);
	});
});

describe('the recording', () => {
	it('is decoded and read, and returned in full', async () => {
		const { body } = await finished(await submitted());
		expect(body).toMatchObject({ request: { label: 'Pesanan', data: ORDER } });
		const [logged] = await sandbox.requests({ vendor: 'prosa', method: 'POST' });
		expect(logged?.details).toEqual({
			audioBytes: 49_556,
			audioSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
	});

	it.each(['googledrive://1p2mVUsalFLKdSvuEcu4eCoWzYqi4lzk5', 'https://drive.google.com/file/d/1p2m/view'])(
		'%s is a prepared one',
		async (link) => {
			const { body } = await finished(await submitted({ uri: link }));
			expect(segmentsOf(body)[0]?.transcript).toMatch(/^Selamat pagi/);
			expect(body).toMatchObject({ request: { uri: link, duration: expect.any(Number) } });
		},
	);

	it("of the vendor's own sample request is accepted", async () => {
		const { status } = await call('POST', '/stt', sample('request.submit.data.async.model-key.json'));
		expect(status).toBe(200);
	});

	it('above the body limit is rejected with the page of a proxy, or with JSON', async () => {
		const request = { data: 'A'.repeat(10_000_000) };
		const page = await submit(request);
		expect([page.status, page.headers.get('content-type')]).toEqual([413, 'text/html']);
		await sandbox.settings('prosa', { tooLargeBody: 'json' });
		expect((await submit(request)).body).toMatchObject({ status: 'asr_request_file_too_large' });
	});
});

describe('errors have the messages and the shape of the samples', () => {
	const NEWER = { errorCodes: 'newer', errorContext: 'absent' };
	const UNKNOWN = '06790f2e-8b11-7a90-8000-91c0d2e4f573';
	const plain = Buffer.from('plain text').toString('base64');

	it.each<[string, Record<string, unknown>, () => Promise<Answer>]>([
		[
			'error.400.asr_model_not_found.json',
			{},
			async () => await submit(undefined, { engine: 'asr-general' }),
		],
		[
			'error.400.asr_model_not_found.no-context.json',
			NEWER,
			async () => await submit(undefined, { engine: 'invalid-model' }),
		],
		[
			'error.400.asr_request_file_too_large.json',
			{ waitMaxSeconds: 5 },
			async () => await submit(undefined, { wait: true }),
		],
		[
			'error.400.asr_request_invalid_data.json',
			{},
			async () => await submit({ data: `data:audio/mpeg;base64,${ORDER}` }),
		],
		['error.400.asr_request_invalid_base64.json', NEWER, async () => await submit({ data: 'abc' })],
		[
			'error.400.asr_request_invalid_uri.json',
			{},
			async () => await submit({ uri: 'ftp://example.com/a.wav' }),
		],
		['error.400.asr_request_no_audio_data.json', {}, async () => await submit({ label: 'x' })],
		['error.400.no_audio_provided.json', NEWER, async () => await submit({ label: 'x' })],
		['error.400.asr_request_unsupported_media_type.json', {}, async () => await submit({ data: plain })],
		[
			'error.400.asr_request_uri_download_error.json',
			{ uriFailure: 'refused' },
			async () => await submit({ uri: 'http://127.0.0.1:1/missing.wav' }),
		],
		['error.400.quota_empty.json', { quota: 'empty' }, async () => await submit()],
		['error.400.quota_insufficient.json', { quota: 'insufficient' }, async () => await submit()],
		['error.401.auth_invalid_api_key.json', {}, async () => await call('GET', '/stt', undefined, 'bad-key')],
		['error.401.auth_unauthorized.json', {}, async () => await call('GET', '/stt', undefined, '')],
		['error.401.unauthorized.json', NEWER, async () => await call('GET', '/stt', undefined, '')],
		['error.403.forbidden.json', {}, async () => await call('GET', '/stt', undefined, 'forbidden-tts')],
		['error.404.job_not_found.json', {}, async () => await call('GET', `/stt/${UNKNOWN}`)],
		['error.404.job_not_found.no-context.json', NEWER, async () => await call('GET', `/stt/${UNKNOWN}`)],
		['error.404.job_not_found.archived.json', NEWER, async () => await call('DELETE', `/stt/${UNKNOWN}`)],
		[
			'error.422.request_validation_error.json',
			{},
			async () => await call('POST', '/stt', { config: {}, request: { data: ORDER } }),
		],
		[
			'error.422.fastapi-detail.json',
			{ validationErrors: 'framework' },
			async () => await call('GET', '/stt/not-an-id'),
		],
	])('%s', async (file, settings, refused) => {
		await sandbox.settings('prosa', settings);
		const { status, body } = await refused();
		const expected = sample(file);
		expect(status).toBe(Number(file.split('.')[1]));
		expect(shapeDifferences(expected, body)).toEqual([]);
		const wording = (value: unknown): unknown => z.looseObject({}).parse(value).status;
		expect(wording(body)).toEqual(wording(expected));
		if (!/invalid_data|model|too_large|not_found/.test(file)) {
			const message = (value: unknown): unknown => z.looseObject({}).parse(value).message;
			expect(message(body)).toEqual(message(expected));
		}
	});

	it('a quota error has the status 403 if configured', async () => {
		await sandbox.settings('prosa', { quota: 'empty', quotaStatus: 403 });
		expect((await submit()).status).toBe(403);
	});

	it('invalid JSON and bodies that are not JSON result in 422', async () => {
		expect((await call('POST', '/stt', '{"config": ')).status).toBe(422);
		const form = await fetch(`${sandbox.vendorUrl('prosa')}/v2/speech/stt`, {
			method: 'POST',
			headers: { 'x-api-key': 'k' },
			body: new URLSearchParams({ a: 'b' }),
		});
		expect(form.status).toBe(422);
	});

	it.each([
		['engine', { engine: 'stt-general' }, 200],
		['engine', { model: 'stt-general' }, 422],
		['model', { model: 'stt-general' }, 200],
		['model', { engine: 'stt-general' }, 422],
		['either', { model: 'stt-general' }, 200],
		['either', { engine: 'stt-general' }, 200],
	])('model field %s, sent %j: %i', async (modelField, config, status) => {
		await sandbox.settings('prosa', { modelField });
		expect((await call('POST', '/stt', { config, request: { data: ORDER } })).status).toBe(status);
	});
});

describe('lists', () => {
	async function three(): Promise<void> {
		for (const label of ['b', 'a', 'c']) await finished(await submitted({ label, data: ORDER }));
	}
	const list = async (query: string): Promise<Answer> => await call('GET', `/stt${query}`);
	const listSchema = z.object({
		pagination: z.object({ page: z.number(), per_page: z.number(), page_count: z.number() }),
		length: z.number(),
		data: z.array(z.looseObject({ request: z.looseObject({ label: z.string() }) })),
	});
	const labels = async (query: string): Promise<string> =>
		listSchema
			.parse((await list(query)).body)
			.data.map(({ request }) => request.label)
			.join('');

	it('have the shape of the sample', async () => {
		await submitted(uri('order-id.mp3'));
		expect(shapeDifferences(sample('jobs.list.200.json'), (await list('')).body)).toEqual([]);
	});

	it('are empty as in the sample', async () => {
		expect((await list('')).body).toEqual(sample('jobs.list.empty.200.json'));
	});

	it('are paged, with the total number as length', async () => {
		await three();
		const { body } = await list('?page=2&per_page=2');
		const page = listSchema.parse(body);
		expect([page.pagination, page.length, page.data.length]).toEqual([
			{ page: 2, per_page: 2, page_count: 2 },
			3,
			1,
		]);
		expect(await labels('?page=3&per_page=2')).toBe('');
		await sandbox.settings('prosa', { maxPerPage: 1 });
		expect(listSchema.parse((await list('?per_page=50')).body).pagination).toEqual({
			page: 1,
			per_page: 1,
			page_count: 3,
		});
	});

	it.each([
		['', 'cab'],
		['?sort_by=label&sort_ascend=true', 'abc'],
		['?sort_by=label&sort_ascend=false', 'cba'],
		['?sort_by=time&sort_ascend=true', 'bac'],
		['?query_text=SELAMAT%20PAGI', 'cab'],
		['?query_text=not%20there', ''],
		['?until_date=2001-01-01', ''],
		['?from_date=2001-01-01', 'cab'],
	])('%s returns %s', async (query, expected) => {
		await three();
		expect(await labels(query)).toBe(expected);
	});

	it.each(['?page=0', '?page=x', '?from_date=01-01-2026', '?sort_by=status', '?sort_ascend=perhaps'])(
		'%s results in 422',
		async (query) => {
			expect((await list(query)).status).toBe(422);
		},
	);

	it('are counted, with a plain number as the response', async () => {
		await three();
		expect((await call('GET', '/stt/count')).text).toBe('3');
		expect((await call('GET', '/stt/count?until_date=2001-01-01')).text).toBe('0');
		await sandbox.settings('prosa', { countEndpoint: 'absent' });
		expect((await call('GET', '/stt/count')).status).toBe(404);
	});

	it('only show an account its own jobs', async () => {
		const id = await submitted();
		expect((await call('GET', '/stt/count', undefined, 'account-two')).text).toBe('0');
		expect((await call('GET', `/stt/${id}`, undefined, 'account-two')).status).toBe(404);
	});

	it.each([
		['models.200.json', {}],
		['models.with-online.200.json', { models: 'with-online' }],
	])('%s', async (file, settings) => {
		await sandbox.settings('prosa', settings);
		expect((await call('GET', '/stt/models')).body).toEqual(sample(file));
	});
});

describe('archiving', () => {
	it.each<[string, Record<string, unknown>, number]>([
		['archive.complete.200.json', { segmentChannel: 'missing' }, 0],
		['archive.archived.200.json', { archiveAnswer: 'archived' }, 0],
		['archive.queued-cancelled.200.json', {}, 60_000],
	])('%s', async (file, settings, queuedMs) => {
		await sandbox.settings('prosa', settings);
		await sandbox.speed({ queuedMs });
		const id = await submitted(queuedMs > 0 ? uri('order-id.mp3') : undefined);
		if (queuedMs === 0) await finished(id);
		const { body } = await call('DELETE', `/stt/${id}`);
		expect(shapeDifferences(sample(file), body)).toEqual([]);
		expect(body).toMatchObject({ status: jobSchema.parse(sample(file)).status });
		expect((await call('GET', `/stt/${id}`)).status).toBe(404);
		expect((await call('DELETE', `/stt/${id}`)).status).toBe(404);
		expect((await call('GET', '/stt/count')).text).toBe('0');
	});

	it('a running job is rejected, with either family of codes', async () => {
		await sandbox.speed({ processingMs: 60_000 });
		const id = await submitted();
		const { status, body } = await call('DELETE', `/stt/${id}`);
		expect(status).toBe(403);
		expect(shapeDifferences(sample('error.403.job_cancellation_failure.json'), body)).toEqual([]);
		await sandbox.settings('prosa', { errorCodes: 'newer', errorContext: 'absent' });
		expect((await call('DELETE', `/stt/${id}`)).body).toEqual(
			sample('error.403.job_cancellation_error.json'),
		);
	});

	it('keeps a cancelled job readable if archived jobs are kept', async () => {
		await sandbox.settings('prosa', { archivedJobs: 'kept' });
		await sandbox.speed({ queuedMs: 60_000 });
		const id = await submitted(uri('order-id.mp3'));
		await call('DELETE', `/stt/${id}`);
		const { body } = await call('GET', `/stt/${id}`);
		expect(shapeDifferences(sample('job.cancelled.200.json'), body)).toEqual([]);
		expect(body).toMatchObject({ status: 'cancelled' });
	});
});

describe('job IDs', () => {
	it.each([
		['dashed', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
		['hex', /^[0-9a-f]{32}$/],
	])('%s are found in either form', async (jobId, pattern) => {
		await sandbox.settings('prosa', { jobId });
		const id = await submitted();
		expect(id).toMatch(pattern);
		const bare = id.replaceAll('-', '');
		const dashed = bare.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
		expect((await call('GET', `/stt/${bare}/status`)).status).toBe(200);
		expect((await call('GET', `/stt/${dashed}/status`)).body).toMatchObject({ job_id: id });
	});

	it('of ended jobs may be returned together with other names of the status', async () => {
		await sandbox.settings('prosa', { statusNames: 'aliases' });
		expect((await finished(await submitted())).body).toMatchObject({ status: 'completed' });
	});
});
