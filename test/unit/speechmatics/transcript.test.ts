import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { transcriptSchema as modelSchema, type Transcript } from '../../../nodes/shared/transcript/model';
import { transcriptSchema } from '../../../nodes/Speechmatics/api/schemas';
import { toTranscript } from '../../../nodes/Speechmatics/response/transcript';
import { sample, sampleText } from '../../support/speechmatics';

const SAMPLES = readdirSync(join(__dirname, '..', '..', 'fixtures', 'speechmatics'))
	.filter((name) => name.startsWith('transcript.json-v2.'))
	.sort();

async function read(value: unknown): Promise<Transcript> {
	return await toTranscript(transcriptSchema.parse(value));
}

const fromSample = async (kind: string) => await read(sample(`transcript.json-v2.${kind}.200.json`));

/** A transcript with these results, in the form of the vendor's response. */
async function fromResults(results: unknown[], metadata: object = {}, more: object = {}) {
	return await read({
		format: '2.9',
		job: { created_at: '2026-11-20T09:30:00.113Z', data_name: 'a.wav', duration: 5, id: 'r6sr3jlzjj' },
		metadata: {
			created_at: '2026-11-20T09:30:11Z',
			type: 'transcription',
			transcription_config: { language: 'en' },
			language_pack_info: { word_delimiter: ' ' },
			...metadata,
		},
		results,
		...more,
	});
}

let clock = 0;
beforeEach(() => {
	clock = 0;
});

/** One result after the other, half a second each. */
function word(content: string, more: object = {}, alternative: object = {}): object {
	clock += 0.5;
	return {
		type: 'word',
		start_time: clock - 0.5,
		end_time: clock - 0.1,
		alternatives: [{ content, confidence: 0.9, language: 'en', speaker: 'UU', ...alternative }],
		...more,
	};
}

function mark(content: string, attaches_to: string, alternative: object = {}, more: object = {}): object {
	const time = clock - 0.1;
	return {
		type: 'punctuation',
		start_time: time,
		end_time: time,
		attaches_to,
		alternatives: [{ content, confidence: 1, language: 'en', speaker: 'UU', ...alternative }],
		...more,
	};
}

it.each(SAMPLES)('%s becomes a transcript of the common model', async (name) => {
	const raw = sample(name);
	const transcript = await read(raw);
	expect(modelSchema.safeParse(transcript).error).toBeUndefined();
	expect(transcript).toMatchObject({ vendor: 'speechmatics', jobId: 'r6sr3jlzjj', duration: 22 });
	const covered = transcript.segments.map(({ words }) => words.to - words.from);
	expect(covered.reduce((sum, count) => sum + count, 0)).toBe(transcript.words.length);
});

describe('running text', () => {
	it("is the vendor's own, word by word and mark by mark", async () => {
		const text = sampleText('transcript.none.200.txt').trim();
		expect((await fromSample('basic')).text).toBe(text);
		expect((await fromSample('entities')).text).toBe(text);
		expect((await fromSample('channel')).text).toBe(text);
	});

	it("has the vendor's speaker turns", async () => {
		const { segments } = await fromSample('speaker');
		const lines = segments.map(({ speaker, text }) => `SPEAKER: ${String(speaker)}\n${text}`);
		expect(lines.join('\n')).toBe(sampleText('transcript.speaker.200.txt').trim());
	});

	it('attaches marks to the correct side', async () => {
		const { text, words } = await fromResults([
			mark('«', 'next'),
			word('Hola'),
			mark('»', 'previous'),
			mark('¿', 'next'),
			word('qué'),
			word('tal'),
			mark('?', 'previous'),
			word('twenty'),
			mark('-', 'both'),
			word('one'),
			mark('–', 'none'),
			word('end'),
			mark('.', 'unknown'),
		]);
		expect(text).toBe('«Hola» ¿qué tal? twenty-one – end.');
		expect(words.filter(({ kind }) => kind === 'punctuation')).toHaveLength(7);
	});

	it.each([
		['ja', ['今日', 'は', '良い', '天気'], '今日は良い天気。そうです。'],
		['cmn', ['今天', '天气', '很', '好'], '今天天气很好。そうです。'],
	])('has no spaces in %s', async (language, list, expected) => {
		const own = { language };
		const { text, words } = await fromResults(
			[
				...list.map((each) => word(each, {}, own)),
				mark('。', 'previous', own),
				word('そう', {}, own),
				word('です', {}, own),
				mark('。', 'previous', own),
			],
			{ transcription_config: { language }, language_pack_info: { word_delimiter: '' } },
		);
		expect(text).toBe(expected);
		expect(words.every(({ spaceBefore }) => !spaceBefore)).toBe(true);
	});

	it('uses the delimiter of each language if several are spoken', async () => {
		const { text, language, words, insights } = await fromResults(
			[
				word('Hello'),
				word('there'),
				word('你', {}, { language: 'cmn' }),
				word('好', {}, { language: 'cmn' }),
				word('again'),
			],
			{
				transcription_config: { language: 'multi', model: 'melia-1' },
				language_pack_info: { per_language_word_delimiters: { en: ' ', cmn: '' } },
			},
		);
		expect(text).toBe('Hello there 你好 again');
		expect(language).toBe('en');
		expect(words.map((each) => each.language)).toEqual([undefined, undefined, 'cmn', 'cmn', undefined]);
		expect(insights.languages).toEqual([
			{ language: 'en', confidence: null },
			{ language: 'cmn', confidence: null },
		]);
	});
});

