import { z } from 'zod/v4';

import { assemblyAiHttp } from '../../nodes/AssemblyAi/api/http';
import { botlhaleHttp } from '../../nodes/Botlhale/api/http';
import { prosaHttp } from '../../nodes/Prosa/api/http';
import { buildCues } from '../../nodes/shared/captions';
import { parseLongJson } from '../../nodes/shared/core/longJson';
import { maskSecrets, secretsOf } from '../../nodes/shared/http/maskSecrets';
import { searchTranscript } from '../../nodes/shared/search';
import type { Transcript, Word } from '../../nodes/shared/transcript/model';
import { renderDialogue } from '../../nodes/shared/transcript/render/dialogue';
import { segmentsFromWords } from '../../nodes/shared/transcript/segments';
import { speechmaticsHttp } from '../../nodes/Speechmatics/api/http';
import { serve } from '../lib/child';

/** Text that a vendor or a caller sends, and what is done with it. */
interface Subject {
	/** The worst case of this length in UTF-16 units. */
	input: (length: number) => string;
	work: (input: string) => unknown;
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

const SUBJECTS: Record<string, Subject> = {
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
	'a search in one word': {
		input: repeated('ab'),
		work: async (text) =>
			await searchTranscript(await transcriptOf([word(text, 0)]), ['abab'], { partialWords: true }),
	},
};

const MEGABYTE = 1_000_000;

/** How long each work takes in ms, for 1 and 2 MB, and how long `JSON.parse` takes for the same 2 MB. */
serve(z.object({}), async () => {
	const results: Record<string, { oneMs: number; twoMs: number; jsonMs: number }> = {};
	for (const [name, { input, work }] of Object.entries(SUBJECTS)) {
		const [warmUp, one, two] = [input(MEGABYTE / 5), input(MEGABYTE), input(2 * MEGABYTE)];
		// Once, so that the code is compiled.
		await work(warmUp);
		const oneMs = await msOf(async () => await work(one));
		const twoMs = await msOf(async () => await work(two));
		const json = isJson(two) ? two : JSON.stringify([two]);
		results[name] = { oneMs, twoMs, jsonMs: await msOf(() => JSON.parse(json)) };
	}
	return { results };
});

function isJson(text: string): boolean {
	return text.startsWith('{');
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
