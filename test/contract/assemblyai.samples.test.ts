import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { shapeDifferences, type ShapeOptions } from '../support/shape';

const FIXTURES = join(__dirname, '..', 'fixtures', 'assemblyai');
const KEY = 'key-of-project-one';

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

async function call(method: string, path: string, body?: unknown, host = 'assemblyai'): Promise<Answer> {
	const answer = await fetch(`${sandbox.vendorUrl(host)}${path}`, {
		method,
		headers: { authorization: KEY, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	const json = answer.headers.get('content-type')?.includes('json') ?? false;
	return { status: answer.status, headers: answer.headers, text, body: json ? JSON.parse(text) : text };
}

const hasId = z.object({ id: z.string(), status: z.string() });

async function create(params: Record<string, unknown>): Promise<string> {
	const answer = await call('POST', '/v2/transcript', {
		audio_url: sandbox.recordingUrl('dialogue-en.mp3'),
		...params,
	});
	expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
	return hasId.parse(answer.body).id;
}

async function finished(id: string): Promise<unknown> {
	for (;;) {
		const { body } = await call('GET', `/v2/transcript/${id}`);
		if (['completed', 'error'].includes(hasId.parse(body).status)) return body;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

function sample(name: string): unknown {
	return JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
}

/** Members that may be null according to the docs, and objects whose keys are data. */
const TRANSCRIPT: ShapeOptions = {
	maps: [
		'content_safety_labels.summary',
		'content_safety_labels.severity_score_summary',
		'iab_categories_result.summary',
		'translated_texts',
		'utterances.*.translated_texts',
		'speech_understanding.response.speaker_identification.mapping',
		'speech_understanding.response.custom_formatting.mapping',
	],
};

const LABELS = { speaker_labels: true };

describe('responses have the keys, the order and the types of the samples', () => {
	it.each([
		['queued', 'transcript.create.queued.200.json', 'newer'],
		['queued, seed keys', 'transcript.create.queued.200.seed_fields.json', 'seed'],
	])('%s', async (_name, file, fields) => {
		await sandbox.settings('assemblyai', { fields });
		await sandbox.speed({ queuedMs: 60_000 });
		const { body } = await call('POST', '/v2/transcript', {
			audio_url: sandbox.recordingUrl('dialogue-en.mp3'),
		});
		expect(shapeDifferences(sample(file), body, TRANSCRIPT)).toEqual([]);
		expect(body).toMatchObject({
			status: 'queued',
			punctuate: true,
			format_text: true,
			language_code: 'en_us',
		});
	});

	it.each<[string, Record<string, unknown>, 'newer' | 'seed']>([
		['transcript.get.completed.basic.200.json', {}, 'newer'],
		['transcript.get.completed.seed_fields.200.json', {}, 'seed'],
		['transcript.get.completed.speaker_labels.200.json', { ...LABELS, speakers_expected: 2 }, 'newer'],
		['transcript.get.completed.dual_channel.200.json', { dual_channel: true }, 'seed'],
		['transcript.get.completed.multichannel.200.json', { multichannel: true }, 'newer'],
		[
			'transcript.get.completed.language_detection.200.json',
			{
				language_detection: true,
				language_confidence_threshold: 0.5,
				language_detection_options: {
					expected_languages: ['en', 'es'],
					fallback_language: 'auto',
					code_switching: true,
					code_switching_confidence_threshold: 0.3,
				},
			},
			'newer',
		],
		[
			'transcript.get.completed.audio_intelligence.200.json',
			{
				...LABELS,
				speech_models: ['universal-2'],
				auto_highlights: true,
				auto_chapters: true,
				content_safety: true,
				iab_categories: true,
				entity_detection: true,
				sentiment_analysis: true,
			},
			'newer',
		],
		[
			'transcript.get.completed.summarization.200.json',
			{
				...LABELS,
				speech_models: ['universal-2'],
				summarization: true,
				summary_type: 'bullets',
				summary_model: 'conversational',
			},
			'newer',
		],
		[
			'transcript.get.completed.pii_hash.200.json',
			{ redact_pii: true, redact_pii_policies: ['person_name', 'date_of_birth'] },
			'seed',
		],
		[
			'transcript.get.completed.pii_entity_name.200.json',
			{
				...LABELS,
				redact_pii: true,
				redact_pii_policies: ['person_name', 'date_of_birth'],
				redact_pii_sub: 'entity_name',
				redact_pii_audio: true,
				redact_pii_return_unredacted: true,
			},
			'newer',
		],
		[
			'transcript.get.completed.speech_understanding.200.json',
			{
				...LABELS,
				speech_understanding: {
					request: {
						speaker_identification: { speaker_type: 'role', known_values: ['Receptionist', 'Patient'] },
						translation: { target_languages: ['es'], formal: true, match_original_utterance: true },
						custom_formatting: { date: 'mm/dd/yyyy', format_utterances: true },
					},
				},
			},
			'newer',
		],
	])('%s', async (file, params, fields) => {
		await sandbox.settings('assemblyai', { fields });
		expect(shapeDifferences(sample(file), await finished(await create(params)), TRANSCRIPT)).toEqual([]);
	});

	it.each<[string, Record<string, unknown>]>([
		['transcript.get.error.download.200.json', { audio_url: 'http://127.0.0.1:1/missing.mp3' }],
		['transcript.get.error.not_audio.200.json', { audio_url: 'PAGE' }],
		['transcript.get.error.speech_threshold.200.json', { speech_threshold: 0.99 }],
		[
			'transcript.get.error.language_confidence.200.json',
			{ language_detection: true, language_confidence_threshold: 1 },
		],
	])('%s', async (file, params) => {
		if (params.audio_url === 'PAGE') {
			// Any response of the control API, replaced by the page of a proxy.
			params.audio_url = `${sandbox.vendorUrl('assemblyai')}/page`;
			await sandbox.faults({ kind: 'html', match: { path: '^/page' } });
		}
		const body = await finished(await create(params));
		expect(shapeDifferences(sample(file), body, { ...TRANSCRIPT, nullable: ['audio_duration'] })).toEqual([]);
	});

	it('processing and throttled', async () => {
		await sandbox.settings('assemblyai', { concurrency: 1 });
		await sandbox.speed({ processingMs: 60_000 });
		const first = await create({});
		const second = await create({});
		const running = await call('GET', `/v2/transcript/${first}`);
		expect(shapeDifferences(sample('transcript.get.processing.200.json'), running.body, TRANSCRIPT)).toEqual(
			[],
		);
		expect(running.body).toMatchObject({ status: 'processing' });
		const waiting = await call('GET', `/v2/transcript/${second}`);
		expect(shapeDifferences(sample('transcript.get.throttled.200.json'), waiting.body, TRANSCRIPT)).toEqual(
			[],
		);
		expect(waiting.body).toMatchObject({ status: 'queued', throttled: true });
	});

	it.each([
		['transcript.delete.200.json', false],
		['transcript.delete.200.is_deleted.json', true],
	])('%s', async (file, isDeleted) => {
		await sandbox.settings('assemblyai', { isDeleted });
		const id = await create({});
		await finished(id);
		const { status, body } = await call('DELETE', `/v2/transcript/${id}`);
		expect(status).toBe(200);
		expect(body).toEqual({
			...z.record(z.string(), z.unknown()).parse(sample(file)),
			id,
			audio_duration: 28,
		});
		expect(shapeDifferences(sample(file), body)).toEqual([]);
	});

	it('sentences, paragraphs, word search, redacted audio, upload', async () => {
		const plain = await create({});
		const labelled = await create({
			...LABELS,
			redact_pii: true,
			redact_pii_policies: ['date'],
			redact_pii_audio: true,
		});
		await finished(plain);
		await finished(labelled);
		await sandbox.finish();
		const expectations: Array<[string, string]> = [
			['sentences.speakers.200.json', `/v2/transcript/${labelled}/sentences`],
			['paragraphs.newer.200.json', `/v2/transcript/${plain}/paragraphs`],
			['word_search.200.json', `/v2/transcript/${plain}/word-search?words=friday,thank%20you`],
			['word_search.no_match.200.json', `/v2/transcript/${plain}/word-search?words=zebra`],
			['redacted_audio.ready.200.json', `/v2/transcript/${labelled}/redacted-audio`],
		];
		for (const [file, path] of expectations) {
			const { status, body } = await call('GET', path);
			expect([file, status, shapeDifferences(sample(file), body)]).toEqual([file, 200, []]);
		}
		await sandbox.settings('assemblyai', { fields: 'seed' });
		for (const what of ['sentences', 'paragraphs']) {
			const { body } = await call('GET', `/v2/transcript/${plain}/${what}`);
			expect(shapeDifferences(sample(`${what}.200.json`), body)).toEqual([]);
		}
		const upload = await fetch(`${sandbox.vendorUrl('assemblyai')}/v2/upload`, {
			method: 'POST',
			headers: { authorization: KEY, 'content-type': 'application/octet-stream' },
			body: readFileSync(join(RECORDINGS, 'dialogue-en.mp3')),
		});
		expect(shapeDifferences(sample('upload.200.json'), await upload.json())).toEqual([]);
	});

	it('lists: rows and page details', async () => {
		const failed = await create({ audio_url: 'http://127.0.0.1:1/x.mp3' });
		await finished(failed);
		await finished(await create({}));
		await sandbox.speed({ processingMs: 60_000 });
		await create({});
		const { body } = await call('GET', '/v2/transcript?limit=3');
		const nullable = ['transcripts.*.completed', 'transcripts.*.error', 'page_details.prev_url'];
		expect(shapeDifferences(sample('list.page1.200.json'), body, { nullable })).toEqual([]);
		expect(body).toMatchObject({
			transcripts: [{ status: 'processing' }, { status: 'completed' }, { status: 'error' }],
			page_details: { prev_url: null },
		});
		expect(nextUrl(body)).toContain('limit=3&after_id=');
		const empty = await call('GET', '/v2/transcript?limit=10&created_on=2020-01-01');
		const url = `${sandbox.vendorUrl('assemblyai')}/v2/transcript?limit=10&created_on=2020-01-01`;
		expect(empty.body).toEqual({
			page_details: { limit: 10, result_count: 0, current_url: url, prev_url: null, next_url: null },
			transcripts: [],
		});
		expect(shapeDifferences(sample('list.empty.200.json'), empty.body)).toEqual([]);
		const filtered = await call('GET', '/v2/transcript?limit=2&status=completed');
		expect(nextUrl(filtered.body)).toContain('limit=2&status=completed&after_id=');
	});

	it('captions have the same structure', async () => {
		const id = await create({});
		await finished(id);
		for (const format of ['srt', 'vtt']) {
			for (const [file, query] of [
				[`captions.200.${format}`, ''],
				[`captions.chars_per_caption_32.200.${format}`, '?chars_per_caption=32'],
			] as const) {
				const { text } = await call('GET', `/v2/transcript/${id}/${format}${query}`);
				expect(skeleton(text)).toEqual(skeleton(readFileSync(join(FIXTURES, file), 'utf8')));
			}
		}
	});

	it('post-hoc understanding on the gateway host', async () => {
		const transcript_id = await create(LABELS);
		await finished(transcript_id);
		const request = z
			.object({ speech_understanding: z.unknown() })
			.parse(sample('understanding.speaker_identification.request.json'));
		const { status, headers, body } = await call(
			'POST',
			'/v1/understanding',
			{ ...request, transcript_id },
			'assemblyai-gateway',
		);
		expect(status).toBe(200);
		expect(headers.get('x-ratelimit-limit')).toBe('30');
		expect(shapeDifferences(sample('understanding.speaker_identification.200.json'), body)).toEqual([]);
		expect(body).toMatchObject({
			utterances: [{ speaker: 'Receptionist' }, { speaker: 'Patient' }, {}, {}, {}, {}, {}, {}],
		});

		const unknown = await call(
			'POST',
			'/v1/understanding',
			{ ...request, transcript_id: 'x' },
			'assemblyai-gateway',
		);
		expect(unknown.status).toBe(404);
		expect(shapeDifferences(sample('understanding.error.404.json'), unknown.body)).toEqual([]);
		await sandbox.settings('assemblyai', { understandingPerMinute: 0 });
		const limited = await call(
			'POST',
			'/v1/understanding',
			{ ...request, transcript_id },
			'assemblyai-gateway',
		);
		expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
		expect(shapeDifferences(sample('understanding.error.429.json'), limited.body)).toEqual([]);
	});

	it.each(['minimal', 'newer_full', 'seed_full'])('takes the sample request %s', async (name) => {
		const request = z.record(z.string(), z.unknown()).parse(sample(`transcript.create.request.${name}.json`));
		const id = await create({
			...request,
			audio_url: sandbox.recordingUrl('dialogue-en.mp3'),
			webhook_url: 'http://127.0.0.1:1/hook',
		});
		expect(await finished(id)).toMatchObject({ status: 'completed' });
	});
});

describe('errors have the status and the text of the samples', () => {
	it.each<[string, Record<string, unknown>]>([
		['error.400.audio_url_missing.json', { audio_url: null }],
		['error.400.audio_url_not_http.json', { audio_url: 'file:///etc/passwd' }],
		['error.400.unknown_field.json', { webhok_url: 'http://x' }],
		['error.400.wrong_type.json', { format_text: 'yes' }],
		[
			'error.400.speaker_options_conflict.json',
			{ speakers_expected: 2, speaker_options: { min_speakers_expected: 1 } },
		],
		['error.400.speech_model_deprecated.json', { speech_model: 'universal-3-pro' }],
		['error.400.return_unredacted_without_redact.json', { redact_pii_return_unredacted: true }],
		['error.400.model_unavailable_for_language.json', { language_code: 'my', speaker_labels: true }],
		[
			'error.400.speaker_identification_requires_labels.json',
			{
				speech_understanding: {
					request: { speaker_identification: { speaker_type: 'role', known_values: ['a'] } },
				},
			},
		],
		[
			'error.400.redaction_vs_formatting.json',
			{
				redact_pii: true,
				redact_pii_policies: ['phone_number', 'date'],
				speech_understanding: { request: { custom_formatting: { phone_number: 'xxx-xxxx', date: 'mm/dd' } } },
			},
		],
	])('%s', async (file, params) => {
		const { status, body } = await call('POST', '/v2/transcript', {
			audio_url: sandbox.recordingUrl('dialogue-en.mp3'),
			...params,
		});
		expect([status, body]).toEqual([400, sample(file)]);
	});

	it('names the models it knows', async () => {
		const { status, body } = await call('POST', '/v2/transcript', {
			audio_url: 'http://x',
			speech_models: [],
		});
		expect(status).toBe(400);
		expect(z.object({ error: z.string() }).parse(body).error).toMatch(
			/^"speech_models" must be a non-empty list containing one or more of: "/,
		);
	});

	it.each<[string, Record<string, unknown>]>([
		['speaker labels with dual channel', { speaker_labels: true, dual_channel: true }],
		['summary model without type', { summarization: true, summary_model: 'catchy' }],
		['catchy bullets', { summarization: true, summary_model: 'catchy', summary_type: 'bullets' }],
		['chapters with a summary', { summarization: true, auto_chapters: true }],
		[
			'conversational without speakers',
			{ summarization: true, summary_model: 'conversational', summary_type: 'bullets' },
		],
		['a summary without punctuation', { summarization: true, punctuate: false }],
		['redaction without policies', { redact_pii: true }],
		['three languages', { language_codes: ['en', 'es', 'fr'] }],
		['two languages without English', { language_codes: ['fr', 'es'] }],
		['an unknown language', { language_code: 'xx' }],
		['a spelling of two words', { custom_spelling: [{ from: ['a'], to: 'b c' }] }],
		['a confidence that is out of range', { content_safety_confidence: 101 }],
		['a boosted word with unsupported characters', { word_boost: ['caf€'] }],
		['a boosted phrase of seven words', { word_boost: ['a b c d e f g'] }],
		['an end before the start', { audio_start_from: 10, audio_end_at: 5 }],
		['a list instead of an object', { speaker_options: [] }],
	])('rejects %s', async (_name, params) => {
		const { status, body } = await call('POST', '/v2/transcript', {
			audio_url: 'http://127.0.0.1:1/x',
			...params,
		});
		expect(status).toBe(400);
		expect(z.strictObject({ error: z.string().min(1) }).safeParse(body).success).toBe(true);
	});

	it('balance, unknown id, unknown path, broken JSON, not completed', async () => {
		const unknown = sample('error.400.transcript_not_found.json');
		for (const path of ['', '/sentences', '/srt', '/word-search?words=a', '/redacted-audio']) {
			const { status, body } = await call('GET', `/v2/transcript/unknown${path}`);
			expect([path, status, body]).toEqual([path, 400, unknown]);
		}
		await sandbox.settings('assemblyai', { unknownIdStatus: 404 });
		expect((await call('DELETE', '/v2/transcript/unknown')).status).toBe(404);
		expect(await call('GET', '/v3/nothing')).toMatchObject({ status: 404, body: sample('error.404.json') });

		const broken = await fetch(`${sandbox.vendorUrl('assemblyai')}/v2/transcript`, {
			method: 'POST',
			headers: { authorization: KEY, 'content-type': 'application/json' },
			body: '{"audio_url":',
		});
		expect([broken.status, await broken.json()]).toEqual([400, sample('error.400.unknown_field.json')]);

		const failed = await create({ audio_url: 'http://127.0.0.1:1/x' });
		await finished(failed);
		expect(await call('GET', `/v2/transcript/${failed}/vtt`)).toMatchObject({
			status: 400,
			body: sample('error.400.not_completed.error.json'),
		});
		await sandbox.speed({ processingMs: 60_000 });
		const running = await create({ redact_pii: true, redact_pii_policies: ['date'], redact_pii_audio: true });
		expect(await call('GET', `/v2/transcript/${running}/sentences`)).toMatchObject({
			status: 400,
			body: sample('error.400.not_completed.processing.json'),
		});
		expect(await call('GET', `/v2/transcript/${running}/redacted-audio`)).toMatchObject({
			status: 400,
			body: sample('redacted_audio.error.400.still_processing.json'),
		});
		expect((await call('DELETE', `/v2/transcript/${running}`)).status).toBe(400);
		const without = await create({});
		expect(await call('GET', `/v2/transcript/${without}/redacted-audio`)).toMatchObject({
			status: 400,
			body: sample('redacted_audio.error.400.not_requested.json'),
		});
		await sandbox.settings('assemblyai', { balance: 'negative' });
		expect(await call('POST', '/v2/transcript', { audio_url: 'http://x' })).toMatchObject({
			status: 400,
			body: sample('error.400.balance.json'),
		});
	});
});

const nextUrl = (page: unknown): string =>
	z.object({ page_details: z.object({ next_url: z.string() }) }).parse(page).page_details.next_url;

/** Captions with digits and words replaced: the number of cues may differ, their structure must not. */
function skeleton(captions: string): string[] {
	const blocks = captions.replace(/\n$/, '').split('\n\n');
	return [
		...new Set(
			blocks.map((block) =>
				block
					.replace(/\d/g, '0')
					.replace(/^0+$/m, 'N')
					.replace(/[^\n]*$/, 'text'),
			),
		),
	];
}
