import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bareName } from '../../../nodes/Botlhale/api/fileNames';
import { LANGUAGES, languageCode } from '../../../nodes/Botlhale/api/languages';
import { dataSchema, shortSchema, slotSchema, statusSchema } from '../../../nodes/Botlhale/api/schemas';
import { toJob, newJob, slotToJson } from '../../../nodes/Botlhale/response/job';
import { toIsoTime } from '../../../nodes/Botlhale/response/parseDate';
import { toShortTranscript } from '../../../nodes/Botlhale/response/shortTranscript';
import { secondsOf, toTranscript } from '../../../nodes/Botlhale/response/transcript';
import { transcriptSchema } from '../../../nodes/shared/transcript/model';

const FIXTURES = join(__dirname, '..', '..', 'fixtures', 'botlhale');
const sample = (name: string): unknown => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
const transcriptOf = async (name: string) => await toTranscript('job-1', dataSchema.parse(sample(name)));
const shortOf = async (name: string) => await toShortTranscript(shortSchema.parse(sample(name)), false);

describe('disagreements 10 to 13: the upload slot', () => {
	it.each([
		['asr.async.upload.200.json', /^https:\/\/botlhale-api-asr/, /^BotlhaleAI999\/asr_/],
		['asr.async.upload.200.upload_url.json', /^https:\/\/s3-bucket-url/, /^asr_uploads\//],
		['asr.async.upload.200.legacy.json', /^https:\/\/botlhale-api-asr/, /^asr_a7ki4qpZ0635_/],
		['asr.async.upload.200.notify.json', /^https:\/\/botlhale-api-asr/, /https:\*{6}hooks\*\*example/],
	])('%s', (file, url, key) => {
		const slot = slotSchema.parse(sample(file));
		expect(slot.url ?? slot.upload_url).toMatch(url);
		expect(newJob(slot, 'a.wav')).toMatchObject({ jobId: slot.fields.key, status: 'queued', name: 'a.wav' });
		expect(slot.fields.key).toMatch(key);
		// The schema names no other field, so all of them are returned and can be copied.
		expect(slot).toEqual(sample(file));
	});

	it('is shown without the signed fields of the storage', () => {
		const slot = slotSchema.parse(sample('asr.async.upload.200.json'));
		expect(slotToJson(slot)).toEqual({ url: slot.url, fields: { key: slot.fields.key } });
	});

	it.each([[{ fields: { key: 'a' } }], [{ url: 'https://x' }], [{ url: 'https://x', fields: {} }]])(
		'%j is not an upload slot',
		(answer) => {
			expect(slotSchema.safeParse(answer).success).toBe(false);
		},
	);
});

describe('disagreements 14 and 15: form of the status, word for finished', () => {
	it.each([
		['asr.async.status.running.200.json', 'running', 'running'],
		['asr.async.status.running.200.data-array.json', 'running', 'running'],
		['asr.async.status.completed.200.json', 'completed', 'completed'],
		['asr.async.status.complete.200.data-array.json', 'completed', 'complete'],
		['asr.async.status.done.200.data-array.json', 'completed', 'done'],
		['asr.async.status.failed.200.json', 'failed', 'failed'],
		['asr.async.status.failed.200.data-array.json', 'failed', 'failed'],
		['asr.async.status.empty.200.data-array.json', 'queued', 'unknown'],
	])('%s', (file, status, vendorStatus) => {
		const job = toJob('org/asr_1.wav', statusSchema.parse(sample(file)));
		expect(job).toMatchObject({ vendor: 'botlhale', jobId: 'org/asr_1.wav', status, vendorStatus });
	});

	it.each([
		['COMPLETED', 'completed'],
		[' Done ', 'completed'],
		['Error', 'failed'],
		['cancelled', 'failed'],
		['transcribing', 'running'],
		['', 'running'],
	])('"%s" is %s', (word, status) => {
		expect(toJob('a', { status: word, data: [{ status: word }] }).status).toBe(status);
	});

	it('finds the entry of its own file, and the reason of a failure in the usual members', () => {
		const data = [
			{ process: 'asr_2.wav', status: 'running' },
			{ process: 'asr_1.wav', status: 'failed', error: { message: 'no speech' } },
		];
		expect(toJob('org/asr_1.wav', { data })).toMatchObject({ status: 'failed', errorMessage: 'no speech' });
		expect(toJob('a', { status: 'failed', error: 'too long' }).errorMessage).toBe('too long');
		expect(toJob('a', { status: 'failed', message: 'too long' }).errorMessage).toBe('too long');
		expect(toJob('a', { status: 'failed' }).errorMessage).toBeNull();
	});

	it('is rejected without either', () => {
		expect(statusSchema.safeParse({ message: 'ok' }).success).toBe(false);
		expect(statusSchema.safeParse({ data: {} }).success).toBe(false);
	});
});

describe('disagreement 17: a result may have no status', () => {
	it.each([
		['asr.async.data.200.json', true],
		['asr.async.data.200.legacy.json', true],
		['asr.async.data.200.legacy-2023.json', true],
		['asr.async.data.200.running.json', false],
	])('%s has segments: %s', (file, has) => {
		expect(Array.isArray(dataSchema.parse(sample(file)).timestamps)).toBe(has);
	});
});

it.each([
	[293.52, 293.52],
	['30.0', 30],
	['40.40275 seconds', 40.403],
	['', null],
	['unknown', null],
	[null, null],
])('disagreement 18: an audio length of %p is %p seconds', (length, seconds) => {
	expect(secondsOf(length)).toBe(seconds);
});

describe('disagreement 19: the date', () => {
	it.each([
		['02/03/2026 05:15:30', '2026-03-02T03:15:30.000Z'],
		['2025-01-28T10:00:00Z', '2025-01-28T10:00:00.000Z'],
		['2025-01-28T10:00:00', '2025-01-28T08:00:00.000Z'],
		['2025-01-28T10:00:00+01:00', '2025-01-28T09:00:00.000Z'],
		['yesterday', 'yesterday'],
		['99/99/2026 05:15:30', '99/99/2026 05:15:30'],
		[' ', undefined],
		[null, undefined],
	])('%p is %p', (date, iso) => {
		expect(toIsoTime(date)).toBe(iso);
	});

	it('is part of the transcript', async () => {
		const { insights } = await transcriptOf('asr.async.data.200.json');
		expect(insights.other).toEqual({ date_received: '2026-03-02T03:15:30.000Z' });
		const dates = await Promise.all(
			['asr.200.json', 'asr.200.field-table.json', 'asr.200.legacy-2021.json'].map(
				async (file) => (await shortOf(file)).insights.other?.date_received,
			),
		);
		expect(dates).toEqual([
			'2026-03-02T08:58:41.000Z',
			'2025-01-28T10:00:00.000Z',
			'2021-05-01T13:39:41.000Z',
		]);
		expect((await transcriptOf('asr.async.data.200.legacy.json')).insights.other).toBeUndefined();
	});
});

describe('a result', () => {
	it.each([
		'asr.async.data.200.json',
		'asr.async.data.200.legacy.json',
		'asr.async.data.200.legacy-2023.json',
		'asr.async.data.200.no-diarization.json',
	])('%s becomes a transcript with estimated words inside their segments', async (file) => {
		const transcript = await transcriptOf(file);
		expect(transcriptSchema.parse(transcript)).toEqual(transcript);
		expect(transcript.words.length).toBeGreaterThan(2);
		for (const segment of transcript.segments) {
			const words = transcript.words.slice(segment.words.from, segment.words.to);
			expect(words.map(({ text }) => text).join(' ')).toBe(segment.text);
			expect(words.every(({ timing }) => timing === 'estimated')).toBe(true);
			expect(words[0]?.start).toBe(segment.start);
			expect(words.at(-1)?.end).toBe(segment.end);
			expect(words.every((word) => word.speaker === segment.speaker)).toBe(true);
		}
		expect(transcript.text).toBe(transcript.segments.map(({ text }) => text).join(' '));
	});

	it('keeps all members of a segment; its times are in milliseconds', async () => {
		const { segments } = await transcriptOf('asr.async.data.200.json');
		expect(segments[0]).toMatchObject({
			start: 1.112,
			end: 4.083,
			emotion: 'neu',
			text: 'Good morning, this is <PERSON> calling from <LOCATION>. Is this a good time?',
		});
		expect(segments[0]).not.toHaveProperty('translations');
	});

	it('is sorted by time, and a translation is kept', async () => {
		const segment = { speaker: 'A', language: '-', transcription: 'x' };
		const transcript = await toTranscript('j', {
			timestamps: [
				{ ...segment, start: 2000, end: 3000, transcription: 'two' },
				{ ...segment, start: 0, end: 1000, transcription: ' one ', translation: 'een' },
			],
		});
		expect(transcript).toMatchObject({ text: 'one two', duration: 3, language: null });
		expect(transcript.segments[0]?.translations).toEqual({ und: 'een' });
	});

	it('with an invalid segment results in an error that names it', async () => {
		const timestamps = [{ start: 0, end: 1, transcription: 'a' }, { start: 'x' }];
		await expect(toTranscript('j', { timestamps })).rejects.toThrow('"timestamps.1.start" must be a number');
	});

	it.each([{ transcription: null }, {}])(
		'with a segment without text keeps the others: %j',
		async (silence) => {
			const timestamps = [
				{ start: 0, end: 1000, ...silence },
				{ start: 1000, end: 2000, transcription: 'two' },
			];
			const transcript = await toTranscript('j', { timestamps });
			expect(transcript.text).toBe('two');
			expect(transcript.segments.map(({ text }) => text)).toEqual(['', 'two']);
		},
	);

	it('without speech is empty', async () => {
		expect(await toTranscript('j', { timestamps: [], audio_length: 3 })).toMatchObject({
			text: '',
			words: [],
			segments: [],
			duration: 3,
			language: null,
		});
	});

	it('disagreement 20: speaker labels are kept unchanged', async () => {
		const speakers = async (file: string) =>
			(await transcriptOf(file)).segments.slice(0, 2).map(({ speaker }) => speaker);
		expect(await speakers('asr.async.data.200.json')).toEqual(['SPEAKER_00', 'SPEAKER_01']);
		expect(await speakers('asr.async.data.200.legacy.json')).toEqual(['speaker_0', 'speaker_1']);
	});

	it('disagreement 21: a language is converted to its code, from its name or code', async () => {
		const named = await transcriptOf('asr.async.data.200.json');
		expect(named.segments.slice(0, 2).map(({ language }) => language)).toEqual(['en-ZA', 'zu-ZA']);
		expect(named.insights.languages?.map(({ language }) => language).sort()).toEqual(['en-ZA', 'zu-ZA']);
		expect((await transcriptOf('asr.async.data.200.legacy.json')).language).toBe('nso-ZA');
		expect(languageCode(' ISIXHOSA ')).toBe('xh-ZA');
		expect(languageCode('siSwati')).toBe('siSwati');
		expect(languageCode('-')).toBeNull();
	});

	it('disagreement 23: `times` is passed on with any content', async () => {
		const segment = { start: 0, end: 1000, transcription: 'a' };
		for (const times of [
			{ asr: 1, sli: 2 },
			{ asr: 1, speaker: 2 },
		]) {
			const { segments } = await toTranscript('j', { timestamps: [{ ...segment, times }] });
			expect(segments[0]?.extras).toEqual({ times });
		}
	});
});

describe('disagreement 22: the synchronous response', () => {
	it.each<[string, object]>([
		[
			'asr.200.json',
			{
				text: 'Good morning, I would like to check my balance.',
				duration: 3.412,
				language: 'en-ZA',
				jobId: 'Z7mQpXv2Kd04TrB',
			},
		],
		['asr.200.zu.json', { language: 'zu-ZA', duration: 4.05 }],
		[
			'asr.200.field-table.json',
			{
				text: 'Good morning, how may I help?',
				duration: null,
				language: null,
				jobId: 'uploads/audio_123456.wav',
			},
		],
		[
			'asr.200.legacy.json',
			{
				text: 'sawubona ngicela usizo',
				duration: null,
				language: 'zu-ZA',
				jobId: 'asr_5Hg20xLm4TqS_zu-ZA__c9Yb13Vd86Kp.wav',
			},
		],
		[
			'asr.200.legacy-2021.json',
			{ text: 'Siyabonga', duration: null, language: 'zu-ZA', jobId: 'short-audio' },
		],
	])('%s', async (file, expected) => {
		const transcript = await shortOf(file);
		expect(transcript).toMatchObject(expected);
		expect(transcriptSchema.parse(transcript)).toEqual(transcript);
		expect(transcript.words.map(({ text }) => text).join(' ')).toBe(transcript.text);
		expect(transcript.words.at(-1)?.end).toBeGreaterThan(0);
	});

	it('has the redacted text', async () => {
		const { text, segments } = await shortOf('asr.200.redacted.json');
		expect(text).toBe('Hello, my name is <PERSON> and I am calling from <LOCATION>.');
		expect(segments.map((segment) => segment.text)).toEqual([text]);
	});

	it('without any text is rejected', () => {
		expect(shortSchema.safeParse({ id: 'x' }).success).toBe(false);
	});
});

describe('disagreements 25 and 26: languages', () => {
	const codes = LANGUAGES.map(({ value }) => value);

	it('Tshivenda is sent as vr-ZA', () => {
		expect(codes).toContain('vr-ZA');
		expect(codes).not.toContain('ve-ZA');
	});

	it('contain the eleven languages of 2025 and the two of 2023 for speech to text, each once', () => {
		expect([...codes].sort()).toEqual([
			'af-ZA',
			'en-ZA',
			'ka-KE',
			'ki-KE',
			'nso-ZA',
			'rw-RW',
			'st-ZA',
			'sw-KE',
			'tn-ZA',
			'ts-ZA',
			'vr-ZA',
			'xh-ZA',
			'zu-ZA',
		]);
	});
});

it.each([
	['BotlhaleAI999/asr_1.wav', 'asr_1'],
	['/asr_1.wav', 'asr_1'],
	['audios/asr_1.wav', 'asr_1'],
	['asr_1', 'asr_1'],
])('%s and its other spellings are the same file', (name, bare) => {
	expect(bareName(name)).toBe(bare);
});
