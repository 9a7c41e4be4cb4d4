import { readFileSync } from 'node:fs';
import path from 'node:path';

import { insightsSchema, transcriptSchema } from '../../../nodes/shared/transcript/model';
import { joinWords, wordsOf } from '../../../nodes/shared/transcript/words';

/** The example that the documentation quotes. */
const example = transcriptSchema
	.strict()
	.parse(JSON.parse(readFileSync(path.join(__dirname, '../../../docs/transcript.example.json'), 'utf8')));

describe('docs/transcript.example.json', () => {
	it('has every kind of insight and only those of the model', () => {
		expect(Object.keys(insightsSchema.unwrap().strict().parse(example.insights)).sort()).toEqual(
			Object.keys(insightsSchema.unwrap().shape).sort(),
		);
	});

	it('has words that match the text', () => {
		expect(joinWords(example.words)).toBe(example.text);
	});

	it('has segments that contain each word once and match their words', () => {
		expect(example.segments.flatMap((segment) => wordsOf(example, segment))).toEqual(example.words);
		for (const segment of example.segments) {
			const words = wordsOf(example, segment);
			expect(joinWords(words)).toBe(segment.text);
			expect([segment.start, segment.end]).toEqual([words.at(0)?.start, words.at(-1)?.end]);
		}
	});

	it('has ascending times within the recording', () => {
		const times = example.words.flatMap(({ start, end }) => [start, end]);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(times.at(-1)).toBeLessThanOrEqual(example.duration ?? 0);
	});
});
