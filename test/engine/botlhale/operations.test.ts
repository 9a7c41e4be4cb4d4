import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { Botlhale } from '../../../nodes/Botlhale/Botlhale.node';
import { RECORDINGS } from '../../support/sandbox';
import { firstText, NODE, type Stage } from '../../support/stage';
import { botlhaleStage, kindOf, ORG } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const transcribe = { resource: 'transcript', operation: 'transcribe' };
const create = { resource: 'job', operation: 'create' };

async function makeJob(file = 'dialogue-en.wav'): Promise<string> {
	return firstText(await stage.run(create, [await stage.recording(file)]), 'jobId');
}

const spokenSchema = z.object({ words: z.array(z.object({ text: z.string() })) });

async function spokenText(name: string): Promise<string> {
	const { words } = spokenSchema.parse(JSON.parse(await readFile(join(RECORDINGS, `${name}.json`), 'utf8')));
	return words.map(({ text }) => text).join(' ');
}

const transcriptSchema = z.object({
	words: z.array(z.object({ start: z.number(), end: z.number(), timing: z.string() })),
	segments: z.array(
		z.object({ speaker: z.string(), start: z.number(), end: z.number(), language: z.string() }),
	),
});

describe('Transcript: Transcribe', () => {
	it('requests an upload slot, uploads, waits and returns the transcript, paired with its item', async () => {
		const options = { redaction: 'asSpoken' };
		const run = await stage.run({ ...transcribe, output: 'words', options, speakers: 'voice' }, [
			await stage.recording('dialogue-en.wav'),
			await stage.recording('order-af.ogg'),
		]);
		expect(run.error).toBeUndefined();
		const [first, second] = run.json(NODE);
		expect(run.pairs(NODE)).toEqual([[0], [1]]);
		expect(first).toMatchObject({
			vendor: 'botlhale',
			jobId: expect.stringMatching(`^${ORG}/asr_`),
			language: 'en-ZA',
			text: await spokenText('dialogue-en'),
		});
		expect(second).toMatchObject({ language: 'af-ZA', text: await spokenText('order-af') });
		const { words, segments } = transcriptSchema.parse(first);
		expect(words.every(({ timing }) => timing === 'estimated')).toBe(true);
		expect(new Set(segments.map(({ speaker }) => speaker))).toEqual(new Set(['SPEAKER_00', 'SPEAKER_01']));
		expect(segments.at(-1)?.end).toBeLessThan(30);
		expect(segments.at(-1)?.end).toBeGreaterThan(20);
	});

	it.each(['memory', 'filesystem'] as const)('uploads the complete file in %s mode', async (mode) => {
		const other = await botlhaleStage(mode);
		try {
			const run = await other.run({ ...transcribe, output: 'text' }, [
				await other.recording('dialogue-en.wav'),
			]);
			expect(run.json(NODE)[0]?.text).toContain('move my appointment');
			const [upload] = (await other.sandbox.requests()).filter((entry) => kindOf(entry) === 'storage');
			expect(upload?.details).toMatchObject({ bytes: 433_112 });
		} finally {
			await other.close();
			// The engine has one binary data service per process.
			await makeJob();
		}
	});

	it.each([
		['text', /^\S.*\S$/s],
		['dialogue', /\d:\d\d/],
		['markdown', /^# /],
	])('returns %s', async (output, pattern) => {
		const run = await stage.run({ ...transcribe, output }, [await stage.recording('dialogue-en.flac')]);
		expect(run.json(NODE)[0]?.text).toMatch(pattern);
	});

	it('sends the fields that are set and nothing else', async () => {
		await stage.run(
			{
				...transcribe,
				options: { additionalParameters: '{"model": "large", "beta": true}' },
				language: 'zu-ZA',
				speakers: 'voice',
				additionalFields: { sample_rate: 8000, voice_id: 'agent-7' },
			},
			[await stage.recording('dialogue-en.wav')],
		);
		await stage.run(transcribe, [await stage.recording('dialogue-en.wav')]);
		const slots = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'slot');
		expect(slots.map(({ details }) => details)).toEqual([
			{
				encoding: 'urlencoded',
				fields: {
					org_id: ORG,
					language_code: 'zu-ZA',
					sample_rate: '8000',
					diarization: 'True',
					voice_id: 'agent-7',
					model: 'large',
					beta: 'true',
				},
			},
			{ encoding: 'urlencoded', fields: { org_id: ORG } },
		]);
	});

	it('rejects a wrong value with the name of its field before anything is sent', async () => {
		const item = await stage.recording('dialogue-en.wav');
		const wrong = await stage.run({ ...transcribe, additionalFields: { sample_rate: 4000 } }, [item]);
		expect(wrong.error?.message).toBe('"Additional Fields: Sample Rate" must be at least 8000');
		const missing = await stage.run({ ...transcribe, binaryPropertyName: 'audio' }, [item]);
		expect(missing.error?.message).toContain('"audio", but the input item has no binary data');
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it('fails with the job ID if Botlhale AI cannot transcribe the recording, or returns the job if this is selected', async () => {
		const item = await stage.engine.binaryItem({ data: Buffer.from('no audio at all'), fileName: 'a.wav' });
		const run = await stage.run(transcribe, [item]);
		expect(run.error?.message).toMatch(/^The job (failed: |ended with status "failed")/);
		expect(run.error?.context.jobId).toMatch(/asr_/);
		const given = await stage.run({ ...transcribe, options: { onFailedJob: 'output' } }, [item]);
		expect(given.json(NODE)[0]).toMatchObject({ status: 'failed', errorMessage: null });
	});

	it('fails with the job ID at the time limit, and the job keeps running', async () => {
		await stage.sandbox.speed({ processingMs: 60_000 });
		const run = await stage.run(
			{ ...transcribe, options: { timeLimit: 0 } },
			[await stage.recording('dialogue-en.wav')],
			{ onError: 'continueRegularOutput' },
		);
		const [item] = run.json(NODE);
		expect(item?.error).toMatch(/did not finish within 0 seconds; its status is "running"/);
		await stage.sandbox.finish();
		const again = await stage.run({ resource: 'job', operation: 'wait', output: 'text' }, [
			{ json: { jobId: item?.jobId } },
		]);
		expect(again.json(NODE)[0]?.text).toContain('move my appointment');
	});
});

describe('Job', () => {
	it('is created immediately; its ID is the storage key', async () => {
		const run = await stage.run(create, [await stage.recording('dialogue-en.wav')]);
		const [upload] = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'storage');
		const { fields } = z.object({ fields: z.record(z.string(), z.string()) }).parse(upload?.details);
		expect(run.json(NODE)).toEqual([
			{
				vendor: 'botlhale',
				jobId: fields.key,
				status: 'queued',
				vendorStatus: 'uploaded',
				createdAt: null,
				completedAt: null,
				name: 'dialogue-en.wav',
				duration: null,
				errorMessage: null,
			},
		]);
	});

	it('returns the response of Botlhale AI without the signed fields of the storage', async () => {
		const run = await stage.run({ ...create, options: { simplify: false } }, [
			await stage.recording('dialogue-en.wav'),
		]);
		expect(run.json(NODE)).toEqual([
			{ url: expect.stringMatching(/^http/), fields: { key: expect.stringMatching(/asr_/) } },
		]);
	});

	it('is returned by Get Status', async () => {
		const jobId = await makeJob();
		const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId });
		expect(run.json(NODE)[0]).toMatchObject({ jobId, status: 'completed', vendorStatus: 'completed' });
		const raw = await stage.run({ resource: 'job', operation: 'getStatus', jobId, simplify: false });
		expect(raw.json(NODE)[0]).toEqual({
			status: 'completed',
			location: jobId,
			inference_id: expect.any(String),
		});
	});

	it('that does not exist results in an error with advice', async () => {
		const run = await stage.run({ resource: 'job', operation: 'getStatus', jobId: 'nobody.wav' });
		expect(run.error?.message).toBe('Botlhale AI: not found (404)');
		expect(run.error?.description).toMatch(/Check the job ID, and the organisation and host/);
	});

	it('is waited for, even while Botlhale AI does not know it yet', async () => {
		await stage.sandbox.speed({ processingMs: 300 });
		const jobId = await makeJob();
		await stage.sandbox.faults({
			kind: 'status',
			status: 404,
			times: 1,
			match: { path: '/asr/async/status' },
		});
		const run = await stage.run({ resource: 'job', operation: 'wait' }, [{ json: { jobId } }]);
		expect(run.json(NODE)[0]).toMatchObject({ jobId, status: 'completed' });
		expect(await stage.sandbox.struck()).toEqual([1]);
	});

	it('is paired with its item, in order, if several jobs run concurrently', async () => {
		const ids = [await makeJob(), await makeJob('order-af.ogg'), await makeJob('dialogue-en.flac')];
		const run = await stage.run(
			{ resource: 'job', operation: 'wait' },
			ids.map((jobId) => ({ json: { jobId } })),
		);
		expect(run.json(NODE).map(({ jobId }) => jobId)).toEqual(ids);
		expect(run.pairs(NODE)).toEqual([[0], [1], [2]]);
	});
});

