import type { Cue } from '../../../nodes/shared/captions';
import { oneWordCues } from '../../../nodes/shared/captions/files';
import { aCue, word } from '../../support/captionData';

const rows = (cues: readonly Cue[]) => cues.map(({ start, end, lines }) => [start, end, lines.join('|')]);

const WORDS = [word('one', 0, 1), word('two', 1, 2), word('three', 4, 5)];

it('a word that is split over two captions is shown once', () => {
	const cues = [
		aCue({ start: 0, end: 2, words: [0, 1] }),
		aCue({ start: 2, end: 3, words: [1] }),
		aCue({ start: 3, end: 5, words: [1, 2] }),
	];
	expect(rows(oneWordCues(cues, WORDS))).toEqual([
		[0, 1, 'one'],
		[1, 2, 'two'],
		[4, 5, 'three'],
	]);
});

it('a caption that two people share shows its words in the order of their times', () => {
	const words = [word('one', 0, 0.5), word('yes', 0.5, 1), word('two', 1, 2)];
	const shared = aCue({ start: 0, end: 2, lines: ['- one two', '- yes'], words: [0, 1, 2] });
	const late = [word('yes', 2, 3), word('no', 0, 1)];
	expect(rows(oneWordCues([shared], words))).toEqual([
		[0, 0.5, 'one'],
		[0.5, 1, 'yes'],
		[1, 2, 'two'],
	]);
	expect(rows(oneWordCues([aCue({ words: [0, 1] })], late))).toEqual([
		[0, 1, 'no'],
		[2, 3, 'yes'],
	]);
});

it('a sound keeps its place between the words', () => {
	const sound = aCue({ start: 2.6, end: 3.4, lines: ['[laughter]'], words: [] });
	const cues = [aCue({ start: 0, end: 5, words: [0, 1, 2], speaker: 'A', voices: ['A'] }), sound];
	const single = oneWordCues(cues, WORDS);
	expect(rows(single)).toEqual([
		[0, 1, 'one'],
		[1, 2, 'two'],
		[2.6, 3.4, '[laughter]'],
		[4, 5, 'three'],
	]);
	expect(single[0]).toEqual({
		...cues[0],
		index: 1,
		start: 0,
		end: 1,
		voices: [],
		lines: ['one'],
		words: [0],
	});
	expect(single.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
});

it('a word stays until the next one in a pause of less than half a second, and for a moment at least', () => {
	const words = [word('a', 0, 1), word('b', 1.499, 2), word('c', 2.5, 2.5), word('d', 9, 9)];
	const cues = [aCue({ start: 0, end: 9, words: [0, 1, 2, 3] })];
	expect(rows(oneWordCues(cues, words))).toEqual([
		[0, 1.499, 'a'],
		[1.499, 2, 'b'],
		[2.5, 2.501, 'c'],
		[9, 9.001, 'd'],
	]);
	expect(oneWordCues([], words)).toEqual([]);
});

it('words that the transcript does not have are not shown', () => {
	expect(oneWordCues([aCue({ words: [7] })], WORDS)).toEqual([]);
});
