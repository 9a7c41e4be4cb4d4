import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { RECORDINGS } from '../../support/sandbox';
import { sentForms } from '../../support/speechmaticsForm';
import { firstText, NODE, type Stage } from '../../support/stage';
import { KEY, speechmaticsStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await speechmaticsStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
});

const transcribe = { resource: 'transcript', operation: 'transcribe', recordingSource: 'binary' };
const create = { ...transcribe, resource: 'job', operation: 'create' };
const CREATE = { method: 'POST', path: '^/v2/jobs' };

async function makeJob(parameters: object = {}, file = 'dialogue-en.wav'): Promise<string> {
	const run = await stage.run({ ...create, ...parameters }, [await stage.recording(file)]);
	expect(run.error).toBeUndefined();
	return firstText(run, 'jobId');
}

/** Waits until a job has ended: even a job that takes no time has to read its file first. */
async function ended(jobId: string): Promise<string> {
	const run = await stage.run({ resource: 'job', operation: 'wait', ...byId(jobId) });
	expect(run.error).toBeUndefined();
	return jobId;
}

const byId = (jobId: string) => ({ jobId: { mode: 'id', value: jobId } });

const sent = async () => await sentForms(stage.sandbox);

const spokenSchema = z.object({
	words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number(), speaker: z.string() })),
});

async function spoken(name: string) {
	return spokenSchema.parse(JSON.parse(await readFile(join(RECORDINGS, `${name}.json`), 'utf8')));
}

/** Speechmatics returns times in hundredths of a second. */
const hundredths = (ms: number): number => Number((ms / 1000).toFixed(2));

const transcriptWords = z.array(
	z.object({
		text: z.string(),
		start: z.number(),
		end: z.number(),
		speaker: z.string().nullable(),
		kind: z.enum(['word', 'punctuation']),
		spaceBefore: z.boolean(),
	}),
);

