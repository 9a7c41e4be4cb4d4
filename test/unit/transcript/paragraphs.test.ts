import type { Segment, Word } from '../../../nodes/shared/transcript/model';
import { paragraphsOf } from '../../../nodes/shared/transcript/render/paragraphs';
import { CountingYielder } from '../../support/countingYielder';
import { aWord } from '../../support/transcripts';

const turn = (text: string, rest: Partial<Segment> = {}): Segment => ({
	speaker: null,
	channel: null,
	start: 0,
	end: 100,
	text,
	confidence: null,
	words: { from: 0, to: 0 },
	...rest,
});

const paragraphs = async (text: string, rest: Partial<Segment> = {}, words: Word[] = []) =>
	await paragraphsOf(
		{ words },
		turn(text, { words: { from: 0, to: words.length }, ...rest }),
		new CountingYielder(),
	);
const textsOf = async (text: string) => (await paragraphs(text)).map((each) => each.text);

/** A sentence of this many characters, including the full stop. */
const sentence = (length: number, end = '.') =>
	`${'word '.repeat(Math.ceil(length / 5)).slice(0, length - end.length - 1)}x${end}`;

describe('a turn', () => {
	it('of moderate length is one paragraph', async () => {
		expect(await paragraphs('  Yes. No. ')).toEqual([{ start: 0, text: 'Yes. No.' }]);
		const long = `${sentence(600)} ${sentence(249)}`;
		expect(long).toHaveLength(850);
		expect(await textsOf(long)).toEqual([long]);
	});

	it('without text has no paragraphs', async () => {
		expect(await paragraphs(' \n ')).toEqual([]);
	});

	it('is split at the first end of a sentence after five hundred characters', async () => {
		expect(await textsOf(`${sentence(600)} ${sentence(250)}`)).toEqual([sentence(600), sentence(250)]);
		expect(await textsOf(`${sentence(499)} ${sentence(200)} ${sentence(300)}`)).toEqual([
			`${sentence(499)} ${sentence(200)}`,
			sentence(300),
		]);
		expect(await textsOf(`${sentence(501)} ${sentence(200)} ${sentence(300)}`)).toEqual([
			sentence(501),
			`${sentence(200)} ${sentence(300)}`,
		]);
	});

	it.each(['.', '!', '?', '…', '?!', '...', '."', '.”', '?)', '؟', '۔', '।'])(
		'is split after %s',
		async (end) => {
			expect(await textsOf(`${sentence(600, end)} ${sentence(300)}`)).toEqual([
				sentence(600, end),
				sentence(300),
			]);
		},
	);

	it.each(['Dr.', 'Mr.', 'Mrs.', 'Ms.', 'Prof.', 'St.', 'vs.', 'No.', 'A.', '(Dr.', 'x.y', '3.5'])(
		'is not split after %s',
		async (text) => {
			const first = `${'word '.repeat(110)}${text} ${sentence(100)}`;
			expect(await textsOf(`${first} ${sentence(300)}`)).toEqual([first, sentence(300)]);
		},
	);

	it('is split at a space if no sentence ends within twelve hundred characters', async () => {
		const endless = 'letter '.repeat(300).trim();
		const texts = await textsOf(endless);
		expect(texts.join(' ')).toBe(endless);
		expect(texts.map(({ length }) => length)).toEqual([1196, 902]);
	});

	it('is split within a word if it has no spaces either, but not before a combining mark', async () => {
		expect((await textsOf('a'.repeat(2000))).map(({ length }) => length)).toEqual([1200, 800]);
		expect((await textsOf('e\u0301'.repeat(1000))).map(({ length }) => length)).toEqual([1200, 800]);
		expect((await textsOf(`x${'e\u0301'.repeat(1000)}`)).map(({ length }) => length)).toEqual([1201, 800]);
		expect((await textsOf(`x${'👍'.repeat(1000)}`)).map(({ length }) => length)).toEqual([1201, 800]);
	});

	it('is split earlier if one character is a word', async () => {
		const text = '東京に行きます。';
		const texts = await textsOf(text.repeat(60));
		expect(texts.join('')).toBe(text.repeat(60));
		// The first end of a sentence after two hundred characters.
		expect(texts[0]).toBe(text.repeat(26));
		expect(await textsOf(text.repeat(42))).toHaveLength(1);
		expect(await textsOf(text.repeat(43))).toHaveLength(2);
		const quoted = `「${'東京に行き'.repeat(41)}！？」`;
		expect((await textsOf(quoted + text.repeat(30)))[0]).toBe(quoted);
		const endless = await textsOf('東京に行き'.repeat(200));
		expect(endless.map(({ length }) => length)).toEqual([480, 480, 40]);
	});

	it('of Latin text with an ideograph near its end is split like Latin text', async () => {
		const text = `${sentence(300)} ${sentence(300)} 東京 ${sentence(200)}`;
		expect(await textsOf(text)).toEqual([text]);
	});
});

describe('the time of a paragraph', () => {
	const words = (text: string, from = 0) => text.split(' ').map((each, index) => aWord(each, from + index));
	const long = `${sentence(600)} ${sentence(600)} ${sentence(600)}`;

	it('is that of its first word', async () => {
		const spoken = words(long, 7);
		const times = (await paragraphs(long, { start: 7, end: 2000 }, spoken)).map(({ start }) => start);
		expect(times).toEqual([7, 7 + 120, 7 + 240]);
	});

	it('is found although the words have no spaces', async () => {
		const text = '東京に行きます。'.repeat(60);
		const signs = Array.from(text, (sign, index) => aWord(sign, index));
		expect((await paragraphs(text, {}, signs)).map(({ start }) => start)).toEqual([0, 208]);
	});

	it('is that of the turn, and estimated, if there are no words', async () => {
		const half = `${sentence(600)} ${sentence(600)}`;
		const [first, second] = await paragraphs(half, { start: 50, end: 60 });
		expect(first?.start).toBe(50);
		expect(second?.start).toBe(Math.round((50 + (10 * 600) / 1201) * 1000) / 1000);
	});

	it('is estimated from where the words differ from the text', async () => {
		const spoken = words(`${sentence(600)} other words`, 0);
		const [first, second, third] = await paragraphs(long, { start: 0, end: 1000 }, spoken);
		expect(first?.start).toBe(0);
		expect(second?.start).toBe(Math.round(((1000 * 600) / 1802) * 1000) / 1000);
		expect(third?.start).toBe(Math.round(((1000 * 1201) / 1802) * 1000) / 1000);
	});

	it('is rounded to milliseconds', async () => {
		const spoken = words(long).map((each) => ({ ...each, start: each.start + 0.00049 }));
		expect((await paragraphs(long, { start: 0.00049 }, spoken)).map(({ start }) => start)).toEqual([
			0, 120, 240,
		]);
	});
});

it('long work yields to the event loop at each paragraph and every thousand words', async () => {
	const text = Array.from({ length: 30 }, () => sentence(600)).join(' ');
	const spoken = text.split(' ').map((each, index) => aWord(each, index));
	const yielder = new CountingYielder();
	await paragraphsOf({ words: spoken }, turn(text, { words: { from: 0, to: spoken.length } }), yielder);
	expect(spoken).toHaveLength(3600);
	expect(yielder.yields).toBe(29 + 4);
});
