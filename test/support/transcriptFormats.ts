/**
 * One recording in the form of every tool: "Good morning, Ada." by the first speaker, "Hello!" by the second. The members
 * are those of the public documentation of each.
 */

export const whisperVerbose = {
	task: 'transcribe',
	language: 'english',
	duration: 3.5,
	text: 'Good morning, Ada. Hello!',
	words: [
		{ word: 'Good', start: 0.1, end: 0.4 },
		{ word: 'morning', start: 0.4, end: 0.9 },
		{ word: 'Ada', start: 1, end: 1.4 },
		{ word: 'Hello', start: 2, end: 2.6 },
	],
	segments: [
		{
			id: 0,
			seek: 0,
			start: 0.1,
			end: 1.4,
			text: ' Good morning, Ada.',
			tokens: [50364],
			temperature: 0,
			avg_logprob: -0.2,
			compression_ratio: 1,
			no_speech_prob: 0.01,
		},
		{
			id: 1,
			seek: 0,
			start: 2,
			end: 2.6,
			text: ' Hello!',
			tokens: [50464],
			temperature: 0,
			avg_logprob: -0.2,
			compression_ratio: 1,
			no_speech_prob: 0.01,
		},
	],
};

export const whisperSegments = { ...whisperVerbose, words: undefined };

export const whisperDiarized = {
	task: 'transcribe',
	duration: 3.5,
	text: 'Good morning, Ada. Hello!',
	segments: [
		{
			type: 'transcript.text.segment',
			id: 'seg_001',
			start: 0.1,
			end: 1.4,
			text: 'Good morning, Ada.',
			speaker: 'A',
		},
		{ type: 'transcript.text.segment', id: 'seg_002', start: 2, end: 2.6, text: 'Hello!', speaker: 'B' },
	],
};

export const whisperX = {
	segments: [
		{
			start: 0.1,
			end: 1.4,
			text: ' Good morning, Ada.',
			speaker: 'SPEAKER_00',
			words: [
				{ word: 'Good', start: 0.1, end: 0.4, score: 0.9, speaker: 'SPEAKER_00' },
				// Not aligned: no times.
				{ word: 'morning,' },
				{ word: 'Ada.', start: 1, end: 1.4, score: 0.8, speaker: 'SPEAKER_00' },
			],
		},
		{
			start: 2,
			end: 2.6,
			text: ' Hello!',
			speaker: 'SPEAKER_01',
			words: [{ word: 'Hello!', start: 2, end: 2.6, score: 0.7, speaker: 'SPEAKER_01' }],
		},
	],
	word_segments: [],
	language: 'en',
};

export const whisperCpp = {
	systeminfo: 'AVX = 1',
	model: { type: 'base', multilingual: true },
	params: { model: 'models/ggml-base.bin', language: 'en', translate: false },
	result: { language: 'en' },
	transcription: [
		{
			timestamps: { from: '00:00:00,100', to: '00:00:01,400' },
			offsets: { from: 100, to: 1400 },
			text: ' Good morning, Ada.',
			tokens: [
				{ text: '[_BEG_]', offsets: { from: 0, to: 0 }, id: 50364, p: 0.9 },
				{ text: ' Good', offsets: { from: 100, to: 400 }, id: 1, p: 0.95 },
				{ text: ' morn', offsets: { from: 400, to: 600 }, id: 2, p: 0.8 },
				{ text: 'ing', offsets: { from: 600, to: 900 }, id: 3, p: 0.9 },
				{ text: ',', offsets: { from: 900, to: 950 }, id: 4, p: 0.99 },
				{ text: ' Ada', offsets: { from: 1000, to: 1400 }, id: 5, p: 0.7 },
				{ text: '.', offsets: { from: 1400, to: 1400 }, id: 6, p: 0.99 },
			],
		},
		{
			timestamps: { from: '00:00:02,000', to: '00:00:02,600' },
			offsets: { from: 2000, to: 2600 },
			text: ' Hello!',
			tokens: [{ text: ' Hello!', offsets: { from: 2000, to: 2600 }, id: 7, p: 0.9 }],
		},
	],
};

