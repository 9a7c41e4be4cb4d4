import { isSimilar, letterMask, maxEdits } from '../../../nodes/shared/search/similarity';

it.each<[string, number]>([
	['cat', 0],
	['cats', 1],
	['receive', 1],
	['received', 2],
	['a'.repeat(64), 2],
	['a'.repeat(65), 0],
	['1234', 0],
	['1abc', 0],
	['abc1', 0],
	['ab1c', 0],
	['well-known', 0],
	['ne\u0301e\u0301', 1],
	['\u0301abc', 0],
])('%s may differ in %d letters', (word, edits) => {
	expect(maxEdits(word)).toBe(edits);
});

describe('the letters of a word', () => {
	it('are a set', () => {
		expect(letterMask('')).toBe(0);
		expect(letterMask('abc')).toBe(0b1110);
		expect(letterMask('cabba')).toBe(0b1110);
	});

	it.each<[number, number, boolean]>([
		[1, 0b11, true],
		[1, 0b111, false],
		[2, 0b1111, true],
		[2, 0b11111, false],
	])('are different words for %d edits if more than two for each differ (%d)', (edits, mask, isPossible) => {
		expect(isSimilar('same', 0, 'same', mask, edits)).toBe(isPossible);
		expect(isSimilar('same', mask, 'same', 0, edits)).toBe(isPossible);
	});
});

const DISTANCES: Array<[string, string, number]> = [
	['same', 'same', 0],
	['same', 'sane', 1],
	['same', 'sames', 1],
	['same', 'ame', 1],
	['same', 'saem', 1],
	['same', 'asme', 1],
	['same', 'smae', 1],
	['abcd', 'badc', 2],
	['ca', 'abc', 3],
	['kitten', 'sitting', 3],
	['abcdef', 'abxyef', 2],
	['abcdef', 'cdef', 2],
	['abcdef', 'abcdefgh', 2],
	['abcdef', 'bcdefa', 2],
	['flaw', 'lawn', 2],
	['ab', 'ba', 1],
	['aab', 'aba', 1],
	['abcde', 'edcba', 4],
	['aaaa', 'bbbb', 4],
	['abab', 'baba', 2],
	['a', '', 1],
	['', 'abc', 3],
	['xab', 'xba', 1],
	['abx', 'bax', 1],
	['abcb', 'bcab', 2],
];

it.each(DISTANCES)('"%s" and "%s" differ by %d', (a, b, distance) => {
	for (let edits = 0; edits <= 4; edits += 1) {
		expect([edits, isSimilar(a, 0, b, 0, edits)]).toEqual([edits, edits >= distance]);
		expect([edits, isSimilar(b, 0, a, 0, edits)]).toEqual([edits, edits >= distance]);
	}
	expect(isSimilar(a, letterMask(a), b, letterMask(b), distance)).toBe(true);
});
