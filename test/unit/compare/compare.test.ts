import { compare, sidesOf, type Comparison } from '../../../nodes/shared/compare/compare';
import { differencesOf, renderDifferences } from '../../../nodes/shared/compare/differences';
import { numberIn } from '../../../nodes/shared/compare/numbers';
import { renderComparison } from '../../../nodes/shared/compare/page';
import { tokensOf, type Normalization, type Unit } from '../../../nodes/shared/compare/tokens';
import { mergeByVote } from '../../../nodes/shared/compare/vote';
import type { Transcript, Word } from '../../../nodes/shared/transcript/model';
import { readTranscript } from '../../../nodes/shared/transcript/read';
import { tagsOf } from '../../support/htmlTags';
import { aTranscript, aWord } from '../../support/transcripts';

const ALL: Normalization = { case: true, punctuation: true, numbers: true, fillers: true };
const NONE: Normalization = { case: false, punctuation: false, numbers: false, fillers: false };

/** `A: Hello | B: Hi`, a second for each word. */
function said(text: string, rest: Partial<Word> = {}): Transcript {
	const words: Word[] = [];
	for (const turn of text.split(' | ')) {
		const [, speaker = null, spoken = turn] = /^(\w): (.*)$/u.exec(turn) ?? [];
		for (const word of spoken.split(' ')) {
			words.push(aWord(word, words.length, { speaker, spaceBefore: words.length > 0, ...rest }));
		}
	}
	return aTranscript(words);
}

async function compared(reference: string, other: string, ignore = ALL, given?: Unit): Promise<Comparison> {
	const { sides, unit } = await sidesOf([said(reference), said(other)], { ignore, unit: given });
	const [a, b] = sides;
	if (!a || !b) throw new Error('Two sides');
	return await compare(a, b, unit);
}

describe('scores', () => {
	it('are counted in words', async () => {
		const { scores } = await compared('the cat sat on the mat', 'the cat sit on mat today');
		expect(scores).toMatchObject({
			unit: 'words',
			errorRate: 0.5,
			correct: 4,
			substitutions: 1,
			deletions: 1,
			insertions: 1,
			referenceLength: 6,
			length: 6,
		});
	});

	it.each<[string, string, number, number]>([
		['Hello, World!', 'hello world', 0, 2],
		['well-known', 'well known', 0, 2],
		['It’s 1,000 words.', "it's 1000 words", 0, 2],
		['twenty five percent', '25%', 0, 2],
		['one hundred and five', '105', 0, 4],
		['two thousand and twenty six', '2026', 0, 5],
		['um hello', 'hello', 0, 1],
		['3.5 and 3,5', '3.5 and 3,5', 0, 0],
		['U.S. dollars', 'u s dollars', 0, 3],
	])(
		'of %s against %s have no errors unless everything counts',
		async (reference, other, ignored, counted) => {
			const errors = ({ scores }: Comparison) => scores.substitutions + scores.deletions + scores.insertions;
			expect(errors(await compared(reference, other))).toBe(ignored);
			expect(errors(await compared(reference, other, NONE)) > 0).toBe(counted > 0);
		},
	);

	it('are counted in characters for scripts without spaces, or on request', async () => {
		expect((await compared('東京 タワー', '東京都 タワー')).scores).toMatchObject({
			unit: 'characters',
			insertions: 1,
			referenceLength: 5,
		});
		expect((await compared('kitten', 'sitting', ALL, 'characters')).scores).toMatchObject({
			errorRate: 0.5,
			substitutions: 2,
			insertions: 1,
		});
	});

	it('tell how far speakers agree, whatever they are called', async () => {
		const { scores } = await compared('A: one two three | B: four five', 'X: one two | Y: three four five');
		expect(scores.speakerAgreement).toBe(0.8);
		expect((await compared('A: one', 'one')).scores.speakerAgreement).toBeNull();
	});

	it('have no rate for an empty reference', async () => {
		expect((await compared('...', 'one')).scores).toMatchObject({ errorRate: null, insertions: 1 });
	});
});