describe('words', () => {
	it('keep times, confidence and marks, and have no label if the speaker is unknown', async () => {
		const { words } = await fromSample('basic');
		expect(words.slice(0, 3)).toEqual([
			{
				text: 'Good',
				start: 0.24,
				end: 0.52,
				confidence: 0.92,
				speaker: null,
				channel: null,
				kind: 'word',
				timing: 'exact',
				spaceBefore: false,
			},
			expect.objectContaining({ text: 'morning', spaceBefore: true }),
			expect.objectContaining({ text: ',', kind: 'punctuation', spaceBefore: false, start: 0.97, end: 0.97 }),
		]);
	});

	it('keep profanity and disfluency as tags', async () => {
		const { words } = await fromSample('tags');
		expect(words.map(({ tags }) => tags)).toEqual([['disfluency'], ['profanity']]);
	});

	it('of entities are those of the written form; the spoken form is kept', async () => {
		const { words, insights } = await fromSample('entities');
		const dated = words.filter(({ entity }) => entity === 'date');
		expect(dated.map(({ text }) => text)).toEqual(['4th', 'of', 'May', '1982']);
		expect(dated.map(({ start }) => start)).toEqual([13.71, 13.97, 14.23, 14.48]);
		expect(insights.other?.spoken_forms).toEqual([
			expect.objectContaining({
				entity: 'date',
				written: '4th of May 1982',
				spoken: 'fourth of May nineteen eighty two',
				start: 13.71,
				end: 14.74,
			}),
			...Array.from({ length: words.filter(({ entity }) => entity !== undefined).length - 4 }, () =>
				expect.anything(),
			),
		]);
	});

	it('of an entity are joined if its written form is', async () => {
		const piece = (content: string, start: number) => ({
			type: 'word',
			start_time: start,
			end_time: start + 0.2,
			alternatives: [{ content, confidence: 1, language: 'en', speaker: 'S1' }],
		});
		const { text, words } = await fromResults([
			word('pay'),
			{
				type: 'entity',
				entity_class: 'money',
				start_time: 0.5,
				end_time: 1.5,
				alternatives: [{ content: '£20.50', confidence: 1, language: 'en', speaker: 'S1' }],
				written_form: [piece('£20', 0.5), piece('.50', 1)],
			},
			{
				type: 'entity',
				start_time: 1.5,
				end_time: 2,
				alternatives: [{ content: 'twice', confidence: 1, language: 'en' }],
			},
		]);
		expect(text).toBe('pay £20.50 twice');
		expect(words.map(({ entity }) => entity)).toEqual([undefined, 'money', 'money', undefined]);
	});

	it('of two channels are in order of time, with the marks after their words', async () => {
		const on = (channel: string, start: number, content: string) => ({
			...word(content, { channel }),
			start_time: start,
			end_time: start + 0.3,
		});
		const comma = (channel: string, time: number, content: string) =>
			mark(content, 'previous', {}, { channel, start_time: time, end_time: time });
		const { words, segments, text } = await fromResults([
			on('Agent', 0, 'Hello'),
			comma('Agent', 0.3, ','),
			on('Agent', 0.4, 'Nadia'),
			comma('Agent', 3, '.'),
			on('Agent', 4, 'Sure'),
			on('Caller', 2, 'Hi'),
			comma('Caller', 2.3, '!'),
		]);
		expect(words.map((each) => each.text)).toEqual(['Hello', ',', 'Nadia', '.', 'Hi', '!', 'Sure']);
		expect(segments.map((each) => [each.channel, each.text])).toEqual([
			['Agent', 'Hello, Nadia.'],
			['Caller', 'Hi!'],
			['Agent', 'Sure'],
		]);
		expect(text).toBe('Hello, Nadia. Hi! Sure');
	});

	it('assign a mark without a speaker to the speaker of its word', async () => {
		const { words, segments, text } = await fromResults([
			word('Yes', {}, { speaker: 'S1' }),
			mark('!', 'previous'),
			mark('?', 'previous'),
			word('No', {}, { speaker: 'S2' }),
			mark('.', 'previous'),
		]);
		expect(words.map(({ speaker }) => speaker)).toEqual(['S1', 'S1', 'S1', 'S2', 'S2']);
		expect(segments.map((segment) => segment.text)).toEqual(['Yes!?', 'No.']);
		expect(text).toBe('Yes!? No.');
	});

	it('assign an opening mark to the speaker who continues after it', async () => {
		const first = { speaker: 'S1' };
		const second = { speaker: 'S2' };
		const { segments } = await fromResults([
			word('Hola', {}, first),
			mark('.', 'previous', first),
			mark('¿', 'next', second),
			word('Qué', {}, second),
			mark('?', 'previous', second),
		]);
		expect(segments.map(({ speaker, text }) => [speaker, text])).toEqual([
			['S1', 'Hola.'],
			['S2', '¿Qué?'],
		]);
	});
});

