import { breakCost, breakCostsOf } from '../../../nodes/shared/captions/breakCosts';
import { Transition } from '../../../nodes/shared/captions/merge';
import { Trait } from '../../../nodes/shared/captions/wordTraits';
import { chunksOf, type Piece } from '../../support/captionChunks';
import { CountingYielder } from '../../support/countingYielder';

interface Place {
	left?: number;
	right?: number;
	/** Whether there is a space between the two. */
	blank?: boolean;
	/** Whether the left word starts a sentence. */
	opens?: boolean;
}

const costOf = ({ left = 0, right = 0, blank = true, opens = false }: Place, pause = 0) =>
	breakCost({ before: 0, left, right, next: 0, opensSentence: opens }, pause, blank);

const { abbreviation, capital, clauseEnd, comma, conjunction, determiner, hiragana, linked, lowerCase } =
	Trait;
const { number, opening, particle, preposition, sentenceEnd, unit, unspaced } = Trait;

/** From best to worst. Breaks in the same row cost the same. */
const PREFERENCE: ReadonlyArray<readonly [name: string, places: readonly Place[]]> = [
	['after a sentence', [{ left: sentenceEnd }, { left: sentenceEnd | comma, right: capital }]],
	['after a comma and before a conjunction', [{ left: comma, right: conjunction }]],
	[
		'after a clause',
		[
			{ left: clauseEnd },
			{ left: clauseEnd, right: conjunction },
			// The sentence continues, so the word is more likely abbreviated.
			{ left: sentenceEnd, right: lowerCase },
			{ left: unspaced },
			{ right: unspaced },
			{ left: unspaced, right: particle | unspaced },
		],
	],
	['after a comma', [{ left: comma }, { left: comma, right: preposition }]],
	[
		'before a conjunction or something that opens',
		[{ right: conjunction }, { right: opening }, { right: opening | preposition }],
	],
	['before a preposition', [{ right: preposition }]],
	['after a Japanese ending', [{ left: hiragana | unspaced, right: unspaced, blank: false }]],
	[
		'between plain words',
		[
			{},
			{ left: capital },
			{ right: capital },
			{ right: number },
			{ right: determiner },
			{ right: linked },
			{ left: abbreviation },
			{ left: abbreviation, right: lowerCase },
			{ left: number, right: conjunction },
			{ left: unspaced, right: unspaced, blank: false },
		],
	],
	[
		'after a word that leans on the next, before a unit, or after the first word of a sentence',
		[
			{ left: linked },
			{ left: linked, right: conjunction },
			{ right: unit },
			{ left: capital, right: capital, opens: true },
		],
	],
	[
		'after a conjunction, between number and noun, before a Japanese ending',
		[
			{ left: conjunction },
			{ left: conjunction | linked },
			{ left: number },
			{ left: number, right: opening },
			{ left: unspaced, right: hiragana | unspaced, blank: false },
		],
	],
	['after a preposition', [{ left: preposition }, { left: preposition | conjunction }]],
	[
		'within a name',
		[
			{ left: capital, right: capital },
			{ left: capital, right: number },
			{ left: capital, right: number, opens: true },
			{ left: unspaced, right: particle | unspaced, blank: false },
			{ left: number | unspaced, right: unspaced, blank: false },
		],
	],
	['after an article', [{ left: determiner }, { left: determiner, right: capital }]],
	[
		'between number and unit, or after a title',
		[
			{ left: number, right: unit },
			{ left: abbreviation, right: capital },
			{ left: abbreviation | capital, right: capital, opens: true },
			{ left: abbreviation, right: number },
		],
	],
];

describe('where to break', () => {
	it('breaks of one kind cost the same', () => {
		for (const [name, places] of PREFERENCE) {
			const costs = places.map((place) => costOf(place));
			expect([name, costs]).toEqual([name, costs.map(() => costs[0])]);
		}
	});

	it.each(PREFERENCE.slice(1).map(([name, places], index) => [name, places, PREFERENCE[index]] as const))(
		'%s costs more than the kind before it',
		(_, places, better) => {
			expect(costOf(places[0] ?? {})).toBeGreaterThan(costOf(better?.[1][0] ?? {}));
		},
	);

	it('a silence makes any break cheaper, up to seven tenths', () => {
		expect(costOf({}, 80)).toBe(costOf({}) - 10);
		expect(costOf({}, 60_000)).toBeCloseTo(costOf({}) * 0.3);
		expect(costOf({ left: comma }, 60_000)).toBeCloseTo(costOf({ left: comma }) * 0.3);
		expect(costOf({ left: sentenceEnd }, 60_000)).toBe(0);
	});

	it('but only by three tenths after an article, because the speaker is looking for the noun', () => {
		expect(costOf({ left: determiner }, 80)).toBe(costOf({ left: determiner }) - 10);
		expect(costOf({ left: determiner }, 60_000)).toBeCloseTo(costOf({ left: determiner }) * 0.7);
	});

	it('words that overlap cost the same as words without a pause', () => {
		expect(costOf({}, -500)).toBe(costOf({}));
	});
});

