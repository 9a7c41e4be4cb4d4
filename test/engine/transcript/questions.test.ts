import { z } from 'zod/v4';

import { conversation } from '../../support/captionData';
import { createEngine } from '../../support/engine';
import { cosine, hashingEmbedding } from '../../support/hashingEmbedding';

const KINDS = [
	'annual',
	'budget',
	'cloud',
	'design',
	'export',
	'hiring',
	'north',
	'pilot',
	'safety',
	'training',
];
const THINGS = [
	'audit',
	'brochure',
	'contract',
	'draft',
	'forecast',
	'invoice',
	'prototype',
	'report',
	'sample',
	'survey',
];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'the end of June', 'next spring'];
const RECORDINGS = 5;

/** Hundred promises: the same words occur in ten of them. */
const PROMISES = KINDS.flatMap((kind, row) =>
	THINGS.map((thing, column) => ({
		name: `${kind} ${thing}`,
		said: `You have my word, the ${kind} ${thing} is promised for ${DAYS[(row * 3 + column) % DAYS.length] ?? ''}.`,
		recording: (row + column) % RECORDINGS,
	})),
);

interface Line {
	start: number;
	speaker: string;
	text: string;
}

/** A meeting: talk about something else, promises, and what was said about the same things without a promise. */
function meeting(recording: number): { lines: Line[]; promised: Map<string, number> } {
	const own = PROMISES.filter((promise) => promise.recording === recording);
	const others = PROMISES.filter((promise) => promise.recording === (recording + 1) % RECORDINGS);
	const talk = turnsOf(recording);
	const lines: Line[] = [];
	const promised = new Map<string, number>();
	let time = 0;
	const say = (text: string) => {
		lines.push({ start: time, speaker: lines.length % 2 === 0 ? 'Ada' : 'Bo', text });
		time += Math.ceil(text.length / 15);
	};
	for (const [place, { name, said }] of own.entries()) {
		for (const text of talk.slice(place * 6, place * 6 + 3)) say(text);
		say(`The ${others[place]?.name ?? ''} was late again last year, and nobody was happy about it.`);
		for (const text of talk.slice(place * 6 + 3, place * 6 + 6)) say(text);
		promised.set(name, time);
		say(said);
	}
	return { lines, promised };
}

/** What two people say in turns, without times. */
function turnsOf(seed: number): string[] {
	const turns: string[] = [];
	let speaker: string | null | undefined;
	for (const word of conversation({ words: 4000 }, seed + 1).words) {
		if (word.speaker !== speaker) turns.push('');
		speaker = word.speaker;
		turns.push(`${turns.pop() ?? ''} ${word.text}`.trim());
	}
	return turns;
}

const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);

const chunkSchema = z.object({ text: z.string(), link: z.url() });

/** The start and the end of a media fragment. */
const fragmentOf = (link: string) => (/#t=([\d.]+),([\d.]+)$/.exec(link) ?? []).slice(1).map(Number);

it.each([
	{ chunkSize: 200, read: 1, least: 500 },
	{ chunkSize: 500, read: 4, least: 200 },
])(
	'answers when something was promised for at least 95 of 100 promises, with $read chunks of $chunkSize characters',
	async ({ chunkSize, read, least }) => {
		const engine = await createEngine({});
		const promised = new Map<string, { url: string; time: number }>();
		const items = Array.from({ length: RECORDINGS }, (_, recording) => {
			const { lines, promised: own } = meeting(recording);
			const url = `https://example.com/${recording}.mp3`;
			for (const [name, time] of own) promised.set(name, { url, time });
			const text = lines
				.map(({ start, speaker, text: said }) => `[${clock(start)}] ${speaker}: ${said}`)
				.join('\n');
			return { json: { url, text } };
		});
		const node = {
			name: 'Chunk',
			type: 'n8n-nodes-transcription.transcript',
			parameters: {
				resource: 'transcript',
				operation: 'chunk',
				source: 'text',
				text: '={{ $json.text }}',
				chunkSize,
				options: { recordingUrl: '={{ $json.url }}' },
			},
		};
		const chunks = z.array(chunkSchema).parse((await engine.runNode(node, items)).json('Chunk'));
		const stored = chunks.map((chunk) => ({ ...chunk, vector: hashingEmbedding(chunk.text) }));
		expect(promised.size).toBe(100);
		expect(stored.length).toBeGreaterThan(least);
		const wrong = [...promised].filter(([name, { url, time }]) => {
			const question = hashingEmbedding(`When was the ${name} promised?`);
			const ranked = stored
				.map(({ link, vector }) => ({ link, score: cosine(question, vector) }))
				.sort((a, b) => b.score - a.score);
			return !ranked.slice(0, read).some(({ link }) => {
				const [start = Infinity, end = 0] = fragmentOf(link);
				return link.startsWith(url) && start <= time && time < end;
			});
		});
		expect(wrong.length).toBeLessThanOrEqual(5);
	},
);