describe('Transcribe', () => {
	it('submits, waits and returns the transcript of the recording, paired with its item', async () => {
		const { words } = await spoken('dialogue-en');
		const run = await stage.run({ ...transcribe, output: 'words', speakers: 'voice' }, [
			await stage.recording('dialogue-en.mp3'),
			await stage.recording('order-af.ogg'),
		]);
		expect(run.error).toBeUndefined();
		expect(run.pairs(NODE)).toEqual([[0], [1]]);
		const [first, second] = run.json(NODE);
		expect(first).toMatchObject({ vendor: 'speechmatics', language: 'en', confidence: null });
		expect(first?.text).toBe(words.map(({ text }) => text).join(' '));
		const got = transcriptWords.parse(first?.words);
		const heard = got.filter(({ kind }) => kind === 'word');
		expect(heard.map(({ start, end }) => [start, end])).toEqual(
			words.map(({ start, end }) => [hundredths(start), hundredths(end)]),
		);
		expect(new Set(heard.map(({ speaker }) => speaker))).toEqual(new Set(['S1', 'S2']));
		const marks = got.filter(({ kind }) => kind === 'punctuation');
		expect(marks.length).toBeGreaterThan(10);
		expect(marks.every(({ spaceBefore }) => !spaceBefore)).toBe(true);
		expect(second?.jobId).not.toBe(first?.jobId);
	});

	it('sends the config first, then the file with its exact length, and the key as a bearer token', async () => {
		await makeJob({}, 'dialogue-en.wav');
		const [request] = await stage.sandbox.requests(CREATE);
		expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
		expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(request?.headers['content-length']).toMatch(/^\d+$/);
		expect(request?.headers).not.toHaveProperty('transfer-encoding');
		expect(await sent()).toMatchObject([
			{
				config: { type: 'transcription', transcription_config: { language: 'en' } },
				data_file: { filename: 'dialogue-en.wav', bytes: 433112 },
			},
		]);
	});

	it.each([
		['text', /^\S.*\S$/s],
		['dialogue', /\d:\d\d/],
		['markdown', /^# /],
	])('returns %s', async (output, pattern) => {
		const run = await stage.run({ ...transcribe, output, speakers: 'voice' }, [
			await stage.recording('dialogue-en.ogg'),
		]);
		expect(run.json(NODE)[0]?.text).toMatch(pattern);
		expect(run.json(NODE)[0]).not.toHaveProperty('words');
	});

	it('accepts a URL and sends the headers that are required to fetch it', async () => {
		const url = stage.sandbox.recordingUrl('dialogue-en.mp3');
		const run = await stage.run({
			...transcribe,
			recordingSource: 'url',
			url,
			urlHeaders: { rows: [{ name: 'Authorization', value: 'Bearer fetch-token-123' }] },
			output: 'text',
		});
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await sent()).toMatchObject([
			{ config: { fetch_data: { url, auth_headers: ['Authorization: Bearer fetch-token-123'] } } },
		]);
	});

	it('fails with the message of the vendor as a sentence, and the job ID', async () => {
		const run = await stage.run({
			...transcribe,
			recordingSource: 'url',
			url: `${stage.sandbox.url}/__sandbox/recordings/none.mp3`,
		});
		expect(run.error?.message).toMatch(
			/^The job failed: Unable to fetch audio: .*404\. \(job \w{10}, status "rejected"\)$/,
		);
		expect(run.error?.context.jobId).toMatch(/^\w{10}$/);
	});

	const RESULTS: Array<[string, object]> = [
		['get', {}],
		['get', { output: 'vendorText' }],
		['getCaptions', {}],
		['getCaptions', { options: { captionMaker: 'vendor' } }],
		['searchWords', { terms: 'Karoo' }],
		['getAlignment', {}],
	];

	it.each(RESULTS)('reports why a rejected job has no transcript: %s %j', async (operation, parameters) => {
		const url = `${stage.sandbox.url}/__sandbox/recordings/none.mp3`;
		const jobId = await makeJob({ recordingSource: 'url', url });
		await stage.run({ resource: 'job', operation: 'wait', ...byId(jobId) });
		const run = await stage.run({ resource: 'transcript', operation, ...byId(jobId), ...parameters });
		expect(run.error?.message).toMatch(
			/^The job failed: Unable to fetch audio: .*404\. \(job \w{10}, status "rejected"\)$/,
		);
		expect(run.error?.description).not.toMatch(/Wait for/);
	});

	it('transcribes channels separately', async () => {
		const run = await stage.run(
			{
				...transcribe,
				output: 'words',
				speakers: 'channel',
				additionalFields: { channel_diarization_labels: ['Agent', 'Caller'] },
			},
			[await stage.recording('stereo-en.wav')],
		);
		const { words } = z
			.object({ words: z.array(z.object({ channel: z.string(), start: z.number() })) })
			.parse(run.json(NODE)[0]);
		expect(new Set(words.map(({ channel }) => channel))).toEqual(new Set(['Agent', 'Caller']));
	});

	it.each(['ja', 'cmn'])('joins the words of %s without spaces', async (language) => {
		const tone = await stage.engine.binaryItem({ data: wave(12), fileName: 'tone.wav' });
		const run = await stage.run({ ...transcribe, output: 'transcript', language }, [tone]);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.language).toBe(language);
		expect(run.json(NODE)[0]?.text).toMatch(/^\S{10,}$/u);
	});
});

