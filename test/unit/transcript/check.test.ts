import { z } from 'zod/v4';

import {
	checkResponse,
	mapChecked,
	SchemaMismatchError,
	withResponse,
} from '../../../nodes/shared/transcript/check';
import { MissingWordsError, readTranscript } from '../../../nodes/shared/transcript/read';
import { withoutWords } from '../../../nodes/shared/transcript/withoutWords';
import { aTranscript, aWord } from '../../support/transcripts';

it('a response is returned as it is if it has the structure', () => {
	const schema = z.object({ id: z.string() });
	const raw = { id: 'J1', other: [1] };
	expect(checkResponse(schema, raw)).toBe(raw);
	expect(() => checkResponse(schema, { id: 7 })).toThrow(new SchemaMismatchError('"id" must be text'));
});

describe('a list of a response', () => {
	const schema = z.object({ text: z.string() });

	it('is mapped with the index of each element', async () => {
		const list = [{ text: 'a' }, { text: 'b' }];
		expect(await mapChecked(list, 'results', schema, ({ text }, index) => `${index}${text}`)).toEqual([
			'0a',
			'1b',
		]);
	});

	it.each([null, undefined, []])('that is %j has no elements', async (list) => {
		expect(await mapChecked(list, 'results', schema, ({ text }) => text)).toEqual([]);
	});

	it('that does not match is rejected with the name of the member', async () => {
		const mapped = mapChecked([{ text: 'a' }, { text: 7 }], 'results', schema, ({ text }) => text);
		await expect(mapped).rejects.toThrow(SchemaMismatchError);
		await expect(mapped).rejects.toThrow(/results\.1\.text/);
	});
});

describe('a transcript with its response', () => {
	const raw = { id: 'job-1' };

	it('is returned with it', async () => {
		const transcript = aTranscript([]);
		expect(await withResponse(Promise.resolve(transcript), raw)).toEqual({ transcript, raw });
	});

	it('is returned with the way to read it as it was spoken, if the vendor has both', async () => {
		const transcript = aTranscript([]);
		const readAsSpoken = async () => await Promise.resolve(transcript);
		const read = await withResponse(Promise.resolve(transcript), raw, readAsSpoken);
		expect(read).toEqual({ transcript, raw, readAsSpoken });
	});

	it('that does not match keeps the response in the error', async () => {
		const mismatch = new SchemaMismatchError('results.0');
		await expect(withResponse(Promise.reject(mismatch), raw)).rejects.toBe(mismatch);
		expect(mismatch.raw).toBe(raw);
	});

	it('that fails for another reason fails with that error', async () => {
		const failure = new Error('connection reset');
		await expect(withResponse(Promise.reject(failure), raw)).rejects.toBe(failure);
		expect(failure).not.toHaveProperty('raw');
	});
});

describe('a transcript in an input item', () => {
	const piece = { speaker: 'A', channel: null, start: 0, end: 2, text: 'Yes.' };
	const transcript = aTranscript([aWord('Yes', 0), aWord('.', 1, { timing: 'estimated' })], {
		insights: {
			languages: [{ language: 'en', confidence: 0.9 }],
			sentiment: (['positive', 'neutral', 'negative'] as const).map((sentiment) => ({
				...piece,
				sentiment,
				confidence: null,
			})),
		},
		segments: [
			{
				speaker: 'A',
				channel: null,
				start: 0,
				end: 2,
				text: 'Yes.',
				confidence: 0.9,
				words: { from: 0, to: 2 },
			},
		],
	});

	it('is read completely', async () => {
		expect(await readTranscript(transcript)).toEqual(transcript);
	});

	it('without words is read with the channels of its turns', async () => {
		const turn = { speaker: 'A', start: 0, end: 1, text: 'Yes.' };
		const segments = [
			{ ...turn, channel: '2' },
			{ ...turn, start: 1, end: 2 },
		];
		const read = await readTranscript({ ...(await withoutWords(transcript)), segments }, { words: false });
		expect(read.segments.map(({ channel }) => channel)).toEqual(['2', null]);
		expect(read.words.map(({ channel }) => channel)).toEqual(['2', null]);
	});

	it('without words says what is missing where they are needed', async () => {
		const read = readTranscript(await withoutWords(transcript));
		await expect(read).rejects.toThrow(MissingWordsError);
		await expect(read).rejects.toThrow('The transcript has no words');
	});

	it.each([
		[{ ...transcript, text: 7 }, /text/],
		[{ ...transcript, words: 'none' }, /words/],
		[{ ...transcript, words: [...transcript.words, { text: 'No' }] }, /words\.2\./],
		[{ ...transcript, segments: [{ ...transcript.segments[0], end: -1 }] }, /segments\.0\.end/],
		[{ ...transcript, insights: { languages: [{ confidence: 1 }] } }, /insights\.languages\.0\.language/],
		['text', /must be an object/],
	])('that is not valid is rejected with the name of the member (%#)', async (value, message) => {
		await expect(readTranscript(value)).rejects.toThrow(SchemaMismatchError);
		await expect(readTranscript(value)).rejects.toThrow(message);
	});
});
