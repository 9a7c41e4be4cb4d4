import { z } from 'zod/v4';
import { toSrt } from '../../sandbox/speechmatics/transcript/srt';
import { toText } from '../../sandbox/speechmatics/transcript/text';
import { startSandbox, type SandboxHandle } from '../support/sandbox';
import { shapeDifferences, type ShapeOptions } from '../support/shape';
import {
	sample,
	sampleText,
	speechmaticsClient,
	transcription,
	type SpeechmaticsClient,
} from '../support/speechmatics';

const DIALOGUE = 'dialogue-en.mp3';
const ENHANCED = { operating_point: 'enhanced' };
const TRACKING = sample('job.create.config.seed_full.json').tracking;

let sandbox: SandboxHandle;
let api: SpeechmaticsClient;
beforeAll(async () => {
	sandbox = await startSandbox();
	api = speechmaticsClient(sandbox);
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0 });
	await sandbox.settings('speechmatics', { defaultWaitMs: 0 });
});

const resultsSchema = z.looseObject({ results: z.array(z.looseObject({ type: z.string() })) });

/** One result of each kind (its type and optional keys), because the elements of a list of results differ. */
function kinds(transcript: unknown): string[] {
	const { results } = resultsSchema.parse(transcript);
	const keys = (result: Record<string, unknown>): string =>
		`${String(result.type)}: ${Object.keys(result).join()} / ${JSON.stringify(
			Object.keys(z.array(z.record(z.string(), z.unknown())).parse(result.alternatives)[0] ?? {}),
		)}`;
	return [...new Set(results.map(keys))].sort();
}

/** A config is returned as it was sent, so only the rest is compared. */
function withoutConfig(value: unknown): unknown {
	return JSON.parse(JSON.stringify(value), (key, member: unknown) => (key === 'config' ? 'config' : member));
}

function withoutResults(transcript: Record<string, unknown>): Record<string, unknown> {
	return { ...transcript, results: null };
}

