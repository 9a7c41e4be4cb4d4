import { appendChunks, Chunks } from '../../../nodes/shared/captions/chunks';
import { createClassifier, Trait } from '../../../nodes/shared/captions/wordTraits';
import type { Word } from '../../../nodes/shared/transcript/model';
import { chunksOf } from '../../support/captionChunks';
import { word } from '../../support/captionData';
import { CountingYielder } from '../../support/countingYielder';

interface Options {
	maxWidth?: number;
	language?: string | null;
	/** Indexes of the words. */
	order?: number[];
}

async function chunksFrom(words: readonly Word[], { maxWidth = 42, language = 'en', order }: Options = {}) {
	const chunks = new Chunks(0);
	const places = order ?? words.map((_, index) => index);
	await appendChunks(chunks, 3, words, places, language, maxWidth, new CountingYielder());
	return Array.from({ length: chunks.count }, (_, at) => ({
		text: chunks.text[at],
		blank: chunks.spaceBefore[at] === 1,
		time: [chunks.start[at], chunks.end[at]],
		words: [chunks.from[at], chunks.to[at]],
		track: chunks.track[at],
		width: chunks.width[at],
		traits: chunks.traits[at],
	}));
}

const textsOf = async (words: readonly Word[], options?: Options) =>
	(await chunksFrom(words, options)).map(({ text }) => text);

/** One word with this text, a tenth of a second per letter. */
const long = (text: string) => [word(text, 0, text.length / 10)];

/** One word per character, a tenth of a second each, without spaces. */
const signs = (text: string) =>
	Array.from(text, (sign, at) => word(sign, at / 10, (at + 1) / 10, { spaceBefore: false }));

describe('chunks of words with spaces', () => {
	it('are the words', async () => {
		expect(await chunksFrom([word('Hello', 0.0004, 0.4), word('you', 0.5, 0.3)])).toEqual([
			{
				text: 'Hello',
				blank: true,
				time: [0, 400],
				words: [0, 1],
				track: 3,
				width: 5,
				traits: Trait.capital,
			},
			// A word that ends before it starts has no length.
			{
				text: 'you',
				blank: true,
				time: [500, 500],
				words: [1, 2],
				track: 3,
				width: 3,
				traits: expect.any(Number),
			},
		]);
	});

	it('include the punctuation that is attached to a word', async () => {
		const words = [
			word('“', 0, 0.1, { spaceBefore: true }),
			word('Well', 0.1, 0.4, { spaceBefore: false }),
			word(',', 0.4, 0.5, { spaceBefore: false }),
			word('yes', 0.6, 0.9),
		];
		expect(await chunksFrom(words)).toMatchObject([
			{ text: '“Well,', blank: true, time: [0, 500], words: [0, 3] },
			{ text: 'yes', blank: true, time: [600, 900], words: [3, 4] },
		]);
	});

	it('have no space before the first word if it has none', async () => {
		expect(await chunksFrom([word('yes', 0, 1, { spaceBefore: false })])).toMatchObject([{ blank: false }]);
	});

	it('omit words that show nothing', async () => {
		const words = [word(' ', 0, 1), word('yes', 1, 2), word('\u200b', 2, 3), word('no', 3, 4)];
		expect(await chunksFrom(words)).toMatchObject([
			{ text: 'yes', words: [1, 2] },
			{ text: 'no', words: [3, 4] },
		]);
	});

	it('keep their order', async () => {
		const words = [word('b', 1, 2), word('a', 0, 1), word('c', 2, 3)];
		expect(await chunksFrom(words, { order: [1, 0, 2] })).toMatchObject([
			{ text: 'a', time: [0, 1000], words: [0, 1] },
			{ text: 'b', time: [1000, 2000], words: [1, 2] },
			{ text: 'c', time: [2000, 3000], words: [2, 3] },
		]);
		const joined = [word('c', 2, 3), word(',', 1, 1.5, { spaceBefore: false }), word('a', 0, 1)];
		expect(await chunksFrom(joined, { order: [2, 1, 0] })).toMatchObject([
			{ text: 'a,', time: [0, 1500], words: [0, 2] },
			{ text: 'c', time: [2000, 3000], words: [2, 3] },
		]);
	});

	it('use the language of each word, or that of the transcript', async () => {
		const words = [
			word('the', 0, 1),
			word('the', 1, 2, { language: 'de' }),
			word('der', 2, 3, { language: 'de' }),
			word('the', 3, 4),
		];
		const determiners = async (language: string | null) =>
			(await chunksFrom(words, { language })).map(({ traits }) => ((traits ?? 0) & Trait.determiner) !== 0);
		expect(await determiners('en')).toEqual([true, false, true, true]);
		expect(await determiners(null)).toEqual([false, false, true, false]);
	});
});

