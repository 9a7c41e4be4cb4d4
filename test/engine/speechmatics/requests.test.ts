import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { sample, speechmaticsClient, transcription } from '../../support/speechmatics';
import { sentForms } from '../../support/speechmaticsForm';
import { firstText, NODE, type Stage } from '../../support/stage';
import { KEY, SECRET, speechmaticsStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await speechmaticsStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0, callMs: 0 });
});

const transcribe = {
	resource: 'transcript',
	operation: 'transcribe',
	recordingSource: 'binary',
	output: 'text',
};
const create = { resource: 'job', operation: 'create', recordingSource: 'binary' };
const CREATE = { vendor: 'speechmatics', method: 'POST', path: '/v2/jobs$' };
const REFERENCE = { additionalFields: { reference: '/crm/calls/7781' } };

async function recordings(count: number): Promise<INodeExecutionData[]> {
	return await Promise.all(
		Array.from({ length: count }, async () => await stage.recording('dialogue-en.mp3')),
	);
}

async function jobsMade(): Promise<number> {
	const run = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true });
	return run.json(NODE).length;
}

describe('an upload', () => {
	it.each(['memory', 'filesystem'] as const)('is sent completely in %s mode', async (mode) => {
		const other = await speechmaticsStage(mode);
		try {
			const run = await other.run(transcribe, [await other.recording('dialogue-en.wav')]);
			expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
			const [form] = await sentForms(other.sandbox);
			expect(form).toMatchObject({ data_file: { bytes: 433112 } });
		} finally {
			await other.close();
			// The engine has one binary data service per process.
			await stage.run({ resource: 'job', operation: 'getMany' });
		}
	});

	it('of 1 GB or more is rejected before anything is sent', async () => {
		const [item] = await recordings(1);
		const data = item?.binary?.data;
		if (!data) throw new Error('no recording');
		const run = await stage.run(transcribe, [{ json: {}, binary: { data: { ...data, bytes: 1e9 } } }]);
		expect(run.error?.message).toMatch(
			/is a file of 1\.00 GB; Speechmatics accepts uploads of less than 1 GB/,
		);
		expect(run.error?.description).toContain('set "Recording" to "URL"');
		expect(await stage.sandbox.requests(CREATE)).toEqual([]);
	});
});

describe('a create', () => {
	it.each([
		['429', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
		['503', { kind: 'status', status: 503 }],
	] as const)('is retried after %s, because Speechmatics did not process it', async (_status, fault) => {
		await stage.sandbox.faults({ ...fault, match: CREATE });
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await jobsMade()).toBe(1);
	});

	const LOST = [
		['500', { kind: 'status', status: 500 }],
		['a broken connection', { kind: 'reset-before-answer' }],
		['a truncated response', { kind: 'truncated' }],
		['HTML', { kind: 'html', status: 201 }],
		['a success without a body', { kind: 'status', status: 204 }],
		['503', { kind: 'status', status: 503 }],
	] as const;

	it.each(LOST)('whose response is lost by %s is found by its mark', async (_what, fault) => {
		await stage.sandbox.faults({ ...fault, effect: true, match: CREATE });
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
		expect(await jobsMade()).toBe(1);
	});

	it('that was lost before it was processed is not sent again within the run, and the error says that the job may exist', async () => {
		await stage.sandbox.faults({ kind: 'reset-before-answer', match: CREATE });
		const run = await stage.run(create, await recordings(1));
		expect(run.error?.description).toMatch(/may have been created/);
		expect(await jobsMade()).toBe(0);
	});

	it('is not confused with another job with the same reference and recording', async () => {
		const first = await stage.run({ ...create, ...REFERENCE }, await recordings(1));
		await stage.sandbox.faults({ kind: 'status', status: 500, effect: true, match: CREATE });
		const second = await stage.run({ ...create, ...REFERENCE }, await recordings(1));
		expect(second.error).toBeUndefined();
		expect(firstText(second, 'jobId')).not.toBe(firstText(first, 'jobId'));
		expect(await jobsMade()).toBe(2);
	});

	it.each(['dialogue-en.mp3', 'a "b".mp3'])(
		'is not sent again while a new job of the file %s has no mark, because it may be the same job',
		async (fileName) => {
			const other = speechmaticsClient(stage.sandbox, KEY);
			const [item] = await recordings(1);
			const data = item?.binary?.data;
			if (!data) throw new Error('no recording');
			await other.create({ config: transcription(), data: 'dialogue-en.mp3', fileName });
			await stage.sandbox.faults({ kind: 'status', status: 500, match: CREATE });
			const run = await stage.run(create, [{ json: {}, binary: { data: { ...data, fileName } } }]);
			expect(run.error?.description).toMatch(/Job: Get Many/);
			expect(await jobsMade()).toBe(1);
		},
	);
});