it('reads English numbers up to where they end', () => {
	const read = (text: string) => numberIn(text.split(' '));
	expect(read('three hundred and twenty one apples')).toEqual({ value: 321, length: 5 });
	expect(read('two million')).toEqual({ value: 2e6, length: 2 });
	expect(read('one two')).toEqual({ value: 1, length: 1 });
	expect(read('a hundred')).toBeUndefined();
	expect(read('two hundred and')).toEqual({ value: 200, length: 2 });
});

it('cuts words of numbers and parts with their places', async () => {
	const tokens = await tokensOf(said('Twenty-five well-known cats'), ALL, 'words');
	expect(tokens.map(({ key, word }) => [key, word])).toEqual([
		['25', 0],
		['well', 1],
		['known', 1],
		['cats', 2],
	]);
});

describe('differences', () => {
	it('have their time, speaker and context', async () => {
		const comparison = await compared(
			'A: we met in Paris last May | B: yes',
			'A: we met in Ferris last | B: oh yes',
		);
		expect(await differencesOf(comparison)).toEqual([
			{
				type: 'substitution',
				expected: 'Paris',
				text: 'Ferris',
				start: 3,
				end: 4,
				speaker: 'A',
				before: 'we met in',
				after: 'last oh yes',
			},
			{
				type: 'substitution',
				expected: 'May',
				text: 'oh',
				start: 5,
				end: 6,
				speaker: 'B',
				before: 'we met in Ferris last',
				after: 'yes',
			},
		]);
	});

	it('are marked in the text', async () => {
		const comparison = await compared('The cat sat down.', 'The dog sat down here.');
		expect(await renderDifferences(comparison)).toBe('The [-cat-] {+dog+} sat down {+here.+}');
	});

	it('are shown in a page without markup from text', async () => {
		const comparison = await compared('The <b>cat</b> sat', 'The <script>dog</script> sat');
		const page = await renderComparison([{ ...comparison, referenceName: '<i>', name: 'x' }], 'Title & more');
		const names = new Set(tagsOf(page).map(({ name }) => name));
		expect(names).not.toContain('script');
		expect(names).not.toContain('b');
		expect(names).toContain('del');
		expect(page).toContain('Title &amp; more');
		expect(page).toMatch(/<td>\d+\.\d %<\/td>/);
	});
});

describe('a merged transcript', () => {
	async function merged(texts: readonly string[], minAgreement = 0.6) {
		const { sides } = await sidesOf(
			texts.map((text) => said(text)),
			{ ignore: ALL },
		);
		return await mergeByVote(sides, minAgreement);
	}

	it('has what most transcripts have', async () => {
		const { transcript, doubts } = await merged([
			'A: We met in Ferris last May. | B: Yes.',
			'X: we met Paris last may | Y: oh yes',
			'We met in Paris last May. Yes.',
		]);
		expect(transcript.text).toBe('We met in Paris last May. Yes.');
		expect(transcript.segments.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
			'A: We met in Paris last May.',
			'B: Yes.',
		]);
		expect(doubts).toEqual([]);
		expect(transcript.words[3]?.confidence).toBe(0.67);
		await expect(readTranscript(JSON.parse(JSON.stringify(transcript)))).resolves.toBeDefined();
	});

	it('marks what is doubtful, with the alternatives', async () => {
		const { transcript, doubts } = await merged(['the cat sat', 'the dog sat']);
		expect(transcript.text).toBe('the cat sat');
		expect(transcript.words.map(({ tags }) => tags)).toEqual([undefined, ['doubtful'], undefined]);
		expect(doubts).toEqual([{ text: 'cat', start: 1, end: 2, agreement: 0.5, alternatives: ['dog'] }]);
	});

	it('keeps punctuation that a vendor writes separately', async () => {
		const { transcript } = await merged(['Hello , Ada .', 'hello ada', 'hello ada']);
		expect(transcript.words.map(({ text }) => text)).toEqual(['Hello', ',', 'Ada', '.']);
	});
});