describe('words of scripts without spaces', () => {
	const given = (...texts: string[]) =>
		texts.map((text, at) =>
			word(text, at, at + 1, { spaceBefore: false, kind: /[。、]/u.test(text) ? 'punctuation' : 'word' }),
		);

	it.each([
		['ja', ['関西国際空港', 'に', '着きました'], ['関西国際空港', 'に', '着きました']],
		['ja', ['作ら', 'なければいけない', '。', '心'], ['作ら', 'なければいけない。', '心']],
		['zh', ['人工智能', '改变', '世界'], ['人工智能', '改变', '世界']],
		['th', ['เปลี่ยนผ่าน', 'อำนาจ'], ['เปลี่ยนผ่าน', 'อำนาจ']],
	])('in %s are not cut where only the segmenter sees a border', async (language, words, expected) => {
		expect(await textsOf(given(...words), { language })).toEqual(expected);
	});

	it('are joined to the words of the segmenter if they are single characters', async () => {
		expect(await textsOf(given('东', '京', '大', '学', '的', '学', '生'), { language: 'zh' })).toEqual([
			'东京',
			'大学',
			'的',
			'学生',
		]);
	});

	it('are cut at the borders of the segmenter only if they are longer than a line', async () => {
		const long = '東京都立国際高等学校';
		expect(await textsOf(given('は', long), { language: 'ja', maxWidth: 20 })).toEqual(['は', long]);
		const parts = await textsOf(given('は', long), { language: 'ja', maxWidth: 12 });
		expect(parts.length).toBeGreaterThan(2);
		expect(parts.join('')).toBe(`は${long}`);
	});

	it('are cut at their borders, before those of the segmenter, if they do not fit a line together', async () => {
		// The segmenter takes the five characters for one word.
		expect(await textsOf(given('スト', 'ライク'), { language: 'ja', maxWidth: 8 })).toEqual([
			'スト',
			'ライク',
		]);
	});

	it.each([
		[
			'at the borders of the segmenter where a word does not fit a line',
			['は', '東京都立国際高等学校', 'です'],
			{ language: 'ja', maxWidth: 12 },
			[
				'は 0-1000',
				'東京 1000-1200',
				'都立 1200-1400',
				'国際 1400-1600',
				'高等 1600-1800',
				'学校 1800-2000',
				'です 2000-3000',
			],
		],
		[
			'at their own borders first',
			['です', 'スト', 'ライク', 'です'],
			{ language: 'ja', maxWidth: 8 },
			['です 0-1000', 'スト 1000-2000', 'ライク 2000-3000', 'です 3000-4000'],
		],
		[
			'within phrases only',
			['東京', 'はい、そうです', '東京'],
			{ language: 'ja_JP' },
			['東京 0-1000', 'はい、 1000-1429', 'そう 1429-1714', 'です 1714-2000', '東京 2000-3000'],
		],
		[
			'at a space within a word',
			['昨日 東京で', '会議'],
			{ language: 'ja' },
			['昨日 0-333', '東京で 500-1000', '会議 1000-2000'],
		],
		[
			'where the segmenter sees a border too',
			['กรุงเทพ', 'มหานคร'],
			{ language: 'th-TH' },
			['กรุงเทพมหานคร 0-2000'],
		],
		[
			'with their time distributed over their letters',
			['ที่', 'อินเทอร์เน็ตความเร็วสูง'],
			{ language: 'th', maxWidth: 10 },
			['ที่ 0-1000', 'อินเทอร์เน็ต 1000-1522', 'ความเร็ว 1522-1870', 'สูง 1870-2000'],
		],
	])('are cut %s', async (_, texts, options, expected) => {
		const chunks = await chunksFrom(given(...texts), options);
		expect(chunks.map(({ text, time }) => `${text} ${time.join('-')}`)).toEqual(expected);
	});

	it('are phrases if a mark is inside, which are cut at the borders of the segmenter', async () => {
		const parts = await textsOf(given('はい、そうです'), { language: 'ja' });
		expect(parts[0]).toBe('はい、');
	});
});

describe('a word that contains spaces', () => {
	it('is split at the spaces, with its time distributed over its letters', async () => {
		expect(await chunksFrom(long('New York City'))).toMatchObject([
			{ text: 'New', blank: true, time: [0, 300], words: [0, 1] },
			{ text: 'York', blank: true, time: [300, 800], words: [0, 1] },
			{ text: 'City', blank: true, time: [800, 1300], words: [0, 1] },
		]);
	});

	it('includes attached punctuation', async () => {
		const words = [...long('New York'), word('.', 0.8, 0.8, { spaceBefore: false })];
		expect(await chunksFrom(words)).toMatchObject([
			{ text: 'New', words: [0, 1] },
			{ text: 'York.', time: [300, 800], words: [0, 2] },
		]);
	});
});

