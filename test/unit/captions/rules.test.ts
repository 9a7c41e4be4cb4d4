import { buildCues, defaultCaptionRules, type CaptionRules, type Cue } from '../../../nodes/shared/captions';
import { exactRate } from '../../../nodes/shared/captions/timecode';
import type { Word } from '../../../nodes/shared/transcript/model';
import { conversation, spoken, word, type Speech } from '../../support/captionData';

const turns = (...entries: Array<[speaker: string, text: string, from: number]>): Speech => ({
	language: 'en',
	words: entries.flatMap(([speaker, text, from]) => spoken(text, 'en', { from, more: { speaker } }).words),
});

const shown = async (speech: Speech, rules: Partial<CaptionRules> = {}) =>
	(await buildCues(speech, rules)).map(({ lines }) => lines);

const duration = ({ start, end }: Cue): number => Math.round((end - start) * 1000) / 1000;

describe('caption rules', () => {
	it('produce no cue for a transcript without words', async () => {
		expect(await buildCues({ words: [], language: null })).toEqual([]);
		expect(await buildCues({ words: [word(' ', 0, 1), word('\u200b', 1, 2)], language: 'en' })).toEqual([]);
	});

	it('show one word long enough to be read', async () => {
		expect(await buildCues({ words: [word('Yes.', 1.5, 1.7)], language: 'en' })).toEqual([
			{
				index: 1,
				start: 1.5,
				end: 2.334,
				lines: ['Yes.'],
				voices: [],
				speaker: null,
				channel: null,
				words: [0],
			},
		]);
	});

	it('attach punctuation to the word that it belongs to', async () => {
		const speech: Speech = {
			language: 'en',
			words: [
				word('Well', 0, 0.3),
				word(',', 0.3, 0.3, { kind: 'punctuation', spaceBefore: false }),
				word('yes', 0.3, 0.6),
				word('.', 0.6, 0.6, { kind: 'punctuation', spaceBefore: false }),
			],
		};
		expect(await buildCues(speech)).toMatchObject([{ lines: ['Well, yes.'], words: [0, 1, 2, 3] }]);
	});

	it('close short gaps, or keep them', async () => {
		const speech = turns(
			['A', 'That was the first of the two sentences.', 0],
			['B', 'And this is the other one.', 3.1],
		);
		expect((await buildCues(speech))[0]?.end).toBe(3.02);
		expect((await buildCues(speech, { closeGapsUpTo: 0, linger: 0 }))[0]?.end).toBe(2.733);
	});

	it('hold a cue as long as it takes to read, but not beyond the start of the next', async () => {
		const fast = spoken('Nobody can read thirty characters a second.', 'en', { rate: 40 });
		expect((await buildCues(fast)).map(duration)).toEqual([2.15]);
		const followed: Speech = { language: 'en', words: [...fast.words, word('Right?', 3.5, 3.8)] };
		expect((await buildCues(followed, { pauseForNewCue: 1 })).map(({ end }) => end)).toEqual([2.15, 4.334]);
	});

	it('start a new cue after a silence', async () => {
		const speech: Speech = { language: 'en', words: [word('one', 0, 0.3), word('two', 1.3, 1.6)] };
		expect(await shown(speech, { pauseForNewCue: 2 })).toEqual([['one two']]);
		expect(await shown(speech, { pauseForNewCue: 1 })).toEqual([['one'], ['two']]);
	});

	it('start a new cue for a new speaker, unless this is off', async () => {
		const speech = turns(['A', 'Are you there?', 0], ['B', 'I am.', 1]);
		expect((await buildCues(speech)).map(({ speaker }) => speaker)).toEqual(['A', 'B']);
		const mixed = await buildCues(speech, { newCueForSpeaker: false });
		expect(mixed).toMatchObject([{ lines: ['Are you there? I am.'], speaker: null, words: [0, 1, 2, 3, 4] }]);
	});

	it('combine two short turns in one cue with dashes if requested', async () => {
		const speech = turns(['A', 'Are you there?', 0], ['B', 'I am.', 1], ['A', 'Good.', 1.5]);
		expect(await shown(speech, { dialogueDashes: true })).toEqual([['Are you there?'], ['-I am.', '-Good.']]);
		expect((await shown(speech, { dialogueDashes: false })).flat()).toEqual([
			'Are you there?',
			'I am.',
			'Good.',
		]);
	});

	it('combine two short turns by default where one would flash, with the dashes of the language', async () => {
		const quick = turns(['A', 'Ready?', 0], ['B', 'Yes.', 0.45], ['A', 'Then we can start now.', 1.2]);
		expect(await shown(quick)).toEqual([['-Ready?', '-Yes.'], ['Then we can start now.']]);
		expect(await shown({ ...quick, language: 'fr' })).toEqual([
			['- Ready?', '- Yes.'],
			['Then we can start now.'],
		]);
		const slow = turns(['A', 'Are you ready now?', 0], ['B', 'Yes, of course I am.', 2]);
		expect(await shown(slow)).toEqual([['Are you ready now?'], ['Yes, of course I am.']]);
	});

	it('keep each speaker on the same line while people talk at the same time', async () => {
		const talk = (speaker: string, from: number) =>
			spoken('one two three four five six seven eight nine ten', 'en', { rate: 9, from, more: { speaker } })
				.words;
		const speech: Speech = { language: 'en', words: [...talk('A', 0), ...talk('B', 0.3)] };
		const rules = {
			speakerLabels: 'prefix',
			maxCharsPerLine: 22,
			speakerNames: { A: 'Ann', B: 'Ben' },
		} as const;
		const cues = await shown(speech, rules);
		const both = cues.filter((lines) => lines.length === 2 && lines.some((line) => line.startsWith('Ben')));
		expect(both.length).toBeGreaterThan(2);
		const uppers = both.map(([upper]) => upper?.slice(0, 3));
		expect(new Set(uppers).size).toBe(1);
	});

	it('keep each speaker on the same line in all captions that they share', async () => {
		const talk = (speaker: string, from: number, text: string) =>
			spoken(text, 'en', { rate: 9, from, more: { speaker } }).words;
		const speech: Speech = {
			language: 'en',
			words: [
				...talk('A', 0, 'one two three four five six seven eight'),
				...talk('B', 0.3, 'one two three four five six seven eight'),
				...talk('A', 9, 'Then I said alone what nobody heard before in that house.'),
				...talk('B', 20, 'one two three four five six seven eight'),
				...talk('A', 20.3, 'one two three four five six seven eight'),
			],
		};
		const cues = await shown(speech, { speakerLabels: 'prefix', speakerNames: { A: 'Ann', B: 'Ben' } });
		const both = cues.filter((lines) => lines.length === 2 && lines.some((line) => line.startsWith('Ben')));
		expect(both.length).toBeGreaterThan(3);
		expect(new Set(both.map(([upper]) => upper?.slice(0, 3)))).toEqual(new Set(['Ann']));
	});

	it('let a cue linger where there is room, and move all cues by an offset', async () => {
		const speech: Speech = {
			language: 'en',
			words: [word('That is how it was then.', 1, 4), word('And now it is over.', 9, 12)],
		};
		const times = async (rules: Partial<CaptionRules>) =>
			(await buildCues(speech, rules)).map(({ index, start, end }) => [index, start, end]);
		expect(await times({})).toEqual([
			[1, 1, 4.5],
			[2, 9, 12.5],
		]);
		expect(await times({ offset: 3600 })).toEqual([
			[1, 3601, 3604.5],
			[2, 3609, 3612.5],
		]);
		expect(await times({ offset: -8 })).toEqual([[1, 1, 4.5]]);
	});

	it.each([23.976, 24, 25, 29.97, 30, 50, 60])(
		'start and end on frames at %d a second',
		async (frameRate) => {
			const cues = await buildCues(conversation({ seconds: 60 }, 3), { frameRate, onFrames: true });
			const rate = exactRate(frameRate);
			const toFrame = (seconds: number) => seconds * rate;
			let previous = -Infinity;
			for (const { start, end } of cues) {
				for (const time of [start, end]) {
					expect(Math.abs(toFrame(time) - Math.round(toFrame(time)))).toBeLessThan(0.0006 * rate);
				}
				expect(Math.round(toFrame(start)) - previous).toBeGreaterThanOrEqual(2);
				previous = Math.round(toFrame(end));
			}
		},
	);

	it('never show two turns of one speaker as one line of a dialogue', async () => {
		const speech = turns(['A', 'Yes.', 0], ['B', 'No.', 0.4], ['A', 'Yes!', 0.8], ['B', 'No!', 1.2]);
		const cues = await shown(speech, { dialogueDashes: true });
		expect(cues.flat().map((line) => line.replace('-', ''))).toEqual(['Yes.', 'No.', 'Yes!', 'No!']);
	});

	it('show speakers who talk at the same time together, with one line each', async () => {
		const speech: Speech = {
			language: 'en',
			words: [
				...spoken('we could go there on Monday', 'en', { rate: 12, more: { channel: '1' } }).words,
				...spoken('no, on Tuesday', 'en', { rate: 12, from: 0.8, more: { channel: '2' } }).words,
			],
		};
		expect(await buildCues(speech)).toMatchObject([
			{
				lines: ['-we could go there on Monday', '-no, on Tuesday'],
				start: 0,
				speaker: null,
				channel: null,
				words: [0, 1, 2, 3, 4, 5, 6, 7, 8],
			},
		]);
	});

	describe('for speakers who share a cue', () => {
		const both = (first: Partial<Word>, second: Partial<Word>, rate = 12): Speech => ({
			language: 'en',
			words: [
				...spoken('we could go there on Monday', 'en', { rate, more: first }).words,
				...spoken('no, on Tuesday', 'en', { rate, from: 0.8, more: second }).words,
			],
		});

		it.each([
			[{ speaker: 'A' }, { speaker: 'B' }, null, null],
			[{ speaker: 'A', channel: '1' }, { speaker: 'B', channel: '1' }, null, '1'],
			[{ speaker: 'A', channel: '1' }, { speaker: 'A', channel: '2' }, 'A', null],
		])(
			'set the speaker and channel of the cue if both have the same: %j and %j',
			async (first, second, speaker, channel) => {
				expect(await buildCues(both(first, second))).toMatchObject([
					{ index: 1, speaker, channel, voices: [], words: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
				]);
			},
		);

		it('write each name before the line, or as its voice', async () => {
			const speech = both({ speaker: 'Ann' }, { speaker: 'Ben' });
			expect(await shown(speech, { speakerLabels: 'prefix' })).toEqual([
				['Ann: we could go there on Monday', 'Ben: no, on Tuesday'],
			]);
			expect(await buildCues(speech, { speakerLabels: 'voice' })).toMatchObject([
				{ lines: ['-we could go there on Monday', '-no, on Tuesday'], voices: ['Ann', 'Ben'] },
			]);
		});

		it('allow time to read both lines, including dashes', async () => {
			const [cue] = await buildCues(both({ speaker: 'Ann' }, { speaker: 'Ben' }, 20));
			expect(cue && duration(cue)).toBeCloseTo((28 + 1 + 15) * 0.05);
		});

		it('repeat the name of the speaker who continues alone', async () => {
			const { words } = both({ speaker: 'Ann' }, { speaker: 'Ben' });
			const more = spoken('And that was it.', 'en', { from: 5, more: { speaker: 'Ann' } }).words;
			const further = spoken('Nothing else.', 'en', { from: 9, more: { speaker: 'Ann' } }).words;
			const speech = { language: 'en', words: [...words, ...more, ...further] };
			expect((await shown(speech, { speakerLabels: 'prefix' })).slice(1)).toEqual([
				['Ann: And that was it.'],
				['Nothing else.'],
			]);
		});

		it('count a word once although two parts of it are shown', async () => {
			const speech: Speech = {
				language: 'en',
				words: [
					word('from', 0, 0.5, { channel: '1' }),
					word('New York City', 0.5, 2, { channel: '1' }),
					word('now', 2, 2.5, { channel: '1' }),
					word('no,', 0.6, 1.1, { channel: '2' }),
					word('not', 1.1, 1.6, { channel: '2' }),
					word('ever', 1.6, 2.4, { channel: '2' }),
				],
			};
			expect(await buildCues(speech)).toMatchObject([
				{ lines: ['-from New York City now', '-no, not ever'], words: [0, 1, 2, 3, 4, 5] },
			]);
		});
	});

	it('let a speaker finish who is interrupted during the last word', async () => {
		const speech: Speech = {
			language: 'en',
			words: [
				word('What', 0, 0.3, { speaker: 'A' }),
				word('happened', 0.3, 0.9, { speaker: 'A' }),
				word('Nothing', 0.95, 1.5, { speaker: 'B' }),
				word('then?', 1, 1.3, { speaker: 'A' }),
				word('at', 1.5, 1.6, { speaker: 'B' }),
				word('all.', 1.6, 2, { speaker: 'B' }),
			],
		};
		const cues = await buildCues(speech, { dialogueDashes: false });
		expect(cues.map(({ lines, words }) => ({ lines, words }))).toEqual([
			{ lines: ['What happened then?'], words: [0, 1, 3] },
			{ lines: ['Nothing at all.'], words: [2, 4, 5] },
		]);
		expect(cues.map(({ start, end }) => [start, end])).toEqual([
			[0, 0.87],
			[0.95, 2.5],
		]);
	});

	it('distribute words without length over the available time', async () => {
		const words = conversation({ words: 60 }, 2)
			.words.slice(0, 60)
			.map((each) => ({
				...each,
				start: 5,
				end: 5,
				speaker: null,
			}));
		const cues = await buildCues({ language: 'en', words: [...words, word('End.', 30, 31)] });
		expect(cues[0]?.start).toBe(5);
		expect(cues.flatMap((cue) => cue.words)).toHaveLength(61);
		for (const cue of cues) expect(duration(cue)).toBeGreaterThanOrEqual(0.833);
	});

	it('write names before each turn, as set by the user', async () => {
		const speech = turns(
			[
				'A',
				'Good morning, this is a turn that is long enough for two cues and a bit more than that, really.',
				0,
			],
			['S2', 'Hello.', 9],
			['Guest', 'Hi.', 12],
		);
		const cues = await shown(speech, { speakerLabels: 'prefix', speakerNames: { A: 'Nadia' } });
		const lines = cues.flat();
		expect(lines.filter((line) => line.startsWith('Nadia: '))).toEqual([lines[0]]);
		expect(lines.slice(-2)).toEqual(['Speaker 2: Hello.', 'Guest: Hi.']);
		expect(cues.length).toBeGreaterThan(3);
		for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
	});

	it('shorten a name that would fill the line', async () => {
		const [first] = await shown(turns(['The Right Honourable Member for Llanelli', 'Hear, hear.', 0]), {
			speakerLabels: 'prefix',
		});
		expect(first).toEqual(['The Right Honourable Member…: Hear, hear.']);
	});

	it('name the channel if the speaker is unknown, and both if the speakers have the same label', async () => {
		const labels = async (lanes: Array<{ speaker: string | null; channel: string | null }>) => {
			const words = lanes.map((lane, at) => word('Hello.', at * 3, at * 3 + 1, lane));
			const cues = await buildCues({ words, language: 'en' }, { speakerLabels: 'voice' });
			return cues.flatMap(({ voices }) => voices);
		};
		expect(
			await labels([
				{ speaker: null, channel: '1' },
				{ speaker: null, channel: 'agent' },
			]),
		).toEqual(['Channel 1', 'agent']);
		expect(
			await labels([
				{ speaker: 'A', channel: '1' },
				{ speaker: 'A', channel: '2' },
				{ speaker: 'B', channel: '2' },
			]),
		).toEqual(['Speaker A, Channel 1', 'Speaker A, Channel 2', 'Speaker B']);
	});

	it('only reserve space for the name in the first line of a turn', async () => {
		const speech = spoken('aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj', 'en', {
			rate: 8,
			more: { speaker: 'Ben' },
		});
		const rules: Partial<CaptionRules> = { speakerLabels: 'prefix', maxCharsPerLine: 20, maxLines: 1 };
		expect(await shown(speech, rules)).toEqual([
			['Ben: aaaa bbbb'],
			['cccc dddd eeee ffff'],
			['gggg hhhh iiii jjjj'],
		]);
	});

	it('break a turn that only fits into a line without its name', async () => {
		const turn = spoken('aaaa bbbb cccc dddd', 'en', { rate: 8, from: 2, more: { speaker: 'Ben' } });
		const rules: Partial<CaptionRules> = { speakerLabels: 'prefix', maxCharsPerLine: 20, maxLines: 1 };
		expect(await shown(turn, { ...rules, speakerLabels: 'off' })).toEqual([['aaaa bbbb cccc dddd']]);
		expect(await shown(turn, rules)).toEqual([['Ben: aaaa bbbb'], ['cccc dddd']]);
		const answer = { language: 'en', words: [word('So?', 0, 1.9, { speaker: 'Ann' }), ...turn.words] };
		expect(await shown(answer, rules)).toEqual([['Ann: So?'], ['Ben: aaaa bbbb'], ['cccc dddd']]);
	});

	it('split a word that does not fit next to the name', async () => {
		const speech = spoken('Donaudampfschiff', 'de', { more: { speaker: 'Ben' } });
		const rules: Partial<CaptionRules> = { speakerLabels: 'prefix', maxCharsPerLine: 20 };
		expect(await shown(speech, rules)).toEqual([['Ben: Donaudamp', 'fschiff']]);
		expect(await shown(speech, { maxCharsPerLine: 20 })).toEqual([['Donaudampfschiff']]);
	});

	it('also allow time to read the name', async () => {
		const speech = spoken('Hello there my friends.', 'en', { rate: 60, more: { speaker: 'Ben' } });
		const durations = async (rules: Partial<CaptionRules>) => (await buildCues(speech, rules)).map(duration);
		expect(await durations({})).toEqual([(23 * 50) / 1000]);
		expect(await durations({ speakerLabels: 'voice' })).toEqual([(23 * 50) / 1000]);
		expect(await durations({ speakerLabels: 'prefix' })).toEqual([((23 + 5) * 50) / 1000]);
	});

	it('show a cue for at least four frames', async () => {
		const blink = { language: 'en', words: [word('a', 0, 0.01)] };
		const rules: Partial<CaptionRules> = { minDuration: 0, maxCharsPerSecond: 1000, linger: 0 };
		expect((await buildCues(blink, rules)).map(duration)).toEqual([0.16]);
		expect((await buildCues(blink, { ...rules, frameRate: 50 })).map(duration)).toEqual([0.08]);
	});

	it('show the speaker and the channel', async () => {
		const at = (speaker: string, channel: string, from: number) =>
			spoken('Yes, of course.', 'en', { from, more: { speaker, channel } }).words;
		const words = [...at('A', '1', 0), ...at('A', '1', 3), ...at('B', '1', 6), ...at('B', '2', 9)];
		const told = async (rules: Partial<CaptionRules>) =>
			(await buildCues({ words, language: 'en' }, rules)).map(({ speaker, channel }) => [speaker, channel]);
		expect(await told({})).toEqual([
			['A', '1'],
			['A', '1'],
			['B', '1'],
			['B', '2'],
		]);
		expect(await told({ newCueForSpeaker: false })).toEqual(await told({}));
		const mixed = await buildCues(
			{ words: [...at('A', '1', 0), ...at('B', '1', 0.9)], language: 'en' },
			{ newCueForSpeaker: false },
		);
		expect(mixed).toMatchObject([{ speaker: null, channel: '1' }]);
	});

	it('that contradict each other are adjusted', async () => {
		const cues = await buildCues(conversation({ seconds: 20 }), {
			maxCharsPerLine: -5,
			maxLines: 0,
			maxDuration: Number.NaN,
			frameRate: 0,
		});
		expect(cues.length).toBeGreaterThan(10);
		for (const { lines } of cues) {
			expect(lines).toHaveLength(1);
			expect(lines[0]?.length).toBeLessThanOrEqual(8);
		}
	});

	it('may ignore the language', async () => {
		const text = 'It was a hundred and forty years old and you could still see the marks.';
		const [natural] = await shown(spoken(text, 'en'));
		const [plain] = await shown(spoken(text, 'en'), { naturalBreaks: false });
		expect(natural?.[1]).toMatch(/^and/);
		expect(plain?.[1]).not.toMatch(/^and/);
	});

	it('default to the values of broadcasters', () => {
		expect(defaultCaptionRules).toMatchObject({
			maxCharsPerLine: 42,
			maxLines: 2,
			minDuration: 5 / 6,
			maxDuration: 7,
			maxCharsPerSecond: 20,
			minGapFrames: 2,
		});
	});
});