/** A silent WAV file with this duration in seconds, for which the sandbox makes up words. */
function wave(seconds: number): Buffer {
	const data = Buffer.alloc(seconds * 16_000);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + data.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(8000, 24);
	header.writeUInt32LE(16_000, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(data.length, 40);
	return Buffer.concat([header, data]);
}

describe('Job', () => {
	it('is created immediately and returned by Get', async () => {
		await stage.sandbox.speed({ processingMs: 60_000 });
		const run = await stage.run({ ...create, additionalFields: { title: 'A call' } }, [
			await stage.recording('dialogue-en.mp3'),
		]);
		const [created] = run.json(NODE);
		expect(created).toMatchObject({ status: 'running', vendorStatus: 'running', name: 'A call' });
		await stage.sandbox.finish();
		const jobId = await ended(firstText(run, 'jobId'));
		const got = await stage.run({ resource: 'job', operation: 'get', ...byId(jobId) });
		expect(got.json(NODE)).toEqual([
			{
				vendor: 'speechmatics',
				jobId,
				status: 'completed',
				vendorStatus: 'done',
				createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
				completedAt: null,
				name: 'A call',
				duration: 27,
				errorMessage: null,
				tracking: { title: 'A call' },
			},
		]);
		const raw = await stage.run({ resource: 'job', operation: 'get', simplify: false, ...byId(jobId) });
		expect(raw.json(NODE)[0]).toMatchObject({ job: { id: jobId, status: 'done' } });
	});

	it('is created by a request that the server holds until the job has ended', async () => {
		const run = await stage.run(
			{ ...create, options: { simplify: false, serverWait: 30, serverWaitFormat: 'txt' } },
			[await stage.recording('dialogue-en.mp3')],
		);
		expect(run.json(NODE)[0]).toMatchObject({ status: 'done', txt: expect.stringContaining('Karoo') });
		const [request] = await stage.sandbox.requests(CREATE);
		expect(request?.query).toEqual({ wait: '30', format: 'txt' });
	});

	it('is listed across pages, newest first, each once', async () => {
		const ids: string[] = [];
		for (let count = 0; count < 7; count += 1) ids.unshift(await makeJob());
		const list = { resource: 'job', operation: 'getMany' };
		const some = await stage.run({ ...list, limit: 3 });
		expect(some.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(0, 3));
		const all = await stage.run({ ...list, returnAll: true });
		expect(all.json(NODE).map(({ jobId }) => jobId)).toEqual(ids);
		const third = all.json(NODE)[2];
		const older = await stage.run({
			...list,
			returnAll: true,
			filters: { createdBefore: third?.createdAt },
		});
		expect(older.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(3));
		const [request] = await stage.sandbox.requests({ method: 'GET', path: '^/v2/jobs$' });
		expect(request?.query).toEqual({ limit: '3' });
	});

	it.each<[string, number, string]>([
		['Asia/Jakarta', 7, 'is ahead of UTC'],
		['America/Bogota', -5, 'is behind UTC'],
	])('is listed by a time in the time zone of the workflow, %s', async (timezone, hours) => {
		const jobId = await makeJob();
		const list = async (minutes: number) => {
			const shown = new Date(Date.now() + hours * 3_600_000 + minutes * 60_000).toISOString().slice(0, 19);
			const node = stage.node({ resource: 'job', operation: 'getMany', filters: { createdBefore: shown } });
			const run = await stage.engine.runNode(node, [{ json: {} }], { settings: { timezone } });
			return run.json(NODE).map((job) => job.jobId);
		};
		expect(await list(30)).toEqual([jobId]);
		expect(await list(-30)).toEqual([]);
	});

	it('is not listed by a day that the calendar does not have', async () => {
		const run = await stage.run({
			resource: 'job',
			operation: 'getMany',
			filters: { createdBefore: '2026-02-30' },
		});
		expect(run.error?.message).toMatch(/^"Filters: Created Before" must be a date such as 2026-03-11/);
		expect(await stage.sandbox.requests({ method: 'GET' })).toEqual([]);
	});

	it('is found by its name on any page of the list', async () => {
		const oldest = await makeJob({ additionalFields: { title: 'call-17', reference: 'order-17' } });
		const titled = { ...create, additionalFields: { title: '={{ "call-17" + $itemIndex }}' } };
		const items = Array.from({ length: 119 }, async () => await stage.recording('order-af.ogg'));
		const made = await stage.run({ ...titled, options: { concurrency: 20 } }, await Promise.all(items));
		const ids = [oldest, ...made.json(NODE).map(({ jobId }) => jobId)];
		const all = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true });
		const listed = all.json(NODE).map(({ jobId }) => jobId);
		expect(listed).toHaveLength(120);
		expect(new Set(listed)).toEqual(new Set(ids));
		const pages = await stage.sandbox.requests({ method: 'GET', path: '^/v2/jobs$' });
		expect(pages.length).toBeGreaterThan(1);

		const node = stage.node({ resource: 'job', operation: 'get' });
		for (const filter of ['call-17', 'ORDER-17', oldest]) {
			const { results } = await stage.engine.listSearch(node, 'searchJobs', filter);
			expect(results[0]?.value).toBe(oldest);
		}
		const first = await stage.engine.listSearch(node, 'searchJobs');
		const second = await stage.engine.listSearch(node, 'searchJobs', undefined, first.paginationToken);
		const offered = [...first.results, ...second.results].map(({ value }) => value);
		expect(offered).toHaveLength(120);
		expect(new Set(offered)).toEqual(new Set(ids));
	});

	it('is deleted, or only with Force if it is running', async () => {
		await stage.sandbox.speed({ processingMs: 60_000 });
		const jobId = await makeJob();
		const remove = { resource: 'job', operation: 'delete', ...byId(jobId) };
		const locked = await stage.run(remove);
		expect(locked.error?.message).toBe('Speechmatics: Resource Locked (423)');
		expect(locked.error?.description).toMatch(/turn on "Force"/);
		const forced = await stage.run({ ...remove, force: true });
		expect(forced.json(NODE)).toEqual([{ deleted: true, jobId }]);
		const [first, second] = await stage.sandbox.requests({ method: 'DELETE' });
		expect([first?.query, second?.query]).toEqual([{}, { force: 'true' }]);
		const list = { resource: 'job', operation: 'getMany', returnAll: true };
		expect((await stage.run(list)).json(NODE)).toEqual([]);
		const deleted = await stage.run({ ...list, filters: { include_deleted: true } });
		expect(deleted.json(NODE)).toMatchObject([{ jobId, status: 'deleted' }]);
	});

	it('is deleted with the response of Speechmatics if "Simplify" is off', async () => {
		const jobId = await ended(await makeJob());
		const remove = { resource: 'job', operation: 'delete', simplify: false, ...byId(jobId) };
		expect((await stage.run(remove)).json(NODE)).toEqual([
			{ job: expect.objectContaining({ id: jobId, status: 'deleted' }) },
		]);
	});

	it.each(['status', '410'])('is shown as expired if the vendor reports this by %s', async (form) => {
		const jobId = await ended(await makeJob());
		await stage.sandbox.settings('speechmatics', { expired: [jobId], expiredJob: form });
		const got = await stage.run({ resource: 'job', operation: 'get', ...byId(jobId) });
		expect(got.json(NODE)).toMatchObject([{ jobId, status: 'expired' }]);
		const waited = await stage.run({ resource: 'job', operation: 'wait', ...byId(jobId) });
		expect(waited.error?.message).toBe(`The job ended with status "expired" (job ${jobId})`);
	});

	it('that no longer exists results in an error that says how long jobs are stored', async () => {
		const jobId = await makeJob();
		await stage.sandbox.settings('speechmatics', { expired: [jobId], expiredJob: '404' });
		const got = await stage.run({ resource: 'job', operation: 'get', ...byId(jobId) });
		expect(got.error?.message).toBe('Speechmatics: Job not found (404)');
		expect(got.error?.description).toMatch(
			/only visible in the region that created them, and are deleted after seven days/,
		);
	});

	it('is offered in a searchable list', async () => {
		const jobId = await ended(await makeJob({ additionalFields: { title: 'Quarterly call' } }));
		await makeJob();
		const node = stage.node({ resource: 'job', operation: 'get' });
		const { results } = await stage.engine.listSearch(node, 'searchJobs', 'quarterly');
		expect(results).toEqual([
			{ name: expect.stringMatching(/^[\d-]+ [\d:]+ · done · Quarterly call$/), value: jobId },
		]);
	});

	it('is waited for with requests that the server holds', async () => {
		await stage.sandbox.speed({ processingMs: 3000 });
		const jobId = await makeJob();
		const run = await stage.run({ resource: 'job', operation: 'wait', output: 'text', ...byId(jobId) });
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		const looks = await stage.sandbox.requests({ method: 'GET', path: `^/v2/jobs/${jobId}$` });
		expect(looks.map(({ query }) => query.wait)).toEqual(['0', '20']);
	});

	it('is polled if the server cannot hold requests', async () => {
		await stage.sandbox.settings('speechmatics', { longPoll: false });
		await stage.sandbox.speed({ processingMs: 3000 });
		const jobId = await makeJob();
		const run = await stage.run({ resource: 'job', operation: 'wait', ...byId(jobId) });
		expect(run.json(NODE)).toMatchObject([{ jobId, status: 'completed' }]);
		const looks = await stage.sandbox.requests({ method: 'GET', path: `^/v2/jobs/${jobId}$` });
		expect(looks.length).toBeLessThan(6);
		expect(looks.filter(({ query }) => query.wait !== '0')).toHaveLength(1);
	});
});

