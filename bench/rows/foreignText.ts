import { z } from 'zod/v4';

import { inChild } from '../lib/child';
import { toRow, type Measurement } from '../lib/row';
import { median } from '../lib/statistics';

/** Twice the text may take this much longer. */
const GROWTH = { atMost: 2.5 };

/** Relative to `JSON.parse` of the same text, and of its content. */
const COST = { atMost: 20 };

/** Longest block of the event loop in ms. */
const BLOCK = { atMost: 50 };

const sampleSchema = z.object({
	oneMs: z.number(),
	twoMs: z.number(),
	jsonMs: z.number(),
	contentMs: z.number(),
	blockMs: z.number(),
});

const resultSchema = z.object({ results: z.record(z.string(), sampleSchema) });

/** Row 9 of the bench: text that a vendor or a caller could use to keep n8n busy. */
export const foreignText: Measurement = {
	name: 'foreignText',
	explanation: `The functions that read text of vendors and callers, each with 1 MB and 2 MB of its worst case: error messages of every
vendor, placeholders that name one another, an object with very many members, texts that resemble secrets, a word without spaces, a
speaker's name, imports of captions and texts, chunks, measures, Markdown, pages, redaction, and Chinese and Thai without spaces. Each row shows the slowest function.

The cost has two rows. _The same text_ is the input: if it is not JSON, one JSON string, which \`JSON.parse\` only copies. An import creates
an object for each word, which takes longer than copying the text. _The same content_ is, for imports, the transcript that is
returned, as JSON, from which \`JSON.parse\` creates the same objects; for all others, and for an
import whose text takes longer to parse, it is the same text.`,
	measure: async (setting) => {
		const { progress, rounds } = setting;
		const samples: Array<z.infer<typeof resultSchema>['results']> = [];
		for (let round = 0; round < rounds; round += 1) {
			progress.update(`foreignText: round ${round + 1} of ${rounds} …`);
			samples.push((await inChild('foreignText.ts', {}, resultSchema)).results);
		}
		const names = Object.keys(samples[0] ?? {});
		const runsOf = (ratio: (sample: z.infer<typeof sampleSchema>) => number) =>
			Object.fromEntries(
				names.map((name) => [name, samples.flatMap((sample) => (sample[name] ? [ratio(sample[name])] : []))]),
			);
		const worst = (runs: Record<string, number[]>) => Math.max(...Object.values(runs).map(median));
		const growth = runsOf(({ oneMs, twoMs }) => twoMs / oneMs);
		const cost = runsOf(({ twoMs, jsonMs }) => twoMs / jsonMs);
		const contentCost = runsOf(({ twoMs, contentMs }) => twoMs / contentMs);
		const block = runsOf(({ blockMs }) => blockMs);
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
			toRow(setting, {
				key: 'foreignText.contentCost',
				title: 'Duration for 2 MB of the worst case relative to `JSON.parse` of the same content',
				value: worst(contentCost),
				unit: '×',
				goal: COST,
				runs: contentCost,
			}),
			toRow(setting, {
				key: 'foreignText.block',
				title: '2 MB of the worst case: longest block of the event loop',
				value: worst(block),
				unit: 'ms',
				goal: BLOCK,
				runs: block,
			}),
		];
	},
};
