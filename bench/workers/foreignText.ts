import { z } from 'zod/v4';

import { assemblyAiHttp } from '../../nodes/AssemblyAi/api/http';
import { botlhaleHttp } from '../../nodes/Botlhale/api/http';
import { prosaHttp } from '../../nodes/Prosa/api/http';
import { buildCues } from '../../nodes/shared/captions';
import { chunk } from '../../nodes/shared/chunks/chunk';
import { parseLongJson } from '../../nodes/shared/core/longJson';
import { importTranscript } from '../../nodes/shared/formats';
import { maskSecrets, secretsOf } from '../../nodes/shared/http/maskSecrets';
import { measure } from '../../nodes/shared/measures/measure';
import { searchTranscript } from '../../nodes/shared/search';
import type { Insights, Transcript, Word } from '../../nodes/shared/transcript/model';
import { redactedInsights } from '../../nodes/shared/transcript/redact';
import { renderDialogue } from '../../nodes/shared/transcript/render/dialogue';
import { renderHtml } from '../../nodes/shared/transcript/render/html';
import { renderMarkdown } from '../../nodes/shared/transcript/render/markdown';
import { segmentsFromWords } from '../../nodes/shared/transcript/segments';
import { speechmaticsHttp } from '../../nodes/Speechmatics/api/http';
import { serve } from '../lib/child';
import { timed } from '../lib/eventLoop';

/** Text that a vendor or a caller sends, and what is done with it. */
interface Subject {
	/** The worst case of this length in UTF-16 units. */
	input: (length: number) => string;
	work: (input: string) => unknown;
	/** The same content as an object, if `input` is text of which objects are made. */
	content?: (input: string) => Promise<unknown>;
}

const repeated =
	(piece: string) =>
	(length: number): string =>
		piece.repeat(Math.ceil(length / piece.length));

const errorOf = (http: typeof prosaHttp, piece: string): Subject => ({
	input: (length) => {
		const text = repeated(piece)(length / 4);
		return JSON.stringify({ error: text, message: text, detail: text, code: text });
	},
	work: (body) => http.parseError(400, body),
});

const word = (text: string, start: number, speaker: string | null = null): Word => ({
	text,
	start,
	end: start + 0.4,
	confidence: 1,
	speaker,
	channel: null,
	kind: 'word',
	timing: 'exact',
	spaceBefore: true,
});

async function transcriptOf(words: Word[]): Promise<Transcript> {
	const segments = await segmentsFromWords(words);
	const text = words.map((each) => each.text).join(' ');
	return {
		vendor: 'bench',
		jobId: 'bench',
		language: 'en',
		duration: words.length,
		text,
		confidence: null,
		words,
		segments,
		insights: {},
	};
}

const secrets = secretsOf({ apiKey: 'sk/0123+456789-abcdef', webhookSecret: 'hook secret 0123' }, [
	'apiKey',
	'webhookSecret',
]);

/** A transcript of another tool, which may also be refused. */
const imported = (piece: string, before = ''): Subject => ({
	input: (length) => before + repeated(piece)(length),
	work: async (text) => await Promise.allSettled([importTranscript(text)]),
	content: async (text) => {
		const [transcript] = await Promise.allSettled([importTranscript(text)]);
		return transcript.status === 'fulfilled' ? transcript.value : text;
	},
});

/** Two words of one speaker each, the first of which is the text. */
const twoTurns = async (text: string): Promise<Transcript> =>
	await transcriptOf([word(text, 0, 'A'), word('you', 1, 'B')]);

/** A transcript of many turns as JSON, and what is done with it. */
const ofTurns = (work: (transcript: Transcript) => Promise<unknown>): Subject => ({
	input: (length) =>
		JSON.stringify(
			Array.from({ length: Math.ceil(length / 150) }, (_each, index) =>
				word('ab', index / 2, `S${index % 3}`),
			),
		),
	work: async (json) => await work(await transcriptOf(wordsSchema.parse(JSON.parse(json)))),
});

