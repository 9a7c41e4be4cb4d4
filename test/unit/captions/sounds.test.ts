import { buildCues, type CaptionRules, type Cue } from '../../../nodes/shared/captions';
import { captionFiles, oneWordCues } from '../../../nodes/shared/captions/files';
import { soundLabel } from '../../../nodes/shared/captions/sounds';
import type { Insights, Word } from '../../../nodes/shared/transcript/model';
import { conversation, seeded, word } from '../../support/captionData';
import { parseVtt } from '../../support/captionParsers';
import { aTranscript } from '../../support/transcripts';

type Event = NonNullable<Insights['audioEvents']>[number];

const event = (type: string, start: number, end: number): Event => ({
	type,
	start,
	end,
	confidence: 0.9,
	channel: null,
});
const hello = [word('Good', 10, 10.4), word('evening.', 10.4, 11)];

async function captions(
	events: Event[],
	rules: Partial<CaptionRules> = {},
	words: Word[] = hello,
	language = 'en',
) {
	const transcript = aTranscript(words, { language, insights: { audioEvents: events } });
	return await buildCues(transcript, { soundEvents: 'labels', ...rules });
}

const rows = (cues: readonly Cue[]) => cues.map(({ start, end, lines }) => [start, end, lines.join('|')]);

describe('a sound', () => {
	it('has a cue of its own where nothing is said', async () => {
		const cues = await captions([event('music', 2, 5), event('laughter', 11.6, 12)]);
		expect(rows(cues)).toEqual([
			[2, 5, '[music]'],
			[10, 11.5, 'Good evening.'],
			[11.6, 12.433, '[laughter]'],
		]);
		expect(cues.map(({ index }) => index)).toEqual([1, 2, 3]);
	});

	it('waits for a gap in its own time, otherwise shares a cue', async () => {
		expect(rows(await captions([event('music', 10.5, 20)]))).toEqual([
			[10, 11.5, 'Good evening.'],
			[11.58, 18.58, '[music]'],
		]);
		expect(rows(await captions([event('laughter', 10.5, 11)]))).toEqual([
			[10, 11.5, '[laughter]|Good evening.'],
		]);
		expect(rows(await captions([event('laughter', 10.5, 11)], { maxLines: 1 }))).toEqual([
			[10, 11.5, '[laughter] Good evening.'],
		]);
		expect(rows(await captions([event('laughter', 10.5, 11)], { maxLines: 1, maxCharsPerLine: 15 }))).toEqual(
			[[10, 11.5, 'Good evening.']],
		);
	});

	it('just before a cue, too short for one of its own, shares the cue', async () => {
		expect(rows(await captions([event('laughter', 9.6, 9.8)]))).toEqual([
			[10, 11.5, '[laughter]|Good evening.'],
		]);
	});

	it('that continues is one', async () => {
		const cues = await captions([event('applause', 1, 2), event('applause', 3, 4), event('applause', 7, 8)]);
		expect(rows(cues).slice(0, 2)).toEqual([
			[1, 4, '[applause]'],
			[7, 8, '[applause]'],
		]);
	});

	it('is not shown by default', async () => {
		expect(rows(await captions([event('music', 2, 5)], { soundEvents: 'off' }))).toHaveLength(1);
		const transcript = aTranscript(hello, { insights: { audioEvents: [event('music', 2, 5)] } });
		expect(await buildCues(transcript)).toHaveLength(1);
	});

	it('has a cue without words or speaker on the channel where it is heard', async () => {
		const [sound] = await captions([{ ...event('music', 2, 5), channel: '1' }]);
		expect(sound).toEqual({
			index: 1,
			start: 2,
			end: 5,
			lines: ['[music]'],
			voices: [],
			speaker: null,
			channel: '1',
			words: [],
		});
	});

	it('is a note if it is music and this is chosen', async () => {
		const cues = await captions([event('music', 2, 3), event('applause', 4, 5)], { soundEvents: 'notes' });
		expect(cues.flatMap(({ lines }) => lines)).toEqual(['♪', '[applause]', 'Good evening.']);
	});

	it('shares a cue that starts within half a second after it, if its text fits the line', async () => {
		const words = [word('Well.', 0, 1.4), word('Now.', 2.3, 3)];
		const rules = { maxLines: 1, linger: 0, closeGapsUpTo: 0 } as const;
		const lines = async (end: number, more: Partial<CaptionRules> = {}) =>
			(await captions([event('music', 1.5, end)], { ...rules, pauseForNewCue: 0.5, ...more }, words)).map(
				(cue) => cue.lines,
			);
		expect(await lines(1.8)).toEqual([['Well.'], ['[music] Now.']]);
		expect(await lines(1.79)).toEqual([['Well.'], ['Now.']]);
		expect(await lines(1.8, { maxCharsPerLine: 12 })).toEqual([['Well.'], ['[music] Now.']]);
		expect(await lines(1.8, { maxCharsPerLine: 11 })).toEqual([['Well.'], ['Now.']]);
	});

	it('that is on frames already stays there', async () => {
		const rules = { onFrames: true, frameRate: 25 };
		expect(rows(await captions([event('music', 2, 5)], rules))[0]).toEqual([2, 5, '[music]']);
		expect(rows(await captions([event('music', 2.001, 5.039)], rules))[0]).toEqual([2.04, 5, '[music]']);
		const ntsc = { onFrames: true, frameRate: 29.97 };
		expect(rows(await captions([event('music', 2.002, 5.005)], ntsc))[0]).toEqual([2.002, 5.005, '[music]']);
	});

	it('starts and ends on frames, with the offset of all captions', async () => {
		const cues = await captions([event('music', 2.013, 5.011)], {
			onFrames: true,
			frameRate: 25,
			offset: 60,
		});
		expect(rows(cues)[0]).toEqual([62.04, 65, '[music]']);
	});
});

