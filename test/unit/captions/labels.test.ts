import { speakerPrefix, trackLabels, withPrefix } from '../../../nodes/shared/captions/labels';

const labelsOf = (
	tracks: ReadonlyArray<readonly [speaker: string | null, channel: string | null]>,
	names: Record<string, string> = {},
) =>
	trackLabels(
		tracks.map(([speaker, channel]) => ({ speaker, channel, words: [] })),
		names,
	);

describe('the name of a speaker', () => {
	it.each([
		['1', 'Speaker 1'],
		['S1', 'Speaker 1'],
		['S123', 'Speaker 123'],
		['A', 'Speaker A'],
		['AB', 'Speaker AB'],
		['ABC', 'ABC'],
		['S1234', 'S1234'],
		['S', 'Speaker S'],
		['a', 'a'],
		['1a', '1a'],
		['xA', 'xA'],
		['Anna', 'Anna'],
		[' Anna\n', 'Anna'],
		['Anna\u2028Smith', 'Anna Smith'],
		['Anna\r\nSmith', 'Anna Smith'],
		['', null],
		[' ', null],
		[null, null],
	])('labelled %j is %j', (speaker, name) => {
		expect(labelsOf([[speaker, null]])).toEqual([name]);
	});

	it('is the one that the user sets', () => {
		const names = { A: 'Nadia', '1': ' Ben\n', toString: 'T' };
		expect(labelsOf([['A', null]], names)).toEqual(['Nadia']);
		expect(labelsOf([['1', null]], names)).toEqual(['Ben']);
		expect(labelsOf([['constructor', null]], names)).toEqual(['constructor']);
		expect(labelsOf([['A', null]], { A: '' })).toEqual([null]);
	});

	it('includes the channel if two channels have the same name', () => {
		expect(
			labelsOf([
				['A', '1'],
				['A', '2'],
				['B', '2'],
			]),
		).toEqual(['Speaker A, Channel 1', 'Speaker A, Channel 2', 'Speaker B']);
	});

	it('is sufficient if the channel has no name, or if it has one speaker', () => {
		expect(
			labelsOf([
				['A', null],
				['A', '2'],
			]),
		).toEqual(['Speaker A', 'Speaker A, Channel 2']);
		expect(
			labelsOf([
				['A', '1'],
				['B', '2'],
			]),
		).toEqual(['Speaker A', 'Speaker B']);
		expect(
			labelsOf(
				[
					['A', '1'],
					['A', '2'],
				],
				{ '1': '', '2': 'left' },
			),
		).toEqual(['Speaker A', 'Speaker A, left']);
	});

	it('is that of the channel if the speaker is unknown', () => {
		expect(
			labelsOf([
				[null, '1'],
				[null, 'agent'],
				[null, ''],
			]),
		).toEqual(['Channel 1', 'agent', null]);
	});
});

describe('a name in front of a turn', () => {
	it.each([
		[null, 42, ''],
		['Anna', 42, 'Anna: '],
		['x'.repeat(18), 42, `${'x'.repeat(18)}: `],
		['x'.repeat(19), 42, `${'x'.repeat(18)}…: `],
		['The Right Honourable', 40, 'The Right…: '],
		['Anna van der Berg', 20, 'Anna…: '],
		['Anna van der Berg', 22, 'Anna van…: '],
		['Speaker A, Channel 2', 30, 'Speaker A…: '],
		['Anna Maria Berg', 16, 'Anna…: '],
		['東京支社', 18, '東京支…: '],
		['👩‍👩‍👧👩‍👩‍👧', 12, '👩‍👩‍👧…: '],
		['Ben', 4, 'B…: '],
		['B', 4, 'B: '],
		['Anna, , Maria Bergmann-Hohenstein', 20, 'Anna…: '],
		['Anna\u0301 Maria Bergmann', 14, 'Anna\u0301…: '],
		['Anna Maria', 18, 'Anna…: '],
		['Hohenstein Maria', 26, 'Hohenstein…: '],
	])('%j in lines of %d', (name, maxWidth, prefix) => {
		expect(speakerPrefix(name, maxWidth)).toBe(prefix);
	});

	it('is whole if the longest word of the speaker fits next to it', () => {
		const name = 'Professor Alexander Hall';
		expect(speakerPrefix(name, 42, undefined, 14)).toBe(`${name}: `);
		expect(speakerPrefix(name, 42, undefined, 16)).toBe('Professor Alexander…: ');
		expect(speakerPrefix(name, 42, undefined, 30)).toBe('Professor…: ');
		expect(speakerPrefix('x'.repeat(60), 42, undefined, 1)).toBe(`${'x'.repeat(27)}…: `);
	});

	it.each([
		['Anna: ', 'Good morning.', 'Anna: Good morning.'],
		['- ', 'שלום', '- שלום'],
		['ליאור: ', 'שלום', 'ליאור: שלום'],
		['ליאור: ', 'Hello.', '\u2068ליאור\u2069: Hello.'],
		['Anna: ', 'مرحبا', '\u2068Anna\u2069: مرحبا'],
		['[Anna] ', 'مرحبا', '\u2068[Anna]\u2069 مرحبا'],
		['(Anna) ', 'مرحبا', '\u2068(Anna)\u2069 مرحبا'],
		['[ליאור] ', 'שלום', '[ליאור] שלום'],
		['- ', 'Hello.', '- Hello.'],
		['', 'مرحبا', 'مرحبا'],
	])('%j before %j', (mark, line, whole) => {
		expect(withPrefix(mark, line)).toBe(whole);
	});
});