export const deepgram = {
	metadata: {
		transaction_key: 'deprecated',
		request_id: 'a847f427-4ad5-4d67-9b95-db801e58251c',
		sha256: '154e291ecfa8be6ab8343560bcc109008fa7853eb5372533e8efdefc9b504c33',
		created: '2026-05-12T18:57:13.426Z',
		duration: 3.5,
		channels: 1,
		models: ['1abfe86b-e047-4eed-858a-35e5625b41ee'],
	},
	results: {
		channels: [
			{
				alternatives: [
					{
						transcript: 'Good morning, Ada. Hello!',
						confidence: 0.99,
						words: [
							{
								word: 'good',
								start: 0.1,
								end: 0.4,
								confidence: 0.99,
								speaker: 0,
								speaker_confidence: 0.8,
								punctuated_word: 'Good',
							},
							{
								word: 'morning',
								start: 0.4,
								end: 0.9,
								confidence: 0.98,
								speaker: 0,
								speaker_confidence: 0.8,
								punctuated_word: 'morning,',
							},
							{
								word: 'ada',
								start: 1,
								end: 1.4,
								confidence: 0.7,
								speaker: 0,
								speaker_confidence: 0.8,
								punctuated_word: 'Ada.',
							},
							{
								word: 'hello',
								start: 2,
								end: 2.6,
								confidence: 0.9,
								speaker: 1,
								speaker_confidence: 0.8,
								punctuated_word: 'Hello!',
							},
						],
					},
				],
			},
		],
	},
};

export const elevenLabs = {
	language_code: 'en',
	language_probability: 0.98,
	text: 'Good morning, Ada. Hello!',
	words: [
		{ text: 'Good', start: 0.1, end: 0.4, type: 'word', speaker_id: 'speaker_0', logprob: -0.1 },
		{ text: ' ', start: 0.4, end: 0.4, type: 'spacing', speaker_id: 'speaker_0', logprob: 0 },
		{ text: 'morning,', start: 0.4, end: 0.9, type: 'word', speaker_id: 'speaker_0', logprob: -0.1 },
		{ text: ' ', start: 0.9, end: 1, type: 'spacing', speaker_id: 'speaker_0', logprob: 0 },
		{ text: 'Ada.', start: 1, end: 1.4, type: 'word', speaker_id: 'speaker_0', logprob: -0.1 },
		{ text: '(laughter)', start: 1.5, end: 1.9, type: 'audio_event', speaker_id: 'speaker_0', logprob: 0 },
		{ text: ' ', start: 1.9, end: 2, type: 'spacing', speaker_id: 'speaker_1', logprob: 0 },
		{ text: 'Hello!', start: 2, end: 2.6, type: 'word', speaker_id: 'speaker_1', logprob: -0.1 },
	],
	transcription_id: 'Kb3KVvkcRz2cA6VwTyZM',
};

export const gladia = {
	id: '45463597-20b7-4af7-b3b3-f5fb778203ab',
	request_id: 'G-45463597',
	version: 2,
	status: 'done',
	kind: 'pre-recorded',
	result: {
		metadata: {
			audio_duration: 3.5,
			number_of_distinct_channels: 1,
			billing_time: 3.5,
			transcription_time: 1.2,
		},
		transcription: {
			full_transcript: 'Good morning, Ada. Hello!',
			languages: ['en'],
			utterances: [
				{
					text: 'Good morning, Ada.',
					language: 'en',
					start: 0.1,
					end: 1.4,
					confidence: 0.9,
					channel: 0,
					speaker: 0,
					words: [
						{ word: 'Good', start: 0.1, end: 0.4, confidence: 0.9 },
						{ word: ' morning,', start: 0.4, end: 0.9, confidence: 0.9 },
						{ word: ' Ada.', start: 1, end: 1.4, confidence: 0.9 },
					],
				},
				{
					text: 'Hello!',
					language: 'en',
					start: 2,
					end: 2.6,
					confidence: 0.9,
					channel: 0,
					speaker: 1,
					words: [{ word: 'Hello!', start: 2, end: 2.6, confidence: 0.9 }],
				},
			],
		},
	},
};