describe('nothing is lost', () => {
	it('if it has no member in the model', async () => {
		const { insights } = await fromSample('full');
		const raw = sample('transcript.json-v2.full.200.json');
		expect(insights.other).toMatchObject({
			format: raw.format,
			job: raw.job,
			metadata: raw.metadata,
			audio_event_summary: raw.audio_event_summary,
			sentiment_analysis_summary: { overall: { positive_count: 3, negative_count: 0, neutral_count: 5 } },
		});
		const identifiers = await fromSample('speaker_identifiers');
		expect(identifiers.insights.other?.speakers).toEqual([
			{ label: 'S1', speaker_identifiers: ['EXAMPLE-IDENTIFIER-1'] },
			{ label: 'S2', speaker_identifiers: ['EXAMPLE-IDENTIFIER-2'] },
		]);
	});

	it('of other alternatives, volumes, unknown results and new members', async () => {
		const unsure = word('their', { volume: 12 });
		const { insights, text } = await fromResults(
			[
				{ ...unsure, alternatives: [{ content: 'their' }, { content: 'there', confidence: 0.3 }] },
				{ type: 'speaker_change', start_time: 0.5, end_time: 0.5 },
				{ type: 'emoji', start_time: 0.6, end_time: 0.7, alternatives: [{ content: ':-)' }] },
			],
			{},
			{ mood: { overall: 'good' } },
		);
		expect(text).toBe('their :-)');
		expect(insights.other).toMatchObject({
			alternatives: [{ text: 'their', alternatives: [{ content: 'there', confidence: 0.3 }] }],
			volumes: [{ start: 0, volume: 12 }],
			unknown_results: [{ type: 'speaker_change', start_time: 0.5, end_time: 0.5 }],
			mood: { overall: 'good' },
		});
	});

	it('except the mark of the node, which is not data of the user', async () => {
		const job = { id: 'r6sr3jlzjj', duration: 5 };
		const marked = (details: object) =>
			fromResults([], {}, { job: { ...job, tracking: { title: 'A call', details } } });
		const n8n = 'n8n:7:0.0:3db68b1c';
		expect((await marked({ n8n })).insights.other?.job).toEqual({ ...job, tracking: { title: 'A call' } });
		expect((await marked({ n8n, customer: 'ACME' })).insights.other?.job).toEqual({
			...job,
			tracking: { title: 'A call', details: { customer: 'ACME' } },
		});
	});

	it('if the results are a list within a list, as in the first API reference', async () => {
		const raw = sample('transcript.json-v2.basic.200.json');
		const nested = await read({ ...raw, results: [raw.results] });
		expect(nested).toEqual(await fromSample('basic'));
	});
});