it('polling survives 429, 500, HTML, a truncated response and a broken connection', async () => {
	await stage.sandbox.speed({ processingMs: 1500 });
	const match = { vendor: 'speechmatics', method: 'GET', path: '/v2/jobs/' };
	await stage.sandbox.faults(
		{ kind: 'status', status: 429, headers: { 'retry-after': '0' }, match },
		{ kind: 'status', status: 500, match },
		{ kind: 'truncated', match },
		{ kind: 'reset-in-body', match },
		{ kind: 'html', status: 502, match },
	);
	const run = await stage.run(transcribe, await recordings(1));
	expect(run.json(NODE)[0]?.text).toContain('Karoo Dental');
	expect(await stage.sandbox.struck()).toEqual([1, 1, 1, 1, 1]);
});

it('thirty jobs are waited for concurrently, although only two requests may be in progress', async () => {
	await stage.sandbox.speed({ processingMs: 600_000 });
	const running = stage.run({ ...transcribe, options: { concurrency: 2 } }, await recordings(30));
	const held = async () =>
		(await stage.sandbox.requests({ method: 'GET', path: '^/v2/jobs/[^/]+$' })).filter(
			({ query, status }) => query.wait === '20' && status === null,
		);
	// No job ends before all are waited for. Requests that wait for each other would never reach thirty.
	while ((await held()).length < 30) await new Promise((resolve) => setTimeout(resolve, 20));
	await stage.sandbox.finish();
	const run = await running;
	expect(run.pairs(NODE)).toEqual(Array.from({ length: 30 }, (_each, index) => [index]));
});

describe('an error', () => {
	it.each(['html', 'permission-denied', 'unauthorized'])(
		'for a rejected key (%s) names the region',
		async (unauthorized) => {
			await stage.sandbox.settings('speechmatics', { unauthorized });
			const good = stage.engine.credential('speechmaticsTranscriptionApi');
			stage.engine.setCredential('speechmaticsTranscriptionApi', { ...good, apiKey: 'bad-key-0123456789' });
			const run = await stage.run({ resource: 'job', operation: 'getMany' });
			stage.engine.setCredential('speechmaticsTranscriptionApi', good);
			expect(run.error?.message).toMatch(/^Speechmatics: the API key is not valid in this region.* \(401\)$/);
			expect(run.error?.description).toMatch(/region/);
			expect(JSON.stringify(run.error)).not.toContain('bad-key-0123456789');
		},
	);

	it.each([
		['license', /Invalid or missing license \(403\)$/, /check your license/],
		['entitlement', /Forbidden: Entitlement check failed \(403\)$/, /contract does not include/],
		['quota', /Your limit is 2 hours\. \(403\)$/, /hours of your plan/],
	])('for %s contains advice', async (refusal, message, hint) => {
		await stage.sandbox.settings('speechmatics', { refusal });
		const run = await stage.run(transcribe, await recordings(1));
		expect(run.error?.message).toMatch(message);
		expect(run.error?.description).toMatch(hint);
	});

	it('for a config that Speechmatics rejects contains the message of the vendor', async () => {
		const run = await stage.run(
			{ ...transcribe, options: { jobConfig: '{"transcription_config": {"operating_point": "fast"}}' } },
			await recordings(1),
		);
		expect(run.error?.message).toMatch(/^Speechmatics: Job rejected: Job config JSON is invalid.*\(400\)$/);
	});
});

