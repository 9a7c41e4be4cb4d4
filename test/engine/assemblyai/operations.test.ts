import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { RECORDINGS } from '../../support/sandbox';
import { firstText, NODE, type Stage } from '../../support/stage';
import { assemblyAiStage, KEY } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => await stage.sandbox.reset());

const transcribe = { resource: 'transcript', operation: 'transcribe', recordingSource: 'binary' };

async function makeJob(parameters: object = {}): Promise<string> {
	const run = await stage.run({ ...transcribe, resource: 'job', operation: 'create', ...parameters }, [
		await stage.recording('dialogue-en.wav'),
	]);
	return firstText(run, 'jobId');
}

const spokenSchema = z.object({
	words: z.array(z.object({ text: z.string(), start: z.number(), end: z.number(), speaker: z.string() })),
});

async function spoken(name: string) {
	return spokenSchema.parse(JSON.parse(await readFile(join(RECORDINGS, `${name}.json`), 'utf8')));
}

describe('Transcribe', () => {
	it('uploads, creates, waits and returns the transcript, paired with its item', async () => {
		const { words } = await spoken('dialogue-en');
		const run = await stage.run(
			{ ...transcribe, output: 'words', speakers: 'voice', additionalFields: { disfluencies: true } },
			[await stage.recording('dialogue-en.mp3'), await stage.recording('order-id.mp3')],
		);
		expect(run.error).toBeUndefined();
		const [first, second] = run.json(NODE);
		expect(run.pairs(NODE)).toEqual([[0], [1]]);
		expect(first).toMatchObject({ vendor: 'assemblyai', language: 'en_us', duration: 28 });
		expect(first?.words).toHaveLength(words.length);
		expect(first?.words).toEqual(
			words.map((word) =>
				expect.objectContaining({
					text: word.text,
					start: word.start / 1000,
					end: word.end / 1000,
					speaker: word.speaker,
					timing: 'exact',
				}),
			),
		);
		expect(first?.text).toBe(words.map(({ text }) => text).join(' '));
		expect(second?.jobId).not.toBe(first?.jobId);
		const [created] = await stage.sandbox.requests({ method: 'POST', path: '/v2/transcript$' });
		expect(created?.body).toEqual({
			audio_url: expect.stringMatching(/^http/),
			disfluencies: true,
			speaker_labels: true,
		});
	});

	it.each([
		['text', /^\S.*\S$/s],
		['dialogue', /\d:\d\d/],
		['markdown', /^# /],
	])('returns %s', async (output, pattern) => {
		const run = await stage.run({ ...transcribe, output, speakers: 'voice' }, [
			await stage.recording('dialogue-en.ogg'),
		]);
		const [item] = run.json(NODE);
		expect(item?.text).toMatch(pattern);
		expect(item).not.toHaveProperty('words');
	});

	it('returns an HTML page as a file', async () => {
		const run = await stage.run({ ...transcribe, output: 'html', options: { title: 'A <call>' } }, [
			await stage.recording('dialogue-en.flac'),
		]);
		const page = (await stage.engine.readBinary(run.items(NODE)[0])).toString('utf8');
		expect(page).toContain('A &lt;call&gt;');
		expect(run.items(NODE)[0]?.binary?.data).toMatchObject({ mimeType: 'text/html', fileExtension: 'html' });
	});

	it('accepts a URL', async () => {
		const url = stage.sandbox.recordingUrl('dialogue-en.mp3');
		const run = await stage.run({ ...transcribe, recordingSource: 'url', url, output: 'text' });
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await stage.sandbox.requests({ path: '/v2/upload' })).toHaveLength(0);
	});

	it('fails with the message of AssemblyAI and the job ID if the file is not a recording', async () => {
		const item = await stage.engine.binaryItem({ data: Buffer.from('no audio at all'), fileName: 'a.txt' });
		const run = await stage.run(transcribe, [item]);
		expect(run.error?.message).toMatch(/^The job failed: File does not appear to contain audio/);
		expect(run.error?.context.jobId).toMatch(/\w/);
		// The job has finished, so there is nothing to wait for.
		expect(run.error?.description).not.toMatch(/still running|go on at the vendor/);
	});

	it('outputs the job ID at the time limit, and the job keeps running', async () => {
		await stage.sandbox.speed({ processingMs: 60_000 });
		const run = await stage.run(
			{ ...transcribe, options: { timeLimit: 0 } },
			[await stage.recording('dialogue-en.mp3')],
			{ onError: 'continueRegularOutput' },
		);
		await stage.sandbox.speed({ processingMs: 0 });
		const [item] = run.json(NODE);
		expect(item?.error).toMatch(/did not finish within 0 seconds/);
		await stage.sandbox.finish();
		const again = await stage.run({ resource: 'job', operation: 'wait' }, [{ json: { jobId: item?.jobId } }]);
		expect(again.error).toBeUndefined();
		expect(again.json(NODE)[0]).toMatchObject({ jobId: item?.jobId, status: 'completed' });
	});
});