describe('insights', () => {
	it('have one name each', async () => {
		const { insights } = await fromSample('full');
		expect(insights.summary).toMatch(/^- A patient calls/);
		expect(insights.chapters).toEqual([
			{ start: 0.24, end: 8.62, title: 'Opening the call', summary: expect.any(String) },
			expect.objectContaining({ title: 'Moving the appointment' }),
		]);
		expect(insights.topics).toEqual({
			summary: { appointments: 1, billing: 0 },
			segments: [
				expect.objectContaining({ topics: [{ topic: 'appointments', relevance: null }], start: 4.3 }),
			],
		});
		expect(insights.sentiment?.[2]).toEqual({
			start: 9.1,
			end: 9.69,
			speaker: 'S1',
			channel: null,
			text: 'Of course.',
			sentiment: 'positive',
			confidence: 0.78,
		});
		expect(insights.translations?.de?.text).toMatch(/^Guten Morgen, .* Perfekt, vielen Dank\.$/);
		expect(insights.translations?.de?.segments).toHaveLength(8);
		expect(insights.audioEvents).toEqual([
			{ start: 0, end: 0.2, type: 'music', confidence: 0.71, channel: null },
			{ start: 20.9, end: 21.6, type: 'laughter', confidence: 0.8, channel: null },
		]);
	});

	it('are absent if they were not requested', async () => {
		const { insights } = await fromSample('basic');
		expect(Object.keys(insights)).toEqual(['other']);
	});

	it('read sentiment that is wrapped once more, as in the schema', async () => {
		const raw = sample('transcript.json-v2.sentiment.200.json');
		const wrapped = await read({
			...raw,
			sentiment_analysis: { sentiment_analysis: raw.sentiment_analysis },
		});
		expect(wrapped.insights.sentiment).toEqual((await fromSample('sentiment')).insights.sentiment);
	});

	it.each([
		['summary_error', 'summarization', 'unsupported_language'],
		['translation_error', 'translation', 'unsupported_translation_pair'],
		['language_identification_low_confidence', 'language_identification', 'LOW_CONFIDENCE'],
	])('contain a warning for %s', async (kind, feature, type) => {
		const { insights } = await fromSample(kind);
		expect(insights.warnings).toEqual([{ feature, type, message: expect.stringMatching(/\w/) }]);
	});

	it.each([
		['language_identification', [{ language: 'en', confidence: null }]],
		['language_identification_spec_shape', [{ language: 'en', confidence: 0.97 }]],
	])('of %s name the language', async (kind, languages) => {
		const transcript = await fromSample(kind);
		expect(transcript.language).toBe('en');
		expect(transcript.insights.languages).toEqual(languages);
	});

	it('name no language if none was certain and nothing was said', async () => {
		const transcript = await fromSample('language_identification_low_confidence');
		expect(transcript).toMatchObject({ language: null, text: '', words: [], segments: [] });
	});
});

it('results in an error that names the field that differs from the documentation', async () => {
	await expect(fromResults([word('a'), { type: 'word', start_time: 'soon', end_time: 1 }])).rejects.toThrow(
		/^"results\.1\.start_time" must be a number/,
	);
});

it('yields to the event loop while it reads the transcript of a day', async () => {
	const results = Array.from({ length: 220_000 }, () => word('word', {}, { speaker: 'S1' }));
	let turns = 0;
	const timer = setInterval(() => {
		turns += 1;
	}, 1);
	const { words } = await fromResults(results);
	clearInterval(timer);
	expect(words).toHaveLength(220_000);
	expect(turns).toBeGreaterThan(20);
});