it.each([
	['transcript', { operation: 'get', output: 'vendorText' }],
	['transcript', { operation: 'get', output: 'vendorSrt' }],
	['transcript', { operation: 'getCaptions', options: { captionMaker: 'vendor' } }],
	['alignment', { operation: 'getAlignment' }],
])('rejects a web page instead of %s', async (path, operation) => {
	const made = await stage.run(create, await recordings(1));
	await stage.sandbox.faults({ kind: 'html', status: 200, times: null, match: { path: `/${path}` } });
	const run = await stage.run({
		resource: 'transcript',
		jobId: { mode: 'id', value: firstText(made, 'jobId') },
		...operation,
		options: { retries: 0 },
	});
	expect(run.error?.message).toMatch(/^Speechmatics/);
	expect(run.error?.context.jobId).toBe(firstText(made, 'jobId'));
});

describe('the early access tag', () => {
	const options = { earTag: 'preview-7' };

	it('is sent with every request of an operation', async () => {
		await stage.sandbox.settings('speechmatics', { earTags: ['preview-7'] });
		const run = await stage.run({ ...transcribe, options }, await recordings(1));
		expect(run.error).toBeUndefined();
		const requests = await stage.sandbox.requests({ vendor: 'speechmatics' });
		expect(requests.length).toBeGreaterThan(2);
		expect(new Set(requests.map(({ headers }) => headers['x-sm-ear-tag']))).toEqual(new Set(['preview-7']));
	});

	it('is sent with the requests of the list in the editor', async () => {
		await stage.sandbox.settings('speechmatics', { earTags: ['preview-7'] });
		await stage.engine.listSearch(stage.node({ resource: 'job', operation: 'get', options }), 'searchJobs');
		const [request] = await stage.sandbox.requests({ vendor: 'speechmatics' });
		expect(request?.headers['x-sm-ear-tag']).toBe('preview-7');
	});

	it('that Speechmatics does not know is explained, and no header is sent if it is empty', async () => {
		const run = await stage.run({ resource: 'job', operation: 'getMany', options });
		expect(run.error?.message).toMatch(/Early Access Release not available \(410\)$/);
		expect(run.error?.description).toMatch(/"Early Access Release Tag"/);
		await stage.run({ resource: 'job', operation: 'getMany' });
		const [, plain] = await stage.sandbox.requests({ vendor: 'speechmatics' });
		expect(plain?.headers).not.toHaveProperty('x-sm-ear-tag');
	});
});

it('servers on premises receive the processing options of a job', async () => {
	await stage.run(
		{ ...create, options: { parallelEngines: 4, processingUserId: 'team-7' } },
		await recordings(1),
	);
	const [request] = await stage.sandbox.requests(CREATE);
	const header = request?.headers['x-sm-processing-data'];
	expect(JSON.parse(String(header))).toEqual({ parallel_engines: 4, user_id: 'team-7' });
});

