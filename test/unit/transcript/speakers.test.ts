import { labelIn, speakerLabel, voicesOf } from '../../../nodes/shared/transcript/render/speakers';

type Spoken = readonly [speaker: string | null, channel?: string | null, start?: number, end?: number];

const voices = (...turns: readonly Spoken[]) =>
	voicesOf(turns.map(([speaker, channel = null, start = 0, end = 1]) => ({ speaker, channel, start, end })));
const labels = (...turns: readonly Spoken[]) => voices(...turns).list.map(({ label }) => label);
const marks = (...speakers: string[]) =>
	voices(...speakers.map((each) => [each] as const)).list.map(({ mark }) => mark);

describe('the name of a speaker', () => {
	it.each([
		['A', 'Speaker A'],
		['b', 'Speaker B'],
		['S1', 'Speaker 1'],
		['spk_12', 'Speaker 12'],
		['speaker_2', 'Speaker 2'],
		['Speaker - 3', 'Speaker 3'],
		['SPEAKER_00', 'Speaker 0'],
		['SPEAKER_01', 'Speaker 1'],
		['0123', 'Speaker 123'],
		['1B', 'Speaker 1B'],
		[' A ', 'Speaker A'],
		['UU', 'Unknown speaker'],
		['unknown', 'Unknown speaker'],
		['', 'Unknown speaker'],
		['UUx', 'UUx'],
		['xUU', 'xUU'],
		[' Marie Curie ', 'Marie Curie'],
		['1AB', '1AB'],
		['xA', 'xA'],
		['guest1', 'guest1'],
		[`S${'0'.repeat(38)}1`, 'Speaker 1'],
		[`S${'0'.repeat(39)}1`, `S${'0'.repeat(39)}1`],
	])('labelled %j is %j', (speaker, label) => {
		expect(speakerLabel(speaker)).toBe(label);
	});

	it('includes the channel if two channels have the same label', () => {
		expect(labels(['S1', '1'], ['S1', '2'], ['S2', '2'], ['S1', '1'])).toEqual([
			'Speaker 1 (Channel 1)',
			'Speaker 1 (Channel 2)',
			'Speaker 2',
		]);
		expect(labels(['S1', 'agent'], ['S1', null])).toEqual(['Speaker 1 (agent)', 'Speaker 1']);
	});

	it('is that of the channel if the speaker is unknown', () => {
		expect(labels([null, '1'], [null, '12'], [null, 'agent'], [null, '1st'], [null, 'a1'])).toEqual([
			'Channel 1',
			'Channel 12',
			'agent',
			'1st',
			'a1',
		]);
		expect(labels([null, '1'], ['', '2'])).toEqual(['Channel 1', 'Unknown speaker']);
	});

	it('is unknown if other speakers are known, and absent otherwise', () => {
		expect(labels(['A'], [null])).toEqual(['Speaker A', 'Unknown speaker']);
		expect(labels([null])).toEqual([null]);
	});
});

describe('speakers', () => {
	it('are in order of appearance, with the duration of their speech', () => {
		expect(voices(['B', null, 1, 3], ['A', null, 3, 7], ['B', null, 7, 8.5], ['A', null, 9, 8]).list).toEqual(
			[
				{ label: 'Speaker B', mark: 'B', talkTime: 3.5 },
				{ label: 'Speaker A', mark: 'A', talkTime: 4 },
			],
		);
	});

	it('are found by speaker and channel', () => {
		const all = voices(['A', '1'], ['A', '2']);
		expect(all.indexOf({ speaker: 'A', channel: '2' })).toBe(1);
		expect(all.indexOf({ speaker: 'A', channel: null })).toBe(-1);
	});

	it('have a name even if they have no turn', () => {
		const all = voices(['A'], [null]);
		expect(labelIn(all, { speaker: 'A', channel: null })).toBe('Speaker A');
		expect(labelIn(all, { speaker: null, channel: null })).toBe('Unknown speaker');
		expect(labelIn(all, { speaker: 'S7', channel: null })).toBe('Speaker 7');
		expect(labelIn(all, { speaker: null, channel: '3' })).toBe('Unknown speaker');
		expect(labelIn(voices([null]), { speaker: null, channel: null })).toBe('Unknown speaker');
	});
});

describe('the mark of a speaker', () => {
	it.each([
		['A', 'A'],
		['S12', '12'],
		['S123', '123'],
		['S1234', 'S1'],
		['Marie Curie', 'MC'],
		['Marie Sklodowska Curie', 'MS'],
		['Ali', 'A'],
		['Änne übel', 'ÄÜ'],
		['e\u0301tienne', 'E'],
		['Speaker Anna', 'SA'],
		['My Speaker A', 'MS'],
		['!', '1'],
	])('%s is %s', (speaker, mark) => {
		expect(marks(speaker)).toEqual([mark]);
	});

	it('of a channel is its number', () => {
		expect(voices([null, '2'], [null, 'agent']).list.map(({ mark }) => mark)).toEqual(['2', 'A']);
		expect(voices([null]).list.map(({ mark }) => mark)).toEqual(['']);
	});

	it('differs if another speaker already has the same mark', () => {
		expect(marks('Ann', 'Axel', 'Ada')).toEqual(['A', 'A2', 'A3']);
		expect(marks('Ann', 'A2', 'Ada', '!')).toEqual(['A', 'A2', 'A3', '4']);
		expect(marks('2', '!', '?')).toEqual(['2', '#2', '3']);
		expect(marks('Marie Curie', 'Max Cook')).toEqual(['MC', 'M2']);
	});
});