const wordsSchema = z.array(z.custom<Word>());
const redactedSchema = z.object({ words: wordsSchema, insights: z.custom<Insights>() });

/** A text without a space, as one word and as a turn of words with times. */
function unspaced(language: string, piece: string): Record<string, Subject> {
	const input = repeated(piece);
	const oneWord = async (text: string) => await transcriptOf([word(text, 0, 'A')]);
	return {
		[`an import of ${language}`]: imported(piece, '[00:00:01] A: '),
		[`captions of ${language}`]: { input, work: async (text) => await buildCues(await oneWord(text), {}) },
		[`a search in ${language}`]: {
			input,
			work: async (text) =>
				await searchTranscript(await oneWord(text), [piece.slice(2, 6)], { partialWords: true }),
		},
		[`chunks of ${language}`]: {
			input,
			work: async (text) => await chunk(await oneWord(text), { size: 1000, overlap: 500, speakers: true }),
		},
		[`a dialogue of ${language}`]: {
			input,
			work: async (text) => await renderDialogue(await oneWord(text)),
		},
	};
}

const SUBJECTS: Record<string, Subject> = {
	'an import of captions with many arrows': imported('00:00:01,000 --> '),
	'an import of captions with many cues': imported('1\n00:00:01,000 --> 00:00:02,000\nA: a\n\n'),
	'an import of WebVTT with open tags': imported('<v <', 'WEBVTT\n\n00:01.000 --> 00:02.000\n'),
	'an import of TTML with open tags': imported(
		'<p begin="1s"',
		'<tt xmlns="http://www.w3.org/ns/ttml"><body>',
	),
	'an import of TTML with open comments': imported('<!-- ', '<tt xmlns="http://www.w3.org/ns/ttml"><body>'),
	'an import of text with times': imported('[00:00:01] A: a [00:00:02] '),
	'an import of lines with times': imported('[00:00:01] A: a\n'),
	'an import of text without times': imported(' :\n['),
	'an import of TTML with many paragraphs': imported(
		'<p begin="1s" end="2s">a<br/>b</p>',
		'<tt xmlns="http://www.w3.org/ns/ttml"><body>',
	),
	'redaction of results that overlap': {
		input: (length) => {
			const count = Math.ceil(length / 280);
			const all = <T>(row: (index: number) => T) =>
				Array.from({ length: count }, (_each, index) => row(index));
			return JSON.stringify({
				words: all((index) => word('ab', index / 2)),
				insights: {
					entities: all(() => ({ text: 'ab', type: 'name', start: 0, end: count })),
					keyPhrases: all(() => ({ text: 'ab ab cd', count: 1, rank: null, times: [] })),
				},
			});
		},
		work: async (json) => {
			const { words, insights } = redactedSchema.parse(JSON.parse(json));
			const transcript = await transcriptOf(words);
			return await redactedInsights(insights, transcript, { isRedacted: true, harmless: [] });
		},
	},
	'chunks of a word': {
		input: repeated('abcdefghij'),
		work: async (text) => await chunk(await twoTurns(text), { size: 1000, overlap: 500, speakers: true }),
	},
	'chunks of many turns': ofTurns(
		async (transcript) => await chunk(transcript, { size: 100, overlap: 50, speakers: true }),
	),
	'measures of many turns': ofTurns(async (transcript) => await measure(transcript)),
	'Markdown of special characters': {
		input: repeated('*_[]`<&#\n- 1. '),
		work: async (text) => await renderMarkdown(await twoTurns(text)),
	},
	'Markdown of many turns': ofTurns(async (transcript) => await renderMarkdown(transcript)),
	'an HTML page of special characters': {
		input: repeated('<&">\'{{ '),
		work: async (text) => await renderHtml(await twoTurns(text)),
	},
	'an HTML page of many turns': ofTurns(async (transcript) => await renderHtml(transcript)),
	'an error of AssemblyAI': errorOf(assemblyAiHttp, 'is not available in this '),
	'an error of Botlhale AI': errorOf(botlhaleHttp, ' exceed exceeds longer'),
	'an error of Prosa.ai': errorOf(prosaHttp, 'config.engine config.'),
	'an error of Speechmatics': errorOf(speechmaticsHttp, ' \n\t job not'),
	'placeholders in an error of Prosa.ai': {
		input: (length) => {
			const text = repeated('{a}')(length / 3);
			return JSON.stringify({ status: 'x', message: text, context: { a: text, b: text } });
		},
		work: (body) => prosaHttp.parseError(400, body),
	},
	'an object with many members': {
		input: (length) => {
			const members = Array.from({ length: Math.ceil(length / 14) }, (_each, index) => `"k${index}": 1`);
			return `{${members.join(', ')}}`;
		},
		work: async (text) => await parseLongJson(text),
	},
	'a response with parts of secrets': {
		input: repeated('sk/0123+45678 hook%20secret '),
		work: (text) => maskSecrets(text, secrets),
	},
	'captions of one word': {
		input: repeated('abcdefghij'),
		work: async (text) => await buildCues(await transcriptOf([word(text, 0)]), {}),
	},
	'captions of one emoji sequence': {
		input: repeated('\u{1f468}\u200d\u{1f469}\u200d'),
		work: async (text) => await buildCues(await transcriptOf([word(text, 0)]), {}),
	},
	'captions with a long speaker name': {
		input: repeated('speaker '),
		work: async (text) =>
			await buildCues(await transcriptOf([word('hello', 0, text), word('you', 1, 'B')]), {}),
	},
	'a dialogue with a long speaker name': {
		input: repeated(' \n'),
		work: async (text) =>
			await renderDialogue(await transcriptOf([word('hello', 0, text), word('you', 1, 'B')])),
	},
	...unspaced('Chinese', '今天天气很好我们去公园散步吧'),
	...unspaced('Thai', 'วันนี้อากาศดีเราไปเดินเล่นที่สวนกันเถอะ'),
	'a search in one word': {
		input: repeated('ab'),
		work: async (text) =>
			await searchTranscript(await transcriptOf([word(text, 0)]), ['abab'], { partialWords: true }),
	},
};