describe('secrets', () => {
	const secrets = [KEY, SECRET, 'fetch-secret-1', 'note-secret-2', 'own-secret-3'];
	const parameters: IDataObject = {
		...create,
		recordingSource: 'url',
		urlHeaders: { rows: [{ name: 'Authorization', value: 'Bearer fetch-secret-1' }] },
		callback: 'trigger',
		triggerUrl: 'http://127.0.0.1:9/webhook/x',
		options: {
			jobConfig: JSON.stringify({ fetch_data: { auth_headers: ['X-Own: own-secret-3'] } }),
			simplify: false,
		},
		additionalFields: {
			notifications: {
				rows: [
					{
						url: 'http://127.0.0.1:9/other',
						contents: ['jobinfo'],
						auth_headers: { rows: [{ name: 'X-Note', value: 'note-secret-2' }] },
					},
				],
			},
		},
	};

	it('are sent to Speechmatics and do not appear in any item', async () => {
		const url = stage.sandbox.recordingUrl('dialogue-en.mp3');
		const made = await stage.run({ ...parameters, url });
		expect(made.error).toBeUndefined();
		const [form] = await sentForms(stage.sandbox);
		expect(form?.config).toMatchObject({
			fetch_data: { auth_headers: ['X-Own: own-secret-3'] },
			notification_config: [
				{
					url: 'http://127.0.0.1:9/webhook/x',
					contents: [],
					auth_headers: [`X-Transcription-Webhook-Secret: ${SECRET}`],
				},
				{ url: 'http://127.0.0.1:9/other', contents: ['jobinfo'], auth_headers: ['X-Note: note-secret-2'] },
			],
		});
		const jobId = { mode: 'id', value: firstText(made, 'id') };
		for (const operation of [
			{ resource: 'job', operation: 'get', jobId },
			{ resource: 'job', operation: 'getMany', returnAll: true },
		]) {
			const run = await stage.run({ ...operation, simplify: false });
			expect(run.error).toBeUndefined();
			const shown = JSON.stringify(run.json(NODE));
			expect(shown).toContain('X-Note: ***');
			for (const secret of secrets) expect(shown).not.toContain(secret);
		}
	});
});