describe('Transcript', () => {
	it('is fetched by ID, also as the unmodified response of Botlhale AI', async () => {
		const jobId = await makeJob();
		const run = await stage.run({ resource: 'transcript', operation: 'get', jobId, output: 'vendor' });
		expect(run.json(NODE)[0]).toMatchObject({
			timestamps: expect.any(Array),
			audio_length: expect.any(Number),
		});
		expect(run.json(NODE)[0]).not.toHaveProperty('words');
	});

	it.each(['running', 'not-found', 'bad-request'])(
		'of a running job is rejected with its status, without a request for the result (%s)',
		async (notReady) => {
			await stage.sandbox.settings('botlhale', { notReady });
			await stage.sandbox.speed({ processingMs: 60_000 });
			const jobId = await makeJob();
			const run = await stage.run({ resource: 'transcript', operation: 'get', jobId });
			expect(run.error?.message).toBe(
				`The transcript is not ready: the job has the status "running" (job ${jobId})`,
			);
			expect(run.error?.context.jobId).toBe(jobId);
			const asked = (await stage.sandbox.requests()).map(kindOf);
			expect(asked.filter((kind) => kind === 'data')).toEqual([]);
			expect(asked.filter((kind) => kind === 'status').length).toBeLessThanOrEqual(2);
		},
	);

	it.each(['not-found', 'empty'])(
		'of an unknown job is rejected after its four names were tried (%s)',
		async (unknownFile) => {
			await stage.sandbox.settings('botlhale', { unknownFile });
			const run = await stage.run({ resource: 'transcript', operation: 'get', jobId: 'nobody.wav' });
			expect(run.error?.message).toMatch(
				unknownFile === 'empty'
					? /^Botlhale AI does not know the job \(job nobody\.wav\)$/
					: /^Botlhale AI: not found \(404\)/,
			);
			expect(run.error?.description).toMatch(/Check the job ID, and the organisation and host/);
			const asked = (await stage.sandbox.requests()).map(kindOf).filter((kind) => kind !== 'token');
			expect(asked).toEqual(['status', 'status', 'status', 'status']);
		},
	);

	it('is returned as captions', async () => {
		const jobId = await makeJob();
		const run = await stage.run({ resource: 'transcript', operation: 'getCaptions', jobId, format: 'srt' });
		expect(run.json(NODE)[0]?.captions).toMatch(/^1\r?\n00:00:0\d,\d{3} --> /);
		const file = run.items(NODE)[0]?.binary?.data;
		expect(file?.fileName).toMatch(/^BotlhaleAI999_asr_.*\.srt$/);
		expect((await stage.engine.readBinary(run.items(NODE)[0])).toString()).toBe(run.json(NODE)[0]?.captions);
	});

	it('is redacted in every operation, unless it is requested as spoken', async () => {
		const jobId = await makeJob();
		const operations: IDataObject[] = [
			{ resource: 'transcript', operation: 'get', output: 'transcript' },
			{ resource: 'transcript', operation: 'get', output: 'markdown' },
			{ resource: 'transcript', operation: 'getCaptions', format: 'json' },
			{ resource: 'transcript', operation: 'getCaptions', format: 'srt' },
			{ resource: 'transcript', operation: 'searchWords', terms: 'speaking' },
			{ resource: 'job', operation: 'wait', output: 'text' },
		];
		for (const operation of operations) {
			const redacted = await stage.run({ ...operation, jobId });
			expect(JSON.stringify(redacted.json(NODE))).toContain('PERSON');
			expect(JSON.stringify(redacted.json(NODE))).not.toContain('Nadia');
			const spoken = await stage.run({ ...operation, jobId, options: { redaction: 'asSpoken' } });
			expect(JSON.stringify(spoken.json(NODE))).toContain('Nadia');
		}
	});

	it('is searched for words', async () => {
		const jobId = await makeJob();
		const run = await stage.run({
			resource: 'transcript',
			operation: 'searchWords',
			jobId,
			terms: 'my appointment\nnowhere',
			options: { split: 'term' },
		});
		expect(run.json(NODE)).toEqual([
			{
				jobId,
				recording: null,
				term: 'my appointment',
				found: true,
				count: 1,
				hits: [expect.objectContaining({ start: expect.any(Number) })],
			},
			{ jobId, recording: null, term: 'nowhere', found: false, count: 0, hits: [] },
		]);
	});
});

