import fc from 'fast-check';

import { edit, type Edits } from '../../../nodes/shared/edit/edit';
import { PATTERNS } from '../../../nodes/shared/edit/patterns';
import { union } from '../../../nodes/shared/edit/times';
import type { Transcript, Word } from '../../../nodes/shared/transcript/model';
import { readTranscript } from '../../../nodes/shared/transcript/read';
import { segmentsFromWords } from '../../../nodes/shared/transcript/segments';
import { joinWords, wordsOf } from '../../../nodes/shared/transcript/words';

const TEXTS = [
	'um',
	'Uh,',
	'hello',
	'Hello.',
	'a-b',
	'4242',
	'4242,',
	'four',
	'two',
	'.',
	',',
	'東',
	'京都',
	'ada@x.org',
	'O’Neil',
	'?',
];
const SPEAKERS = [null, 'A', 'B'] as const;

const wordList = fc.array(
	fc.record({
		text: fc.constantFrom(...TEXTS),
		gap: fc.integer({ min: 0, max: 30 }),
		length: fc.integer({ min: 0, max: 20 }),
		speaker: fc.constantFrom(...SPEAKERS),
		channel: fc.constantFrom('1', '2'),
	}),
	{ minLength: 1, maxLength: 40 },
);

const channels = fc.boolean();

/**
 * A transcript as vendors return it: words in order of time, segments made of them, and rows of insights at their
 * times.
 */
const transcript = fc.tuple(wordList, channels, fc.boolean()).map(([list, several, spoken]) => {
	let time = 0;
	const words = list.map(({ text, gap, length, speaker, channel }, index): Word => {
		const start = (time + gap) / 10;
		const kind = /[\p{L}\p{N}]/u.test(text) ? 'word' : 'punctuation';
		time += gap + (several ? 0 : length);
		return {
			text,
			start,
			end: start + (kind === 'word' ? length / 10 : 0),
			confidence: 0.9,
			speaker: spoken && kind === 'word' ? (speaker ?? 'C') : null,
			channel: several ? channel : null,
			kind,
			timing: 'exact',
			spaceBefore: index > 0 && kind === 'word',
		};
	});
	return words;
});

async function whole(words: Word[]): Promise<Transcript> {
	const segments = await segmentsFromWords(words);
	const rows = segments.map(({ start, end, speaker, channel, text }) => ({
		start,
		end,
		speaker,
		channel,
		text,
	}));
	return await Promise.resolve({
		vendor: 'test',
		jobId: 'job-1',
		language: 'en',
		duration: words.reduce((end, word) => Math.max(end, word.end), 0),
		text: segments.map(({ text }) => text).join('\n'),
		confidence: null,
		words,
		segments,
		insights: {
			sentiment: rows.map((row) => ({ ...row, sentiment: 'neutral' as const, confidence: null })),
			entities: rows.map((row) => ({ ...row, type: 'person' })),
			translations: { de: { text: rows.map(({ text }) => text).join(' '), segments: rows } },
			chapters: rows.map(({ start, end, text }) => ({ start, end, title: text, summary: text })),
			topics: {
				summary: {},
				segments: rows.map(({ start, end, text }) => ({ start, end, text, topics: [] })),
			},
		},
	});
}

const range = fc
	.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
	.map(([start, length]) => ({ start: start / 2, end: (start + length) / 2 }));

const edits: fc.Arbitrary<Edits> = fc.record(
	{
		assignments: fc.array(
			range.map((each) => ({ ...each, name: 'Dee' })),
			{ maxLength: 2 },
		),
		names: fc.subarray([
			{ label: 'A', name: 'Ada' },
			{ label: 'B', name: 'Ada' },
			{ label: 'Channel 1', name: 'Agent' },
		]),
		keep: range,
		remove: fc.array(range, { maxLength: 3 }),
		closeGaps: fc.boolean(),
		shift: fc.integer({ min: -10, max: 10 }),
		fillers: fc.constant({ language: null }),
		replacements: fc.subarray([
			{ find: 'hello', replaceWith: 'good morning' },
			{ find: 'four two', replaceWith: '42' },
			{ find: 'b', replaceWith: '' },
			{ find: '京', replaceWith: '西' },
		]),
		redaction: fc.record({
			patterns: fc.subarray(PATTERNS.map(({ id }) => id)),
			words: fc.subarray(['hello', '東', 'o*']),
			entities: fc.subarray(['*']),
			mask: fc.constantFrom('kind' as const, 'hash' as const, 'fixed' as const),
		}),
	},
	{ requiredKeys: [] },
);

/** @param gone labels of speakers that have names */
function check(given: Transcript, gone: readonly string[]): void {
	const { words, segments, insights } = given;
	const seen = new Map<Word, number>();
	for (const segment of segments) {
		expect(segment.words.from).toBeLessThan(segment.words.to);
		expect(segment.words.to).toBeLessThanOrEqual(words.length);
		const own = wordsOf(given, segment);
		expect(segment.text).toBe(joinWords(own));
		for (const word of own) {
			seen.set(word, (seen.get(word) ?? 0) + 1);
			expect(word.start).toBeGreaterThanOrEqual(segment.start);
			expect(word.end).toBeLessThanOrEqual(segment.end);
		}
	}
	for (const word of words) {
		expect(word.end).toBeGreaterThanOrEqual(word.start);
		expect(word.text).not.toBe('');
		if (word.kind === 'word') expect(seen.get(word)).toBe(1);
	}
	const unspaced = (text: string) => text.replace(/\s/gu, '');
	expect(unspaced(given.text)).toBe(unspaced(segments.map(({ text }) => text).join('')));
	expect(segments.map(({ start }) => start)).toEqual(
		segments.map(({ start }) => start).sort((a, b) => a - b),
	);
	for (const { speaker } of [...words, ...segments]) expect(gone).not.toContain(speaker);
	const end = (given.duration ?? 0) + 0.001;
	for (const row of [
		...(insights.sentiment ?? []),
		...(insights.entities ?? []),
		...(insights.chapters ?? []),
	]) {
		expect(row.end).toBeGreaterThanOrEqual(row.start);
		expect(row.end).toBeLessThanOrEqual(end);
		if ('speaker' in row) expect(gone).not.toContain(row.speaker);
	}
}

it('text, words, segments and insights agree after every edit, whatever the transcript', async () => {
	await fc.assert(
		fc.asyncProperty(transcript, edits, async (words, changes) => {
			const given = await whole(words);
			const before = structuredClone(given);
			const { transcript: result, mute } = await edit(given, changes);
			expect(given).toEqual(before);
			const gone = (changes.names ?? []).map(({ label }) => label);
			check(await readTranscript(JSON.parse(JSON.stringify(result))), gone);
			expect(union(mute)).toEqual(mute.map(({ start, end }) => ({ start, end })));
		}),
		{ numRuns: 400 },
	);
});

it('changes nothing without an edit', async () => {
	await fc.assert(
		fc.asyncProperty(transcript, async (words) => {
			const given = await whole(words);
			expect((await edit(given, {})).transcript).toEqual(given);
		}),
		{ numRuns: 50 },
	);
});
