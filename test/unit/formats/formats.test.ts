import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FORMATS, FormatError, importTranscript } from '../../../nodes/shared/formats';
import { transcriptSchema, type Transcript } from '../../../nodes/shared/transcript/model';
import * as samples from '../../support/transcriptFormats';

const shown = ({ words }: Transcript) => words.map(({ text, start, end }) => [text, start, end]);

/** The recording of the samples with punctuation attached to words. */
const WORDS = [
	['Good', 0.1, 0.4],
	['morning,', 0.4, 0.9],
	['Ada.', 1, 1.4],
	['Hello!', 2, 2.6],
];

it.each([
	['whisper', samples.whisperVerbose, 'en', [null]],
	['whisper', samples.whisperX, 'en', ['SPEAKER_00', 'SPEAKER_01']],
	['deepgram', samples.deepgram, null, ['0', '1']],
	['elevenlabs', samples.elevenLabs, 'en', ['speaker_0', 'speaker_1']],
	['gladia', samples.gladia, 'en', ['0', '1']],
	['google', samples.googleV1, 'en-us', ['1', '2']],
	['google', samples.googleV2, 'en-US', ['1', '2']],
	['azure', samples.azureBatch, 'en-US', ['1', '2']],
	['azure', samples.azureFast, 'en-US', ['1', '2']],
])('%s is recognized with its words, times and speakers', async (vendor, sample, language, speakers) => {
	const { transcript } = await importTranscript(JSON.stringify(sample));
	expect(transcript).toMatchObject({ vendor, language, text: 'Good morning, Ada. Hello!' });
	expect(transcriptSchema.safeParse(transcript).success).toBe(true);
	// The second word of WhisperX has no times of its own.
	expect(shown(transcript)).toEqual(
		sample === samples.whisperX ? WORDS.with(1, ['morning,', 0.4, 1]) : WORDS,
	);
	expect(transcript.segments.map(({ speaker }) => speaker)).toEqual(speakers);
	expect(transcript.segments.map(({ text }) => text).join(' ')).toBe('Good morning, Ada. Hello!');
});

it.each([
	[
		'whispercpp',
		samples.whisperCpp,
		[
			['Good', 0.1, 0.4],
			['morning,', 0.4, 0.95],
			['Ada.', 1, 1.4],
			['Hello!', 2, 2.6],
		],
	],
	['soniox', samples.soniox, WORDS],
])('%s joins the parts of words', async (vendor, sample, words) => {
	const { transcript } = await importTranscript(sample);
	expect(transcript).toMatchObject({ vendor, language: 'en', text: 'Good morning, Ada. Hello!' });
	expect(shown(transcript)).toEqual(words);
	// As sure as the least sure part.
	expect(transcript.words[1]?.confidence).toBe(0.8);
});

it('Amazon Transcribe keeps punctuation marks as words without a space before them', async () => {
	const { transcript } = await importTranscript(samples.aws);
	expect(transcript).toMatchObject({ vendor: 'aws', jobId: 'call-170', language: 'en-US' });
	expect(transcript.words.map(({ text, kind, spaceBefore }) => [text, kind, spaceBefore])).toEqual([
		['Good', 'word', false],
		['morning', 'word', true],
		[',', 'punctuation', false],
		['Ada', 'word', true],
		['.', 'punctuation', false],
		['Hello', 'word', true],
		['!', 'punctuation', false],
	]);
	expect(transcript.segments.map(({ speaker, text }) => [speaker, text])).toEqual([
		['spk_0', 'Good morning, Ada.'],
		['spk_1', 'Hello!'],
	]);
});

it('Amazon Transcribe separates channels', async () => {
	const [first, second] = [samples.aws.results.items.slice(0, 5), samples.aws.results.items.slice(5)];
	const results = {
		...samples.aws.results,
		channel_labels: {
			channels: [
				{ channel_label: 'ch_1', items: second },
				{ channel_label: 'ch_0', items: first },
			],
		},
	};
	const { transcript } = await importTranscript({ ...samples.aws, results });
	expect(transcript.segments.map(({ channel, text }) => [channel, text])).toEqual([
		['ch_0', 'Good morning, Ada.'],
		['ch_1', 'Hello!'],
	]);
});

it.each([
	['whisper without times of words', samples.whisperSegments, [null, null]],
	['OpenAI with speakers', samples.whisperDiarized, ['A', 'B']],
])('%s keeps the segments and estimates the times of words', async (_, sample, speakers) => {
	const { transcript } = await importTranscript(sample);
	expect(transcript.segments.map(({ start, end, text, speaker }) => [start, end, text, speaker])).toEqual([
		[0.1, 1.4, 'Good morning, Ada.', speakers[0]],
		[2, 2.6, 'Hello!', speakers[1]],
	]);
	expect(transcript.words.map(({ text, timing }) => [text, timing])).toEqual([
		['Good', 'estimated'],
		['morning,', 'estimated'],
		['Ada.', 'estimated'],
		['Hello!', 'estimated'],
	]);
	expect(transcript.duration).toBe(3.5);
});

it('reports sounds as audio events, not as words', async () => {
	const { transcript } = await importTranscript(samples.elevenLabs);
	expect(transcript.insights.audioEvents).toEqual([
		{ start: 1.5, end: 1.9, type: 'laughter', confidence: null, channel: null },
	]);
	expect(transcript.segments.map(({ text }) => text)).toEqual(['Good morning, Ada.', 'Hello!']);
});