describe('labels', () => {
	it.each([
		['netflix', '[laughter]'],
		['bbc', 'LAUGHTER'],
		['ebu', '[LAUGHTER]'],
		['youtube', '[laughter]'],
	] as const)('have the style of the preset %s', async (preset, label) => {
		expect((await captions([event('laughter', 1, 3)], { preset }))[0]?.lines).toEqual([label]);
	});

	it('have the style that is chosen, as names do', async () => {
		const words = hello.map((each) => ({ ...each, speaker: 'Nadia' }));
		const rules = { labelStyle: 'parentheses', speakerLabels: 'prefix' } as const;
		const cues = await captions([event('laughter', 1, 3)], rules, words);
		expect(cues.flatMap(({ lines }) => lines)).toEqual(['(laughter)', '(Nadia) Good evening.']);
		const names = async (labelStyle?: CaptionRules['labelStyle']) =>
			(await captions([], { speakerLabels: 'prefix', ...(labelStyle ? { labelStyle } : {}) }, words))[0]
				?.lines;
		expect(await names()).toEqual(['Nadia: Good evening.']);
		expect(await names('brackets')).toEqual(['[Nadia] Good evening.']);
		expect(await names('bracketsUpper')).toEqual(['[NADIA] Good evening.']);
		expect(await names('capitals')).toEqual(['NADIA: Good evening.']);
	});

	it('are in the language of the captions, or as the vendor writes them', () => {
		expect(soundLabel('laughter', 'de-DE', 'brackets', false)).toBe('[Lachen]');
		expect(soundLabel('applause', 'id', 'capitals', false)).toBe('TEPUK TANGAN');
		expect(soundLabel('(laughs)', 'fr', 'parentheses', false)).toBe('(rires)');
		expect(soundLabel('door_slam', 'de', 'brackets', false)).toBe('[door slam]');
		expect(soundLabel('music', 'ja', 'brackets', true)).toBe('♪');
		expect(soundLabel('music', null, 'brackets', false)).toBe('[music]');
		expect(soundLabel('music', 'isiZulu', 'brackets', false)).toBe('[music]');
		expect(soundLabel('music', 'zu', 'brackets', false)).toBe('[music]');
	});
});

it.each([
	['de', '[Lachen]', '[Applaus]', '[Musik]'],
	['en', '[laughter]', '[applause]', '[music]'],
	['es', '[risas]', '[aplausos]', '[música]'],
	['fr', '[rires]', '[applaudissements]', '[musique]'],
	['id', '[tawa]', '[tepuk tangan]', '[musik]'],
	['it', '[risate]', '[applausi]', '[musica]'],
	['ja', '[笑い]', '[拍手]', '[音楽]'],
	['nl', '[gelach]', '[applaus]', '[muziek]'],
	['pt', '[risos]', '[aplausos]', '[música]'],
])('the sounds in %s are %s, %s and %s', (language, ...labels) => {
	expect(
		['laughter', 'applause', 'music'].map((type) => soundLabel(type, language, 'brackets', false)),
	).toEqual(labels);
});