describe('json-v2 has the keys, the order and the types of the samples', () => {
	it.each<[string, Record<string, unknown>, ShapeOptions?]>([
		['basic', transcription({ tracking: TRACKING }, ENHANCED)],
		['speaker', transcription({}, { ...ENHANCED, diarization: 'speaker' })],
		[
			'channel',
			transcription(
				{},
				{ ...ENHANCED, diarization: 'channel', channel_diarization_labels: ['Agent', 'Caller'] },
			),
		],
		['chapters', transcription({ auto_chapters_config: {} }, ENHANCED)],
		['entities', transcription({}, { ...ENHANCED, enable_entities: true })],
		[
			'sentiment',
			transcription({ sentiment_analysis_config: {} }, { ...ENHANCED, diarization: 'speaker' }),
			{ nullable: [] },
		],
		[
			'summary',
			transcription(
				{
					summarization_config: {
						content_type: 'conversational',
						summary_length: 'brief',
						summary_type: 'bullets',
					},
				},
				ENHANCED,
			),
		],
		[
			'topics',
			transcription({ topic_detection_config: { topics: ['appointments', 'billing'] } }, ENHANCED),
			{ maps: ['topics.summary.overall'] },
		],
		['topics_default', transcription({ topic_detection_config: {} }, ENHANCED)],
		[
			'translation',
			transcription(
				{ translation_config: { target_languages: ['de'] } },
				{ ...ENHANCED, diarization: 'speaker' },
			),
		],
		[
			'audio_events',
			transcription({ audio_events_config: { types: ['music', 'laughter'] } }, ENHANCED),
			{ maps: ['audio_event_summary.overall'] },
		],
		['language_identification', transcription({}, { ...ENHANCED, language: 'auto' })],
		[
			'full',
			transcription(
				{
					tracking: TRACKING,
					translation_config: { target_languages: ['de'] },
					summarization_config: {},
					sentiment_analysis_config: {},
					topic_detection_config: { topics: ['appointments', 'billing'] },
					auto_chapters_config: {},
					audio_events_config: {},
				},
				{ ...ENHANCED, diarization: 'speaker' },
			),
			{ maps: ['audio_event_summary.overall'] },
		],
		[
			'speaker_identifiers',
			transcription(
				{},
				{ ...ENHANCED, diarization: 'speaker', speaker_diarization_config: { get_speakers: true } },
			),
		],
	])('%s', async (name, config, ...[options]) => {
		const expected = sample(`transcript.json-v2.${name}.200.json`);
		const actual = await api.transcribe({ config, data: DIALOGUE });
		expect(shapeDifferences(withoutResults(expected), withoutResults(actual), options)).toEqual([]);
		const untagged = kinds(actual).filter((kind) => !kind.includes('"tags"'));
		expect(untagged).toEqual(expect.arrayContaining(kinds(expected)));
	});

	it('an identified language, as in the specification', async () => {
		await sandbox.settings('speechmatics', { identification: 'spec' });
		const actual = await api.transcribe({
			config: transcription(
				{ language_identification_config: { expected_languages: ['en', 'es'] } },
				{ language: 'auto' },
			),
			data: DIALOGUE,
		});
		const expected = sample('transcript.json-v2.language_identification_spec_shape.200.json');
		expect(shapeDifferences(withoutResults(expected), withoutResults(actual))).toEqual([]);
	});

	it('a language that was identified with low confidence', async () => {
		await sandbox.settings('speechmatics', { identificationConfidence: 'low' });
		const actual = await api.transcribe({
			config: transcription(
				{ language_identification_config: { low_confidence_action: 'allow' } },
				{ language: 'auto' },
			),
			data: DIALOGUE,
		});
		const expected = sample('transcript.json-v2.language_identification_low_confidence.200.json');
		expect(shapeDifferences(withoutResults(expected), withoutResults(actual))).toEqual([]);
		expect(actual.metadata).toMatchObject({
			language_identification: z
				.looseObject({ language_identification: z.unknown() })
				.parse(expected.metadata).language_identification,
		});
	});

	it('tags fillers and swear words', async () => {
		const actual = await api.transcribe({
			config: transcription({}, { transcript_filtering_config: { remove_disfluencies: false } }),
			data: DIALOGUE,
		});
		expect(kinds(actual)).toEqual(expect.arrayContaining(kinds(sample('transcript.json-v2.tags.200.json'))));
		const without = await api.transcribe({
			config: transcription({}, { transcript_filtering_config: { remove_disfluencies: true } }),
			data: DIALOGUE,
		});
		expect(JSON.stringify(without)).not.toContain('disfluency');
	});

	it('several languages', async () => {
		const actual = await api.transcribe({
			config: transcription({}, { language: 'multi', model: 'melia-1' }),
			data: DIALOGUE,
		});
		const expected = sample('transcript.json-v2.melia_multilingual.200.json');
		expect(
			shapeDifferences(withoutResults(expected), withoutResults(actual), {
				maps: [
					'metadata.language_pack_info.per_language_word_delimiters',
					'metadata.language_pack_info.per_language_writing_direction',
				],
			}),
		).toEqual([]);
		expect(kinds(actual)).toEqual(expect.arrayContaining(kinds(expected)));
	});

	it('reports a failed feature as an error in the metadata of a completed job', async () => {
		for (const [file, member] of [
			['transcript.json-v2.summary_error.200.json', { summarization_config: {} }],
			['transcript.json-v2.translation_error.200.json', { translation_config: { target_languages: ['de'] } }],
		] as const) {
			const actual = await api.transcribe({
				config: transcription(member, { language: 'sw' }),
				data: DIALOGUE,
			});
			const expected = sample(file);
			expect(shapeDifferences(withoutResults(expected), withoutResults(actual))).toEqual([]);
			const errors = z.looseObject({
				summarization_errors: z.unknown().optional(),
				translation_errors: z.unknown().optional(),
			});
			expect(errors.parse(actual.metadata)).toMatchObject({
				...(file.includes('summary')
					? { summarization_errors: errors.parse(expected.metadata).summarization_errors }
					: { translation_errors: errors.parse(expected.metadata).translation_errors }),
			});
		}
	});

	it.each([
		['translation', { translation_config: { target_languages: ['de', 'fr'] } }, 2],
		['summarization', { summarization_config: {} }, 1],
		['sentiment_analysis', { sentiment_analysis_config: {} }, 1],
		['topic_detection', { topic_detection_config: {} }, 1],
		['auto_chapters', { auto_chapters_config: {} }, 1],
	])('%s can fail on request', async (feature, member, count) => {
		await sandbox.settings('speechmatics', { failedFeatures: [feature] });
		const actual = await api.transcribe({ config: transcription(member), data: DIALOGUE });
		const lists = z.record(z.string(), z.unknown()).parse(actual.metadata);
		const list = z
			.array(z.object({ type: z.string(), message: z.string() }))
			.parse(lists[`${feature}_errors`]);
		expect(list.map((error) => error.type)).toEqual(Array<string>(count).fill(`${feature}_failed`));
		expect(Object.keys(actual).sort()).toEqual(['format', 'job', 'metadata', 'results']);
	});

	it('returns at most as many topics as the vendor supports', async () => {
		const topics = Array.from({ length: 11 }, (_, i) => `topic ${i}`);
		const { metadata } = await api.transcribe({
			config: transcription({ topic_detection_config: { topics } }),
			data: DIALOGUE,
		});
		expect(metadata).toMatchObject({ topic_detection_errors: [{ type: 'unsupported_list_of_topics' }] });
	});
});

