import fc from 'fast-check';

import { collapseBlanks, replacerOf } from '../../../nodes/shared/core/characters';

/**
 * Text with many of the characters that matter, some of them beyond one byte, and longer than what is collected at
 * once.
 */
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

it.each([
	['a\u007fb', 'a b'],
	['a\u009fb', 'a b'],
	['\u0100 \u0100', '\u0100 \u0100'],
	['\u0100  \u0101 ', '\u0100 \u0101'],
	['\u1680a\u2003\u2003b\ufeff', 'a b'],
	[' \n ', ''],
	['', ''],
])('%j with single spaces is %j', (text, expected) => {
	expect(collapseBlanks(text)).toBe(expected);
});

it.each([
	['\u0100<\u0100', '\u0100&lt;\u0100'],
	['<', '&lt;'],
	['a\u0080<\u00ff', 'a\u0080&lt;\u00ff'],
	[`${'x'.repeat(4094)}<y`, `${'x'.repeat(4094)}&lt;y`],
	[`<${'x'.repeat(4091)}<y`, `&lt;${'x'.repeat(4091)}&lt;y`],
	['<'.repeat(3000), '&lt;'.repeat(3000)],
	[`<${'漢'.repeat(5000)}`, `&lt;${'漢'.repeat(5000)}`],
])('replaces ASCII only, in text of any length (%#)', (text, expected) => {
	expect(replacerOf({ '<': '&lt;' })(text)).toBe(expected);
});
