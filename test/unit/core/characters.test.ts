import fc from 'fast-check';

import { collapseBlanks, replacerOf } from '../../../nodes/shared/core/characters';

/** Text with many of the characters that matter, some of them beyond one byte, and longer than what is collected at once. */
const text = fc
	.array(
		fc.constantFrom(
			'<',
			'&',
			'"',
			'a',
			'é',
			'漢',
			'😀',
			'\ud800',
			' ',
			'\n',
			'\u00a0',
			'\u0085',
			'\u2028',
			'\u3000',
			'\ufeff',
			'\u1680',
			'\u0000',
			'\u200b',
		),
		{ maxLength: 40 },
	)
	.chain((parts) => fc.constantFrom(1, 500).map((times) => parts.join('').repeat(times)));

it('replaces characters as a pattern would', () => {
	const replacements: Record<string, string> = { '<': '&lt;', '&': '&amp;', '"': '' };
	const replace = replacerOf(replacements);
	fc.assert(
		fc.property(text, (given) => {
			const expected = given.replace(/[<&]/gu, (character) => replacements[character] ?? '');
			expect(replace(given)).toBe(expected);
		}),
	);
});

it('collapses blanks as a pattern would', () => {
	fc.assert(
		fc.property(text, (given) => {
			expect(collapseBlanks(given)).toBe(given.replace(/[\s\p{Cc}]+/gu, ' ').trim());
		}),
	);
});

it('returns the same text if nothing is to be replaced', () => {
	const replace = replacerOf({ '<': '&lt;' });
	expect([replace(''), replace('no 漢')]).toEqual(['', 'no 漢']);
});