describe('text forms of the transcript', () => {
	const results = (name: string) =>
		z
			.object({
				results: z.array(
					z.object({
						alternatives: z.array(
							z.object({
								confidence: z.number(),
								content: z.string(),
								language: z.string(),
								speaker: z.string(),
							}),
						),
						attaches_to: z.literal('previous').default('previous'),
						start_time: z.number(),
						end_time: z.number(),
						is_eos: z.boolean().default(false),
						type: z.enum(['word', 'punctuation']),
					}),
				),
			})
			.parse(sample(`transcript.json-v2.${name}.200.json`))
			.results.map(({ attaches_to, ...result }) => ({
				...result,
				...(result.type === 'punctuation' ? { attaches_to } : {}),
			}));

	it('are those of the samples', () => {
		expect(toText(results('basic'))).toBe(sampleText('transcript.none.200.txt').trimEnd());
		expect(toText(results('speaker'))).toBe(sampleText('transcript.speaker.200.txt').trimEnd());
		expect(toSrt(results('basic'))).toBe(sampleText('transcript.default_37x2.200.srt'));
		expect(toSrt(results('basic'), { max_line_length: 25, max_lines: 1 })).toBe(
			sampleText('transcript.overrides_25x1.200.srt'),
		);
	});

	it('are plain text, with the overrides of the config', async () => {
		const id = await api.create({
			config: transcription({ output_config: { srt_overrides: { max_line_length: 20, max_lines: 1 } } }),
			data: DIALOGUE,
		});
		await api.details(id);
		const srt = await api.get(`/v2/jobs/${id}/transcript?format=srt`);
		expect(srt.contentType).toMatch(/^text\/plain/);
		const lines = srt.text.split('\n').filter((line) => line !== '' && !/^\d+$|-->/.test(line));
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20);
		const txt = await api.get(`/v2/jobs/${id}/transcript?format=txt`);
		expect(txt.contentType).toMatch(/^text\/plain/);
		expect(lines.join(' ')).toBe(txt.text);
	});

	it('have no spaces in Japanese and Mandarin', async () => {
		for (const language of ['ja', 'cmn']) {
			const id = await api.create({ config: transcription({}, { language }), data: wav(12) });
			await api.details(id);
			const { text } = await api.get(`/v2/jobs/${id}/transcript?format=txt`);
			expect(text).toMatch(/^[^\s]+$/);
			const json = await api.get(`/v2/jobs/${id}/transcript`);
			expect(json.json).toMatchObject({ metadata: { language_pack_info: { word_delimiter: '' } } });
		}
	});
});

