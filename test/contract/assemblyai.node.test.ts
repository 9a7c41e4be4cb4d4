import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AssemblyAI, type ListTranscriptParams, type SubmitParams } from 'assemblyai';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { assemblyAiStage, KEY, SECRET } from '../engine/assemblyai/stage';
import { RECORDINGS, type RequestEntry } from '../support/sandbox';
import { NODE, type Stage } from '../support/stage';

/*
 * The node and AssemblyAI's own SDK do the same thing, and the requests that the sandbox received are compared:
 * method, path, query, body, and the headers that AssemblyAI reads.
 */

let stage: Stage;
let sdk: AssemblyAI;

beforeAll(async () => {
	stage = await assemblyAiStage();
	sdk = new AssemblyAI({ apiKey: KEY, baseUrl: stage.sandbox.vendorUrl('assemblyai') });
});
afterAll(async () => await stage.close());
beforeEach(async () => await stage.sandbox.reset());

const AUDIO = () => stage.sandbox.recordingUrl('dialogue-en.mp3');

function essence({ method, path, query, body, details, headers, status }: RequestEntry): object {
	const { authorization, 'content-type': type } = headers;
	const contentType = typeof type === 'string' ? type.split(';')[0] : type;
	// A GET has no content, so its content type is not compared.
	return {
		method,
		path,
		query,
		body,
		details,
		authorization,
		status,
		...(method === 'POST' && { contentType }),
	};
}

/** The requests that the sandbox receives during `act`. */
async function requestsOf(act: () => Promise<unknown>): Promise<object[]> {
	const before = (await stage.sandbox.requests()).length;
	await act();
	return (await stage.sandbox.requests()).slice(before).map(essence);
}

async function runNode(parameters: IDataObject, input?: INodeExecutionData[]): Promise<void> {
	const run = await stage.run(parameters, input);
	if (run.error !== undefined) throw run.error;
}

async function sameRequests(node: () => Promise<unknown>, own: () => Promise<unknown>): Promise<object[]> {
	const byNode = await requestsOf(node);
	expect(byNode).not.toEqual([]);
	expect(byNode).toEqual(await requestsOf(own));
	return byNode;
}

/** A completed job. */
async function aJob(more: Partial<SubmitParams> = {}): Promise<string> {
	const { id } = await sdk.transcripts.transcribe({ audio: AUDIO(), ...more }, { pollingInterval: 20 });
	return id;
}

const job = (operation: string, jobId: string, more: IDataObject = {}): IDataObject => ({
	operation,
	jobId: { mode: 'id', value: jobId },
	...more,
});