describe('Job', () => {
	it('is created and returned by Get', async () => {
		const jobId = await makeJob();
		const run = await stage.run({ resource: 'job', operation: 'get', jobId: { mode: 'id', value: jobId } });
		expect(run.json(NODE)).toEqual([
			{
				vendor: 'assemblyai',
				jobId,
				status: 'completed',
				vendorStatus: 'completed',
				createdAt: null,
				completedAt: null,
				name: null,
				duration: 28,
				errorMessage: null,
			},
		]);
		const raw = await stage.run({
			resource: 'job',
			operation: 'get',
			jobId: { mode: 'id', value: jobId },
			simplify: false,
		});
		expect(raw.json(NODE)[0]).toMatchObject({ id: jobId, acoustic_model: 'assemblyai_default' });
	});

	it('lists all pages, newest first, each job once', async () => {
		const ids: string[] = [];
		for (let count = 0; count < 7; count += 1) ids.unshift(await makeJob());
		const some = await stage.run({ resource: 'job', operation: 'getMany', limit: 3 });
		expect(some.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(0, 3));
		const all = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true });
		expect(all.json(NODE).map(({ jobId }) => jobId)).toEqual(ids);
		expect(all.json(NODE)[0]?.createdAt).toMatch(/^\d{4}-.*Z$/);
		const older = await stage.run({
			resource: 'job',
			operation: 'getMany',
			returnAll: true,
			filters: { before_id: ids[2], statuses: ['completed'] },
		});
		expect(older.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(3));
		for (const fields of [{ returnAll: true }, { limit: 50 }]) {
			const newer = await stage.run({
				resource: 'job',
				operation: 'getMany',
				...fields,
				filters: { after_id: ids[4] },
			});
			expect(newer.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(0, 4));
		}
	});

	it('is deleted', async () => {
		const jobId = await makeJob();
		const run = await stage.run({
			resource: 'job',
			operation: 'delete',
			jobId: { mode: 'id', value: jobId },
		});
		expect(run.json(NODE)).toEqual([{ deleted: true, jobId }]);
		const after = await stage.run({ resource: 'job', operation: 'get', jobId: { mode: 'id', value: jobId } });
		expect(after.json(NODE)[0]?.status).toBe('deleted');
		const asked = await stage.run({ resource: 'transcript', operation: 'get' }, [{ json: { jobId } }]);
		expect(asked.error?.message).toBe(`The job ended with status "deleted" (job ${jobId})`);
	});

	it('is deleted, with the response of AssemblyAI if Simplify is off', async () => {
		const jobId = await makeJob();
		const run = await stage.run({
			resource: 'job',
			operation: 'delete',
			jobId: { mode: 'id', value: jobId },
			simplify: false,
		});
		expect(run.json(NODE)).toEqual([
			expect.objectContaining({ id: jobId, audio_url: 'http://deleted_by_user', words: null }),
		]);
	});

	it('rejects two filters of which only one counts', async () => {
		const run = await stage.run({
			resource: 'job',
			operation: 'getMany',
			filters: { throttled_only: true, statuses: ['queued'] },
		});
		expect(run.error?.message).toBe('"Filters: Throttled Only" cannot be combined with "Status"');
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it('is offered in a searchable list', async () => {
		const jobId = await makeJob();
		const node = stage.node({ resource: 'job', operation: 'get' });
		const { results } = await stage.engine.listSearch(node, 'searchJobs', jobId.slice(0, 8));
		expect(results.map(({ value }) => value)).toEqual([jobId]);
		expect((await stage.engine.listSearch(node, 'searchJobs', 'no such job')).results).toEqual([]);
	});

	it('is found first by its exact name or ID, on any page of the list', async () => {
		const create = { resource: 'job', operation: 'create', recordingSource: 'url' };
		const url = 'http://127.0.0.1:9/call-17{{ $itemIndex === 0 ? "" : $itemIndex }}.mp3';
		const items = Array.from({ length: 210 }, () => ({ json: {} }));
		const first = firstText(await stage.run({ ...create, url: `=${url}` }, items.slice(0, 1)), 'jobId');
		const others = await stage.run(
			{ ...create, url: `=${url.replace('=== 0', '=== -1')}`, options: { concurrency: 20 } },
			items,
		);
		expect(others.json(NODE)).toHaveLength(210);
		const node = stage.node({ resource: 'job', operation: 'get' });
		for (const filter of ['call-17', 'Call-17.mp3', first]) {
			const { results } = await stage.engine.listSearch(node, 'searchJobs', filter);
			expect(results[0]?.value).toBe(first);
		}
		const offered: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await stage.engine.listSearch(node, 'searchJobs', undefined, token);
			offered.push(...page.results.map(({ value }) => value));
			token = z.string().optional().parse(page.paginationToken);
		} while (token !== undefined);
		expect(offered).toHaveLength(211);
		expect(new Set(offered).size).toBe(211);
	});
});

