import { mergeTracks, Transition } from '../../../nodes/shared/captions/merge';
import { chunksOf } from '../../support/captionChunks';
import { CountingYielder } from '../../support/countingYielder';

type Spoken = readonly [text: string, start: number, end: number];

/**
 * The chunks of several speakers in display order: `|` means that another speaker takes a turn, `&` that another
 * speaker talks at the same time. Times are in milliseconds.
 */
async function told(...tracks: ReadonlyArray<readonly Spoken[]>): Promise<string> {
	const pieces = tracks.flatMap((words, track) =>
		words.map(([text, start, end]) => ({ text, start, end, track })),
	);
	const { chunks, transitions } = await mergeTracks(chunksOf(pieces), tracks.length, new CountingYielder());
	const marks = new Map<number, string>([
		[Transition.same, ''],
		[Transition.overlap, '& '],
		[Transition.turn, '| '],
	]);
	return Array.from(transitions, (mark, at) => `${marks.get(mark) ?? '?'}${chunks.text[at] ?? ''}`).join(' ');
}

describe('two speakers', () => {
	it('who take turns follow each other', async () => {
		const anna: Spoken[] = [
			['Are', 0, 300],
			['you', 300, 500],
			['there?', 500, 900],
			['Good.', 2500, 2800],
		];
		const ben: Spoken[] = [
			['Yes,', 1200, 1500],
			['here.', 1500, 2000],
		];
		expect(await told(anna, ben)).toBe('Are you there? | Yes, here. | Good.');
		expect(await told(ben, anna)).toBe('Are you there? | Yes, here. | Good.');
	});

	it('who talk at the same time are shown together', async () => {
		const anna: Spoken[] = [
			['we', 0, 400],
			['could', 400, 800],
			['go', 800, 1200],
			['there', 1200, 1600],
		];
		const ben: Spoken[] = [
			['no,', 600, 900],
			['on', 900, 1400],
		];
		expect(await told(anna, ben)).toBe('we could & no, & go & on & there');
	});

	it('of whom one finishes early are shown one after the other', async () => {
		const anna = (end: number): Spoken[] => [
			['What', 0, 400],
			['happened', 400, 800],
			['then?', 800, end],
		];
		const ben: Spoken[] = [
			['Nothing', 600, 900],
			['at', 900, 1000],
			['all.', 1000, 1300],
		];
		expect(await told(anna(1100), ben)).toBe('What happened then? | Nothing at all.');
		expect(await told(anna(1101), ben)).toBe('What happened & Nothing at all. & then?');
	});

	it('are ordered by the longest word if one of them finishes with a short word', async () => {
		const anna: Spoken[] = [
			['What', 0, 1200],
			['happened?', 500, 700],
		];
		expect(await told(anna, [['Nothing.', 600, 900]])).toBe('What happened? | Nothing.');
		expect(await told(anna, [['Nothing.', 400, 900]])).toBe('What & Nothing. & happened?');
	});
});

describe('a silence', () => {
	const ben: Spoken[] = [['Yes.', 250, 700]];

	it('of half a second ends an utterance', async () => {
		expect(
			await told(
				[
					['Well', 0, 400],
					['so', 900, 1300],
				],
				ben,
			),
		).toBe('Well | Yes. | so');
		expect(
			await told(
				[
					['Well', 0, 400],
					['so', 899, 1300],
				],
				ben,
			),
		).toBe('Well & Yes. & so');
	});
});

describe('an answer in a pause', () => {
	const anna = (resume: number): Spoken[] => [
		['Well', 0, 400],
		['so', resume, 1100],
	];

	it('is a turn', async () => {
		expect(await told(anna(700), [['Yes.', 400, 700]])).toBe('Well | Yes. | so');
	});

	it('may touch the words before and after it', async () => {
		expect(await told(anna(700), [['Yes.', 300, 700]])).toBe('Well | Yes. | so');
		expect(await told(anna(700), [['Yes.', 299, 700]])).toBe('Well & Yes. & so');
		expect(await told(anna(700), [['Yes.', 350, 800]])).toBe('Well | Yes. | so');
		expect(await told(anna(700), [['Yes.', 350, 801]])).toBe('Well & Yes. & so');
	});

	it('of several words must not overlap either of them', async () => {
		const words = (last: number): Spoken[] => [
			['Yes', 420, 500],
			['no.', 500, last],
		];
		expect(await told(anna(700), words(800))).toBe('Well | Yes no. | so');
		expect(await told(anna(700), words(801))).toBe('Well & Yes no. & so');
	});

	it('needs a pause', async () => {
		expect(await told(anna(500), [['Yes.', 400, 450]])).toBe('Well | Yes. | so');
		expect(await told(anna(499), [['Yes.', 400, 450]])).toBe('Well & Yes. & so');
	});
});

it('keeps the words of a track in order although the end of one overlaps the next', async () => {
	const anna: Spoken[] = [
		['Donau', 0, 300],
		['dampf', 300, 700],
		['schiff', 200, 250],
		['fahrt', 260, 280],
	];
	expect(await told(anna, [['Ja.', 250, 400]])).toBe('Donau dampf schiff fahrt | Ja.');
	expect(await told([...anna, ['Und', 1000, 2000]], [['Ja.', 250, 400]])).toBe(
		'Donau & Ja. & dampf schiff fahrt Und',
	);
});

it('three speakers who take turns follow each other', async () => {
	expect(
		await told(
			[
				['one', 0, 400],
				['four', 3000, 3400],
			],
			[
				['two', 1000, 1400],
				['five', 4000, 4400],
			],
			[['three', 2000, 2400]],
		),
	).toBe('one | two | three | four | five');
});

describe('the next word of the same speaker', () => {
	const next = async (tracks: number, pieces: Parameters<typeof chunksOf>[0]) =>
		Array.from((await mergeTracks(chunksOf(pieces), tracks, new CountingYielder())).nextInTrack);

	it('is the next of all words if one speaker talks', async () => {
		expect(await next(1, [{}, {}, {}])).toEqual([1, 2, -1]);
		expect(await next(1, [])).toEqual([]);
	});

	it("is after the other speaker's word if two speakers talk", async () => {
		const pieces = [0, 1000, 2000].flatMap((start) => [{ start, end: start + 100 }]);
		const others = [500, 2500, 2600].map((start) => ({ start, end: start + 100, track: 1 }));
		// A B A A B B
		expect(await next(2, [...pieces, ...others])).toEqual([2, 4, 3, -1, 5, -1]);
	});
});

it('yields to the event loop between its steps and every thousand words', async () => {
	const pieces = Array.from({ length: 3000 }, (_, at) => ({
		start: (at % 1500) * 100,
		track: at < 1500 ? 0 : 1,
	}));
	const yielder = new CountingYielder();
	await mergeTracks(chunksOf(pieces), 2, yielder);
	// Three times while sorting, three between the steps, three in the last step.
	expect(yielder.yields).toBe(9);
	const alone = new CountingYielder();
	await mergeTracks(chunksOf(pieces), 1, alone);
	expect(alone.yields).toBe(0);
});