/** Fields as the editor stores them, and the parameters of the SDK for the same job. */
const CREATES: Array<[string, IDataObject, Omit<SubmitParams, 'audio' | 'audio_url'>]> = [
	['nothing but the recording', {}, {}],
	[
		'language and model',
		{
			language: 'auto',
			additionalFields: {
				language_confidence_threshold: 0.4,
				expected_languages: ['en', 'id'],
				fallback_language: 'en',
				on_no_speech_detected: 'fallback',
				speech_models: ['universal-3-pro', 'universal-2'],
				temperature: 0.2,
			},
		},
		{
			language_detection: true,
			language_confidence_threshold: 0.4,
			language_detection_options: {
				expected_languages: ['en', 'id'],
				fallback_language: 'en',
				on_no_speech_detected: 'fallback',
			},
			speech_models: ['universal-3-pro', 'universal-2'],
			temperature: 0.2,
		},
	],
	['a language', { language: 'id' }, { language_code: 'id' }],
	[
		'speakers',
		{ speakers: 'voice', additionalFields: { min_speakers_expected: 2, max_speakers_expected: 4 } },
		{ speaker_labels: true, speaker_options: { min_speakers_expected: 2, max_speakers_expected: 4 } },
	],
	[
		'speakers by name',
		{ speakers: 'voice', additionalFields: { speaker_type: 'name', known_values: ['Nadia', 'Thabo'] } },
		{
			speaker_labels: true,
			speech_understanding: {
				request: { speaker_identification: { speaker_type: 'name', known_values: ['Nadia', 'Thabo'] } },
			},
		},
	],
	['channels', { speakers: 'channel' }, { multichannel: true }],
	[
		'vocabulary and formatting',
		{
			additionalFields: {
				punctuate: false,
				format_text: false,
				disfluencies: true,
				filter_profanity: true,
				custom_spelling: { rows: [{ from: 'caroo, karu', to: 'Karoo' }] },
				audio_start_from: 1000,
				audio_end_at: 9000,
				speech_threshold: 0.1,
			},
		},
		{
			punctuate: false,
			format_text: false,
			disfluencies: true,
			filter_profanity: true,
			custom_spelling: [{ from: ['caroo', 'karu'], to: 'Karoo' }],
			audio_start_from: 1000,
			audio_end_at: 9000,
			speech_threshold: 0.1,
		},
	],
	[
		'key terms',
		{ additionalFields: { keyterms_prompt: ['Karoo Dental', 'Nadia'], keyterms_match_strength: 'high' } },
		{
			keyterms_prompt: ['Karoo Dental', 'Nadia'],
			keyterms_prompt_options: { keyterms_match_strength: 'high' },
		},
	],
	[
		'speech intelligence',
		{
			additionalFields: {
				auto_highlights: true,
				sentiment_analysis: true,
				entity_detection: true,
				iab_categories: true,
				content_safety: true,
				content_safety_confidence: 60,
				summarization: true,
				summary_model: 'informative',
				summary_type: 'bullets',
			},
		},
		{
			auto_highlights: true,
			sentiment_analysis: true,
			entity_detection: true,
			iab_categories: true,
			content_safety: true,
			content_safety_confidence: 60,
			summarization: true,
			summary_model: 'informative',
			summary_type: 'bullets',
		},
	],
	[
		'translation and formatting',
		{
			speakers: 'voice',
			additionalFields: {
				target_languages: ['es', 'de'],
				formal: true,
				match_original_utterance: true,
				format_date: 'mm/dd/yyyy',
				format_phone_number: '(xxx)xxx-xxxx',
				format_email: 'username@domain.com',
			},
		},
		{
			speaker_labels: true,
			speech_understanding: {
				request: {
					translation: { target_languages: ['es', 'de'], formal: true, match_original_utterance: true },
					custom_formatting: {
						date: 'mm/dd/yyyy',
						phone_number: '(xxx)xxx-xxxx',
						email: 'username@domain.com',
					},
				},
			},
		},
	],
	[
		'redaction',
		{
			additionalFields: {
				redact_pii: true,
				redact_pii_policies: ['person_name', 'phone_number'],
				redact_pii_sub: 'entity_name',
				redact_pii_audio: true,
				redact_pii_audio_quality: 'wav',
				redact_pii_return_unredacted: true,
			},
		},
		{
			redact_pii: true,
			redact_pii_policies: ['person_name', 'phone_number'],
			redact_pii_sub: 'entity_name',
			redact_pii_audio: true,
			redact_pii_audio_quality: 'wav',
			redact_pii_return_unredacted: true,
		},
	],
	[
		'parameters of the first API',
		{ options: { word_boost: ['Karoo', 'Nadia'], boost_param: 'high', dual_channel: true } },
		{ word_boost: ['Karoo', 'Nadia'], boost_param: 'high', dual_channel: true },
	],
	[
		'a callback with a header',
		{
			callback: 'url',
			callbackUrl: 'https://example.com/done?row=7',
			callbackHeaderName: 'X-Own',
			callbackHeaderValue: 'own value',
		},
		{
			webhook_url: 'https://example.com/done?row=7',
			webhook_auth_header_name: 'X-Own',
			webhook_auth_header_value: 'own value',
		},
	],
	[
		'additional parameters as JSON',
		{ options: { additionalParameters: '{"prompt": "A call to a dentist", "remove_audio_tags": "all"}' } },
		{ prompt: 'A call to a dentist', remove_audio_tags: 'all' },
	],
];