describe('parameters', () => {
	const seed: IDataObject = {
		language: 'en',
		speakers: 'voice',
		additionalFields: {
			domain: 'finance',
			output_locale: 'en-GB',
			operating_point: 'enhanced',
			additional_vocab: {
				rows: [
					{ content: 'gnocchi', sounds_like: 'nyohki, nokey' },
					{ content: 'CEO', sounds_like: 'C.E.O.' },
				],
			},
			punctuation_sensitivity: 0.4,
			permitted_marks: ['.', ',', '?'],
			enable_entities: true,
			remove_disfluencies: true,
			speaker_sensitivity: 0.6,
			notifications: {
				rows: [
					{
						url: 'https://collector.example.org/callback',
						contents: ['transcript.json-v2'],
						auth_headers: { rows: [{ name: 'X-Webhook-Secret', value: 'example-secret' }] },
						method: 'post',
					},
				],
			},
			title: 'Clinic call 20 Nov',
			reference: '/crm/calls/7781',
			tags: ['clinic', 'demo'],
			details: '{"customer": "ACME", "segment": 8}',
			max_line_length: 37,
			max_lines: 2,
			target_languages: ['de', 'fr'],
			summarization: true,
			content_type: 'conversational',
			summary_length: 'brief',
			summary_type: 'bullets',
			sentiment: true,
			topic_detection: true,
			topics: ['appointments', 'billing'],
			auto_chapters: true,
			audio_events: true,
			audio_event_types: ['music', 'laughter'],
		},
	};

	it('produce the whole config of the first API reference', async () => {
		await stage.run({
			...create,
			...seed,
			recordingSource: 'url',
			url: 'https://media.example.org/call.wav',
			urlHeaders: { rows: [{ name: 'Authorization', value: 'Bearer example-token' }] },
		});
		const expected = sample('job.create.config.seed_full.json');
		const [form] = await sentForms(stage.sandbox);
		// `post` is the vendor's default, so it is not sent.
		const [notification] = [expected.notification_config].flat();
		expect(form?.config).toEqual({
			...expected,
			notification_config: [{ ...Object(notification), method: undefined }],
		});
	});

	it('produce the config of newer servers', async () => {
		await stage.run(
			{
				...create,
				language: 'auto',
				speakers: 'voice',
				additionalFields: {
					model: 'enhanced',
					expected_languages: ['en', 'es'],
					low_confidence_action: 'use_default_language',
					default_language: 'en',
					prefer_current_speaker: true,
					speaker_sensitivity: 0.5,
					get_speakers: true,
					known_speakers: { rows: [{ label: 'Nadia', speaker_identifiers: 'EXAMPLE-IDENTIFIER-1' }] },
					volume_threshold: 3.4,
					remove_disfluencies: false,
					replacements: {
						rows: [
							{ from: 'harbor', to: 'Harbour' },
							{ from: '/(?i)\\bacme\\b/', to: 'ACME' },
						],
					},
				},
			},
			await recordings(1),
		);
		const [form] = await sentForms(stage.sandbox);
		expect(form?.config).toEqual(sample('job.create.config.newer_full.json'));
	});

	it('only produce the type and the language if nothing is set', async () => {
		await stage.run(create, await recordings(1));
		const [form] = await sentForms(stage.sandbox);
		expect(form?.config).toEqual(sample('job.create.config.minimal.json'));
	});

	it("that are switches request a feature with the vendor's defaults", async () => {
		await stage.run(
			{
				...create,
				additionalFields: {
					no_punctuation: true,
					max_delay_mode: 'fixed',
					summarization: true,
					topic_detection: true,
					audio_events: true,
					sentiment: false,
				},
			},
			await recordings(1),
		);
		const [form] = await sentForms(stage.sandbox);
		expect(form?.config).toEqual({
			type: 'transcription',
			transcription_config: {
				language: 'en',
				punctuation_overrides: { permitted_marks: [] },
				max_delay_mode: 'fixed',
			},
			summarization_config: {},
			topic_detection_config: {},
			audio_events_config: {},
		});
	});

	it('can be set as JSON, which overrides the fields', async () => {
		await stage.run(
			{
				...create,
				options: {
					jobConfig: { transcription_config: { language: 'de', new_member: 1 }, tracking: { title: 'B' } },
				},
				language: 'fr',
				additionalFields: { title: 'A', tags: ['x'] },
			},
			await recordings(1),
		);
		const [form] = await sentForms(stage.sandbox);
		expect(form?.config).toEqual({
			type: 'transcription',
			transcription_config: { language: 'de', new_member: 1 },
			tracking: { title: 'B', tags: ['x'] },
		});
	});

	it.each<[string, IDataObject, RegExp]>([
		[
			'two names of the same setting',
			{ additionalFields: { model: 'enhanced', operating_point: 'standard' } },
			/^"Additional Fields: Model" cannot be combined with "Operating Point"/,
		],
		[
			'several languages without Melia',
			{ language: 'multi' },
			/^"Language" can be "Multilingual" only with the model Melia 1/,
		],
		[
			'file and fetch_data',
			{ options: { jobConfig: '{"fetch_data": {"url": "https://example.com/a.mp3"}}' } },
			/^"Recording" is a file, but "Options: Job Config \(JSON\)" contains a URL/,
		],
		[
			'four notifications',
			{
				callback: 'url',
				callbackUrl: 'http://127.0.0.1:9/a',
				additionalFields: {
					notifications: {
						rows: [1, 2, 3].map((each) => ({ url: `http://127.0.0.1:9/${each}`, contents: [] })),
					},
				},
			},
			/^"Additional Fields: Notifications" has more than 3 entries/,
		],
		[
			'a header of two lines',
			{
				recordingSource: 'url',
				url: 'https://example.com/a.mp3',
				urlHeaders: { rows: [{ name: 'X-A', value: 'a\r\nX-B: b' }] },
			},
			/^"URL Headers" must have a valid name and a one-line value in each header/,
		],
		['invalid JSON', { options: { jobConfig: '{' } }, /^"Options: Job Config \(JSON\)" is not valid JSON/],
		['a number out of range', { additionalFields: { speaker_sensitivity: 2 } }, /must be at most 1/],
	])(
		'that exclude each other or are invalid are rejected before anything is sent: %s',
		async (_what, parameters, message) => {
			const run = await stage.run({ ...create, ...parameters }, await recordings(1));
			expect(run.error?.message).toMatch(message);
			expect(await stage.sandbox.requests({ vendor: 'speechmatics' })).toEqual([]);
		},
	);
});