describe('the costs of breaks in a transcript', () => {
	/**
	 * Chunks in order; for each the transition from the previous chunk, and the position of the next chunk of its
	 * track.
	 */
	const costsOf = async (
		pieces: readonly Piece[],
		{
			natural = true,
			transitions = pieces.map(() => Transition.same),
			next = pieces.map((_, index) => (index + 1 < pieces.length ? index + 1 : -1)),
		}: { natural?: boolean; transitions?: number[]; next?: number[] } = {},
	) => {
		const merged = {
			chunks: chunksOf(pieces),
			transitions: Uint8Array.from(transitions),
			nextInTrack: Int32Array.from(next),
		};
		const { after, line, runOn } = await breakCostsOf(merged, natural, new CountingYielder());
		return { after: Array.from(after), line: Array.from(line), runOn: Array.from(runOn) };
	};
	const between = (left: number, right: number, opens = false) => costOf({ left, right, opens });

	it('are those of each pair of words, and detect the start of sentences', async () => {
		const names = [capital, capital, capital | sentenceEnd, capital, capital, 0];
		const { after } = await costsOf(names.map((traits) => ({ traits })));
		expect(after).toEqual([
			between(capital, capital, true),
			between(capital, capital),
			0,
			between(capital, capital, true),
			between(capital, 0),
			0,
		]);
	});

	it('are lower within a cue than between cues, because both lines are on the screen', async () => {
		const { after, line } = await costsOf([{}, { traits: determiner }, {}]);
		expect(after).toEqual([between(0, determiner), between(determiner, 0), 0]);
		expect(line).toEqual([between(0, determiner) / 2, between(determiner, 0) - between(0, 0) / 2, 0]);
	});

	it('take silences and missing spaces into account', async () => {
		const pieces = [{ end: 100 }, { start: 180, end: 200 }, { traits: unspaced }];
		const japanese = [{ traits: unspaced }, { traits: unspaced | hiragana, blank: false }];
		expect((await costsOf(pieces)).after).toEqual([between(0, 0) - 10, between(0, unspaced), 0]);
		expect((await costsOf(japanese)).after).toEqual([
			costOf({ left: unspaced, right: unspaced | hiragana, blank: false }),
			0,
		]);
	});

	it('increase with every sentence and long silence within a cue', async () => {
		const pieces = [
			{ traits: sentenceEnd },
			{ traits: sentenceEnd },
			{ traits: lowerCase },
			{ start: 800 },
			{ start: 2300 },
			{},
		];
		expect((await costsOf(pieces)).runOn).toEqual([0, 14, 14, 19, 69, 69, 69]);
		expect((await costsOf(pieces, { natural: false })).runOn).toEqual([0, 0, 0, 5, 55, 55, 55]);
	});

	it('only depend on silences if the language is ignored', async () => {
		const pieces = [{ traits: sentenceEnd }, { start: 180 }, { start: 230 }, { start: 90_000 }, {}];
		const plain = between(0, 0);
		expect((await costsOf(pieces, { natural: false })).after).toEqual([
			plain - 10,
			plain,
			expect.closeTo(plain * 0.3),
			plain,
			0,
		]);
	});

	it('are zero if another speaker takes a turn', async () => {
		const { same, turn } = Transition;
		const pieces = [0, 0, 1, 1, 0].map((track) => ({ track, traits: determiner }));
		const { after } = await costsOf(pieces, {
			transitions: [same, same, turn, same, turn],
			next: [1, 4, 3, -1, -1],
		});
		expect(after).toEqual([between(determiner, determiner), 0, between(determiner, determiner), 0, 0]);
	});

	it('are those of the worst break if several speakers talk at the same time', async () => {
		const { same, overlap } = Transition;
		const pieces = [{ traits: determiner, start: 0 }, { track: 1, start: 0 }, {}, { track: 1, start: 100 }];
		const { after, line } = await costsOf(pieces, {
			transitions: [same, overlap, overlap, overlap],
			next: [2, 3, -1, -1],
		});
		const [article, plain] = [between(determiner, 0), between(0, 0)];
		expect(after).toEqual([article, article, plain, 0]);
		expect(line).toEqual([article - plain / 2, article - plain / 2, plain / 2, 0]);
	});

	it('ignore speakers who have said nothing for sixty words', async () => {
		const { same, overlap } = Transition;
		const pieces = Array.from({ length: 70 }, (_, index) =>
			index === 0 ? { traits: determiner } : { track: index === 69 ? 0 : 1, traits: sentenceEnd, start: 100 },
		);
		const { after } = await costsOf(pieces, {
			transitions: pieces.map((_, index) => (index === 1 || index === 69 ? overlap : same)),
			next: pieces.map((_, index) => (index === 0 ? 69 : index < 68 ? index + 1 : -1)),
		});
		expect(after).toEqual(pieces.map((_, index) => (index < 60 ? between(determiner, sentenceEnd) : 0)));
	});

	it.each([
		['one speaker', [], 3],
		['several who speak at once', [0, Transition.overlap], 6],
	])('yield to the event loop every thousand words of %s', async (_, transitions, yields) => {
		const yielder = new CountingYielder();
		const chunks = chunksOf(Array.from({ length: 2500 }, () => ({})));
		const merged = { chunks, transitions: new Uint8Array(2500), nextInTrack: new Int32Array(2500).fill(-1) };
		merged.transitions.set(transitions);
		await breakCostsOf(merged, true, yielder);
		expect(yielder.yields).toBe(yields);
	});
});
