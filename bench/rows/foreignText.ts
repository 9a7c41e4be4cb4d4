import { z } from 'zod/v4';

import { inChild } from '../lib/child';
import { toRow, type Measurement } from '../lib/row';
import { median } from '../lib/statistics';

/** Twice the text may take this much longer. */
const GROWTH = { atMost: 2.5 };

/** Relative to `JSON.parse` of the same text. */
const COST = { atMost: 20 };

const resultSchema = z.object({
	results: z.record(z.string(), z.object({ oneMs: z.number(), twoMs: z.number(), jsonMs: z.number() })),
});

/** Row 9 of the bench: text that a vendor or a caller could use to keep n8n busy. */
export const foreignText: Measurement = {
	name: 'foreignText',
	explanation: `The functions that read text of vendors and callers, each with 1 MB and 2 MB of its worst case: error messages of every
vendor, placeholders that name one another, an object with very many members, texts that nearly are secrets, a word without spaces, a
speaker's name, imports of captions and texts, chunks, measures, Markdown, pages, redaction. The first row is the function that grows most, the second the one that takes longest.`,
	measure: async (setting) => {
		const { progress, rounds } = setting;
		const samples: Array<z.infer<typeof resultSchema>['results']> = [];
		for (let round = 0; round < rounds; round += 1) {
			progress.update(`foreignText: round ${round + 1} of ${rounds} …`);
			samples.push((await inChild('foreignText.ts', {}, resultSchema)).results);
		}
		const names = Object.keys(samples[0] ?? {});
		const runsOf = (ratio: (sample: { oneMs: number; twoMs: number; jsonMs: number }) => number) =>
			Object.fromEntries(
				names.map((name) => [name, samples.flatMap((sample) => (sample[name] ? [ratio(sample[name])] : []))]),
			);
		const worst = (runs: Record<string, number[]>) => Math.max(...Object.values(runs).map(median));
		const growth = runsOf(({ oneMs, twoMs }) => twoMs / oneMs);
		const cost = runsOf(({ twoMs, jsonMs }) => twoMs / jsonMs);
		return [
			toRow(setting, {
				key: 'foreignText.growth',
				title: 'Duration for 2 MB of the worst case relative to 1 MB',
				value: worst(growth),
				unit: '×',
				goal: GROWTH,
				runs: growth,
			}),
			toRow(setting, {
				key: 'foreignText.cost',
				title: 'Duration for 2 MB of the worst case relative to `JSON.parse` of the same text',
				value: worst(cost),
				unit: '×',
				goal: COST,
				runs: cost,
			}),
		];
	},
};