describe('a word longer than a line', () => {
	it('is kept whole if it fits', async () => {
		expect(await textsOf(long('abcdefghij'), { maxWidth: 10 })).toEqual(['abcdefghij']);
	});

	it('is split into parts of about the same width', async () => {
		expect(await chunksFrom(long('abcdefghijk'), { maxWidth: 10 })).toMatchObject([
			{ text: 'abcdef', blank: true, time: [0, 600], words: [0, 1] },
			{ text: 'ghijk', blank: false, time: [600, 1100], words: [0, 1] },
		]);
		expect(await textsOf(long('abcdefghijklmnopqrstuvwxy'), { maxWidth: 10 })).toEqual([
			'abcdefghi',
			'jklmnopqr',
			'stuvwxy',
		]);
	});

	it.each([
		['abcdef-ghijklm', ['abcdef-', 'ghijklm']],
		['abcde/fghijklm', ['abcde/', 'fghijklm']],
		['abcdefgh_ijkl', ['abcdefgh_', 'ijkl']],
		['abcdefghi.klmno', ['abcdefghi.', 'klmno']],
		['a.bcd=efghijkl', ['a.bcd=', 'efghijkl']],
		// Splitting at a mark near the start would leave a very short part.
		['a-bcdefghijklm', ['a-bcdefg', 'hijklm']],
		['abcdefghijklm-', ['abcdefgh', 'ijklm-']],
		['abcdefghijklmn-pqrstuvwxyz', ['abcdefghi', 'jklmn-', 'pqrstu', 'vwxyz']],
		['abcdefghijklmnopqrst', ['abcdefghij', 'klmnopqrst']],
	])('is split after a mark if there is one: %s', async (text, parts) => {
		expect(await textsOf(long(text), { maxWidth: 10 })).toEqual(parts);
	});

	it('is split between grapheme clusters', async () => {
		const family = '👩‍👩‍👧';
		expect(await textsOf(long(family.repeat(8)), { maxWidth: 10 })).toEqual([
			family.repeat(4),
			family.repeat(4),
		]);
		expect(await textsOf(long('👍👍'), { maxWidth: 1 })).toEqual(['👍', '👍']);
		expect(await textsOf(long('aaaaaaaa👍'), { maxWidth: 9 })).toEqual(['aaaaaa', 'aa👍']);
		expect(await textsOf(long('e\u0301'.repeat(12)), { maxWidth: 10 })).toEqual([
			'e\u0301'.repeat(7),
			'e\u0301'.repeat(5),
		]);
	});

	it('is shortened if it is no language, but not a text with spaces', async () => {
		expect((await textsOf(long('x'.repeat(2_000)))).join('')).toBe('x'.repeat(2_000));
		expect((await textsOf(long('x'.repeat(1_000_000)))).join('')).toBe(`${'x'.repeat(2_000)}…`);
		expect((await textsOf(long(`x${'👍'.repeat(1_000_000)}`))).join('')).toBe(`x${'👍'.repeat(999)}…`);
		const sentence = 'long word '.repeat(1_000).trim();
		expect((await textsOf(long(sentence))).join(' ')).toBe(sentence);
	});

	it('is split without affecting others that fit', async () => {
		expect(await textsOf([...long('short abcdefghijklm end'), word('x', 3, 4)], { maxWidth: 10 })).toEqual([
			'short',
			'abcdefg',
			'hijklm',
			'end',
			'x',
		]);
	});

	it('that is written as several words keeps the words of each part', async () => {
		const words = [word('abcd', 0, 0.4), word('efghij', 0.4, 1, { spaceBefore: false })];
		words.push(word('klmn', 1, 1.4, { spaceBefore: false }));
		expect(await chunksFrom(words, { maxWidth: 10 })).toMatchObject([
			{ text: 'abcdefgh', time: [0, 800], words: [0, 2] },
			{ text: 'ijklmn', time: [800, 1400], words: [1, 3] },
		]);
	});
});