describe('jobs', () => {
	it('running, done, deleted and expired', async () => {
		await sandbox.speed({ processingMs: 60_000 });
		const id = await api.create({ config: sample('job.create.config.minimal.json'), data: DIALOGUE });
		const check = async (file: string): Promise<void> => {
			const { json } = await api.get(`/v2/jobs/${id}`);
			expect([file, shapeDifferences(sample(file), json)]).toEqual([file, []]);
			expect(json).toMatchObject({
				job: { status: z.looseObject({ status: z.string() }).parse(sample(file).job).status },
			});
		};
		await check('job.get.running.200.json');
		expect(await api.get(`/v2/jobs/${id}/transcript`)).toMatchObject({
			status: 404,
			json: sample('error.404.transcription_not_ready.json'),
		});
		expect(await api.call('DELETE', `/v2/jobs/${id}`)).toMatchObject({
			status: 423,
			json: sample('error.423.locked.json'),
		});
		await sandbox.finish();
		await sandbox.settings('speechmatics', { expired: [id] });
		await check('job.get.expired.200.json');
		expect(await api.get(`/v2/jobs/${id}/transcript`)).toMatchObject({
			status: 410,
			json: sample('error.410.file_expired.json'),
		});
		await sandbox.settings('speechmatics', { expiredJob: '410' });
		expect(await api.get(`/v2/jobs/${id}`)).toMatchObject({
			status: 410,
			json: sample('error.410.job_expired.json'),
		});
		await sandbox.settings('speechmatics', { expired: [], daysLater: 8, expiredJob: '404' });
		expect(await api.get(`/v2/jobs/${id}`)).toMatchObject({
			status: 404,
			json: sample('error.404.job_not_found.json'),
		});
		await sandbox.settings('speechmatics', { daysLater: 0 });
		const deleted = await api.call('DELETE', `/v2/jobs/${id}?force=false`);
		expect(shapeDifferences(sample('job.delete.200.json'), deleted.json)).toEqual([]);
		await check('job.get.deleted.200.json');
		expect((await api.get(`/v2/jobs/${id}/data`)).status).toBe(410);
	});

	it('a running job is deleted by force, and sends no notification afterwards', async () => {
		await sandbox.speed({ processingMs: 60_000 });
		const id = await api.create({
			config: transcription({ notification_config: [{ url: 'http://127.0.0.1:1/hook' }] }),
			data: DIALOGUE,
		});
		const held = api.details(id, '?wait=30');
		expect((await api.call('DELETE', `/v2/jobs/${id}?force=true`)).json).toMatchObject({
			job: { status: 'deleted' },
		});
		expect((await held).status).toBe('deleted');
		await sandbox.finish();
		expect(await sandbox.callbacks()).toEqual([]);
	});

	it('fetches a URL, and has no duration before that', async () => {
		await sandbox.faults({ kind: 'delay', ms: 400, match: { vendor: 'speechmatics', path: '^/slow' } });
		const id = await api.create({
			config: transcription({ fetch_data: { url: `${sandbox.vendorUrl('speechmatics')}/slow` } }),
		});
		const running = await api.get(`/v2/jobs/${id}?wait=0`);
		expect(
			shapeDifferences(
				withoutConfig(sample('job.get.running_fetch_no_duration.200.json')),
				withoutConfig(running.json),
			),
		).toEqual([]);

		const done = await api.create({
			config: transcription({
				fetch_data: {
					url: sandbox.recordingUrl('dialogue-en.wav'),
					auth_headers: ['Authorization: Bearer example-token', 'X-Other:  two: colons '],
				},
			}),
		});
		expect(await api.details(done)).toMatchObject({ status: 'done', data_name: '', duration: 27 });
	});

	it('sends the configured headers when it fetches', async () => {
		// Every path of the sandbox's own API logs the requests that it receives.
		const id = await api.create({
			config: transcription({
				fetch_data: {
					url: `${sandbox.vendorUrl('speechmatics')}/media.wav`,
					auth_headers: ['X-Token: a: b'],
				},
			}),
		});
		const { status, errors } = await api.details(id);
		expect(status).toBe('rejected');
		expect(errors?.map((error) => error.message)).toEqual(
			Array(4).fill('unable to fetch audio: http status code 404'),
		);
		const asked = await sandbox.requests({ path: '^/media.wav' });
		expect(asked).toHaveLength(4);
		expect(asked[0]?.headers).toMatchObject({ 'x-token': 'a: b', 'user-agent': 'Speechmatics-API/2.0' });
		const { json } = await api.get(`/v2/jobs/${id}`);
		expect(
			shapeDifferences(withoutConfig(sample('job.get.rejected_fetch.200.json')), withoutConfig(json)),
		).toEqual([]);
	});

	it('continues if a later attempt to fetch succeeds', async () => {
		const url = `${sandbox.vendorUrl('speechmatics')}/flaky`;
		await sandbox.faults(
			{ kind: 'status', status: 503, match: { path: '^/flaky' } },
			{
				kind: 'status',
				status: 302,
				headers: { location: sandbox.recordingUrl(DIALOGUE) },
				match: { path: '^/flaky' },
			},
		);
		const job = await api.details(await api.create({ config: transcription({ fetch_data: { url } }) }));
		expect(job.status).toBe('done');
		expect(job.errors?.map((error) => error.message)).toEqual([
			'unable to fetch audio: http status code 503',
		]);
	});

	it.each<[string, Record<string, unknown>, Record<string, unknown>, string, string]>([
		[
			'a language nobody expected',
			{},
			{ language_identification_config: { expected_languages: ['es', 'de'] } },
			DIALOGUE,
			"The identified language 'en' is not one of the expected languages",
		],
		[
			'a language that cannot be transcribed',
			{},
			{},
			'order-af.ogg',
			"The identified language 'af' is not supported for transcription",
		],
		[
			'an uncertain language',
			{ identificationConfidence: 'low' },
			{},
			DIALOGUE,
			'Language identification could not identify any language with sufficient confidence',
		],
		['a failure', { identificationConfidence: 'failed' }, {}, DIALOGUE, 'Language identification failed'],
	])('rejects %s', async (_name, settings, members, data, message) => {
		await sandbox.settings('speechmatics', settings);
		const id = await api.create({ config: transcription(members, { language: 'auto' }), data });
		await api.details(id);
		const { json } = await api.get(`/v2/jobs/${id}`);
		expect(
			shapeDifferences(withoutConfig(sample('job.get.rejected_language.200.json')), withoutConfig(json)),
		).toEqual([]);
		expect(json).toMatchObject({ job: { status: 'rejected', errors: [{ message }] } });
	});

	it('rejects silence if the language is to be identified', async () => {
		const id = await api.create({ config: transcription({}, { language: 'auto' }), data: wav(0.05) });
		expect(await api.details(id)).toMatchObject({
			status: 'rejected',
			errors: [{ message: 'No speech found for language identification' }],
		});
	});

	it('rejects files that are not media, and a file together with a URL', async () => {
		const page = await api.create({ config: transcription(), data: Buffer.from('<html>no</html>') });
		expect(await api.details(page)).toMatchObject({ status: 'rejected', duration: 0 });
		const both = await api.create({
			config: transcription({ fetch_data: { url: sandbox.recordingUrl(DIALOGUE) } }),
			data: DIALOGUE,
		});
		expect((await api.details(both)).status).toBe('rejected');
	});

	it('waits for the end in a create, with the transcript in the response', async () => {
		const config = transcription();
		const forms = [
			['json-v2', 'job.create.wait.done_json.201.json'],
			['txt', 'job.create.wait.done_txt.201.json'],
			['srt', 'job.create.wait.done_srt.201.json'],
		] as const;
		for (const [format, file] of forms) {
			const { status, json } = await api.submit({
				config: transcription({}, { model: 'enhanced' }),
				data: DIALOGUE,
				query: `?wait=10&format=${format}`,
			});
			expect([status, shapeDifferences(sample(file), json, { maps: ['json-v2.results.*'] })]).toEqual([
				201,
				expect.not.arrayContaining([expect.stringMatching(/^(id|status|json-v2|txt|srt)(:|\.[a-qs-z])/)]),
			]);
		}
		const rejected = await api.submit({ config, data: Buffer.from('no audio'), query: '?wait=10' });
		expect(shapeDifferences(sample('job.create.wait.rejected.201.json'), rejected.json)).toEqual([]);
		expect(rejected.json).toMatchObject({ status: 'rejected' });
		await sandbox.speed({ processingMs: 60_000 });
		const created = await api.submit({ config, data: DIALOGUE, query: '?wait=1' });
		expect(created).toMatchObject({ status: 201, json: { status: 'created' } });
		await sandbox.settings('speechmatics', { longPoll: false });
		const old = await api.submit({ config, data: DIALOGUE, query: '?wait=30' });
		expect(shapeDifferences(sample('job.create.201.json'), old.json)).toEqual([]);
	});

	it('holds a GET until the job has ended', async () => {
		await sandbox.speed({ processingMs: 60_000 });
		const id = await api.create({ config: transcription(), data: DIALOGUE });
		const held = [api.details(id, '?wait=30'), api.get(`/v2/jobs/${id}/transcript?wait=30`)] as const;
		expect((await api.details(id, '?wait=0')).status).toBe('running');
		await sandbox.finish();
		expect((await held[0]).status).toBe('done');
		expect((await held[1]).status).toBe(200);
	});

	it.each(['minimal', 'channel', 'newer_full', 'seed_full'])('accepts the sample config %s', async (name) => {
		const config = {
			...sample(`job.create.config.${name}.json`),
			fetch_data: null,
			notification_config: null,
		};
		const id = await api.create({ config, data: DIALOGUE });
		expect((await api.details(id)).status).toBe('done');
		const { json } = await api.get(`/v2/jobs/${id}`);
		expect(json).toMatchObject({ job: { config } });
	});
});