describe('Transcribe Short Audio', () => {
	const short = { resource: 'transcript', operation: 'transcribeShort' };

	it('sends one request with the file last, and returns a transcript', async () => {
		const run = await stage.run({ ...short, language: 'en-ZA', additionalFields: { redact: true } }, [
			await stage.recording('dialogue-en.wav'),
		]);
		expect(run.json(NODE)[0]).toMatchObject({
			vendor: 'botlhale',
			text: expect.stringContaining('this is <PERSON> speaking'),
			language: 'en-ZA',
		});
		const requests = await stage.sandbox.requests();
		expect(requests.map(kindOf).filter((kind) => kind !== 'token')).toEqual(['short']);
		const sent = requests.at(-1);
		expect(Number(sent?.headers['content-length'])).toBeGreaterThan(433_112);
		expect(sent?.headers['transfer-encoding']).toBeUndefined();
		expect(JSON.stringify(sent?.details)).toMatch(/"language_code":"en-ZA".*"redact":"True"|"redact":"True"/);
	});

	it('returns only text', async () => {
		const run = await stage.run({ ...short, output: 'text' }, [await stage.recording('order-af.ogg')]);
		expect(run.json(NODE)[0]?.text).toBe(await spokenText('order-af'));
	});

	it('shows the message of Botlhale AI for a long recording', async () => {
		await stage.sandbox.settings('botlhale', { syncLimitSeconds: 5 });
		const run = await stage.run(short, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.message).toMatch(/^Botlhale AI: .*\(400/);
		expect(run.error?.description).toMatch(/use Transcript: Transcribe/);
		const sent = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'short');
		expect(sent).toHaveLength(1);
	});

	const rejectedWith = async (status: number, body: unknown) => {
		await stage.sandbox.faults({ kind: 'status', status, body, times: null, match: { path: '^/asr$' } });
		const run = await stage.run(short, [await stage.recording('dialogue-en.wav')]);
		const sent = (await stage.sandbox.requests()).filter((entry) => kindOf(entry) === 'short');
		return { run, sent };
	};

	it.each<[number, unknown]>([
		[400, ''],
		[400, { message: 'Bad Request' }],
		[400, { error: { code: 'bad_request', message: 'The maximum is 60 sec' } }],
		[400, { message: 'Only a minute of audio is accepted' }],
		[400, { message: 'Please provide a recording of up to 60 seconds' }],
		[400, { message: 'Recording of 61 s rejected' }],
		[413, ''],
		[422, { message: 'File rejected' }],
	])(
		'sends a recording that is rejected with %i %j once, and names the operation for long ones',
		async (status, body) => {
			const { run, sent } = await rejectedWith(status, body);
			expect(run.error?.description).toMatch(/longer than 60 seconds, use Transcript: Transcribe/);
			expect(sent).toHaveLength(1);
		},
	);

	it.each<[number, unknown]>([
		[400, { message: 'Please provide SpeechFile' }],
		[400, { error: { code: 'missing_parameter', message: 'Invalid request' } }],
		[422, { detail: 'Field required' }],
	])('sends a recording again under its other name if that is missing: %i %j', async (status, body) => {
		expect((await rejectedWith(status, body)).sent).toHaveLength(2);
	});

	it('is not retried if the request may have been counted', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 502, match: { path: '^/asr$' } });
		const run = await stage.run(short, [await stage.recording('dialogue-en.wav')]);
		expect(run.error?.description).toMatch(/counted anyway\. Botlhale AI has no list/);
		const requests = await stage.sandbox.requests();
		expect(requests.filter((entry) => kindOf(entry) === 'short')).toHaveLength(1);
	});
});

it('does not offer operations that the API does not have', () => {
	const { description } = new Botlhale();
	const operations = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options.map(({ name }) => name))
		.sort();
	expect(operations).toEqual([
		'Create',
		'Create Upload Slot',
		'Get',
		'Get Captions',
		'Get Status',
		'Search Words',
		'Transcribe',
		'Transcribe Short Audio',
		'Wait for Completion',
	]);
});