const MEGABYTE = 1_000_000;

interface Result {
	oneMs: number;
	twoMs: number;
	jsonMs: number;
	contentMs: number;
	blockMs: number;
}

/**
 * How long each work takes in ms, for 1 and 2 MB, the longest block of the event loop by 2 MB, and how long `JSON.parse`
 * takes: for the same 2 MB (as one string unless they are JSON), and for the JSON of their content.
 */
serve(z.object({}), async () => {
	const results: Record<string, Result> = {};
	for (const [name, { input, work, content }] of Object.entries(SUBJECTS)) {
		const [warmUp, one, two] = [input(MEGABYTE / 5), input(MEGABYTE), input(2 * MEGABYTE)];
		// Once, so that the code is compiled.
		await work(warmUp);
		const oneMs = await msOf(async () => await work(one));
		const twoMs = await msOf(async () => await work(two));
		const json = isJson(two) ? two : JSON.stringify([two]);
		const contentJson = content === undefined ? json : JSON.stringify(await content(two));
		const jsonMs = await msOf(() => JSON.parse(json));
		// A refused text, or one that mostly is markup, has less content than text.
		const contentMs = Math.max(jsonMs, await msOf(() => JSON.parse(contentJson)));
		const { longestBlockMs: blockMs } = await timed(async () => await work(two));
		results[name] = { oneMs, twoMs, jsonMs, contentMs, blockMs };
	}
	return { results };
});

function isJson(text: string): boolean {
	return text.startsWith('{') || text.startsWith('[{');
}

/** The shortest of several runs, because most of these take only a few milliseconds. */
async function msOf(work: () => unknown): Promise<number> {
	let shortest = Infinity;
	for (let run = 0; run < 3; run += 1) {
		const start = performance.now();
		await work();
		shortest = Math.min(shortest, performance.now() - start);
	}
	return shortest;
}
