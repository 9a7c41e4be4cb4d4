import fc from 'fast-check';

import { chunk, type ChunkOptions } from '../../../nodes/shared/chunks/chunk';
import type { Segment, Transcript } from '../../../nodes/shared/transcript/model';

const turn = (speaker: string | null, start: number, text: string): Segment => ({
	speaker,
	channel: null,
	start,
	end: start + 5,
	text,
	confidence: null,
	words: { from: 0, to: 0 },
});

const transcript = (segments: Segment[]): Transcript => ({
	vendor: 'test',
	jobId: '',
	language: 'en',
	duration: null,
	text: '',
	confidence: null,
	words: [],
	segments,
	insights: {},
});

const chunksOf = async (turns: Segment[], options: Partial<ChunkOptions> = {}) =>
	await chunk(transcript(turns), { size: 100, overlap: 0, speakers: true, ...options });

const TALK = [
	turn('Ada', 0, 'When do we ship the new release?'),
	turn('Bo', 5, 'On Friday, if the tests are green.'),
	turn('Ada', 10, 'And who tells the customers about it?'),
	turn('Bo', 15, 'I do.'),
];

it('keeps turns whole, with times and speakers', async () => {
	expect(await chunksOf(TALK)).toEqual([
		{
			text: 'Ada: When do we ship the new release?\nBo: On Friday, if the tests are green.',
			start: 0,
			end: 10,
			speakers: ['Ada', 'Bo'],
		},
		{
			text: 'Ada: And who tells the customers about it?\nBo: I do.',
			start: 10,
			end: 20,
			speakers: ['Ada', 'Bo'],
		},
	]);
});

it('repeats whole turns of the previous chunk up to the overlap', async () => {
	const [first, second] = await chunksOf(TALK, { overlap: 50 });
	expect(first?.text.split('\n').at(-1)).toBe('Bo: On Friday, if the tests are green.');
	expect(second).toMatchObject({
		text: 'Bo: On Friday, if the tests are green.\nAda: And who tells the customers about it?\nBo: I do.',
		start: 5,
	});
});

it('omits the overlap where the next turn would not fit with it', async () => {
	const long = turn('Ada', 10, 'x'.repeat(90));
	const chunks = await chunksOf([...TALK.slice(0, 2), long], { overlap: 60 });
	expect(chunks[1]?.text).toBe(`Ada: ${'x'.repeat(90)}`);
});

it('splits a long turn at sentence ends, and estimates the times', async () => {
	const sentence = 'This sentence has forty-four characters now. ';
	const chunks = await chunksOf([turn(null, 0, sentence.repeat(4).trim())]);
	expect(chunks.map(({ text }) => text)).toEqual([sentence.repeat(2).trim(), sentence.repeat(2).trim()]);
	expect(chunks[1]?.start).toBeCloseTo(2.5, 1);
	expect(chunks[0]?.end).toBe(chunks[1]?.start);
	expect(chunks[0]?.speakers).toEqual([]);
});

it('omits the names in the text on request', async () => {
	const [first] = await chunksOf(TALK, { speakers: false });
	expect(first?.text).not.toContain('Ada');
	expect(first?.speakers).toEqual(['Ada', 'Bo']);
});

it('is empty for a transcript without text', async () => {
	expect(await chunksOf([])).toEqual([]);
	expect(await chunksOf([turn('Ada', 0, ' ')])).toEqual([]);
});

it('contains every word in order, in chunks that are not longer than the limit', async () => {
	const word = fc.string({
		unit: fc.constantFrom('a', 'b', 'c', 'é', '.', '?', ','),
		minLength: 1,
		maxLength: 12,
	});
	const turns = fc.array(
		fc.record({
			speaker: fc.constantFrom('Ada', 'Bo', null),
			words: fc.array(word, { minLength: 1, maxLength: 120 }),
		}),
		{ maxLength: 20 },
	);
	await fc.assert(
		fc.asyncProperty(turns, fc.integer({ min: 100, max: 500 }), async (list, size) => {
			const segments = list.map(({ speaker, words }, at) => turn(speaker, at * 5, words.join(' ')));
			const chunks = await chunksOf(segments, { size, speakers: false });
			expect(chunks.map(({ text }) => text.length).filter((length) => length > size)).toEqual([]);
			expect(chunks.flatMap(({ text }) => text.split(/\s+/))).toEqual(list.flatMap(({ words }) => words));
			expect(chunks.every(({ start, end }) => start <= end)).toBe(true);
		}),
		{ numRuns: 200 },
	);
});

it('repeats only the last lines, and no more than the overlap', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat(60), { maxLength: 30 }), fc.nat(80), async (lengths, overlap) => {
			const texts = lengths.map((length, at) => `${at}${'x'.repeat(length)}`);
			const chunks = await chunksOf(
				texts.map((text, at) => turn(null, at * 5, text)),
				{ overlap },
			);
			const lines = chunks.map(({ text }) => text.split('\n'));
			expect(lines.flat().filter((line, at, all) => all.indexOf(line) === at)).toEqual(texts);
			for (const [index, next] of lines.slice(1).entries()) {
				const previous = lines[index] ?? [];
				const repeated = next.filter((line) => previous.includes(line));
				expect(repeated.length).toBeLessThan(next.length);
				expect(repeated).toEqual(previous.slice(previous.length - repeated.length));
				expect(repeated).toEqual(next.slice(0, repeated.length));
				expect(repeated.reduce((sum, line) => sum + line.length + 1, 0)).toBeLessThanOrEqual(overlap);
			}
			expect(chunks.filter(({ text }) => text.length > 100)).toEqual([]);
		}),
		{ numRuns: 200 },
	);
});
