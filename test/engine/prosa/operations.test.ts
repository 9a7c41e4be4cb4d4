import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { RECORDINGS } from '../../support/sandbox';
import { firstText, NODE, type Stage } from '../../support/stage';
import { createJob, KEY, prosaStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const transcribe = { resource: 'transcript', operation: 'transcribe', recordingSource: 'binary' };
const CREATE = { vendor: 'prosa', method: 'POST', path: '/stt$' };

const spokenSchema = z.object({
	durationMs: z.number(),
	words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })),
});
const wordsSchema = z.array(z.looseObject({ text: z.string(), start: z.number(), end: z.number() }));

async function spoken(name: string) {
	return spokenSchema.parse(JSON.parse(await readFile(join(RECORDINGS, `${name}.json`), 'utf8')));
}

async function paths(): Promise<string[]> {
	return (await stage.sandbox.requests()).map(
		({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{32,36}/, 'ID')}`,
	);
}

describe('Transcribe', () => {
	it('returns a short recording with one request, paired, with the words distributed over the segments', async () => {
		const { words, durationMs } = await spoken('order-id');
		const parameters = { output: 'words', speakers: 2, additionalFields: { auto_punctuation: true } };
		const run = await stage.run({ ...transcribe, ...parameters }, [
			await stage.recording('order-id.mp3'),
			await stage.recording('dialogue-en.wav'),
		]);
		expect(run.error).toBeUndefined();
		expect(run.pairs(NODE)).toEqual([[0], [1]]);
		expect(await paths()).toEqual(['POST /v2/speech/stt', 'POST /v2/speech/stt']);
		const [first, second] = run.json(NODE);
		expect(first).toMatchObject({
			vendor: 'prosa',
			language: 'id',
			text: words.map(({ text }) => text).join(' '),
			jobId: expect.stringMatching(/^[0-9a-f-]{32,36}$/),
		});
		// The end of the last segment, because the response does not contain the duration.
		expect(Math.abs(Number(first?.duration) * 1000 - durationMs)).toBeLessThan(1000);
		const given = wordsSchema.parse(first?.words);
		expect(given.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
		expect(given.every((word) => word.timing === 'estimated')).toBe(true);
		// Estimated times deviate little: they are within the segment, which lasts a few seconds.
		given.forEach((word, i) => expect(Math.abs(word.start - (words[i]?.start ?? 0) / 1000)).toBeLessThan(3));
		expect(second?.text).toContain('Karoo Dental');
	});

	it('falls back to polling if the vendor queues the job', async () => {
		for (const waitTimeoutAnswer of ['id', 'job']) {
			await stage.sandbox.reset();
			await stage.sandbox.settings('prosa', { waitLimitMs: 0, waitTimeoutAnswer });
			const run = await stage.run({ ...transcribe, output: 'text' }, [await stage.recording('order-id.mp3')]);
			expect(run.json(NODE)[0]?.text).toMatch(/^Selamat pagi dengan Ayu/);
			expect((await paths()).slice(0, 3)).toEqual([
				'POST /v2/speech/stt',
				'GET /v2/speech/stt/ID/status',
				'GET /v2/speech/stt/ID',
			]);
		}
	});

	it.each(['not-allowed', 'too-large'])(
		'submits again asynchronously if the synchronous request is rejected (%s)',
		async (waitTooLong) => {
			await stage.sandbox.settings('prosa', { waitMaxSeconds: 5, waitTooLong });
			const run = await stage.run({ ...transcribe, output: 'text' }, [await stage.recording('order-id.mp3')]);
			expect(run.json(NODE)[0]?.text).toMatch(/^Selamat pagi/);
			const submitted = await stage.sandbox.requests(CREATE);
			expect(submitted.map(({ status }) => status)).toEqual([400, 200]);
			const always = await stage.run({ ...transcribe, options: { wait: 'always' } }, [
				await stage.recording('order-id.mp3'),
			]);
			expect(always.error?.message).toMatch(/asr_request_(waiting_not_allowed|file_too_large)/);
			expect(always.error?.description).toContain('Never');
		},
	);

	it('submits asynchronously if this is selected or the recording is long', async () => {
		await stage.run({ ...transcribe, options: { wait: 'never' } }, [await stage.recording('order-id.mp3')]);
		const minute = await stage.engine.binaryItem({ data: wav(61), fileName: 'minute.wav' });
		const run = await stage.run({ ...transcribe, output: 'text' }, [minute]);
		expect(run.error).toBeUndefined();
		const submitted = await stage.sandbox.requests(CREATE);
		// The second request is too large for the log.
		expect(submitted[0]?.body).toMatchObject({ config: { wait: false } });
		expect((await paths()).filter((path) => path.endsWith('/status'))).toHaveLength(2);
	});

	it('accepts a URL, which is always submitted asynchronously', async () => {
		const url = stage.sandbox.recordingUrl('order-id.mp3');
		const run = await stage.run({ ...transcribe, recordingSource: 'url', url, output: 'dialogue' });
		expect(run.json(NODE)[0]?.text).toContain('Selamat pagi');
		const [created] = await stage.sandbox.requests(CREATE);
		expect(created?.body).toEqual({
			config: { engine: 'stt-general', wait: false },
			request: { uri: url, label: expect.stringMatching(/^\[n8n:\S+\]$/) },
		});
	});

	it('sends the fields in the form of the vendor, and additional parameters', async () => {
		await stage.run(
			{
				...transcribe,
				speakers: 2,
				additionalFields: {
					include_filler: true,
					include_partial_results: true,
					auto_punctuation: true,
					enable_spoken_numerals: false,
					label: ' Rapat ',
					duration: 16.36,
					mime_type: 'audio/mpeg',
					sample_rate: 16_000,
					channels: 1,
				},
			},
			[await stage.recording('order-id.mp3')],
		);
		const [created] = await stage.sandbox.requests(CREATE);
		const bytes = await readFile(join(RECORDINGS, 'order-id.mp3'));
		expect(created?.body).toEqual({
			config: {
				engine: 'stt-general',
				speaker_count: 2,
				include_filler: true,
				include_partial_results: true,
				auto_punctuation: true,
				enable_spoken_numerals: false,
				wait: true,
			},
			request: {
				label: expect.stringMatching(/^Rapat \[n8n:\S+\]$/),
				duration: 16.36,
				mime_type: 'audio/mpeg',
				sample_rate: 16_000,
				channels: 1,
				data: bytes.toString('base64'),
			},
		});
		expect(created?.headers['content-type']).toBe('application/json');
		const refused = await stage.run(
			{ ...transcribe, options: { additionalParameters: '{"request":{"data":"AAAA"}}' } },
			[await stage.recording('order-id.mp3')],
		);
		expect(refused.error?.message).toMatch(/Additional Parameters \(JSON\).* must not set "request\.data"/);
	});

	it('distinguishes speakers and channels', async () => {
		const run = await stage.run({ ...transcribe, speakers: 2 }, [await stage.recording('stereo-en.wav')]);
		const { segments } = z
			.object({
				segments: z.array(z.object({ channel: z.string(), speaker: z.string(), start: z.number() })),
			})
			.parse(run.json(NODE)[0]);
		// One speaker per channel.
		expect(new Set(segments.map(({ channel, speaker }) => `channel ${channel}: ${speaker}`))).toEqual(
			new Set(['channel 0: 1', 'channel 1: 2']),
		);
		expect(segments.map(({ start }) => start)).toEqual(
			segments.map(({ start }) => start).sort((a, b) => a - b),
		);
	});

	it('fails with the reason if the file is not a recording', async () => {
		const item = await stage.engine.binaryItem({ data: Buffer.from('no audio at all'), fileName: 'a.txt' });
		const run = await stage.run(transcribe, [item]);
		expect(run.error?.message).toBe(
			'Prosa.ai: Unsupported media type (mime_type text/plain) (400, asr_request_unsupported_media_type)',
		);
		const missing = await stage.run({
			...transcribe,
			recordingSource: 'url',
			url: `${stage.sandbox.url}/nothing.mp3`,
		});
		expect(missing.error?.message).toMatch(/^The job failed: .*asr_request_uri_download_error/);
	});

	it.each(['failed', 'bare'])('outputs a failed job as an item if selected (%s)', async (form) => {
		if (form === 'bare') await stage.sandbox.settings('prosa', { failedJob: 'bare' });
		const run = await stage.run({
			...transcribe,
			recordingSource: 'url',
			url: `${stage.sandbox.url}/nothing.mp3`,
			options: { onFailedJob: 'output' },
		});
		expect(run.json(NODE)[0]).toMatchObject({
			status: 'failed',
			errorMessage: form === 'bare' ? null : expect.stringContaining('asr_request_uri_download_error'),
		});
	});
});

describe('Job', () => {
	it('is created asynchronously and returned with its progress', async () => {
		await stage.sandbox.speed({ queuedMs: 0, processingMs: 60_000 });
		const jobId = await createJob(stage);
		const at = { jobId: { mode: 'id', value: jobId } };
		const status = await stage.run({ resource: 'job', operation: 'getStatus', ...at });
		expect(status.json(NODE)[0]).toMatchObject({
			jobId,
			status: 'running',
			vendorStatus: 'in_progress',
			progress: { total: expect.any(Number), transfer: expect.any(Number) },
		});
		await stage.sandbox.finish();
		const got = await stage.run({ resource: 'job', operation: 'get', ...at });
		expect(got.json(NODE)).toEqual([
			{
				vendor: 'prosa',
				jobId,
				status: 'completed',
				vendorStatus: 'complete',
				createdAt: expect.stringMatching(/Z$/),
				completedAt: expect.stringMatching(/Z$/),
				name: 'order-id.mp3',
				// Only present for recordings that Prosa.ai has fetched.
				duration: null,
				errorMessage: null,
			},
		]);
		const raw = await stage.run({ resource: 'job', operation: 'get', ...at, simplify: false });
		expect(raw.json(NODE)[0]).toMatchObject({
			job_id: jobId,
			request: { data: '<base64 encoded audio>' },
			result: { data: expect.any(Array) },
		});
		const waited = await stage.run({ resource: 'job', operation: 'wait', output: 'job' }, [
			{ json: { jobId } },
		]);
		expect(waited.json(NODE)[0]).toEqual(got.json(NODE)[0]);
	});

	it('is listed across pages, each once, with the filters', async () => {
		const ids: string[] = [];
		for (let i = 0; i < 5; i += 1) ids.unshift(await createJob(stage));
		await stage.sandbox.settings('prosa', { maxPerPage: 2 });
		const many = { resource: 'job', operation: 'getMany' };
		const all = await stage.run({ ...many, returnAll: true });
		expect(all.json(NODE).map(({ jobId }) => jobId)).toEqual(ids);
		expect(all.json(NODE)[0]).toMatchObject({ vendor: 'prosa', status: 'completed', name: 'order-id.mp3' });
		const three = await stage.run({ ...many, limit: 3 });
		expect(three.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(0, 3));
		const queries = (await stage.sandbox.requests({ method: 'GET', path: '/stt$' })).map(
			({ query }) => query,
		);
		expect(queries[0]).toEqual({ page: '1', per_page: '50', sort_by: 'time', sort_ascend: 'false' });
		expect(queries.map(({ page }) => page)).toEqual(['1', '2', '3', '1', '2']);

		const oldest = await stage.run({ ...many, limit: 1, filters: { sort_ascend: true } });
		expect(oldest.json(NODE)[0]?.jobId).toBe(ids.at(-1));
		const filters = {
			createdAfter: '2026-01-01T10:00:00.000+07:00',
			createdBefore: '2099-01-01T00:00:00.000+07:00',
			sort_by: 'label',
			query_text: 'nowhere in the text',
		};
		expect((await stage.run({ ...many, filters })).json(NODE)).toEqual([]);
		expect((await stage.sandbox.requests({ method: 'GET', path: '/stt$' })).at(-1)?.query).toMatchObject({
			from_date: '2025-12-31',
			until_date: '2099-01-01',
			sort_by: 'label',
			query_text: 'nowhere in the text',
		});
		const later = await stage.run({ ...many, filters: { createdAfter: '={{ $now.plus({ days: 2 }) }}' } });
		expect(later.json(NODE)).toEqual([]);
		const none = await stage.run({ ...many, filters: { createdAfter: 'tomorrow' } });
		expect(none.error?.message).toMatch(/^"Filters: Created After" must be a date/);
	});

	it('is archived, but not while it is running', async () => {
		const done = await createJob(stage);
		const remove = (jobId: string) => ({
			resource: 'job',
			operation: 'delete',
			jobId: { mode: 'id', value: jobId },
		});
		expect((await stage.run(remove(done))).json(NODE)).toEqual([
			{ deleted: true, jobId: done, vendorStatus: 'complete' },
		]);
		const whole = await stage.run({ ...remove(await createJob(stage)), simplify: false });
		expect(whole.json(NODE)[0]).toMatchObject({ status: 'complete', created_at: expect.any(String) });
		const again = await stage.run(remove(done));
		expect(again.error?.message).toMatch(/job_not_found/);
		expect(again.error?.description).toContain('archived');
		await stage.sandbox.settings('prosa', { archiveAnswer: 'archived' });
		const other = await createJob(stage);
		expect((await stage.run(remove(other))).json(NODE)[0]).toEqual({
			deleted: true,
			jobId: other,
			vendorStatus: 'archived',
		});
		await stage.sandbox.speed({ queuedMs: 60_000, processingMs: 0 });
		const queued = await createJob(stage);
		expect((await stage.run(remove(queued))).error).toBeUndefined();
		await stage.sandbox.speed({ queuedMs: 0, processingMs: 60_000 });
		for (const errorCodes of ['docs2', 'newer']) {
			await stage.sandbox.settings('prosa', { errorCodes });
			const busy = await stage.run(remove(await createJob(stage)));
			expect(busy.error?.description).toContain('Job: Wait for Completion');
		}
	});

	it('is offered in a list, as are the models', async () => {
		const jobId = await createJob(stage);
		await createJob(stage, 'dialogue-en.wav');
		const node = stage.node({ resource: 'job', operation: 'get' });
		const all = await stage.engine.listSearch(node, 'searchJobs');
		expect(all.results).toHaveLength(2);
		const { results } = await stage.engine.listSearch(node, 'searchJobs', jobId);
		expect(results).toEqual([{ name: expect.stringContaining('order-id.mp3'), value: jobId }]);
		const models = await stage.engine.listSearch(node, 'searchModels', 'indonesia');
		expect(models.results).toEqual([{ name: 'ASR General · Bahasa Indonesia', value: 'stt-general' }]);
		expect((await stage.engine.listSearch(node, 'searchModels', 'klingon')).results).toEqual([]);
	});

	it('is found first by its exact name or ID, on any page of the list', async () => {
		const create = { resource: 'job', operation: 'create', recordingSource: 'url' };
		const url = 'https://media.example.com/call-17';
		const items = Array.from({ length: 55 }, () => ({ json: {} }));
		const jobId = firstText(await stage.run({ ...create, url: `${url}.mp3` }, items.slice(0, 1)), 'jobId');
		const others = await stage.run(
			{ ...create, url: `=${url}{{ $itemIndex }}.mp3`, options: { concurrency: 20 } },
			items,
		);
		expect(others.json(NODE)).toHaveLength(55);
		const node = stage.node({ resource: 'job', operation: 'get' });
		for (const filter of ['call-17', 'Call-17.mp3', jobId, jobId.replaceAll('-', '').toUpperCase()]) {
			const { results } = await stage.engine.listSearch(node, 'searchJobs', filter);
			expect(results[0]?.value).toBe(jobId);
		}
	});

	it('offers a model first whose name is exactly the one searched for', async () => {
		await stage.sandbox.faults({
			kind: 'wrong-shape',
			body: [{ name: 'stt-general-online' }, { name: 'stt-general' }, { name: 'other', label: 'Stt' }],
			match: { method: 'GET', path: '/stt/models$' },
			times: null,
		});
		const node = stage.node({ resource: 'job', operation: 'create' });
		const found = async (filter: string) =>
			(await stage.engine.listSearch(node, 'searchModels', filter)).results.map(({ value }) => value);
		expect(await found('stt-general')).toEqual(['stt-general', 'stt-general-online']);
		expect(await found('STT')).toEqual(['other', 'stt-general-online', 'stt-general']);
	});
});

describe('Model', () => {
	it('is listed, simplified or not', async () => {
		await stage.sandbox.settings('prosa', { models: 'with-online' });
		const many = { resource: 'model', operation: 'getMany' };
		const simple = await stage.run({ ...many, returnAll: true });
		expect(simple.json(NODE)).toEqual([
			{ name: 'stt-general', label: 'ASR General', language: 'Bahasa Indonesia' },
			{ name: 'stt-general-online', label: expect.any(String), language: 'Bahasa Indonesia' },
		]);
		const raw = await stage.run({ ...many, limit: 1, simplify: false });
		expect(raw.json(NODE)).toEqual([
			expect.objectContaining({ name: 'stt-general', samplerate: 16_000, channels: 1 }),
		]);
	});

	it('that is unknown results in an error that says so', async () => {
		const run = await stage.run(
			{ ...transcribe, model: { __rl: true, mode: 'name', value: '={{ "asr-" + "general" }}' } },
			[await stage.recording('order-id.mp3')],
		);
		expect(run.error?.message).toContain("ASR model 'asr-general' not found");
		expect(run.error?.description).toContain('list');
	});
});

describe('Transcript', () => {
	it('is returned in other formats, with captions and search', async () => {
		const jobId = await createJob(stage, 'dialogue-en.wav');
		const at = { resource: 'transcript', jobId: { mode: 'id', value: jobId } };
		const captions = await stage.run({ ...at, operation: 'getCaptions', format: 'vtt' });
		expect(captions.json(NODE)[0]?.captions).toMatch(/^WEBVTT\n/);
		const found = await stage.run({
			...at,
			operation: 'searchWords',
			terms: 'Friday\nkaroo dental',
			options: { split: 'term' },
		});
		expect(found.json(NODE).map(({ term, count }) => [term, count])).toEqual([
			['Friday', 3],
			['karoo dental', 1],
		]);
		const raw = await stage.run({ ...at, operation: 'get', output: 'vendor' });
		expect(raw.json(NODE)[0]).toMatchObject({ job_id: jobId, result: { data: expect.any(Array) } });
		const page = await stage.run({ ...at, operation: 'get', output: 'html' });
		expect((await stage.engine.readBinary(page.items(NODE)[0])).toString()).toContain('Karoo Dental');
	});
});

describe('Credential', () => {
	it('is tested with a valid and an invalid key, and the key is trimmed', async () => {
		const good = stage.engine.credential('prosaTranscriptionApi');
		expect(
			await stage.engine.testCredential('prosaTranscriptionApi', { ...good, apiKey: ` ${KEY}\n` }),
		).toMatchObject({
			status: 'OK',
		});
		expect(
			await stage.engine.testCredential('prosaTranscriptionApi', {
				...good,
				baseUrl: `${stage.sandbox.vendorUrl('prosa')}/v2/speech//`,
			}),
		).toMatchObject({ status: 'OK' });
		expect(
			await stage.engine.testCredential('prosaTranscriptionApi', { ...good, apiKey: 'bad-key' }),
		).toEqual({
			status: 'Error',
			message: 'Prosa.ai rejected the API key. Check that it is complete, active and a speech-to-text key.',
		});
		const requests = await stage.sandbox.requests({ path: '/stt$' });
		expect(requests[0]?.headers['x-api-key']).toBe(KEY);
	});

	it('only sends the key to https, or to this machine', async () => {
		const good = stage.engine.credential('prosaTranscriptionApi');
		stage.engine.setCredential('prosaTranscriptionApi', {
			...good,
			baseUrl: 'http://speech.example.com/v2/speech',
		});
		const run = await stage.run({ resource: 'model', operation: 'getMany' });
		stage.engine.setCredential('prosaTranscriptionApi', good);
		expect(run.error?.message).toMatch(/must start with https/);
		// The requests of the other tests show that http is allowed for this machine.
		expect(await stage.sandbox.requests()).toEqual([]);
	});
});

/** A silent WAV file, 16 kHz mono. */
function wav(seconds: number): Buffer {
	const samples = seconds * 16_000;
	const file = Buffer.alloc(44 + samples * 2);
	file.write('RIFF', 0);
	file.writeUInt32LE(36 + samples * 2, 4);
	file.write('WAVEfmt ', 8);
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20);
	file.writeUInt16LE(1, 22);
	file.writeUInt32LE(16_000, 24);
	file.writeUInt32LE(32_000, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write('data', 36);
	file.writeUInt32LE(samples * 2, 40);
	return file;
}