export const soniox = {
	id: '19b6d61d-02db-4c25-bf71-b4094dc310c8',
	text: 'Good morning, Ada. Hello!',
	tokens: [
		{ text: 'Good', start_ms: 100, end_ms: 400, confidence: 0.95, speaker: '1', language: 'en' },
		{ text: ' morn', start_ms: 400, end_ms: 600, confidence: 0.8, speaker: '1', language: 'en' },
		{ text: 'ing', start_ms: 600, end_ms: 900, confidence: 0.9, speaker: '1', language: 'en' },
		{ text: ',', start_ms: 900, end_ms: 900, confidence: 0.99, speaker: '1', language: 'en' },
		{ text: ' Ada', start_ms: 1000, end_ms: 1400, confidence: 0.7, speaker: '1', language: 'en' },
		{ text: '.', start_ms: 1400, end_ms: 1400, confidence: 0.99, speaker: '1', language: 'en' },
		{ text: ' Hello', start_ms: 2000, end_ms: 2600, confidence: 0.9, speaker: '2', language: 'en' },
		{ text: '!', start_ms: 2600, end_ms: 2600, confidence: 0.9, speaker: '2', language: 'en' },
		{ text: ' Selamat', confidence: 0.9, speaker: '2', language: 'id', translation_status: 'translation' },
	],
};

export const googleV1 = {
	results: [
		{
			alternatives: [
				{
					transcript: 'Good morning, Ada. Hello!',
					confidence: 0.92,
					words: [
						{ startTime: '0.100s', endTime: '0.400s', word: 'Good' },
						{ startTime: '0.400s', endTime: '0.900s', word: 'morning,' },
						{ startTime: '1s', endTime: '1.400s', word: 'Ada.' },
						{ startTime: '2s', endTime: '2.600s', word: 'Hello!' },
					],
				},
			],
			resultEndTime: '2.600s',
			languageCode: 'en-us',
		},
		{
			alternatives: [
				{
					words: [
						{ startTime: '0.100s', endTime: '0.400s', word: 'Good', confidence: 0.9, speakerTag: 1 },
						{ startTime: '0.400s', endTime: '0.900s', word: 'morning,', confidence: 0.9, speakerTag: 1 },
						{ startTime: '1s', endTime: '1.400s', word: 'Ada.', confidence: 0.9, speakerTag: 1 },
						{ startTime: '2s', endTime: '2.600s', word: 'Hello!', confidence: 0.9, speakerTag: 2 },
					],
				},
			],
		},
	],
	totalBilledTime: '15s',
};

export const googleV2 = {
	results: [
		{
			alternatives: [
				{
					transcript: 'Good morning, Ada. Hello!',
					confidence: 0.92,
					words: [
						{ startOffset: '0.100s', endOffset: '0.400s', word: 'Good', speakerLabel: '1' },
						{ startOffset: '0.400s', endOffset: '0.900s', word: 'morning,', speakerLabel: '1' },
						{ startOffset: '1s', endOffset: '1.400s', word: 'Ada.', speakerLabel: '1' },
						{ startOffset: '2s', endOffset: '2.600s', word: 'Hello!', speakerLabel: '2' },
					],
				},
			],
			resultEndOffset: '2.600s',
			languageCode: 'en-US',
		},
	],
	metadata: { totalBilledDuration: '3s' },
};

export const azureBatch = {
	source: 'https://example.com/audio.wav',
	timestamp: '2026-05-12T18:57:13Z',
	durationInTicks: 35000000,
	duration: 'PT3.5S',
	combinedRecognizedPhrases: [
		{ channel: 0, lexical: 'good morning ada hello', display: 'Good morning, Ada. Hello!' },
	],
	recognizedPhrases: [
		{
			recognitionStatus: 'Success',
			channel: 0,
			speaker: 1,
			offset: 'PT0.1S',
			duration: 'PT1.3S',
			offsetInTicks: 1000000,
			durationInTicks: 13000000,
			nBest: [
				{
					confidence: 0.9,
					lexical: 'good morning ada',
					display: 'Good morning, Ada.',
					words: [
						{
							word: 'good',
							offset: 'PT0.1S',
							duration: 'PT0.3S',
							offsetInTicks: 1000000,
							durationInTicks: 3000000,
							confidence: 0.9,
						},
						{
							word: 'morning',
							offset: 'PT0.4S',
							duration: 'PT0.5S',
							offsetInTicks: 4000000,
							durationInTicks: 5000000,
							confidence: 0.9,
						},
						{
							word: 'ada',
							offset: 'PT1S',
							duration: 'PT0.4S',
							offsetInTicks: 10000000,
							durationInTicks: 4000000,
							confidence: 0.9,
						},
					],
				},
			],
			locale: 'en-US',
		},
		{
			recognitionStatus: 'Success',
			channel: 0,
			speaker: 2,
			offset: 'PT2S',
			duration: 'PT0.6S',
			offsetInTicks: 20000000,
			durationInTicks: 6000000,
			nBest: [
				{
					confidence: 0.9,
					lexical: 'hello',
					display: 'Hello!',
					words: [
						{
							word: 'hello',
							offset: 'PT2S',
							duration: 'PT0.6S',
							offsetInTicks: 20000000,
							durationInTicks: 6000000,
							confidence: 0.9,
						},
					],
				},
			],
			locale: 'en-US',
		},
	],
};

