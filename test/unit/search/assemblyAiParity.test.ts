import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod/v4';

import { searchTranscript } from '../../../nodes/shared/search';
import { aTranscript, aWord } from '../../support/transcripts';

const FIXTURES = path.join(__dirname, '../../fixtures/assemblyai');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(FIXTURES, name), 'utf8'));

const answerSchema = z.object({
	total_count: z.number(),
	matches: z.array(
		z.object({
			text: z.string(),
			count: z.number(),
			timestamps: z.array(z.tuple([z.number(), z.number()])),
			indexes: z.array(z.number()),
		}),
	),
});

const wordsSchema = z.object({
	words: z.array(
		z.object({
			text: z.string(),
			start: z.number(),
			end: z.number(),
			speaker: z.string().nullish(),
			channel: z.string().nullish(),
		}),
	),
});

/** The vendor's response to a word search, compared with our search in the same transcript. */
describe.each(['basic', 'speaker_labels', 'multichannel', 'dual_channel'])('%s', (sample) => {
	const { words } = wordsSchema.parse(read(`transcript.get.completed.${sample}.200.json`));
	const transcript = aTranscript(
		words.map(({ text, start, end, speaker, channel }, index) =>
			aWord(text, index, {
				start: start / 1000,
				end: end / 1000,
				speaker: speaker ?? null,
				channel: channel ?? null,
			}),
		),
	);

	it('returns the counts, times and indexes of the endpoint', async () => {
		const answer = answerSchema.parse(read('word_search.200.json'));
		const results = await searchTranscript(
			transcript,
			answer.matches.map(({ text }) => text),
		);
		expect(
			results.map(({ term, count, hits }) => ({
				text: term,
				count,
				timestamps: hits.map(({ start, end }) => [Math.round(start * 1000), Math.round(end * 1000)]),
				indexes: hits.map(({ wordIndexes }) => wordIndexes.from),
			})),
		).toEqual(answer.matches);
		expect(results.reduce((sum, { count }) => sum + count, 0)).toBe(answer.total_count);
	});

	it('finds a term that contains a comma, which the endpoint would treat as two terms', async () => {
		const [result] = await searchTranscript(transcript, ['May 4, 1982']);
		expect(result).toMatchObject({ count: 1, hits: [{ text: 'May 4, 1982.' }] });
	});
});