describe('Create sends what the SDK sends', () => {
	it.each(CREATES)('for %s', async (_what, fields, params) => {
		// Whether the sandbox accepts the requests does not matter here.
		const [request] = await sameRequests(
			async () => {
				const parameters = { resource: 'job', operation: 'create', recordingSource: 'url', url: AUDIO() };
				await stage.run({ ...parameters, ...fields });
			},
			async () => {
				await sdk.transcripts.submit({ ...params, audio_url: AUDIO() }).catch(() => undefined);
			},
		);
		expect(request).toMatchObject({ method: 'POST', path: '/v2/transcript', body: { audio_url: AUDIO() } });
	});
});

it.each(['dialogue-en.wav', 'order-id.mp3', 'silence-en.flac'])(
	'Upload sends %s like the SDK',
	async (file) => {
		const [request] = await sameRequests(
			async () => {
				await runNode({ resource: 'file', operation: 'upload' }, [await stage.recording(file)]);
			},
			async () => await sdk.files.upload(await readFile(join(RECORDINGS, file))),
		);
		expect(request).toMatchObject({ details: { bytes: expect.any(Number), sha256: expect.any(String) } });
	},
);

it('Transcribe sends the same requests as the SDK: upload, create, get', async () => {
	const steps = async (act: () => Promise<unknown>) =>
		(await requestsOf(act))
			.map((request) => JSON.stringify(request).replace(/[0-9a-f-]{32,36}/g, 'id'))
			.slice(0, 3);
	const file = await readFile(join(RECORDINGS, 'dialogue-en.mp3'));
	const byNode = await steps(async () => {
		await runNode({ resource: 'transcript', operation: 'transcribe' }, [
			await stage.recording('dialogue-en.mp3'),
		]);
	});
	expect(byNode).toHaveLength(3);
	expect(byNode).toEqual(await steps(async () => await sdk.transcripts.transcribe({ audio: file })));
});

it('Get sends the same request as the SDK, also for an ID with characters that a URL must encode', async () => {
	for (const id of [await aJob(), 'no such id', 'ä€?x#y']) {
		await sameRequests(
			async () => await stage.run({ resource: 'job', ...job('get', id) }),
			// The SDK does not encode an ID in the path, so it gets an encoded one.
			async () => await sdk.transcripts.get(encodeURIComponent(id)).catch(() => undefined),
		);
	}
});

it('Delete sends the same request as the SDK', async () => {
	const id = await aJob();
	const other = await aJob();
	const byNode = await requestsOf(async () => await runNode({ resource: 'job', ...job('delete', id) }));
	const bySdk = await requestsOf(async () => await sdk.transcripts.delete(other));
	expect(byNode).toHaveLength(1);
	expect(JSON.stringify(byNode).replaceAll(id, other)).toBe(JSON.stringify(bySdk));
});

describe('Get Many', () => {
	it.each<[IDataObject, ListTranscriptParams]>([
		[{ limit: 10 }, { limit: 10 }],
		[
			{ limit: 5, filters: { statuses: ['completed'] } },
			{ limit: 5, status: 'completed' },
		],
		[
			{ limit: 5, filters: { created_on: '2026-03-11T00:00:00.000+02:00' } },
			{ limit: 5, created_on: '2026-03-11' },
		],
		[
			{ limit: 5, filters: { throttled_only: true } },
			{ limit: 5, throttled_only: true },
		],
	])('sends the same request as the SDK: %j', async (fields, params) => {
		await sameRequests(
			async () => await runNode({ resource: 'job', operation: 'getMany', ...fields }),
			async () => await sdk.transcripts.list(params),
		);
	});

	it('filters by the ID of another job like the SDK', async () => {
		const id = await aJob();
		for (const filter of ['before_id', 'after_id'] as const) {
			await sameRequests(
				async () =>
					await runNode({
						resource: 'job',
						operation: 'getMany',
						limit: 3,
						filters: { [filter]: id, statuses: ['completed'] },
					}),
				async () => await sdk.transcripts.list({ limit: 3, [filter]: id, status: 'completed' }),
			);
		}
	});

	it('requests the same pages as the SDK with prev_url', async () => {
		for (let count = 0; count < 205; count += 1) await sdk.transcripts.submit({ audio: AUDIO() });
		const pages = await sameRequests(
			async () => {
				const run = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true });
				expect(run.json(NODE)).toHaveLength(205);
			},
			async () => {
				let page = await sdk.transcripts.list({ limit: 200 });
				while (page.page_details.prev_url) page = await sdk.transcripts.list(page.page_details.prev_url);
			},
		);
		expect(pages).toHaveLength(2);
		const list = { resource: 'job', operation: 'getMany', returnAll: true };
		const ids = (await stage.run(list)).json(NODE).map(({ jobId }) => jobId);
		const newer = await stage.run({ ...list, filters: { after_id: ids.at(-1) } });
		expect(newer.json(NODE).map(({ jobId }) => jobId)).toEqual(ids.slice(0, -1));
	});
});