export const azureFast = {
	durationMilliseconds: 3500,
	combinedPhrases: [{ text: 'Good morning, Ada. Hello!' }],
	phrases: [
		{
			speaker: 1,
			offsetMilliseconds: 100,
			durationMilliseconds: 1300,
			text: 'Good morning, Ada.',
			words: [
				{ text: 'Good', offsetMilliseconds: 100, durationMilliseconds: 300 },
				{ text: 'morning,', offsetMilliseconds: 400, durationMilliseconds: 500 },
				{ text: 'Ada.', offsetMilliseconds: 1000, durationMilliseconds: 400 },
			],
			locale: 'en-US',
			confidence: 0.9,
		},
		{
			speaker: 2,
			offsetMilliseconds: 2000,
			durationMilliseconds: 600,
			text: 'Hello!',
			words: [{ text: 'Hello!', offsetMilliseconds: 2000, durationMilliseconds: 600 }],
			locale: 'en-US',
			confidence: 0.9,
		},
	],
};

const awsWord = (content: string, start: string, end: string, speaker: string) => ({
	type: 'pronunciation',
	alternatives: [{ confidence: '0.9', content }],
	start_time: start,
	end_time: end,
	speaker_label: speaker,
});
const awsMark = (content: string, speaker: string) => ({
	type: 'punctuation',
	alternatives: [{ confidence: '0.0', content }],
	speaker_label: speaker,
});

export const aws = {
	jobName: 'call-170',
	accountId: '111122223333',
	status: 'COMPLETED',
	results: {
		language_code: 'en-US',
		transcripts: [{ transcript: 'Good morning, Ada. Hello!' }],
		speaker_labels: { channel_label: 'ch_0', speakers: 2, segments: [] },
		items: [
			awsWord('Good', '0.1', '0.4', 'spk_0'),
			awsWord('morning', '0.4', '0.9', 'spk_0'),
			awsMark(',', 'spk_0'),
			awsWord('Ada', '1.0', '1.4', 'spk_0'),
			awsMark('.', 'spk_0'),
			awsWord('Hello', '2.0', '2.6', 'spk_1'),
			awsMark('!', 'spk_1'),
		],
	},
};

export const srt = `1
00:00:00,100 --> 00:00:01,400
Ada: <i>Good morning,</i> Ada.

2
00:00:02,000 --> 00:00:02,600
Bo: Hello!

3
00:00:03,000 --> 00:00:03,500
Ada: {\\an8}Bye &amp; thanks.

4
00:00:04,000 --> 00:00:04,500
Bo: Bye.
`;

export const vtt = `WEBVTT - a title

NOTE this is a comment

STYLE
::cue { color: yellow }

first
00:00.100 --> 00:01.400 align:start position:0%
<v Ada>Good morning, Ada.</v>

00:02.000 --> 00:02.600
<v Bo>Hello!</v>
`;

export const ttml = `<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="en">
  <head><metadata>
    <ttm:agent xml:id="a1" type="person"><ttm:name type="full">Ada</ttm:name></ttm:agent>
    <ttm:agent xml:id="a2" type="person"><ttm:name type="full">Bo</ttm:name></ttm:agent>
  </metadata></head>
  <body><div>
    <p begin="00:00:00.100" end="00:00:01.400" ttm:agent="a1">Good morning,<br/><span>Ada.</span></p>
    <p begin="2s" dur="15f" ttm:agent="a2">Hello!</p>
  </div></body>
</tt>`;