describe('the list', () => {
	it('is paged by created_before, newest first, without deleted jobs', async () => {
		const ids: string[] = [];
		for (let i = 0; i < 7; i++) {
			ids.unshift(await api.create({ config: transcription(), data: 'order-id.mp3' }));
			await new Promise((resolve) => setTimeout(resolve, 3));
		}
		const pageSchema = z.object({
			jobs: z.array(z.looseObject({ id: z.string(), created_at: z.string(), status: z.string() })),
		});
		const seen: string[] = [];
		let before = '';
		for (const file of ['page1_limit3', 'page2_limit3', 'page3_last_limit3']) {
			const { json } = await api.get(`/v2/jobs?limit=3${before}`);
			expect(
				shapeDifferences(withoutConfig(sample(`jobs.list.${file}.200.json`)), withoutConfig(json)),
				// The second page starts with a rejected job.
			).toEqual(file === 'page2_limit3' ? ['jobs.*.errors: missing'] : []);
			const { jobs } = pageSchema.parse(json);
			seen.push(...jobs.map((job) => job.id));
			// Up to nanoseconds, truncated to milliseconds.
			before = `&created_before=${(jobs.at(-1)?.created_at ?? '').replace('Z', '000000Z')}`;
		}
		expect(seen).toEqual(ids);
		expect((await api.get(`/v2/jobs?limit=3${before}`)).json).toEqual(sample('jobs.list.empty.200.json'));

		const [first = '', second = ''] = ids;
		await api.call('DELETE', `/v2/jobs/${first}`);
		await sandbox.settings('speechmatics', { expired: [second] });
		const visible = pageSchema.parse((await api.get('/v2/jobs/')).json).jobs;
		expect(visible.map((job) => job.id)).toEqual(ids.slice(2));
		const all = pageSchema.parse((await api.get('/v2/jobs?include_deleted=true')).json).jobs;
		expect(all.map((job) => job.status).slice(0, 3)).toEqual(['deleted', 'expired', 'done']);
		await sandbox.settings('speechmatics', { defaultLimit: 2 });
		expect(pageSchema.parse((await api.get('/v2/jobs')).json).jobs).toHaveLength(2);
		expect((await speechmaticsClient(sandbox, 'account-two').get('/v2/jobs')).json).toEqual({ jobs: [] });
	});

	it.each([
		['limit=many', 'limit in query must be of type int64'],
		['limit=0', 'limit in query should be greater than or equal to 1'],
		['limit=101', 'limit in query should be less than or equal to 100'],
		['created_before=yesterday', 'created_before in query must be of type date-time: "yesterday"'],
		['include_deleted=perhaps', 'include_deleted in query must be of type bool'],
	])('rejects ?%s with 422', async (query, error) => {
		const answer = await api.get(`/v2/jobs?${query}`);
		expect([answer.status, answer.json]).toEqual([422, { code: 422, error }]);
		if (query === 'limit=many') expect(answer.json).toEqual(sample('error.422.limit.json'));
	});
});

