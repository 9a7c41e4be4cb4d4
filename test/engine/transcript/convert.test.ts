import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { projectFolder } from '../../../platform/paths';
import { createEngine, type Engine } from '../../support/engine';
import * as samples from '../../support/transcriptFormats';

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine({});
});

const NODE = 'Transcript';

async function run(parameters: IDataObject, input: INodeExecutionData[], onError?: 'continueRegularOutput') {
	const node = {
		name: NODE,
		type: 'n8n-nodes-transcription.transcript',
		parameters: { resource: 'transcript', ...parameters },
		...(onError === undefined ? {} : { onError }),
	};
	return await engine.runNode(node, input);
}

const json = (value: object): INodeExecutionData => ({ json: { ...value } });

it('converts a response of Deepgram to captions, without a credential', async () => {
	const result = await run({ operation: 'convert', output: 'srt' }, [json(samples.deepgram)]);
	expect(result.error).toBeUndefined();
	const [item] = result.items(NODE);
	expect(item?.json.captions).toContain('Good morning, Ada.');
	expect(item?.binary?.data?.fileName).toBe(`${samples.deepgram.metadata.request_id}.srt`);
});

it('converts a file of Whisper to text with speakers and times', async () => {
	const data = Buffer.from(JSON.stringify(samples.whisperX)).toString('base64');
	const item = { json: {}, binary: { data: { data, mimeType: 'application/json', fileName: 'a.json' } } };
	const result = await run({ operation: 'convert', source: 'binary', output: 'dialogue' }, [item]);
	expect(result.json(NODE)[0]?.text).toBe(
		'[00:00:00] Speaker 0: Good morning, Ada.\n[00:00:02] Speaker 1: Hello!',
	);
});

it('reads captions in an old encoding', async () => {
	const text = '1\r\n00:00:01,000 --> 00:00:02,000\r\nDéjà vu.\r\n';
	const item = {
		json: {},
		binary: {
			data: {
				data: Buffer.from(text, 'latin1').toString('base64'),
				mimeType: 'text/plain',
				fileName: 'a.srt',
			},
		},
	};
	const result = await run({ operation: 'convert', source: 'binary', output: 'text' }, [item]);
	expect(result.json(NODE)[0]?.text).toBe('Déjà vu.');
	const captions = await run({ operation: 'convert', source: 'binary', output: 'vtt' }, [item]);
	expect(captions.json(NODE)[0]?.fileName).toBe('a.vtt');
});

it('names a file by itself if nothing else has a name', async () => {
	const text = '[00:00:00] Good morning.';
	const result = await run({ operation: 'convert', source: 'text', text, output: 'srt' }, [json({})]);
	expect(result.json(NODE)[0]?.fileName).toBe('transcript.srt');
});

it('measures text with times', async () => {
	const text = '[00:00:00] Ada: How are you?\n[00:00:05] Bo: Fine.';
	const result = await run({ operation: 'measure', source: 'text', text }, [json({})]);
	expect(result.json(NODE)[0]).toMatchObject({
		vendor: 'text',
		turns: 2,
		questions: 1,
		speakers: [{ speaker: 'Ada' }, { speaker: 'Bo' }],
	});
});

it('says what it found instead of a transcript, and which formats it knows', async () => {
	const result = await run({ operation: 'convert' }, [json({ foo: 1 })]);
	expect(result.error).toMatchObject({
		message: '"Transcript" is not a transcript',
		description: expect.stringMatching(/^The input is JSON with the members "foo".+Deepgram.+SubRip/),
	});
});

it('goes on with the other items', async () => {
	const result = await run(
		{ operation: 'convert', output: 'text' },
		[json({ foo: 1 }), json(samples.soniox)],
		'continueRegularOutput',
	);
	expect(result.json(NODE)).toMatchObject([
		{ foo: 1, error: '"Transcript" is not a transcript' },
		{ text: 'Good morning, Ada. Hello!' },
	]);
});

it('takes the chosen format', async () => {
	const result = await run({ operation: 'convert', options: { inputFormat: 'soniox' } }, [
		json(samples.deepgram),
	]);
	expect(result.error).toMatchObject({ description: expect.stringContaining('not a transcript of Soniox') });
});

