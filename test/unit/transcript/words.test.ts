import fc from 'fast-check';

import type { Word } from '../../../nodes/shared/transcript/model';
import { segmentsFromWords, turnsOf } from '../../../nodes/shared/transcript/segments';
import { joinWords, splitWords, spreadWords, wordsOf } from '../../../nodes/shared/transcript/words';

function word(text: string, start: number, rest: Partial<Word> = {}): Word {
	return {
		text,
		start,
		end: start + 0.3,
		confidence: 0.9,
		speaker: null,
		channel: null,
		kind: /[\p{L}\p{N}]/u.test(text) ? 'word' : 'punctuation',
		timing: 'exact',
		spaceBefore: /[\p{L}\p{N}]/u.test(text),
		...rest,
	};
}

describe('joinWords', () => {
	it('puts blanks where the words say so', () => {
		expect(joinWords([word('Hi', 0), word(',', 1), word('you', 2), word('!', 3)])).toBe('Hi, you!');
	});

	it('gives the empty text for no words', () => {
		expect(joinWords([])).toBe('');
	});
});

describe('splitWords', () => {
	const texts = (text: string, language?: string) => splitWords(text, language).map((each) => each.text);

	it('keeps punctuation on words that blanks part', () => {
		expect(texts('Good morning, Dr. Smith!')).toEqual(['Good', 'morning,', 'Dr.', 'Smith!']);
	});

	it('cuts Japanese where a word ends', () => {
		expect(texts('東京に行きます。', 'ja')).toEqual(['東京', 'に', '行き', 'ます', '。']);
	});

	it('cuts Thai, which has blanks between phrases only', () => {
		const words = splitWords('สวัสดีครับ ยินดี', 'th');
		expect(words.map(({ text }) => text)).toEqual(['สวัสดี', 'ครับ', 'ยินดี']);
		expect(words.map(({ spaceBefore }) => spaceBefore)).toEqual([false, false, true]);
	});

	it('marks a lone dash as punctuation', () => {
		expect(splitWords('a – b').map(({ kind }) => kind)).toEqual(['word', 'punctuation', 'word']);
	});

	it('takes language names that are no codes', () => {
		expect(texts('ngiyabonga 東京', 'isiZulu')).toEqual(['ngiyabonga', '東京']);
	});

	it('loses nothing', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', 'é', '.', ' ', '\n', '東', 'か', 'ไ', 'ท', '。', '😀') }),
				(text) => {
					expect(joinWords(splitWords(text, 'ja'))).toBe(text.trim().replace(/\s+/gu, ' '));
				},
			),
		);
	});
});

describe('spreadWords', () => {
	it('shares the time out by length', () => {
		const words = spreadWords('a abc', 10, 16, { speaker: 'S1' });
		expect(words).toEqual([
			expect.objectContaining({ text: 'a', start: 10, end: 12, speaker: 'S1', timing: 'estimated' }),
			expect.objectContaining({ text: 'abc', start: 12, end: 16, confidence: null, channel: null }),
		]);
	});

	it('gives punctuation no time of its own', () => {
		const [, dash] = spreadWords('yes – no', 0, 6);
		expect(dash).toMatchObject({ kind: 'punctuation', start: dash?.end });
	});

	it('stays in the segment and never runs backwards', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 }),
				fc.double({ min: 0, max: 90_000, noNaN: true }),
				fc.double({ min: -5, max: 600, noNaN: true }),
				(parts, start, length) => {
					const words = spreadWords(parts.join(' '), start, start + length);
					const from = Math.round(start * 1000) / 1000;
					const to = Math.max(from, Math.round((start + length) * 1000) / 1000);
					let last = from;
					for (const each of words) {
						expect(each.start).toBeGreaterThanOrEqual(last);
						expect(each.end).toBeGreaterThanOrEqual(each.start);
						last = each.end;
					}
					expect(last).toBeLessThanOrEqual(to + 0.001);
				},
			),
		);
	});
});

describe('segmentsFromWords', () => {
	const summary = async (words: Word[]) =>
		(await segmentsFromWords(words)).map(({ speaker, channel, text }) => [speaker, channel, text]);

	it('starts a segment for a new speaker and keeps the comma with its word', async () => {
		const words = [
			word('Hello', 0, { speaker: 'A' }),
			word(',', 0.3, { speaker: null }),
			word('there', 0.5, { speaker: 'A' }),
			word('Hi', 1, { speaker: 'B' }),
			word('.', 1.3, { speaker: 'B' }),
		];
		expect(await summary(words)).toEqual([
			['A', null, 'Hello, there'],
			['B', null, 'Hi.'],
		]);
	});

	it('keeps a sentence whole when the other channel says «mhm» in it', async () => {
		const words = [
			word('I', 0, { channel: '1' }),
			word('mhm', 0.2, { channel: '2' }),
			word('think', 0.4, { channel: '1' }),
			word('so', 0.8, { channel: '1' }),
			word('Why', 1.6, { channel: '2' }),
			word('Because', 3, { channel: '1' }),
		];
		expect(await summary(words)).toEqual([
			[null, '1', 'I think so'],
			[null, '2', 'mhm'],
			[null, '2', 'Why'],
			[null, '1', 'Because'],
		]);
		const [first] = await segmentsFromWords(words);
		expect(first).toMatchObject({ words: { from: 0, to: 4 }, start: 0, end: 1.1, confidence: 0.9 });
		expect(first && wordsOf({ words }, first).map(({ text }) => text)).toEqual(['I', 'think', 'so']);
	});

	it('puts each word in exactly one segment, in order', async () => {
		const anyWord = fc.record({
			text: fc.constantFrom('one', 'two', ',', '.'),
			gap: fc.constantFrom(0, 0.2, 0.6, 3),
			speaker: fc.constantFrom('A', 'B', null),
			channel: fc.constantFrom('1', '2', '3'),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(anyWord, { maxLength: 60 }), async (plan) => {
				let time = 0;
				const words = plan.map(({ text, gap, speaker, channel }) => {
					time += gap;
					return word(text, time, { speaker, channel });
				});
				const segments = await segmentsFromWords(words);
				const found = segments.flatMap((segment) => wordsOf({ words }, segment));
				expect(found).toHaveLength(words.length);
				expect(new Set(found).size).toBe(words.length);
				for (const segment of segments) {
					expect(joinWords(wordsOf({ words }, segment))).toBe(segment.text);
				}
				const starts = segments.map(({ start }) => start);
				expect(starts).toEqual([...starts].sort((a, b) => a - b));
			}),
		);
	});
});

describe('turnsOf', () => {
	it('falls back on the whole text, and on nothing', async () => {
		const bare = { segments: [], words: [], text: 'All of it', duration: 12 };
		expect(await turnsOf(bare)).toEqual([
			expect.objectContaining({ text: 'All of it', start: 0, end: 12, words: { from: 0, to: 0 } }),
		]);
		expect(await turnsOf({ ...bare, text: ' ' })).toEqual([]);
	});
});