describe('errors have the status and the body of the samples', () => {
	it.each<[string, number, unknown, string | undefined]>([
		['error.400.config_invalid.json', 400, '{"type":', DIALOGUE],
		['error.400.config_invalid.json', 400, undefined, DIALOGUE],
		['error.400.missing_data_file.json', 400, transcription(), undefined],
		[
			'error.400.unsupported_lid_language.json',
			400,
			transcription(
				{ language_identification_config: { expected_languages: ['en', 'zz'] } },
				{ language: 'auto' },
			),
			DIALOGUE,
		],
	])('%s', async (file, status, config, data) => {
		const answer = await api.submit({ config, ...(data === undefined ? {} : { data }) });
		expect([answer.status, answer.json]).toEqual([status, sample(file)]);
	});

	it.each<[string, Record<string, unknown>]>([
		['an unknown member', transcription({ transcripton_config: {} })],
		['an unknown member further in', transcription({}, { diarisation: 'speaker' })],
		['an unknown type', { type: 'translation' }],
		['a transcription without its config', { type: 'transcription' }],
		['an alignment without its config', { type: 'alignment' }],
		['an unknown language', transcription({}, { language: 'xx' })],
		['a locale of another language', transcription({}, { language: 'de', output_locale: 'en-GB' })],
		['a locale with auto', transcription({}, { language: 'auto', output_locale: 'en-GB' })],
		['a domain of another language', transcription({}, { language: 'pl', domain: 'medical' })],
		[
			'a label that looks like S1',
			transcription(
				{},
				{ speaker_diarization_config: { speakers: [{ label: 'S1', speaker_identifiers: ['a'] }] } },
			),
		],
		[
			'51 identifiers',
			transcription(
				{},
				{
					speaker_diarization_config: {
						speakers: [{ label: 'N', speaker_identifiers: Array(51).fill('a') }],
					},
				},
			),
		],
		['a channel label with a blank', transcription({}, { channel_diarization_labels: ['The agent'] })],
		['a mark of two characters', transcription({}, { punctuation_overrides: { permitted_marks: ['..'] } })],
		['a sensitivity above 1', transcription({}, { punctuation_overrides: { sensitivity: 1.5 } })],
		['a volume above 100', transcription({}, { audio_filtering_config: { volume_threshold: 101 } })],
		[
			'a broken replacement',
			transcription({}, { transcript_filtering_config: { replacements: [{ from: '/(/', to: '' }] } }),
		],
		[
			'six target languages',
			transcription({ translation_config: { target_languages: ['de', 'fr', 'es', 'it', 'nl', 'pl'] } }),
		],
		[
			'four notifications',
			transcription({ notification_config: Array(4).fill({ url: 'http://a.example' }) }),
		],
		[
			'an unknown content',
			transcription({ notification_config: [{ url: 'http://a.example', contents: ['audio'] }] }),
		],
		[
			'a header without a colon',
			transcription({ notification_config: [{ url: 'http://a.example', auth_headers: ['secret'] }] }),
		],
		['a URL that is none', transcription({ fetch_data: { url: 'call.wav' } })],
		['an unknown audio event', transcription({ audio_events_config: { types: ['speech'] } })],
		['a member in an empty config', transcription({ sentiment_analysis_config: { on: true } })],
		['identification without auto', transcription({ language_identification_config: {} })],
		[
			'a default without a language',
			transcription(
				{ language_identification_config: { low_confidence_action: 'use_default_language' } },
				{ language: 'auto' },
			),
		],
		['melia-1 with one language', transcription({}, { model: 'melia-1' })],
		['multi with another model', transcription({}, { language: 'multi' })],
		[
			'melia-1 with entities',
			transcription({}, { language: 'multi', model: 'melia-1', enable_entities: true }),
		],
		['a speaker change that is gone', transcription({}, { diarization: 'speaker_change' })],
		['a line of no characters', transcription({ output_config: { srt_overrides: { max_line_length: 0 } } })],
	])('rejects %s', async (_name, config) => {
		const answer = await api.submit({ config, data: 'order-id.mp3' });
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({
			code: 400,
			error: 'Job rejected',
			detail: expect.stringMatching(/^Job config JSON is invalid\. Error: /),
		});
	});

	it('a rejected key', async () => {
		const nobody = speechmaticsClient(sandbox, '');
		const page = await nobody.get('/v2/jobs');
		expect([page.status, page.contentType, page.text]).toEqual([
			401,
			'text/html',
			sampleText('error.401.nginx.html.txt'),
		]);
		expect((await speechmaticsClient(sandbox, 'bad-key').get('/v2/usage')).status).toBe(401);
		expect((await nobody.call('PUT', '/v2/jobs')).text).toBe(page.text);
		await sandbox.settings('speechmatics', { unauthorized: 'permission-denied' });
		expect((await nobody.get('/v2/jobs')).json).toEqual(sample('error.401.permission_denied.json'));
		await sandbox.settings('speechmatics', { unauthorized: 'unauthorized' });
		expect((await nobody.get('/v2/jobs')).json).toEqual(sample('error.401.future_json.json'));
	});

	it('an unknown path returns JSON as text/html, before the key is checked', async () => {
		for (const path of ['/v1/jobs', '/v2', '/v2/jobs/a/b', '/v2/job']) {
			const answer = await speechmaticsClient(sandbox, '').get(path);
			expect([path, answer.status, answer.contentType, answer.json]).toEqual([
				path,
				404,
				'text/html',
				sample('error.404.path_not_found.json'),
			]);
		}
		expect((await api.get('/')).contentType).toBe('text/html');
	});

	it('unknown jobs, wrong types, early access, rejections', async () => {
		for (const path of ['', '/transcript', '/alignment', '/data', '/text', '/log', '/object-urls']) {
			expect(await api.get(`/v2/jobs/nothing00a${path}`)).toMatchObject({
				status: 404,
				json: sample('error.404.job_not_found.json'),
			});
		}
		const id = await api.create({ config: transcription(), data: DIALOGUE });
		expect((await speechmaticsClient(sandbox, 'account-two').get(`/v2/jobs/${id}`)).status).toBe(404);
		expect((await api.get(`/v2/jobs/${id}/alignment`)).json).toEqual({
			code: 404,
			error: 'Job is not of type alignment',
		});
		const tagged = { headers: { 'X-SM-EAR-Tag': 'beta' } };
		expect(await api.call('GET', '/v2/jobs', tagged)).toMatchObject({
			status: 410,
			json: sample('error.410.ear_not_available.json'),
		});
		await sandbox.settings('speechmatics', { earTags: ['beta'] });
		expect((await api.call('GET', '/v2/jobs', tagged)).status).toBe(200);

		const refusals = [
			[{ refusal: 'license' }, 403, 'error.403.license.json'],
			[{ refusal: 'entitlement' }, 403, 'error.403.entitlement.json'],
			[{ refusal: 'none', concurrentJobs: 0 }, 429, 'error.429.concurrent_jobs.json'],
		] as const;
		for (const [settings, status, file] of refusals) {
			await sandbox.settings('speechmatics', settings);
			const answer = await api.submit({ config: transcription(), data: DIALOGUE });
			expect([answer.status, answer.json]).toEqual([status, sample(file)]);
		}
		await sandbox.settings('speechmatics', { maxUploadBytes: 1000 });
		const large = await api.submit({ config: transcription(), data: DIALOGUE });
		expect([large.status, large.contentType]).toEqual([413, 'text/html']);
	});
});

