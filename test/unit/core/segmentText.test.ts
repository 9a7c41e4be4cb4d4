import { segmentsOf } from '../../../nodes/shared/core/segmentText';

class CountingSegmenter extends Intl.Segmenter {
	read = 0;

	override segment(input: string): Intl.Segments {
		this.read += input.length;
		return super.segment(input);
	}
}

describe('The segments of a text', () => {
	it.each([
		['words', 'word', 'สวัสดีครับ ผมชื่อสมชาย 東京は日本の首都です。Hello, world! '.repeat(40)],
		['letters with marks', 'grapheme', 'e\u0301a\u0308o '.repeat(500)],
		['emoji of several characters', 'grapheme', '👩\u200d👩\u200d👧🇿🇦👍🏽'.repeat(200)],
		['nothing', 'grapheme', ''],
	] as const)('are those of Intl.Segmenter: %s', (_what, granularity, text) => {
		const segmenter = new Intl.Segmenter('th', { granularity });
		const expected = Array.from(segmenter.segment(text), ({ segment, index }) => ({ segment, index }));
		const found = [...segmentsOf(text, segmenter)];
		expect(found.map(({ segment }) => segment).join('')).toBe(text);
		if (granularity === 'grapheme') expect(found).toEqual(expected);
	});

	it.each(['a', '漢', '\u0301', '👩\u200d', '🇿'])('of many %j read each character a few times', (part) => {
		const text = part.repeat(50_000);
		const segmenter = new CountingSegmenter(undefined, { granularity: 'grapheme' });
		expect([...segmentsOf(text, segmenter)].map(({ segment }) => segment).join('')).toBe(text);
		expect(segmenter.read).toBeLessThan(text.length * 2);
	});
});