it.each(['srt', 'vtt'] as const)('Get Captions requests %s like the SDK', async (format) => {
	const id = await aJob();
	for (const charsPerCaption of [0, 32]) {
		await sameRequests(
			async () =>
				await runNode({
					resource: 'transcript',
					...job('getCaptions', id, { format, options: { captionMaker: 'vendor', charsPerCaption } }),
				}),
			async () =>
				await sdk.transcripts.subtitles(id, format, charsPerCaption === 0 ? undefined : charsPerCaption),
		);
	}
});

it('Get Sentences and Get Paragraphs send the same requests as the SDK', async () => {
	const id = await aJob();
	for (const [operation, ask] of [
		['getSentences', async () => await sdk.transcripts.sentences(id)],
		['getParagraphs', async () => await sdk.transcripts.paragraphs(id)],
	] as const) {
		await sameRequests(async () => await runNode({ resource: 'transcript', ...job(operation, id) }), ask);
	}
});

it.each([
	[['Karoo']],
	[['Karoo', 'Dental']],
	[['Karoo Dental', 'Friday', '21']],
	[['ä & ö', 'a+b', '100 %']],
])('Search Words sends %j like the SDK', async (terms) => {
	const id = await aJob();
	await sameRequests(
		async () =>
			await runNode({
				resource: 'transcript',
				...job('searchWords', id, { terms: terms.join('\n'), options: { searchMaker: 'vendor' } }),
			}),
		async () => await sdk.transcripts.wordSearch(id, terms),
	);
});

it('Get Redacted Audio requests the link and downloads the file without the key, like the SDK', async () => {
	const id = await aJob({ redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true });
	const lastTwo = async (act: () => Promise<unknown>) =>
		(await requestsOf(act)).slice(-2).map(withoutSignature);
	// The node comes first, because it waits until the file is ready.
	const byNode = await lastTwo(
		async () => await runNode({ resource: 'transcript', ...job('getRedactedAudio', id) }),
	);
	const bySdk = await lastTwo(async () => {
		const { arrayBuffer } = await sdk.transcripts.redactedAudioFile(id);
		await arrayBuffer();
	});
	expect(byNode).toEqual(bySdk);
	expect(byNode[0]).toMatchObject({ path: `/v2/transcript/${id}/redacted-audio`, authorization: KEY });
	expect(byNode[1]).toMatchObject({
		query: ['AWSAccessKeyId', 'Signature', 'x-amz-security-token', 'Expires'],
	});
	expect(byNode[1]).toMatchObject({ authorization: undefined });
});

/** Every link has a new signature, so only the names of a signed query are compared. */
function withoutSignature(request: object): object {
	const query = 'query' in request && typeof request.query === 'object' ? request.query : null;
	return query === null || !('Signature' in query) ? request : { ...request, query: Object.keys(query) };
}

it('sends the webhook secret to AssemblyAI only for its own trigger', async () => {
	const url = 'https://n8n.example.com/webhook/x';
	const parameters = { resource: 'job', operation: 'create', recordingSource: 'url', url: AUDIO() };
	await sameRequests(
		async () => await runNode({ ...parameters, callback: 'trigger', triggerUrl: url }),
		async () =>
			await sdk.transcripts.submit({
				audio_url: AUDIO(),
				webhook_url: url,
				webhook_auth_header_name: 'X-Transcription-Webhook-Secret',
				webhook_auth_header_value: SECRET,
			}),
	);
	const [other] = await requestsOf(
		async () => await runNode({ ...parameters, callback: 'url', callbackUrl: url }),
	);
	expect(JSON.stringify(other)).not.toContain(SECRET);
});