describe('alignment', () => {
	const TEXT = [
		'<!-- call 7781 -->',
		'Good morning, <b>Karoo</b> Dental,  this is Nadia speaking.\t',
		'',
		'Hello, my name is Brian Adams.',
		'Something nobody said.',
		'Thank you very much!',
		'',
	].join('\r\n');
	const ALIGNMENT = sample('job.create.config.alignment.json');

	it('returns the text with times, in both styles, otherwise unchanged', async () => {
		const id = await api.create({ config: ALIGNMENT, data: DIALOGUE, text: TEXT });
		await api.details(id);
		const { json } = await api.get(`/v2/jobs/${id}`);
		expect(shapeDifferences(sample('job.get.alignment_done.200.json'), json)).toEqual([]);
		const words = await api.get(`/v2/jobs/${id}/alignment`);
		expect(words.contentType).toMatch(/^text\/plain/);
		expect(words.text.replace(/<time=\d+\.\d\d>/g, '')).toBe(TEXT);
		expect(words.text).toContain('<b><time=0.91>Karoo<time=1.13></b>');
		expect(words.text).not.toContain('<!-- <time');
		const times = [...words.text.matchAll(/<time=([\d.]+)>/g)].map((match) => Number(match[1]));
		expect(times).toEqual([...times].sort((a, b) => a - b));

		const lines = await api.get(`/v2/jobs/${id}/alignment?tags=one_per_line`);
		expect(lines.text.replace(/^\[\d\d:\d\d:\d\d\.\d\] {4}/gm, '')).toBe(TEXT);
		expect(lines.text).toContain('[00:00:00.3]    Good morning');
		await sandbox.settings('speechmatics', { onePerLineSpaces: 1 });
		expect((await api.get(`/v2/jobs/${id}/alignment?tags=one_per_line`)).text).toContain(
			'[00:00:03.2] Hello, my',
		);
		expect((await api.get(`/v2/jobs/${id}/alignment?tags=two_per_line`)).status).toBe(422);
		expect((await api.get(`/v2/jobs/${id}/text`)).text).toBe(TEXT);
		expect((await api.get(`/v2/jobs/${id}/transcript`)).json).toEqual({
			code: 404,
			error: 'Job is not of type transcription',
		});
	});

	it('has the form of the samples', async () => {
		const text = sampleText('alignment.word_start_and_end.200.txt').replace(/<time=[\d.]+>/g, '');
		const id = await api.create({ config: ALIGNMENT, data: DIALOGUE, text });
		await api.details(id);
		const blank = (tagged: string): string => tagged.replace(/\d/g, '0').replace(/=0+\./g, '=0.');
		expect(blank((await api.get(`/v2/jobs/${id}/alignment`)).text)).toBe(
			blank(sampleText('alignment.word_start_and_end.200.txt')),
		);
		expect(blank((await api.get(`/v2/jobs/${id}/alignment?tags=one_per_line`)).text)).toBe(
			blank(sampleText('alignment.one_per_line.200.txt')),
		);
	});

	it('requires a text from exactly one source, with words', async () => {
		const missing = await api.submit({ config: ALIGNMENT, data: DIALOGUE });
		expect([missing.status, missing.json]).toEqual([400, { code: 400, error: 'Missing text_file' }]);
		const rejected = async (submission: Parameters<SpeechmaticsClient['create']>[0]): Promise<string> =>
			(await api.details(await api.create(submission))).status;
		expect(await rejected({ config: ALIGNMENT, data: DIALOGUE, text: ' \n' })).toBe('rejected');
		const fetchText = {
			...ALIGNMENT,
			fetch_text: { url: `${sandbox.vendorUrl('speechmatics')}/v2/nothing` },
		};
		expect(await rejected({ config: fetchText, data: DIALOGUE, text: 'Good morning' })).toBe('rejected');
		expect(await rejected({ config: fetchText, data: DIALOGUE })).toBe('rejected');
		// The root of the API is a public page.
		const page = { ...ALIGNMENT, fetch_text: { url: sandbox.vendorUrl('speechmatics') } };
		expect(await rejected({ config: page, data: DIALOGUE })).toBe('done');
	});
});