describe('text without spaces', () => {
	it('is split between its words', async () => {
		expect(await chunksFrom(long('昨日東京で会議'), { language: 'ja' })).toMatchObject([
			{ text: '昨日', blank: true, time: [0, 200], words: [0, 1] },
			{ text: '東京', blank: false, time: [200, 400], words: [0, 1] },
			{ text: 'で', blank: false, time: [400, 500], words: [0, 1] },
			{ text: '会議', blank: false, time: [500, 700], words: [0, 1] },
		]);
	});

	it('is split the same way if the vendor returns each character as a word', async () => {
		expect(await chunksFrom(signs('昨日東京で会議'), { language: 'ja-JP' })).toMatchObject([
			{ text: '昨日', blank: false, time: [0, 200], words: [0, 2] },
			{ text: '東京', blank: false, time: [200, 400], words: [2, 4] },
			{ text: 'で', blank: false, time: [400, 500], words: [4, 5] },
			{ text: '会議', blank: false, time: [500, 700], words: [5, 7] },
		]);
	});

	it.each([
		['closing marks stay with what stands before', '東京。大阪、京都', ['東京。', '大阪、', '京都']],
		['opening marks stay with what follows', '彼は「東京」と', ['彼', 'は', '「東京」', 'と']],
		['Latin letters may be parted from signs', 'AI技術です', ['AI', '技術', 'です']],
		['and signs from Latin letters', '技術AI', ['技術', 'AI']],
		['Latin words with blanks', '東京 New York', ['東京', 'New', 'York']],
	])('%s', async (_, text, parts) => {
		expect(await textsOf(long(text), { language: 'ja' })).toEqual(parts);
	});

	it('has spaces only where the text has them', async () => {
		const chunks = await chunksFrom(long('東京 大阪'), { language: 'ja' });
		expect(chunks.map(({ text, blank }) => [text, blank])).toEqual([
			['東京', true],
			['大阪', true],
		]);
	});

	it.each([null, 'cmn_en', 'not a language', 'x', '12'])(
		'is split whatever the format of the language code: %s',
		async (language) => {
			expect((await textsOf(long('昨日東京で会議'), { language })).join('')).toBe('昨日東京で会議');
		},
	);

	it('is split within words longer than a line', async () => {
		const katakana = 'アイウエオカキクケコサシスセソ';
		const parts = await textsOf(long(katakana), { language: 'ja', maxWidth: 12 });
		expect(parts.join('')).toBe(katakana);
		for (const part of parts) expect(part?.length).toBeLessThanOrEqual(6);
	});
});

describe('a run without spaces', () => {
	it('of Latin letters stays one word, whatever its length', async () => {
		const words = signs('x'.repeat(1000));
		const parts = await textsOf(words, { maxWidth: 40 });
		expect(parts).toHaveLength(25);
		expect(parts.join('')).toBe('x'.repeat(1000));
	});

	it('of ideographs loses none and has a time for each', async () => {
		const text = '昨日東京で会議'.repeat(150);
		const chunks = await chunksFrom(signs(text), { language: 'ja' });
		expect(chunks.map((chunk) => chunk.text).join('')).toBe(text);
		expect(chunks).toHaveLength(600);
		expect(
			chunks.every(
				({ time, words }) => time[0] === (words[0] ?? 0) * 100 && time[1] === (words[1] ?? 0) * 100,
			),
		).toBe(true);
	});
});

describe('long work', () => {
	const yieldsOf = async (words: readonly Word[]) => {
		const yielder = new CountingYielder();
		await appendChunks(
			new Chunks(0),
			0,
			words,
			words.map((_, index) => index),
			null,
			42,
			yielder,
		);
		return yielder.yields;
	};

	it('yields to the event loop every 128 words', async () => {
		const words = Array.from({ length: 1000 }, (_, at) => word('yes', at, at + 1));
		expect(await yieldsOf(words.slice(0, 128))).toBe(0);
		expect(await yieldsOf(words.slice(0, 129))).toBe(1);
		expect(await yieldsOf(words)).toBe(7);
	});

	it('yields to the event loop more often if words are long', async () => {
		const words = Array.from({ length: 10 }, (_, at) => word('long '.repeat(100).trim(), at, at + 1));
		// Each of 499 letters counts as 63 words.
		expect(await yieldsOf(words)).toBe(4);
	});
});

describe('the storage of chunks', () => {
	it('grows with them', () => {
		const chunks = chunksOf(Array.from({ length: 50 }, () => ({})));
		const small = new Chunks(2);
		const info = createClassifier(null)('word');
		for (let at = 0; at < 50; at += 1) small.push(info, at % 2 === 0, at, at + 1, at, at, at + 1);
		expect(small.count).toBe(50);
		expect(Array.from(small.start.slice(0, 50))).toEqual(Array.from({ length: 50 }, (_, at) => at));
		expect(Array.from(small.spaceBefore.slice(0, 50))).toEqual(
			Array.from({ length: 50 }, (_, at) => (at + 1) % 2),
		);
		expect(chunks.text.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 'word'));
	});

	it('can be reordered', () => {
		const chunks = chunksOf([{ text: 'a' }, { text: 'b', blank: false }, { text: 'c', track: 1 }]);
		const sorted = chunks.inOrder(Int32Array.from([2, 0, 1]));
		expect(sorted.count).toBe(3);
		expect(sorted.text.slice(0, 3)).toEqual(['c', 'a', 'b']);
		expect(Array.from(sorted.start.slice(0, 3))).toEqual([200, 0, 100]);
		expect(Array.from(sorted.spaceBefore.slice(0, 3))).toEqual([1, 1, 0]);
		expect(Array.from(sorted.track.slice(0, 3))).toEqual([1, 0, 0]);
	});
});