const ownResults = z.array(
	z.object({
		term: z.string(),
		count: z.number(),
		hits: z.array(z.object({ wordIndexes: z.object({ from: z.number() }) })),
	}),
);

describe('Transcript', () => {
	it('returns captions made by this package and by AssemblyAI', async () => {
		const jobId = await makeJob();
		const captions = {
			resource: 'transcript',
			operation: 'getCaptions',
			jobId: { mode: 'id', value: jobId },
		};
		const own = await stage.run({ ...captions, format: 'vtt' });
		expect(own.json(NODE)[0]?.captions).toMatch(/^WEBVTT\n/);
		expect(own.items(NODE)[0]?.binary?.data).toMatchObject({
			mimeType: 'text/vtt',
			fileName: `${jobId}.vtt`,
		});
		const theirs = await stage.run({
			...captions,
			format: 'srt',
			options: { captionMaker: 'vendor', charsPerCaption: 32 },
		});
		const [request] = await stage.sandbox.requests({ path: '/srt' });
		expect(request?.query).toEqual({ chars_per_caption: '32' });
		expect(theirs.json(NODE)[0]?.captions).toMatch(/^1\r?\n00:00:0/);
		expect(theirs.json(NODE)[0]).toMatchObject({ vendor: 'assemblyai', jobId });
	});

	it('makes captions from the input item without a request', async () => {
		const jobId = await makeJob();
		const got = await stage.run({
			resource: 'transcript',
			operation: 'get',
			output: 'words',
			jobId: { mode: 'id', value: jobId },
		});
		await stage.sandbox.reset();
		const run = await stage.run(
			{
				resource: 'transcript',
				operation: 'getCaptions',
				transcriptSource: 'item',
				transcript: '={{ $json }}',
				format: 'json',
				captionRules: { maxCharsPerLine: 20, maxLines: 1 },
			},
			got.items(NODE),
		);
		expect(await stage.sandbox.requests()).toEqual([]);
		const cues = run.json(NODE)[0]?.cues;
		expect(Array.isArray(cues) && cues.length).toBeGreaterThan(10);
		expect(JSON.stringify(cues)).not.toMatch(/"lines":\["[^"]{21}/);
	});

	it('returns sentences and paragraphs', async () => {
		const jobId = await makeJob();
		for (const [operation, many] of [
			['getSentences', 'sentences'],
			['getParagraphs', 'paragraphs'],
		] as const) {
			const parameters = { resource: 'transcript', operation, jobId: { mode: 'id', value: jobId } };
			const whole = await stage.run(parameters);
			const count = Number(whole.json(NODE)[0]?.count);
			expect(count).toBeGreaterThan(0);
			const split = await stage.run({ ...parameters, options: { split: true } });
			expect(split.json(NODE)).toHaveLength(count);
			expect(split.json(NODE)[0]).toMatchObject({ jobId, index: 0, start: expect.any(Number) });
			const raw = await stage.run({ ...parameters, simplify: false });
			expect(raw.json(NODE)[0]?.[many]).toHaveLength(count);
		}
	});

	it('returns no sentences and paragraphs of a recording without speech: as one item, or no items if split', async () => {
		const id = await makeJob();
		const jobId = { mode: 'id', value: id };
		const body = { id, confidence: 0, audio_duration: 28, sentences: [], paragraphs: [] };
		const match = { method: 'GET', path: '/(sentences|paragraphs)$' };
		await stage.sandbox.faults({ kind: 'wrong-shape', body, match, times: null });
		for (const operation of ['getSentences', 'getParagraphs']) {
			const parts = { resource: 'transcript', operation, jobId };
			expect((await stage.run(parts)).json(NODE)).toMatchObject([{ count: 0 }]);
			const split = await stage.run({ ...parts, options: { split: true } });
			expect(split.error).toBeUndefined();
			expect(split.json(NODE)).toEqual([]);
		}
	});

	it('finds the same words as AssemblyAI', async () => {
		const jobId = await makeJob();
		const search = {
			resource: 'transcript',
			operation: 'searchWords',
			jobId: { mode: 'id', value: jobId },
			terms: 'karoo dental\nFriday\nnowhere',
		};
		const own = (await stage.run({ ...search, options: { split: 'term' } })).json(NODE);
		const theirs = (await stage.run({ ...search, options: { searchMaker: 'vendor' } })).json(NODE)[0];
		expect(own.map(({ term, count }) => [term, count])).toEqual([
			['karoo dental', 1],
			['Friday', expect.any(Number)],
			['nowhere', 0],
		]);
		const matches = z
			.array(z.object({ text: z.string(), count: z.number(), indexes: z.array(z.number()) }))
			.parse(theirs?.matches);
		const found = ownResults.parse(own).filter(({ count }) => count > 0);
		expect(matches).toEqual(
			found.map(({ term, count, hits }) => ({
				text: term.toLowerCase(),
				count,
				indexes: hits.map(({ wordIndexes }) => wordIndexes.from),
			})),
		);
	});

	it('sends a term that differs only in case or punctuation to AssemblyAI once', async () => {
		const jobId = await makeJob();
		const search = { resource: 'transcript', operation: 'searchWords', options: { searchMaker: 'vendor' } };
		const countOf = async (terms: string) =>
			(await stage.run({ ...search, terms }, [{ json: { jobId } }])).json(NODE)[0]?.total_count;
		const once = await countOf('Friday');
		expect(once).toBeGreaterThan(0);
		expect(await countOf('Friday\nfriday\n FRIDAY. ')).toBe(once);
		const sent = await stage.sandbox.requests({ path: 'word-search' });
		expect(sent.map(({ query }) => query)).toEqual([{ words: 'Friday' }, { words: 'Friday' }]);
	});

	it.each(['hit', 'term', 'transcript'])(
		'counts a term once that differs only in case or punctuation, with one item per %s',
		async (split) => {
			const jobId = await makeJob();
			const run = async (terms: string) =>
				(
					await stage.run({ resource: 'transcript', operation: 'searchWords', terms, options: { split } }, [
						{ json: { jobId } },
					])
				).json(NODE);
			const once = await run('Friday');
			expect(once.length).toBeGreaterThan(0);
			expect(await run('Friday\nfriday\n FRIDAY. ')).toEqual(once);
		},
	);

	it('rejects phrases of more than five words only if AssemblyAI searches', async () => {
		const jobId = await makeJob();
		const search = { resource: 'transcript', operation: 'searchWords', terms: 'one two three four five six' };
		const run = async (options: object) => await stage.run({ ...search, options }, [{ json: { jobId } }]);
		expect((await run({})).error).toBeUndefined();
		const theirs = await run({ searchMaker: 'vendor' });
		expect(theirs.error?.message).toMatch(/Terms.*at most 5 words.*"Search Engine"/);
		expect(await stage.sandbox.requests({ path: 'word-search' })).toEqual([]);
	});

	it('rejects a fraction as the number of characters', async () => {
		const jobId = await makeJob();
		const run = await stage.run(
			{
				resource: 'transcript',
				operation: 'getCaptions',
				options: { captionMaker: 'vendor', charsPerCaption: 32.5 },
			},
			[{ json: { jobId } }],
		);
		expect(run.error?.message).toMatch(/"Options: Characters per Caption" must be a whole number/);
	});

	it('rejects commas only if AssemblyAI searches', async () => {
		const jobId = await makeJob();
		const search = {
			resource: 'transcript',
			operation: 'searchWords',
			jobId: { mode: 'id', value: jobId },
			terms: 'Karoo Dental, this',
		};
		expect((await stage.run(search)).json(NODE)).toHaveLength(1);
		const theirs = await stage.run({ ...search, options: { searchMaker: 'vendor' } });
		expect(theirs.error?.message).toMatch(/Terms.*commas.*"Search Engine"/);
	});

	it('rejects operators only if AssemblyAI searches, and a term that is not understood always', async () => {
		const jobId = await makeJob();
		const search = { resource: 'transcript', operation: 'searchWords' };
		const run = async (terms: string, options: object) =>
			await stage.run({ ...search, terms, options }, [{ json: { jobId } }]);
		expect((await run('Karoo NOT nowhere', {})).json(NODE)).toMatchObject([{ text: 'Karoo' }]);
		const theirs = await run('Karoo NOT nowhere', { searchMaker: 'vendor' });
		expect(theirs.error?.message).toMatch(/"Terms" must not contain operators.*"Search Engine"/);
		for (const options of [{}, { searchMaker: 'vendor' }]) {
			const wrong = await run('Friday\nKaroo AND', options);
			expect(wrong.error?.message).toBe('"Terms" has no term after AND: Karoo AND');
			expect(wrong.error?.description).toMatch(/^Write operators between terms/);
		}
		const negative = await run('NOT nowhere', {});
		expect(negative.error?.message).toBe(
			'"Terms" contains a term that only excludes words, which has no matches: NOT nowhere',
		);
		expect((await run('NOT nowhere', { split: 'term' })).json(NODE)).toMatchObject([
			{ found: true, count: 0 },
		]);
	});

	it('returns one item per match, term or transcript, within the filters', async () => {
		const jobId = await makeJob();
		const search = { resource: 'transcript', operation: 'searchWords', terms: 'Karoo Dental\nnowhere' };
		const run = async (options: object) =>
			await stage.run({ ...search, options }, [{ json: { jobId, recording: 'call.wav' } }]);
		const [match, ...others] = (await run({})).json(NODE);
		expect(others).toEqual([]);
		expect(match).toMatchObject({
			jobId,
			recording: 'call.wav',
			term: 'Karoo Dental',
			match: 'exact',
			confidence: expect.any(Number),
			before: expect.any(String),
			after: expect.any(String),
		});
		expect((await run({ split: 'term' })).json(NODE)).toHaveLength(2);
		expect((await run({ split: 'transcript' })).json(NODE)).toMatchObject([
			{ jobId, recording: 'call.wav', count: 1, terms: [{ term: 'Karoo Dental' }, { term: 'nowhere' }] },
		]);
		expect((await run({ speakers: 'nobody, A B' })).json(NODE)).toEqual([]);
		expect((await run({ from: match?.end })).json(NODE)).toEqual([]);
		expect((await run({ from: 5, to: 5 })).error?.message).toBe(
			'"Options: To (Seconds)" must be greater than "From (Seconds)"',
		);
	});

	describe('an option that has no effect is rejected, naming both fields', () => {
		const MADE_HERE = 'works only with "Caption Generator" set to "AssemblyAI"';
		const BY_VENDOR = 'has no effect with "Search Engine" set to "AssemblyAI"';

		it.each<[string, IDataObject, IDataObject, string]>([
			['getCaptions', { charsPerCaption: 32 }, {}, `"Options: Characters per Caption" ${MADE_HERE}`],
			[
				'getCaptions',
				{ charsPerCaption: 32, captionMaker: 'package' },
				{},
				`"Options: Characters per Caption" ${MADE_HERE}`,
			],
			[
				'getCaptions',
				{ captionMaker: 'vendor' },
				{ format: 'json' },
				'"Format" cannot be "JSON" with "Caption Generator" set to "AssemblyAI"',
			],
			[
				'getCaptions',
				// An expression hides no fields, so the node has to apply the rules.
				{ captionMaker: '={{ "vendor" }}' },
				{ captionRules: { maxLines: 1 } },
				'"Caption Rules" has no effect with "Caption Generator" set to "AssemblyAI"',
			],
			[
				'searchWords',
				{ searchMaker: 'vendor', split: 'hit' },
				{ terms: 'Friday' },
				`"Options: Split Results" ${BY_VENDOR}`,
			],
			[
				'searchWords',
				{ searchMaker: 'vendor', partialWords: true },
				{ terms: 'Friday' },
				`"Options: Partial Words" ${BY_VENDOR}`,
			],
			[
				'searchWords',
				{ searchMaker: 'vendor', contextWords: 3 },
				{ terms: 'Friday' },
				`"Options: Context Words" ${BY_VENDOR}`,
			],
			[
				'getSentences',
				{ split: true },
				{ simplify: false },
				'"Options: Split Into Items" works only with "Simplify"',
			],
			[
				'getRedactedAudio',
				{ binaryPropertyOutput: 'audio' },
				{ download: false },
				'"Options: File Field Name" works only with "Download"',
			],
		])('%s %j %j', async (operation, options, fields, message) => {
			const jobId = await makeJob();
			const before = (await stage.sandbox.requests()).length;
			const run = await stage.run({ resource: 'transcript', operation, ...fields, options }, [
				{ json: { jobId } },
			]);
			expect(run.error?.message).toBe(message);
			expect(await stage.sandbox.requests()).toHaveLength(before);
		});
	});

	it('returns redacted audio as a file once it is ready', async () => {
		const jobId = await makeJob({
			additionalFields: { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true },
		});
		const run = await stage.run({
			resource: 'transcript',
			operation: 'getRedactedAudio',
			jobId: { mode: 'id', value: jobId },
		});
		expect(run.error).toBeUndefined();
		const file = await stage.engine.readBinary(run.items(NODE)[0]);
		expect(file.length).toBeGreaterThan(1000);
		const requests = await stage.sandbox.requests();
		const download = requests.at(-1);
		expect(download?.path).not.toMatch(/^\/v2\/transcript/);
		expect(download?.headers).not.toHaveProperty('authorization');
	});

	describe('redacted audio', () => {
		const additionalFields = {
			redact_pii: true,
			redact_pii_policies: ['person_name'],
			redact_pii_audio: true,
		};
		const withStatus = (status: string, times: number | null) => ({
			kind: 'set-fields' as const,
			fields: { status },
			times,
			match: { method: 'GET', path: '/redacted-audio$' },
		});
		const get = async (jobId: string, options: object = {}) =>
			await stage.run({
				resource: 'transcript',
				operation: 'getRedactedAudio',
				download: false,
				jobId: { mode: 'id', value: jobId },
				options,
			});

		it('has the status of AssemblyAI, and a link only in the status that is ready', async () => {
			const jobId = await makeJob({ additionalFields });
			await stage.sandbox.faults(withStatus('redacted_audio_processing', 1));
			const run = await get(jobId);
			expect(run.json(NODE)).toEqual([
				{
					jobId,
					vendorStatus: 'redacted_audio_ready',
					redactedAudioUrl: expect.stringContaining(`${jobId}.mp3`),
				},
			]);
			expect(await stage.sandbox.requests({ path: '/redacted-audio$' })).toHaveLength(2);
		});

		it('that is not ready in time results in an error with its status', async () => {
			const jobId = await makeJob({ additionalFields });
			await stage.sandbox.faults(withStatus('redacted_audio_failed', null));
			const run = await get(jobId, { timeLimit: 0.01 });
			expect(run.error?.message).toMatch(
				/^The file was not ready within 1 seconds; its status is "redacted_audio_failed" \(job /,
			);
		});
	});
});

describe('File', () => {
	it('is uploaded unmodified and used for two jobs', async () => {
		const run = await stage.run({ resource: 'file', operation: 'upload' }, [
			await stage.recording('dialogue-en.wav'),
		]);
		const uploadUrl = firstText(run, 'uploadUrl');
		const [upload] = await stage.sandbox.requests({ path: '/v2/upload' });
		expect(upload?.headers['content-length']).toBe('433112');
		expect(upload?.headers['content-type']).toBe('application/octet-stream');
		for (const speakers of ['voice', 'none']) {
			const job = await stage.run({
				...transcribe,
				recordingSource: 'upload',
				uploadUrl,
				output: 'text',
				speakers,
			});
			expect(job.json(NODE)[0]?.text).toContain('Karoo Dental');
		}
		expect(await stage.sandbox.requests({ path: '/v2/upload' })).toHaveLength(1);
	});
});

describe('Credential', () => {
	const good = () => stage.engine.credential('assemblyAiTranscriptionApi');
	const test = async (fields: object) =>
		await stage.engine.testCredential('assemblyAiTranscriptionApi', { ...good(), ...fields });

	/** The paths of the requests that the credential test and an operation send with these fields. */
	async function listWith(fields: object): Promise<string[]> {
		const before = good();
		expect(await test(fields)).toMatchObject({ status: 'OK' });
		stage.engine.setCredential('assemblyAiTranscriptionApi', { ...before, ...fields });
		try {
			expect((await stage.run({ resource: 'job', operation: 'getMany' })).error).toBeUndefined();
		} finally {
			stage.engine.setCredential('assemblyAiTranscriptionApi', before);
		}
		return (await stage.sandbox.requests()).map(({ path }) => path);
	}

	it('accepts a valid key and rejects an invalid one', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(await test({ apiKey: 'bad-key' })).toEqual({
			status: 'Error',
			message: 'AssemblyAI rejected the API key. Check that it is complete and active.',
		});
	});

	it.each([
		`  ${KEY}\n`,
		`Bearer ${KEY}`,
		`"${KEY}"`,
		`ASSEMBLYAI_API_KEY=${KEY}`,
		`export ASSEMBLYAI_API_KEY='${KEY}'`,
		`Authorization: ${KEY}`,
	])('sends the key alone if it was pasted as %j', async (apiKey) => {
		expect(await listWith({ apiKey })).toHaveLength(2);
		const requests = await stage.sandbox.requests();
		expect(requests.map(({ headers }) => headers.authorization)).toEqual([KEY, KEY]);
	});

	it('never shows the key, however it was pasted', async () => {
		const before = good();
		stage.engine.setCredential('assemblyAiTranscriptionApi', {
			...before,
			apiKey: `ASSEMBLYAI_API_KEY="${KEY}"`,
		});
		await stage.sandbox.faults({ kind: 'status', status: 401, body: { error: `No key ${KEY}` } });
		const run = await stage.run({ resource: 'job', operation: 'getMany' });
		stage.engine.setCredential('assemblyAiTranscriptionApi', before);
		expect(run.error?.message).toMatch(/No key \*{3}/);
		expect(JSON.stringify(run.data)).not.toContain(KEY);
	});

	it.each(['/v2', '/v2/'])('accepts a base URL with %s', async (end) => {
		expect(await listWith({ baseUrl: `${stage.sandbox.vendorUrl('assemblyai')}${end}` })).toEqual([
			'/v2/transcript',
			'/v2/transcript',
		]);
	});
});