describe('files, log, links, usage, features, keys', () => {
	it('returns the media, the log and signed links', async () => {
		const id = await api.create({ config: transcription(), data: DIALOGUE });
		await api.details(id);
		expect((await api.get(`/v2/jobs/${id}/data`)).contentType).toBe('application/octet-stream');
		expect((await api.get(`/v2/jobs/${id}/log`)).text).toContain(`job ${id} done`);
		const { json } = await api.get(`/v2/jobs/${id}/object-urls?ttl=60`);
		const links = z.object({ data: z.url(), audio_mp3: z.url(), transcript: z.url() }).parse(json);
		const fetched = await fetch(links.transcript);
		expect(await fetched.json()).toMatchObject({ job: { id } });
		expect((await fetch(links.data)).status).toBe(200);
		expect((await fetch(links.data.replace(/sig=.{4}/, 'sig=0000'))).status).toBe(403);
		const one = await api.get(`/v2/jobs/${id}/object-urls?url_for=data`);
		expect(Object.keys(z.record(z.string(), z.string()).parse(one.json))).toEqual(['data']);
		await sandbox.settings('speechmatics', { log: 'missing' });
		expect(await api.get(`/v2/jobs/${id}/log`)).toMatchObject({
			status: 404,
			json: sample('error.404.log_not_available.json'),
		});
		await sandbox.settings('speechmatics', { log: 'not-implemented' });
		expect(await api.get(`/v2/jobs/${id}/log`)).toMatchObject({
			status: 501,
			json: sample('error.501.not_implemented.json'),
		});
	});

	it('counts finished jobs from the next day on', async () => {
		expect(shapeDifferences(sample('usage.empty.200.json'), (await api.get('/v2/usage')).json)).toEqual([]);
		const deleted = await api.create({ config: transcription(), data: DIALOGUE });
		await api.details(deleted);
		await api.call('DELETE', `/v2/jobs/${deleted}`);
		await api.details(
			await api.create({ config: transcription({}, { language: 'de', ...ENHANCED }), data: DIALOGUE }),
		);
		await api.details(
			await api.create({
				config: sample('job.create.config.alignment.json'),
				data: DIALOGUE,
				text: 'Good morning',
			}),
		);
		await api.details(await api.create({ config: transcription(), data: Buffer.from('no media') }));
		expect((await api.get('/v2/usage')).json).toMatchObject({ summary: [], details: [] });
		await sandbox.settings('speechmatics', { daysLater: 1 });
		const usage = (await api.get('/v2/usage')).json;
		expect(
			shapeDifferences(
				{ ...sample('usage.200.json'), details: null },
				{ ...z.looseObject({}).parse(usage), details: null },
			),
		).toEqual([]);
		expect(usage).toMatchObject({
			summary: [
				{ mode: 'batch', type: 'transcription', count: 2 },
				{ mode: 'batch', type: 'alignment', count: 1 },
			],
			details: [
				{ language: 'en', operating_point: 'standard', count: 1 },
				{ language: 'de', operating_point: 'enhanced', count: 1 },
				{ type: 'alignment', language: 'en', count: 1 },
			],
		});
		const lastMonth = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10);
		const query = `since=${lastMonth}&until=${lastMonth}`;
		expect((await api.get(`/v2/usage?${query}`)).json).toMatchObject({ summary: [] });
		await sandbox.settings('speechmatics', { usageDaysEarlier: 31 });
		expect((await api.get(`/v2/usage?${query}`)).json).toMatchObject({ summary: [{ count: 2 }, {}] });
		await sandbox.settings('speechmatics', { usageKey: 'model' });
		expect((await api.get('/v2/usage')).json).toMatchObject({ details: [{ model: 'standard' }, {}, {}] });
		expect((await api.get('/v2/usage?since=2020-01-01&until=2020-01-31')).json).toMatchObject({
			since: '2020-01-01T00:00:00Z',
			until: '2020-01-31T23:59:59Z',
			summary: [],
		});
		expect((await api.get('/v2/usage?since=monday')).status).toBe(422);
	});

	it('lists features without a key, and issues keys that only see their own jobs', async () => {
		const features = await speechmaticsClient(sandbox, '').get('/v1/discovery/features');
		expect(features.status).toBe(200);
		const batch = z.object({
			batch: z.object({ transcription: z.array(z.object({ languages: z.array(z.string()) })) }),
		});
		expect(batch.parse(features.json).batch.transcription[0]?.languages).toHaveLength(61);
		const lent = await fetch(`${sandbox.url}/speechmatics-mp/v1/api_keys?type=batch`, {
			method: 'POST',
			headers: { authorization: 'Bearer account-one', 'content-type': 'application/json' },
			body: JSON.stringify({ ttl: 60, client_ref: 'customer-1' }),
		});
		expect(lent.status).toBe(201);
		const key: unknown = await lent.json();
		expect(shapeDifferences(sample('temporary_key.201.json'), key)).toEqual([]);
		const { key_value } = z.object({ key_value: z.string() }).parse(key);
		const client = speechmaticsClient(sandbox, key_value);
		const others = await api.create({ config: transcription(), data: DIALOGUE });
		const own = await client.create({ config: transcription(), data: DIALOGUE });
		expect((await client.get(`/v2/jobs/${others}`)).status).toBe(404);
		expect((await api.get(`/v2/jobs/${own}`)).status).toBe(200);
		expect((await client.get('/v2/usage')).status).toBe(403);
	});
});

/** A silent WAV file, 16 kHz mono. */
function wav(seconds: number): Buffer {
	const samples = Math.round(seconds * 16_000);
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
