import type { Word } from '../../../nodes/shared/transcript/model';
import { segmentsFromWords, turnsOf } from '../../../nodes/shared/transcript/segments';
import {
	countWords,
	joinWords,
	splitWords,
	spreadLongText,
	spreadWords,
	wordsOf,
} from '../../../nodes/shared/transcript/words';
import { CountingYielder } from '../../support/countingYielder';
import { aShortWord as word } from '../../support/transcripts';

describe('joinWords', () => {
	it('puts spaces where the words have them', () => {
		expect(joinWords([word('Hi', 0), word(',', 1), word('you', 2), word('!', 3)])).toBe('Hi, you!');
	});

	it('returns an empty text without words', () => {
		expect(joinWords([])).toBe('');
	});
});

describe('wordsOf', () => {
	const words = [
		word('Yes', 0, { speaker: 'A', channel: '1' }),
		word('no', 0.2, { speaker: 'B', channel: '1' }),
		word('oh', 0.4, { speaker: 'A', channel: '2' }),
		word('hm', 0.6, { speaker: 'A' }),
		word('well', 0.8, { channel: '1' }),
		word('.', 1, { channel: '1' }),
		word(',', 1.2, { channel: '2' }),
		word('so', 1.4, { speaker: 'A', channel: '1' }),
	];
	const of = (speaker: string | null, channel: string | null, from = 0, to = 8) =>
		wordsOf(
			{ words },
			{ speaker, channel, start: 0, end: 2, text: '', confidence: null, words: { from, to } },
		).map(({ text }) => text);

	it('are those of the speaker and channel, with all punctuation of the channel', () => {
		expect(of('A', '1')).toEqual(['Yes', 'hm', '.', 'so']);
		expect(of('A', '2')).toEqual(['oh', 'hm', ',']);
		expect(of('B', '1')).toEqual(['no', '.']);
	});

	it('are all words of the range if the segment has neither speaker nor channel', () => {
		expect(of(null, null)).toHaveLength(8);
		expect(of(null, '1')).toEqual(['Yes', 'no', 'hm', 'well', '.', 'so']);
		expect(of('A', null)).toEqual(['Yes', 'oh', 'hm', '.', ',', 'so']);
		expect(of(null, null, 2, 4)).toEqual(['oh', 'hm']);
	});
});

describe('splitWords', () => {
	const texts = (text: string, language?: string) => splitWords(text, language).map((each) => each.text);

	it('keeps punctuation attached to words that are separated by spaces', () => {
		expect(texts('Good morning, Dr. Smith!')).toEqual(['Good', 'morning,', 'Dr.', 'Smith!']);
	});

	it('splits Japanese where a word ends', () => {
		expect(texts('東京に行きます。', 'ja')).toEqual(['東京', 'に', '行き', 'ます', '。']);
	});

	it('splits Thai, which only has spaces between phrases', () => {
		const words = splitWords('สวัสดีครับ ยินดี', 'th');
		expect(words.map(({ text }) => text)).toEqual(['สวัสดี', 'ครับ', 'ยินดี']);
		expect(words.map(({ spaceBefore }) => spaceBefore)).toEqual([false, false, true]);
		const [, , third, fourth] = splitWords('ยินดี สวัสดีครับ  ', 'th');
		expect([third?.spaceBefore, fourth]).toEqual([false, undefined]);
	});

	it('marks a single dash as punctuation', () => {
		expect(splitWords('a – b').map(({ kind }) => kind)).toEqual(['word', 'punctuation', 'word']);
	});

	it('accepts names of languages that are not codes', () => {
		expect(texts('ngiyabonga 東京', 'isiZulu')).toEqual(['ngiyabonga', '東京']);
	});
});

describe('spreadWords', () => {
	it('distributes the time by length', () => {
		const words = spreadWords('a abc', 10, 16, { speaker: 'S1' });
		expect(words).toEqual([
			expect.objectContaining({ text: 'a', start: 10, end: 12, speaker: 'S1', timing: 'estimated' }),
			expect.objectContaining({ text: 'abc', start: 12, end: 16, confidence: null, channel: null }),
		]);
	});

	it('counts a Chinese character as three letters, and adds a little for the pause after each word', () => {
		expect(spreadWords('東 ab', 0, 6, { language: 'zh' })).toMatchObject([
			{ text: '東', end: 3 },
			{ text: 'ab', start: 3, end: 6 },
		]);
		expect(spreadWords('a-b abc', 0, 7)).toMatchObject([{ end: 3 }, { end: 7 }]);
	});

	it('gives punctuation no time if there are no words', () => {
		expect(spreadWords('– …', 2, 6)).toMatchObject([
			{ start: 2, end: 2 },
			{ start: 2, end: 2 },
		]);
	});

	it('gives punctuation no time of its own', () => {
		const [, dash] = spreadWords('yes – no', 0, 6);
		expect(dash).toMatchObject({ kind: 'punctuation', start: dash?.end });
	});
});

