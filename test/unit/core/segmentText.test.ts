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

	it.each([
		['grapheme', 'e\u0301'],
		['grapheme', '👩\u200d👩\u200d👧'],
		['grapheme', '👍🏽'],
		['word', 'longer'],
		['word', '東京'],
	] as const)('are not cut where a window ends: %s %j', (granularity, part) => {
		const segmenter = new Intl.Segmenter('en', { granularity });
		for (let before = 500; before <= 520; before += 1) {
			const text = `${'. '.repeat(before / 2)}${before % 2 === 0 ? '' : '.'}${part} ${part}`;
			const expected = Array.from(segmenter.segment(text), ({ segment, index }) => ({ segment, index }));
			expect([...segmentsOf(text, segmenter)]).toEqual(expected);
		}
	});

	it.each([0, 1])('of more than 512 characters are cut, but not within a character (%i before)', (before) => {
		const text = `${'a'.repeat(before)}b${'\u{1d165}'.repeat(600)}`;
		const found = [...segmentsOf(text, new Intl.Segmenter('en', { granularity: 'grapheme' }))];
		expect(found.map(({ segment }) => segment).join('')).toBe(text);
		for (const { segment } of found) {
			expect(segment.length).toBeLessThanOrEqual(513);
			expect(segment).not.toMatch(/\p{Surrogate}/u);
		}
	});
});