it('Deepgram and ElevenLabs separate channels', async () => {
	const channels = [...samples.deepgram.results.channels, ...samples.deepgram.results.channels];
	const dual = await importTranscript({ ...samples.deepgram, results: { channels } });
	expect(new Set(dual.transcript.words.map(({ channel }) => channel))).toEqual(new Set(['0', '1']));
	const transcripts = [0, 1].map((index) => ({ ...samples.elevenLabs, channel_index: index }));
	const multi = await importTranscript({ transcripts });
	expect(new Set(multi.transcript.words.map(({ channel }) => channel))).toEqual(new Set(['0', '1']));
});

it.each([
	['srt', samples.srt, 4],
	['vtt', samples.vtt, 2],
	['ttml', samples.ttml, 2],
])('%s keeps times and speakers of captions', async (vendor, sample, count) => {
	const { transcript } = await importTranscript(sample);
	expect(transcript.vendor).toBe(vendor);
	expect(transcript.segments).toHaveLength(count);
	expect(transcript.segments.slice(0, 2)).toMatchObject([
		{ start: 0.1, end: 1.4, speaker: 'Ada', text: 'Good morning, Ada.' },
		{ start: 2, end: 2.6, speaker: 'Bo', text: 'Hello!' },
	]);
});

it('resolves tags and character references of captions', async () => {
	const { transcript } = await importTranscript(samples.srt);
	expect(transcript.segments[2]).toMatchObject({ speaker: 'Ada', text: 'Bye & thanks.' });
});

it('takes a name in front of one caption only as a part of the sentence', async () => {
	const { transcript } = await importTranscript('1\n00:00:01,000 --> 00:00:02,000\nNote: this is it.\n');
	expect(transcript.segments).toMatchObject([{ speaker: null, text: 'Note: this is it.' }]);
});

it('separates the two speakers of a caption with dashes', async () => {
	const { transcript } = await importTranscript('1\n00:00:01,000 --> 00:00:03,000\n- Are you in?\n- Yes.\n');
	expect(transcript.segments.map(({ text }) => text)).toEqual(['Are you in?', 'Yes.']);
	expect(transcript.segments[1]?.end).toBe(3);
});

it.each([
	['[00:00:01] Ada: Good morning.\n[00:00:05] Bo: Hello!', 'Ada', 'Good morning.'],
	['(0:01) Ada: Good morning.\n(0:05) Bo: Hello!', 'Ada', 'Good morning.'],
	['00:00:01 - Ada: Good morning.\n00:00:05 - Bo: Hello!', 'Ada', 'Good morning.'],
	['Ada  0:01\nGood\nmorning.\n\nBo  0:05\nHello!', 'Ada', 'Good morning.'],
	['Ada Lovelace (00:01):\nGood morning.\nBo (00:05):\nHello!', 'Ada Lovelace', 'Good morning.'],
])('reads text with times: %j', async (text, speaker, spoken) => {
	const { transcript } = await importTranscript(text);
	expect(transcript.segments).toMatchObject([
		{ start: 1, end: 2, speaker, text: spoken },
		{ start: 5, end: 6, speaker: 'Bo', text: 'Hello!' },
	]);
});

it('reads a transcript of this package unchanged', async () => {
	const { transcript } = await importTranscript(samples.deepgram);
	expect((await importTranscript(JSON.stringify(transcript))).transcript).toEqual(transcript);
	expect((await importTranscript([transcript])).transcript).toEqual(transcript);
});

it.each([
	['', 'The input is empty.'],
	['Just a sentence.', 'The text "Just a sentence." has no times.'],
	[{ foo: 1, bar: 2 }, 'The input is JSON with the members "foo", "bar", which match no known format.'],
	[
		{ text: 'Hello', usage: { type: 'duration', seconds: 3 } },
		'The input is text without times. Set the response format to "verbose_json"',
	],
	[null, 'The input is empty, not a transcript.'],
	[[1, 2], 'The input is a list of 2 elements, not a transcript.'],
	[
		{ results: { channels: [{ alternatives: [{ words: [{ word: 1 }] }] }] } },
		'The input is not a transcript of Deepgram: "results.channels.0.alternatives.0.words.0.word" must be text.',
	],
])('says what it found instead of a transcript: %j', async (given, message) => {
	await expect(importTranscript(given)).rejects.toThrow(FormatError);
	await expect(importTranscript(given)).rejects.toThrow(message);
});

it('takes the given format instead of the recognized one', async () => {
	await expect(importTranscript(samples.deepgram, 'soniox')).rejects.toThrow('not a transcript of Soniox');
	await expect(importTranscript('WEBVTT', 'deepgram')).rejects.toThrow(
		'The input is text, but Deepgram is JSON.',
	);
	await expect(importTranscript(samples.deepgram, 'srt')).rejects.toThrow(
		'The input is JSON, not SubRip (.srt).',
	);
});

it('names every format once', () => {
	expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
	expect(FORMATS).toHaveLength(14);
});

it('are described in the docs', () => {
	const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'transcript.md'), 'utf8');
	const [, section = ''] = page.split('## Formats');
	const [formats = ''] = section.split('## Edits');
	const described = formats.split('\n').flatMap((line) => /^\| (?!Format|-)(.+?) +\|/.exec(line)?.[1] ?? []);
	expect([...described].sort()).toEqual(FORMATS.map(({ name }) => name).sort());
});
