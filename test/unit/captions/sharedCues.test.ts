import { buildCues, type CaptionRules } from '../../../nodes/shared/captions';
import { seeded, word } from '../../support/captionData';

/** Words of 0.4 seconds that a person says one after the other. */
const said = (channel: string, start: number, text: string) =>
	text.split(' ').map((each, at) => word(each, start + at * 0.4, start + at * 0.4 + 0.4, { channel }));

async function linesOf(
	spoken: ReadonlyArray<ReturnType<typeof said>>,
	rules: Partial<CaptionRules> = {},
	language = 'en',
) {
	const words = spoken.flat().sort((a, b) => a.start - b.start);
	return (await buildCues({ words, language }, rules)).map(({ lines }) => lines);
}

describe('people who talk at the same time', () => {
	const first = [said('1', 0, 'Well I think.'), said('2', 0.2, 'No no wait.')];
	const second = [said('2', 5, 'But you said.'), said('1', 5.2, 'I never did.')];

	it('keep their line when they talk at the same time again, whoever starts', async () => {
		expect(await linesOf([...first, ...second])).toEqual([
			['-Well I think.', '-No no wait.'],
			['-I never did.', '-But you said.'],
		]);
		expect(await linesOf(second)).toEqual([['-But you said.', '-I never did.']]);
	});

	it('keep it also after others shared a caption', async () => {
		const others = [said('3', 5, 'Both of you.'), said('2', 5.2, 'I never did.')];
		const again = [said('2', 10, 'But you said.'), said('1', 10.2, 'Not at all.')];
		expect(await linesOf([...first, ...others, ...again])).toEqual([
			['-Well I think.', '-No no wait.'],
			['-I never did.', '-Both of you.'],
			['-But you said.', '-Not at all.'],
		]);
	});

	it('have their lines in the order of their turns where they answer each other', async () => {
		const turns = [said('2', 5, 'Really?'), said('1', 5.5, 'Yes.')];
		expect(await linesOf([...first, ...turns], { dialogueDashes: true })).toEqual([
			['-Well I think.', '-No no wait.'],
			['-Really?', '-Yes.'],
		]);
	});

	it.each([
		['en-GB', '-'],
		['EN', '-'],
		['de', '- '],
		['eng', '- '],
		['x-en', '- '],
	])('have dashes in %s as its subtitles do: %j', async (language, dash) => {
		expect(await linesOf(first, {}, language)).toEqual([[`${dash}Well I think.`, `${dash}No no wait.`]]);
	});

	it('have names or voices instead where these are chosen', async () => {
		expect(await linesOf(first, { speakerLabels: 'prefix' })).toEqual([
			['Channel 1: Well I think.', 'Channel 2: No no wait.'],
		]);
		const words = first.flat().sort((a, b) => a.start - b.start);
		const [cue] = await buildCues({ words, language: 'en' }, { speakerLabels: 'voice' });
		expect(cue).toMatchObject({
			voices: ['Channel 1', 'Channel 2'],
			channel: null,
			words: [0, 2, 4, 1, 3, 5],
		});
	});
});

describe('a name', () => {
	const names = { speakerLabels: 'prefix', dialogueDashes: false } as const;

	it('is in front of each turn, and not of the captions that continue it', async () => {
		const long = said(
			'1',
			0,
			'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
		);
		const lines = await linesOf([long, said('2', 7, 'Yes.'), said('1', 9, 'No.')], names);
		expect(lines.filter(([line = '']) => line.startsWith('Channel'))).toHaveLength(3);
		expect(lines.length).toBeGreaterThan(3);
		expect(lines.slice(-2)).toEqual([['Channel 2: Yes.'], ['Channel 1: No.']]);
	});

	it('is whole where the words that are said leave room', async () => {
		const speakerNames = { '1': 'Professor Nadia Rahman' };
		expect(await linesOf([said('1', 0, 'a b')], { ...names, speakerNames })).toEqual([
			['Professor Nadia Rahman: a b'],
		]);
		expect(
			await linesOf([said('1', 0, 'a extraordinarily')], { ...names, speakerNames, maxLines: 3 }),
		).toEqual([['Professor Nadia Rahman: a extraordinarily']]);
		expect(await linesOf([said('1', 0, 'a Donaudampfschifffahrt')], { ...names, speakerNames })).toEqual([
			['Professor Nadia…: a Donaudampfschifffahrt'],
		]);
	});

	it('fits into the lines, whoever speaks next', async () => {
		const random = seeded(5);
		for (let run = 0; run < 8; run += 1) {
			const words = ['Ann', 'Benjamin', 'Cy'].flatMap((speaker) => {
				let time = random() * 2;
				return Array.from({ length: 12 }, () => {
					const start = time + (random() < 0.2 ? random() * 1.5 : 0);
					time = start + 0.15 + random() * 0.4;
					return word('abcdefghij'.slice(0, 1 + Math.floor(random() * 9)), start, time, { speaker });
				});
			});
			for (const dialogueDashes of [false, true]) {
				const rules = { speakerLabels: 'prefix', maxCharsPerLine: 24, dialogueDashes } as const;
				const cues = await buildCues({ language: null, words }, rules);
				for (const { lines } of cues) {
					expect(lines.length).toBeLessThanOrEqual(2);
					for (const line of lines) expect(line.length).toBeLessThanOrEqual(24);
				}
			}
		}
	});
});

it('captions start at shot changes that are given in seconds', async () => {
	const words = said('1', 1, 'Good morning everyone');
	expect((await buildCues({ words, language: 'en' }, { shotChanges: [0.9] }))[0]?.start).toBe(0.9);
	expect((await buildCues({ words, language: 'en' }, { shotChanges: [0.5] }))[0]?.start).toBe(1);
});

it('captions with a short gap between them touch, as far as the rules say', async () => {
	const words = [word('Good.', 0, 2), word('Yes.', 4, 6)];
	const ends = async (closeGapsUpTo: number) =>
		(await buildCues({ words, language: 'en' }, { closeGapsUpTo, linger: 0 })).map(({ end }) => end);
	expect(await ends(2)).toEqual([3.92, 6]);
	expect(await ends(1.9)).toEqual([2, 6]);
});