it('stores the schema of its output for the editor', () => {
	const schema = (operation: string) =>
		readFileSync(
			join(projectFolder, `dist/nodes/Transcript/__schema__/v1.0.0/transcript/${operation}.json`),
			'utf8',
		);
	expect(JSON.parse(schema('measure'))).toMatchObject({
		type: 'object',
		properties: { speakers: { type: 'array', items: { properties: { talkShare: { type: 'number' } } } } },
	});
	expect(JSON.parse(schema('convert'))).toMatchObject({ properties: { segments: { type: 'array' } } });
});

it('writes captions of any format with the rules that are chosen', async () => {
	const result = await run(
		{ operation: 'getCaptions', format: 'vtt', captionRules: { maxLines: 1, maxCharsPerLine: 20 } },
		[json(samples.whisperX)],
	);
	const [item] = result.json(NODE);
	expect(item).toMatchObject({ format: 'vtt', cueCount: 2 });
	expect(item?.captions).toMatch(/^WEBVTT\n/);
});

it('finds words in a transcript of any tool, with one item for each match', async () => {
	const result = await run({ operation: 'searchWords', terms: 'morning OR hello' }, [json(samples.whisperX)]);
	expect(result.json(NODE)).toMatchObject([
		{ term: 'morning OR hello', text: 'morning,', speaker: 'SPEAKER_00' },
		{ term: 'morning OR hello', text: 'Hello!', speaker: 'SPEAKER_01' },
	]);
});

it.each([{ operation: 'getCaptions' }, { operation: 'searchWords', terms: 'a' }])(
	'says what was found instead of a transcript: $operation',
	async (parameters) => {
		const result = await run(parameters, [json({ id: 7 })]);
		expect(result.error?.message).toMatch(/"Transcript" is not a transcript/);
	},
);

describe('Chunk', () => {
	const text = '[00:00:00] Ada: When do we ship?\n[00:00:05] Bo: On Friday.\n[00:00:08] Ada: Good.';
	const item = { json: {}, binary: { data: { data: '', mimeType: 'audio/mpeg', fileName: 'call.mp3' } } };

	it('returns an item for each chunk, with its recording, times, speakers and a link', async () => {
		const options = { recordingUrl: 'https://example.com/call.mp3?a=1' };
		const result = await run({ operation: 'chunk', source: 'text', text, chunkSize: 100, options }, [item]);
		expect(result.json(NODE)).toEqual([
			{
				recording: 'call.mp3',
				jobId: expect.any(String),
				chunk: 1,
				chunks: 1,
				text: 'Ada: When do we ship?\nBo: On Friday.\nAda: Good.',
				speakers: ['Ada', 'Bo'],
				start: 0,
				end: expect.any(Number),
				link: expect.stringMatching(/^https:\/\/example\.com\/call\.mp3\?a=1#t=0,\d/),
			},
		]);
	});

	it.each([
		[{ chunkSize: 50 }, /"Chunk Size" must be/],
		[{ chunkSize: 150.5 }, /"Chunk Size" must be a whole number/],
		[
			{ chunkSize: 200, options: { overlap: 101 } },
			/"Options: Overlap" must be at most half of "Chunk Size"/,
		],
		[{ options: { recordingUrl: 'call.mp3' } }, /"Options: Recording URL" must/],
	])('rejects %j', async (parameters, message) => {
		const result = await run({ operation: 'chunk', source: 'text', text, ...parameters }, [item]);
		expect(result.error?.message).toMatch(message);
	});
});

describe('chapters', () => {
	const transcript = {
		vendor: 'assemblyai',
		jobId: 'job-1',
		language: 'en',
		duration: 60,
		text: 'Good morning.',
		confidence: null,
		words: [],
		segments: [],
		insights: { chapters: [{ start: 0, end: 60, title: 'Greeting', summary: '' }] },
	};

	it('are returned as a file', async () => {
		const result = await run({ operation: 'getCaptions', format: 'youtubeChapters' }, [json(transcript)]);
		expect(result.json(NODE)[0]).toMatchObject({
			cueCount: 1,
			captions: '0:00 Greeting\n',
			fileName: 'job-1.txt',
		});
	});

	it('are required by their formats', async () => {
		const none = { ...transcript, insights: {} };
		const result = await run({ operation: 'getCaptions', format: 'vttChapters' }, [json(none)]);
		expect(result.error?.message).toMatch(/"Format" cannot be "WebVTT Chapters \(\.vtt\)", because/);
	});
});
