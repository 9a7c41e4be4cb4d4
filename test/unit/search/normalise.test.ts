import { createNormaliser, type NormaliseOptions } from '../../../nodes/shared/search/normalise';

/** The words of a text as the search compares them; `=` and the joined form if a chunk has one. */
function read(text: string, options: Partial<NormaliseOptions> = {}): string[] {
	const normalise = createNormaliser({ ignoreAccents: false, language: null, ...options });
	return normalise(text).map(({ parts, joined }) => parts.join(' ') + (joined === null ? '' : `=${joined}`));
}

/** The stored decimal separator: a character that is neither digit nor letter. */
const decimal = (whole: string, fraction: string) => `${whole}\ue000${fraction}`;

describe('words as the search reads them', () => {
	it.each([
		['Hello, World', ['hello', 'world']],
		['  two   blanks\tand a tab ', ['two', 'blanks', 'and', 'a', 'tab']],
		['-- hello …', ['hello']],
		['?!', []],
		['Waſſer', ['wasser']],
		['waſ', ['was']],
		['λόγος', ['λόγοσ']],
		['e-mail', ['e mail=email']],
		['東京-大阪', ['東 京 大 阪']],
		['AI技術', ['ai 技 術']],
		['5 m²', ['5', 'm2']],
		['東か\u3099', ['東 が']],
	])('%j: %j', (text, words) => {
		expect(read(text)).toEqual(words);
	});

	it('are computed once for each text', () => {
		const normalise = createNormaliser({ ignoreAccents: false, language: 'en' });
		expect(normalise('e-mail')).toBe(normalise('e-mail'));
	});
});

describe('numbers', () => {
	it.each([
		['1000', ['1000']],
		['12,000', ['12000']],
		['100,000', ['100000']],
		['100,000.5', [decimal('100000', '5')]],
		['1,234,567', ['1234567']],
		['3.14', [decimal('3', '14')]],
		['0.123', [decimal('0', '123')]],
		['1234,567', [decimal('1234', '567')]],
		['1,234.50', [decimal('1234', '50')]],
		['1.234,567', [decimal('1234', '567')]],
		['1٬234٫50', [decimal('1234', '50')]],
		['10\u202f000', ['10000']],
		['10\u202f0000', ['10', '0000']],
		['version 1\u00a02', ['version', '1', '2']],
	])('%s is one number: %j', (text, words) => {
		expect(read(text)).toEqual(words);
	});

	it.each([
		['1,2.3', ['1 2 3']],
		['1,234,56', ['1 234 56']],
		['1,23,456', ['1 23 456']],
		['12.05.2024', [`12 05 2024=${decimal(decimal('12', '05'), '2024')}`]],
		['3.1.4', [`3 1 4=${decimal(decimal('3', '1'), '4')}`]],
		['v2.10.0', [`v2 10 0=${decimal(decimal('v2', '10'), '0')}`]],
		['10²', ['10', '\ue0022']],
		['10^2', ['10', '\ue0022']],
		['12½', ['12', '1 2']],
		['1,234.567,89', ['1 234 567 89']],
		['1,234,567,89', ['1 234 567 89']],
		['1,234.567٫89', ['1 234 567 89']],
	])('%s is several numbers', (text, words) => {
		expect(read(text)).toEqual(words);
	});

	it.each([['٠١٢٣٤٥٦٧٨٩'], ['०१२३४५६७८९'], ['๐๑๒๓๔๕๖๗๘๙'], ['𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙']])(
		'%s has the digits 0123456789',
		(digits) => {
			expect(read(digits).join('')).toBe('0123456789');
		},
	);
});

describe('hyphens between digits', () => {
	it.each([
		['555-1234', '5551234'],
		['COVID-19', 'covid19'],
		['H-2-O', 'h2o'],
		['3D-4', '3d4'],
		['3-a4', '3a4'],
		['12-34-56', '123456'],
	])('%s can also be read as %s', (text, joined) => {
		expect(read(text)).toEqual([expect.stringMatching(new RegExp(`=${joined}$`))]);
	});

	it.each(['3-4', '3-44', '33-4', 'A3-4', '2-x-3-4'])('%s is not a number', (text) => {
		expect(read(text)).toEqual([expect.not.stringContaining('=')]);
	});
});

describe('dots', () => {
	it.each([
		['U.S.A.', ['usa']],
		['Ph.D.', ['phd']],
		['e\u0301.t.', ['ét']],
		['example.com', ['example com=examplecom']],
		// Each text between spaces on its own: an abbreviation next to a URL joins nothing.
		['example.com x.y', ['example com=examplecom', 'xy']],
		['x.y example.com', ['xy', 'example com=examplecom']],
	])('in %j: %j', (text, words) => {
		expect(read(text)).toEqual(words);
	});
});

describe('quotation marks', () => {
	it('in a Hebrew abbreviation are ignored', () => {
		expect(read('צה"ל')).toEqual(['צהל']);
		expect(read('צה״ל')).toEqual(['צהל']);
	});

	it('elsewhere separate words', () => {
		expect(read('say"hi"now')).toEqual(['say hi now=sayhinow']);
		expect(read('5"לוח')).toEqual(['5 לוח=5לוח']);
	});
});

describe('apostrophes', () => {
	it.each(['fr', 'it', 'ca', 'oc', 'scn', 'wa', 'fr-CA'])('separate an elided article in %s', (language) => {
		expect(read("l'arte", { language })).toEqual(['l arte=larte']);
	});

	it.each([
		['fr', "jusqu'ici", ['jusqu ici=jusquici']],
		['fr', "j'y", ['jy']],
		['fr', "aujourd'hui", ['aujourdhui']],
		['en', "l'arte", ['larte']],
		[null, "l'arte", ['larte']],
		['xyzzy', "l'arte", ['larte']],
	])('in %s: %s', (language, text, words) => {
		expect(read(text, { language })).toEqual(words);
	});
});

describe('letters with a stroke and ligatures', () => {
	it.each([
		['ø', 'o'],
		['Ł', 'l'],
		['đ', 'd'],
		['ð', 'd'],
		['Þ', 'th'],
		['æ', 'ae'],
		['Œ', 'oe'],
		['ħ', 'h'],
	])('%s is %s if accents are ignored', (letter, plain) => {
		expect(read(letter, { ignoreAccents: true })).toEqual([plain]);
		expect(read(letter)).toEqual([letter.toLowerCase()]);
	});
});