describe('the words of a long text', () => {
	const text = 'one two, – 東京は日本の首都です。 drie\u00a0Æ9 สวัสดีครับ  ff '.repeat(2_000);

	it('are those of a short one, and let others run', async () => {
		const yielder = new CountingYielder();
		const spoken = { speaker: 'S1', channel: '2', confidence: 0.5, language: 'th' };
		expect(await spreadLongText(text, 1, 900, spoken, yielder)).toEqual(spreadWords(text, 1, 900, spoken));
		expect(yielder.yields).toBeGreaterThan(10);
	});

	it.each(['', ' ', 'one', ' one  two\n', text])('are counted as they are split', (given) => {
		expect(countWords(given)).toBe(splitWords(given).length);
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

	it('keeps a sentence whole if another channel says "mhm" during it', async () => {
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

	it('assigns an opening mark to the next speaker if the vendor says so', async () => {
		const opened = (mark: string, speaker: string | null) => [
			word('Yes', 0, { speaker: 'A' }),
			word(mark, 0.4, { speaker, spaceBefore: true }),
			word('Qué', 0.5, { speaker: 'B', spaceBefore: false }),
		];
		expect(await summary(opened('¿', 'B'))).toEqual([
			['A', null, 'Yes'],
			['B', null, '¿Qué'],
		]);
		expect(await summary(opened('“(', 'B'))).toEqual([
			['A', null, 'Yes'],
			['B', null, '“(Qué'],
		]);
		for (const mark of ['¿', '.', '”', '.(', '(.']) {
			expect(await summary(opened(mark, mark === '¿' ? null : 'B'))).toEqual([
				['A', null, `Yes ${mark}`],
				['B', null, 'Qué'],
			]);
		}
	});

	it('ends a turn at a pause of half a second in which another channel speaks', async () => {
		const talk = (resume: number) => [
			word('One', 0, { channel: '1', end: 1 }),
			word('yes', 1, { channel: '2' }),
			word('two', resume, { channel: '1' }),
			word('three', resume + 5, { channel: '1' }),
		];
		expect(await summary(talk(1.499))).toEqual([
			[null, '1', 'One two three'],
			[null, '2', 'yes'],
		]);
		expect(await summary(talk(1.5))).toEqual([
			[null, '1', 'One'],
			[null, '2', 'yes'],
			[null, '1', 'two three'],
		]);
	});

	it('keeps a turn whole over any pause in which no other channel speaks', async () => {
		const words = [word('One', 0), word('two', 60), word('three', 120)];
		expect(await summary(words)).toEqual([[null, null, 'One two three']]);
		const answered = [
			word('One', 0, { channel: '1' }),
			word('yes', 0.4, { channel: '2' }),
			word('two', 0.5, { channel: '1' }),
			word('three', 9, { channel: '1' }),
		];
		expect(await summary(answered)).toEqual([
			[null, '1', 'One two three'],
			[null, '2', 'yes'],
		]);
	});

	it('keeps the comma with its word although another channel spoke in between', async () => {
		const words = [
			word('One', 0, { channel: '1' }),
			word('yes', 0.4, { channel: '2' }),
			word('.', 5, { channel: '1' }),
		];
		expect(await summary(words)).toEqual([
			[null, '1', 'One.'],
			[null, '2', 'yes'],
		]);
	});

	it('uses the times of the earliest and latest word, and the average confidence of the words', async () => {
		const words = [
			word('b', 2, { confidence: 0.5 }),
			word('a', 1, { confidence: 0.8, end: 9 }),
			word('c', 3, { confidence: null }),
			word(',', 4, { confidence: 0.1 }),
		];
		expect(await segmentsFromWords(words)).toMatchObject([{ start: 1, end: 9, confidence: 0.65 }]);
		expect(await segmentsFromWords([word('a', 0, { confidence: null })])).toMatchObject([
			{ confidence: null },
		]);
		const thirds = [0.1, 0.1, 0.2].map((confidence, at) => word('a', at, { confidence }));
		expect(await segmentsFromWords(thirds)).toMatchObject([{ confidence: 0.1333 }]);
	});

	it('is in order of start', async () => {
		const words = [word('late', 5, { channel: '1' }), word('early', 1, { channel: '2' })];
		expect((await segmentsFromWords(words)).map(({ text }) => text)).toEqual(['early', 'late']);
	});
});

describe('turnsOf', () => {
	const bare = { segments: [], words: [], text: 'All of it', duration: 12 };

	it('are the segments if there are any', async () => {
		const [segment] = await segmentsFromWords([word('Yes', 0)]);
		const segments = segment ? [{ ...segment, text: 'No' }] : [];
		expect(await turnsOf({ ...bare, segments, words: [word('Yes', 0)] })).toBe(segments);
	});

	it('are built from the words if there are no segments', async () => {
		expect(await turnsOf({ ...bare, words: [word('Yes', 0)] })).toMatchObject([{ text: 'Yes' }]);
	});

	it('are the whole text if there is nothing else, and empty if there is no text', async () => {
		expect(await turnsOf(bare)).toEqual([
			{
				speaker: null,
				channel: null,
				start: 0,
				end: 12,
				text: 'All of it',
				confidence: null,
				words: { from: 0, to: 0 },
			},
		]);
		expect(await turnsOf({ ...bare, duration: null })).toMatchObject([{ end: 0 }]);
		expect(await turnsOf({ ...bare, text: ' ' })).toEqual([]);
	});
});
