import { EventLoopYielder } from '../../../nodes/shared/core/eventLoop';
import { placeWords } from '../../../nodes/shared/transcript/render/html/wordPlaces';
import { aTurn } from '../../support/insights';
import { aWord } from '../../support/transcripts';

/** Each paragraph with a `|` before the words that are placed in it. */
async function placed(texts: readonly string[], spoken: readonly string[], from = 0, to = spoken.length) {
	const words = spoken.map((text, index) => aWord(text, index));
	const turn = aTurn(null, 0, texts.join(' '), { words: { from, to } });
	const paragraphs = texts.map((text, index) => ({ start: index, text }));
	const rows = await placeWords({ words }, turn, paragraphs, new EventLoopYielder());
	return rows.map((row, index) => {
		const text = texts[index] ?? '';
		const offsets = row.map(({ offset }) => offset);
		for (const { offset, word } of row) expect(text.startsWith(word.text, offset)).toBe(true);
		return text.replace(/./gsu, (letter, at: number) => (offsets.includes(at) ? `|${letter}` : letter));
	});
}

describe('the places of words', () => {
	it('are in the paragraphs of the turn, one after the other', async () => {
		const spoken = ['We', 'go', '.', 'You', 'stay', '.', 'Bye', '.'];
		expect(await placed(['We go.', 'You  stay.', 'Bye.'], spoken)).toEqual([
			'|We |go|.',
			'|You  |stay|.',
			'|Bye|.',
		]);
	});

	it('are those of the words of the turn only', async () => {
		expect(await placed(['go home'], ['We', 'go', 'home', 'now'], 1, 3)).toEqual(['|go |home']);
		expect(await placed([], ['We'])).toEqual([]);
		expect(await placed(['We go'], [])).toEqual(['We go']);
	});

	it('end at the first word that the text does not have there', async () => {
		expect(await placed(['We go home'], ['We', 'went', 'home'])).toEqual(['|We go home']);
		expect(await placed(['We go', 'home now'], ['We', 'go', 'now'])).toEqual(['|We |go', 'home now']);
		expect(await placed(['We go', ''], ['We', 'go', 'home'])).toEqual(['|We |go', '']);
		expect(await placed(['We'], ['We', 'We'])).toEqual(['|We']);
	});
});
