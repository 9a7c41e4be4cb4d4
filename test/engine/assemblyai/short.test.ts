import { NODE, type Stage } from '../../support/stage';
import { assemblyAiStage, KEY } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const short = { resource: 'transcript', operation: 'transcribeShort' };
const wav = async () => [await stage.recording('dialogue-en.wav')];
const PATH = '^/transcribe$';

const sent = async () => (await stage.sandbox.requests()).filter(({ path }) => path === '/transcribe');

describe('Transcribe Short Audio', () => {
	it('sends one request with the model, the config and the WAV file, and returns a transcript with times', async () => {
		const run = await stage.run(
			{
				...short,
				output: 'words',
				options: { additionalParameters: '{"conversation_context": "Good day."}' },
				language: 'en',
				additionalFields: { keyterms_prompt: ['Harbour Clinic'], prompt: 'A phone call' },
			},
			await wav(),
		);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]).toMatchObject({
			vendor: 'assemblyai',
			jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			duration: expect.closeTo(27, -1),
			text: expect.stringContaining('move my appointment'),
			words: expect.arrayContaining([expect.objectContaining({ timing: 'exact', spaceBefore: true })]),
			segments: [expect.objectContaining({ speaker: null })],
		});
		expect((await stage.sandbox.requests()).map(({ path }) => path)).toEqual(['/transcribe']);
		const [request] = await sent();
		expect(request?.headers).toMatchObject({ 'x-aai-model': 'universal-3-5-pro', authorization: KEY });
		expect(request?.details).toMatchObject({ mimeType: 'audio/wav', bytes: 433_112 });
		expect(JSON.parse(String(request?.details?.config))).toEqual({
			language_code: 'en',
			keyterms_prompt: ['Harbour Clinic'],
			prompt: 'A phone call',
			conversation_context: 'Good day.',
			timestamps: true,
		});
	});

	it.each([
		['text', /move my appointment/],
		['markdown', /^# /],
	])('returns %s', async (output, pattern) => {
		const run = await stage.run({ ...short, output }, await wav());
		expect(run.json(NODE)[0]?.text).toMatch(pattern);
	});

	it('returns captions with the times of the words', async () => {
		const run = await stage.run({ ...short, output: 'srt' }, await wav());
		const [item] = run.items(NODE);
		expect(item?.binary?.data?.fileName).toMatch(/\.srt$/);
	});

	it('estimates times if the response has none', async () => {
		await stage.sandbox.faults({
			kind: 'set-fields',
			fields: { words: [{ text: 'Good', confidence: 0.9 }], text: 'Good morning.' },
			match: { path: PATH },
		});
		const run = await stage.run({ ...short, output: 'words' }, await wav());
		expect(run.json(NODE)[0]).toMatchObject({
			text: 'Good morning.',
			words: [
				{ text: 'Good', timing: 'estimated', start: 0 },
				{ text: 'morning.', timing: 'estimated' },
			],
		});
	});

	it('returns the response, which is paid for, if it cannot be converted', async () => {
		await stage.sandbox.faults({
			kind: 'set-fields',
			fields: { words: [{ text: 5 }] },
			match: { path: PATH },
		});
		const run = await stage.run(short, await wav());
		expect(run.json(NODE)[0]).toMatchObject({
			errorMessage: expect.stringContaining('words.0.text'),
			response: { text: expect.stringContaining('appointment') },
		});
	});

	it('describes a file without a header', async () => {
		const run = await stage.run(
			{ ...short, output: 'text', additionalFields: { sample_rate: 16_000, channels: 1 } },
			await wav(),
		);
		expect(run.error).toBeUndefined();
		expect((await sent())[0]?.details).toMatchObject({ mimeType: 'audio/pcm' });
	});

	it('rejects half of that description before anything is sent', async () => {
		const run = await stage.run({ ...short, additionalFields: { sample_rate: 16_000 } }, await wav());
		expect(run.error?.message).toContain('"Additional Fields: Raw PCM: Sample Rate"');
		expect(run.error?.message).toContain('works only with "Raw PCM: Channels"');
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it.each(['documented', 'problem'])(
		'names the operation for other formats (%s errors)',
		async (syncErrors) => {
			await stage.sandbox.settings('assemblyai', { syncErrors });
			const run = await stage.run(short, [await stage.recording('dialogue-en.mp3')]);
			expect(run.error?.message).toMatch(/^AssemblyAI: unsupported media type audio\/mpeg \(415/);
			expect(run.error?.description).toMatch(/For other formats, use Transcript: Transcribe/);
			expect(await sent()).toHaveLength(1);
		},
	);

	it('names the operation for long recordings', async () => {
		await stage.sandbox.faults({
			kind: 'status',
			status: 413,
			body: { error_code: 'audio_too_large', message: 'audio duration 130000 ms exceeds limit 120000 ms' },
			match: { path: PATH },
		});
		const run = await stage.run(short, await wav());
		expect(run.error?.message).toMatch(/exceeds limit 120000 ms \(413, audio_too_large/);
		expect(run.error?.description).toMatch(
			/longer than 120 seconds or larger than 40 MB, use Transcript: Transcribe/,
		);
	});

	it.each<[number, unknown]>([
		[401, { detail: 'Invalid API key' }],
		[404, { status: 404, title: 'Not Found', detail: 'Invalid API key' }],
	])('explains a rejected key (%i)', async (status, body) => {
		await stage.sandbox.faults({ kind: 'status', status, body, match: { path: PATH } });
		const run = await stage.run(short, await wav());
		expect(run.error?.message).toMatch(/Invalid API key/);
		expect(run.error?.description).toMatch(/Check the API key/i);
	});

	it.each(['capacity_exceeded', 'service_unavailable'])('is sent again after %s', async (code) => {
		await stage.sandbox.faults({
			kind: 'status',
			status: 503,
			headers: { 'retry-after': '0' },
			body: { error_code: code, message: 'try again' },
			match: { path: PATH },
		});
		const run = await stage.run({ ...short, output: 'text' }, await wav());
		expect(run.error).toBeUndefined();
		expect(await sent()).toHaveLength(2);
	});

	it.each([500, 502, 504])(
		'is not sent again after %i, because it may have been charged for',
		async (status) => {
			await stage.sandbox.faults({ kind: 'status', status, match: { path: PATH } });
			const run = await stage.run(short, await wav());
			expect(run.error?.description).toMatch(/charged for anyway\. AssemblyAI does not store results/);
			expect(await sent()).toHaveLength(1);
		},
	);
});