it.each([
	['laugh', 'Lachen'],
	['Laughs', 'Lachen'],
	['laughing', 'Lachen'],
	['laughing sound', 'Lachen'],
	['[laughing_sound]', 'Lachen'],
	['*clapping*', 'Applaus'],
	['{ music }', 'Musik'],
	['([music])', 'Musik'],
	['** music **', 'Musik'],
	['laughable', 'laughable'],
	['belly laugh', 'belly laugh'],
	['slow clapping', 'slow clapping'],
	['clapping hands', 'clapping hands'],
	['applause sign', 'applause sign'],
	['no applause', 'no applause'],
	['music box', 'music box'],
	['loud music', 'loud music'],
	['door_slam', 'door slam'],
	['door   slam', 'door slam'],
	['(a) door (b)', 'a) door (b'],
])('a sound that the vendor calls %j is %j in German', (type, label) => {
	expect(soundLabel(type, 'de', 'brackets', false)).toBe(`[${label}]`);
});

it('only music is shown as a note', () => {
	expect(soundLabel('laughter', 'en', 'brackets', true)).toBe('[laughter]');
	expect(soundLabel('door', 'en', 'brackets', true)).toBe('[door]');
});

describe('a cue with the label of a sound', () => {
	const people = hello.map((each) => ({ ...each, speaker: 'A' }));
	const laughter = [event('laughter', 10.5, 11)];

	it('has no voice for it', async () => {
		const [cue] = await captions(laughter, { speakerLabels: 'voice' }, people);
		expect(cue).toMatchObject({ lines: ['[laughter]', 'Good evening.'], voices: [null, 'Speaker A'] });
		const [plain] = await captions(laughter, {}, people);
		expect(plain?.voices).toEqual([]);
		const [none] = await captions(laughter, { speakerLabels: 'voice', maxLines: 1 }, people);
		expect(none).toMatchObject({ lines: ['[laughter] Good evening.'], voices: ['Speaker A'] });
	});

	it('is the first that has room for it, if the sound continues that long', async () => {
		const long = 'Good evening everybody here,'
			.split(' ')
			.map((text, at) => word(text, 10 + at * 0.3, 10.3 + at * 0.3, { speaker: 'A' }));
		const short = [word('hello', 11.3, 11.8, { speaker: 'B' })];
		const rules = { maxLines: 1, maxCharsPerLine: 32, dialogueDashes: false } as const;
		const lines = async (end: number) =>
			(await captions([event('laughter', 10.2, end)], rules, [...long, ...short])).map((cue) => cue.lines);
		expect(await lines(11)).toEqual([['Good evening everybody here,'], ['[laughter] hello']]);
		expect(await lines(10.3)).toEqual([['Good evening everybody here,'], ['hello']]);
	});
});

describe('sounds of one kind', () => {
	it('are one if less than two seconds are between them, also if one is within another', async () => {
		const times = async (...events: Event[]) =>
			rows(await captions(events, {}, [word('late', 90, 91)])).slice(0, -1);
		expect(await times(event('music', 1, 2), event('music', 3.999, 5))).toEqual([[1, 5, '[music]']]);
		expect(await times(event('music', 1, 2), event('music', 4, 5))).toEqual([
			[1, 2, '[music]'],
			[4, 5, '[music]'],
		]);
		expect(await times(event('music', 1, 6), event('music', 2, 3))).toEqual([[1, 6, '[music]']]);
		expect(await times(event('music', 3, 5), event('music', 1, 2))).toEqual([[1, 5, '[music]']]);
	});

	it('do not change the transcript', async () => {
		const events = [event('music', 1, 2), event('music', 3, 5)];
		await captions(events);
		expect(events.map(({ end }) => end)).toEqual([2, 5]);
	});
});

it.each([1, 2, 3])('captions with sounds do not overlap and lose no word, seed %i', async (seed) => {
	const random = seeded(seed);
	const { words } = conversation({ seconds: 300 }, seed);
	const events = Array.from({ length: 60 }, () => {
		const start = random() * 320;
		return event(random() < 0.5 ? 'laughter' : 'music', start, start + random() * 20);
	});
	const cues = await captions(events, {}, words);
	const spoken = cues.flatMap((cue) => cue.words).sort((a, b) => a - b);
	expect(spoken).toEqual(words.map((_, index) => index));
	expect(cues.some((cue) => cue.words.length === 0)).toBe(true);
	for (const [index, cue] of cues.entries()) {
		expect(cue.start).toBeGreaterThanOrEqual((cues[index - 1]?.end ?? -1) + 0.079);
		expect(cue.end - cue.start).toBeLessThanOrEqual(7);
		expect(cue.lines.length).toBeLessThanOrEqual(2);
	}
	const transcript = aTranscript(words);
	const vtt = await captionFiles.vtt.write(cues, transcript, 25);
	expect(parseVtt(vtt)).toMatchObject({ errors: [], captions: { length: cues.length } });
	expect(oneWordCues(cues, words).filter((cue) => cue.words.length === 0).length).toBeGreaterThan(0);
});