describe('Transcript', () => {
	const get = { resource: 'transcript', operation: 'get' };

	it('is returned by the vendor as JSON, text and SRT', async () => {
		const jobId = await ended(await makeJob({ speakers: 'voice' }));
		const raw = await stage.run({ ...get, output: 'vendor', ...byId(jobId) });
		expect(raw.json(NODE)[0]).toMatchObject({ job: { id: jobId }, results: expect.any(Array) });
		const text = await stage.run({ ...get, output: 'vendorText', ...byId(jobId) });
		expect(text.json(NODE)[0]?.text).toMatch(/^SPEAKER: S1\n/);
		expect(text.items(NODE)[0]).not.toHaveProperty('binary');
		const srt = await stage.run({ ...get, output: 'vendorSrt', ...byId(jobId) });
		expect(srt.json(NODE)[0]?.text).toMatch(/^1\n00:00:0/);
		expect(srt.items(NODE)[0]?.binary?.data).toMatchObject({
			fileName: `${jobId}.srt`,
			fileExtension: 'srt',
			mimeType: 'text/plain',
		});
	});

	it('is returned as captions made by this package and by Speechmatics', async () => {
		const jobId = await ended(await makeJob({ additionalFields: { max_line_length: 25, max_lines: 1 } }));
		const captions = { resource: 'transcript', operation: 'getCaptions', ...byId(jobId) };
		const own = await stage.run({ ...captions, format: 'vtt' });
		expect(own.json(NODE)[0]?.captions).toMatch(/^WEBVTT\n/);
		const theirs = await stage.run({ ...captions, format: 'srt', options: { captionMaker: 'vendor' } });
		const srt = z.string().parse(theirs.json(NODE)[0]?.captions);
		const lines = srt.split('\n').filter((line) => /[a-z]/.test(line));
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(25);
		const none = await stage.run({ ...captions, format: 'vtt', options: { captionMaker: 'vendor' } });
		expect(none.error?.message).toMatch(/^"Caption Generator" must be "This Package"/);
	});

	it('is searched for phrases across punctuation', async () => {
		const jobId = await ended(await makeJob());
		const run = await stage.run({
			resource: 'transcript',
			operation: 'searchWords',
			terms: 'karoo dental\nnowhere',
			options: { split: 'term' },
			...byId(jobId),
		});
		expect(run.json(NODE)).toMatchObject([
			{ term: 'karoo dental', count: 1 },
			{ term: 'nowhere', count: 0 },
		]);
	});
});

describe('Alignment', () => {
	const align = { ...create, operation: 'createAlignment' };
	const TEXT = 'Good morning, <b>Karoo</b> Dental.\nThis is Thandi.';

	it.each([
		['word_start_and_end', /^<time=\d+\.\d\d>Good<time=\d+\.\d\d> /],
		['one_per_line', /^\[00:00:\d\d\.\d\] +Good morning, <b>Karoo<\/b> Dental\.\n\[00:00:/],
	])('returns %s, as text and as a file', async (tags, pattern) => {
		const run = await stage.run({ ...align, textSource: 'text', text: TEXT }, [
			await stage.recording('dialogue-en.wav'),
		]);
		expect(run.error).toBeUndefined();
		expect(await sent()).toMatchObject([
			{ config: { type: 'alignment', alignment_config: { language: 'en' } } },
		]);
		const jobId = await ended(firstText(run, 'jobId'));
		const got = await stage.run({
			resource: 'transcript',
			operation: 'getAlignment',
			tags,
			options: { asFile: true, fileName: 'aligned' },
			...byId(jobId),
		});
		expect(got.json(NODE)[0]).toMatchObject({ jobId, tags, alignment: expect.stringMatching(pattern) });
		const file = await stage.engine.readBinary(got.items(NODE)[0]);
		expect(file.toString('utf8')).toBe(got.json(NODE)[0]?.alignment);
		expect(got.items(NODE)[0]?.binary?.data?.fileName).toBe('aligned.txt');
	});

	it('accepts recording and text from files and from URLs', async () => {
		const item = await stage.recording('dialogue-en.wav');
		const text = await stage.engine.binaryItem({
			data: Buffer.from(TEXT),
			fileName: 'spoken.txt',
			property: 'words',
		});
		const files = await stage.run({ ...align, options: { textBinaryPropertyName: 'words' } }, [
			{ ...item, binary: { ...item.binary, ...text.binary } },
		]);
		expect(files.error).toBeUndefined();
		expect((await sent())[0]).toMatchObject({
			data_file: { filename: 'dialogue-en.wav' },
			text_file: { filename: 'spoken.txt', bytes: TEXT.length },
		});
		const urls = await stage.run({
			...align,
			recordingSource: 'url',
			url: stage.sandbox.recordingUrl('dialogue-en.wav'),
			textSource: 'url',
			textUrl: 'https://example.com/spoken.txt',
			textUrlHeaders: { rows: [{ name: 'X-Key', value: 'text-key-123' }] },
		});
		expect(urls.error).toBeUndefined();
		expect((await sent())[1]).toMatchObject({
			config: {
				fetch_text: { url: 'https://example.com/spoken.txt', auth_headers: ['X-Key: text-key-123'] },
			},
		});
	});

	it('has a language, and its callback in the options', async () => {
		const recording = await stage.recording('dialogue-en.wav');
		const fromText = { ...align, textSource: 'text', text: TEXT };
		await stage.run(
			{
				...fromText,
				language: 'de',
				options: {
					callback: 'url',
					callbackUrl: 'http://127.0.0.1:9/aligned',
					callbackHeaderName: 'X-Own',
					callbackHeaderValue: 'own value',
					callbackContents: ['alignment'],
				},
			},
			[recording],
		);
		expect(await sent()).toMatchObject([
			{
				config: {
					alignment_config: { language: 'de' },
					notification_config: [
						{
							url: 'http://127.0.0.1:9/aligned',
							contents: ['alignment'],
							auth_headers: ['X-Own: own value'],
						},
					],
				},
			},
		]);
		for (const [parameters, message] of [
			[{ options: { callback: 'url' } }, /^"Options: Callback URL" is required/],
			[{ language: 'auto' }, /^"Language" must be a single language/],
			[
				{ options: { jobConfig: '{"type": "transcription"}' } },
				/^"Options: Job Config \(JSON\): type" must be "alignment"/,
			],
		] as const) {
			const run = await stage.run({ ...fromText, ...parameters }, [recording]);
			expect(run.error?.message).toMatch(message);
		}
		expect(await sent()).toHaveLength(1);
	});

	it('that is empty results in an error', async () => {
		const made = await stage.run({ ...align, textSource: 'text', text: TEXT }, [
			await stage.recording('dialogue-en.wav'),
		]);
		const jobId = await ended(firstText(made, 'jobId'));
		const match = { path: '/alignment' };
		await stage.sandbox.faults({ kind: 'status', status: 200, body: '', times: null, match });
		const run = await stage.run({
			resource: 'transcript',
			operation: 'getAlignment',
			options: { retries: 0 },
			...byId(jobId),
		});
		expect(await stage.sandbox.struck()).toEqual([1]);
		expect(run.error?.message).toMatch(/^Speechmatics/);
		expect(run.error?.context.jobId).toBe(jobId);
	});

	it('of a transcription job results in an error with the reason', async () => {
		const jobId = await ended(await makeJob());
		const run = await stage.run({ resource: 'transcript', operation: 'getAlignment', ...byId(jobId) });
		expect(run.error?.description).toMatch(/is a transcription: use Transcript: Get/);
	});
});

describe('Usage', () => {
	it('outputs one item per row of the summary or the details', async () => {
		await ended(await makeJob());
		await ended(await makeJob({ language: 'de', additionalFields: { operating_point: 'enhanced' } }));
		await stage.sandbox.settings('speechmatics', { daysLater: 1 });
		const today = new Date().toISOString().slice(0, 10);
		const usage = { resource: 'usage', operation: 'get', since: `${today}T00:00:00`, until: today };
		const summary = await stage.run(usage);
		expect(summary.json(NODE)).toMatchObject([
			{ since: `${today}T00:00:00Z`, mode: 'batch', type: 'transcription', count: 2 },
		]);
		const [request] = await stage.sandbox.requests({ path: '^/v2/usage' });
		expect(request?.query).toEqual({ since: today, until: today });
		for (const key of ['operating_point', 'model']) {
			await stage.sandbox.settings('speechmatics', { usageKey: key });
			const details = (await stage.run({ ...usage, rows: 'details' })).json(NODE);
			expect(details).toHaveLength(2);
			expect(details.find(({ language }) => language === 'de')).toMatchObject({ [key]: 'enhanced' });
		}
	});
});

it('outputs one item of zeros if nothing was used, so that the workflow continues', async () => {
	for (const rows of ['summary', 'details']) {
		const run = await stage.run({ resource: 'usage', operation: 'get', rows });
		expect(run.json(NODE)).toMatchObject([{ since: expect.any(String), count: 0, duration_hrs: 0 }]);
	}
});

describe('Credential', () => {
	it.each(['html', 'permission-denied', 'unauthorized'])(
		'is tested with a valid key and one that is rejected as %s',
		async (unauthorized) => {
			await stage.sandbox.settings('speechmatics', { unauthorized });
			const good = stage.engine.credential('speechmaticsTranscriptionApi');
			expect(await stage.engine.testCredential('speechmaticsTranscriptionApi')).toMatchObject({
				status: 'OK',
			});
			expect(
				await stage.engine.testCredential('speechmaticsTranscriptionApi', { ...good, apiKey: 'bad-key' }),
			).toEqual({
				status: 'Error',
				message: expect.stringMatching(/rejected the API key/),
			});
		},
	);

	it.each([`Bearer ${KEY}`, `"${KEY}"`, `SPEECHMATICS_API_KEY=${KEY}`, ` ${KEY}\n`])(
		'accepts a key that was pasted as %j',
		async (apiKey) => {
			const good = stage.engine.credential('speechmaticsTranscriptionApi');
			expect(
				await stage.engine.testCredential('speechmaticsTranscriptionApi', { ...good, apiKey }),
			).toMatchObject({
				status: 'OK',
			});
			stage.engine.setCredential('speechmaticsTranscriptionApi', { ...good, apiKey });
			await makeJob();
			stage.engine.setCredential('speechmaticsTranscriptionApi', good);
			const requests = await stage.sandbox.requests({ vendor: 'speechmatics' });
			expect(new Set(requests.map(({ headers }) => headers.authorization))).toEqual(
				new Set([`Bearer ${KEY}`]),
			);
		},
	);

	it.each(['http://192.0.2.1/v2', 'https://user:password@127.0.0.1/v2', 'stt.example.com'])(
		'is not sent to %s, not even by the test',
		async (baseUrl) => {
			const good = stage.engine.credential('speechmaticsTranscriptionApi');
			expect(await stage.engine.testCredential('speechmaticsTranscriptionApi', { ...good, baseUrl })).toEqual(
				{
					status: 'Error',
					message: expect.stringMatching(/base URL/i),
				},
			);
		},
	);
});
