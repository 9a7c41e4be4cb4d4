import { createClassifier, Trait } from '../../../nodes/shared/captions/wordTraits';

/** The names of a word's traits, in the order of `Trait`. */
function traitsOf(text: string, language: string | null = null): string[] {
	const { traits } = createClassifier(language)(text);
	return Object.entries(Trait).flatMap(([name, bit]) => ((traits & bit) === 0 ? [] : [name]));
}

describe('a word of any language', () => {
	it.each([
		['word', ['lowerCase']],
		['Word', ['capital']],
		['B', []],
		['é', ['lowerCase']],
		['iPhone', ['lowerCase']],
		['3rd', []],
		['שלום', []],
	])('%s: %j', (text, traits) => {
		expect(traitsOf(text)).toEqual(traits);
	});

	it.each([
		'end.',
		'end?',
		'end!',
		'end…',
		'end‽',
		'end...',
		'end."',
		'end.”',
		'end?)',
		'end!»',
		'end.)"',
		'etc.',
	])('%s ends a sentence', (text) => {
		expect(traitsOf(text)).toEqual(['sentenceEnd', 'lowerCase']);
	});

	it.each(['آخر؟', 'آخر۔', 'अंत।', '終わり。', '終わり！」', '終わり？', 'เสร็จ.'])(
		'%s ends a sentence',
		(text) => {
			expect(traitsOf(text)).toContain('sentenceEnd');
		},
	);

	it.each(['x.y', '.net', '?x', 'a!b'])('%s does not end a sentence', (text) => {
		expect(traitsOf(text)).not.toContain('sentenceEnd');
	});

	it.each(['so,', 'so,"', 'so，', 'so、', 'so،'])('%s ends with a comma', (text) => {
		expect(traitsOf(text)).toEqual(['comma', 'lowerCase']);
	});

	it.each(['so;', 'so:', 'so；', 'so：', 'so؛', 'so–', 'so—', 'so:”'])('%s ends a clause', (text) => {
		expect(traitsOf(text)).toEqual(['clauseEnd', 'lowerCase']);
	});

	it.each(['1,000', 'a:b', 'a—b'])('%s ends neither a sentence nor a clause', (text) => {
		expect(traitsOf(text)).not.toEqual(expect.arrayContaining(['comma']));
		expect(traitsOf(text)).not.toEqual(expect.arrayContaining(['clauseEnd']));
	});

	it.each(['¿qué', '¡ay', '“so', '"so', '„so', '‘so', '«so', '‹so', '(so', '[so', '–so', '—so', '-so'])(
		'%s is an opening mark',
		(text) => {
			expect(traitsOf(text)).toEqual(['lowerCase', 'opening']);
		},
	);

	it.each(['so(', 'semi-final', 'a“b'])('%s is not an opening mark', (text) => {
		expect(traitsOf(text)).toEqual(['lowerCase']);
	});

	it.each([
		['…', ['sentenceEnd', 'mark']],
		[',', ['comma', 'mark']],
		['—', ['clauseEnd', 'opening', 'mark']],
		['&', ['mark']],
	])('%s is a mark: %j', (text, traits) => {
		expect(traitsOf(text)).toEqual(traits);
	});
});

describe('a full stop', () => {
	it.each([
		['B.', ['abbreviation', 'capital']],
		['b.', ['abbreviation', 'lowerCase']],
		['U.S.', ['abbreviation', 'capital']],
		['U.S.A.', ['abbreviation', 'capital']],
		['(z.B.)', ['abbreviation', 'lowerCase', 'opening']],
		['a.m.', ['abbreviation', 'lowerCase', 'unit']],
	])('after a letter marks an abbreviation: %s', (text, traits) => {
		expect(traitsOf(text)).toEqual(traits);
	});

	it.each(['I?', 'A!', 'A..', 'ab.c.', 'a.bc.', '3.'])('does not mark an abbreviation: %s', (text) => {
		expect(traitsOf(text)).toContain('sentenceEnd');
	});

	it('after a title belongs to it, in the language of the title', () => {
		expect(traitsOf('Mr.', 'en')).toEqual(['abbreviation', 'capital']);
		expect(traitsOf('Mr?', 'en')).toEqual(['sentenceEnd', 'capital']);
		expect(traitsOf('Mr.', 'de')).toEqual(['sentenceEnd', 'capital']);
		expect(traitsOf('approx.', 'en_us')).toEqual(['abbreviation', 'lowerCase']);
	});

	it.each(['de', 'da', 'no', 'nb', 'nn', 'fi', 'cs', 'sk', 'pl', 'hu', 'hr', 'sl', 'et', 'tr'])(
		'after a number marks an ordinal in %s',
		(language) => {
			expect(traitsOf('13.', language)).toEqual(['abbreviation', 'number']);
			expect(traitsOf('13!', language)).toEqual(['sentenceEnd', 'number']);
			expect(traitsOf('x3.', language)).toContain('sentenceEnd');
			expect(traitsOf('3x.', language)).toContain('sentenceEnd');
		},
	);
});

describe('numbers and units', () => {
	it.each(['1', '12', '12,000', '3.5', '10:30', '1/2', '$5', '5€', '+49', '٣', 'Ⅳ'])(
		'%s is a number',
		(text) => {
			expect(traitsOf(text)).toContain('number');
		},
	);

	it.each(['XIV', 'II', 'MMXXIV'])('%s is a number', (text) => {
		expect(traitsOf(text)).toEqual(expect.arrayContaining(['capital', 'number']));
	});

	it.each(['xiv', 'mild', 'I', 'IVY', 'AXIV', 'a1', '1a', '3rd', 'B2B'])('%s is not a number', (text) => {
		expect(traitsOf(text)).not.toContain('number');
	});

	it.each(['km', 'kWh', 'km/h', '%', '°C', '€', '$', 'pm'])('%s is a unit', (text) => {
		expect(traitsOf(text)).toContain('unit');
	});

	it.each([
		['en', 'a', ['determiner', 'lowerCase']],
		['es', 'a', ['preposition', 'lowerCase', 'joinsNext', 'joinsPrevious']],
		['de', 'A', ['unit']],
	])('in %s, %s has the traits of its most common meaning', (language, text, traits) => {
		expect(traitsOf(text, language)).toEqual(traits);
	});

	it.each(['kmx', 'the', '&'])('%s is not a unit', (text) => {
		expect(traitsOf(text)).not.toContain('unit');
	});
});

describe('scripts without spaces', () => {
	it.each([
		['漢', ['unspaced']],
		['カ', ['unspaced']],
		['は', ['unspaced', 'hiragana']],
		['เก่า', ['unspaced']],
		['AI技術', ['capital', 'unspaced']],
		['技術AI', ['unspaced']],
		['x漢y', ['lowerCase']],
		['技術”', ['unspaced']],
		['カは', ['unspaced']],
	])('%s: %j', (text, traits) => {
		expect(traitsOf(text)).toEqual(traits);
	});

	it.each(Array.from('的了吗呢吧着过们地得啊呀么'))('%s is a particle', (text) => {
		expect(traitsOf(text)).toEqual(['unspaced', 'particle']);
	});
});

describe('a word that determines where a line may end', () => {
	it.each([
		['en', 'the', ['determiner', 'lowerCase']],
		['en', 'The', ['determiner']],
		['en', '“The', ['determiner', 'opening']],
		['en', 'and', ['conjunction', 'lowerCase']],
		['en', 'And,', ['comma', 'conjunction']],
		['en', 'of', ['preposition', 'lowerCase', 'joinsNext', 'joinsPrevious']],
		['en', 'very', ['linked', 'lowerCase']],
		['en', "it's", ['lowerCase', 'subject', 'auxiliary']],
		['en', 'It’s', ['subject', 'auxiliary']],
		['en', 'percent', ['lowerCase', 'unit']],
		['en', 'per', ['preposition', 'lowerCase', 'unit']],
		['en_us', 'the', ['determiner', 'lowerCase']],
		['EN-GB', 'the', ['determiner', 'lowerCase']],
		['de', 'xyz', ['lowerCase']],
		['de', 'rote', ['lowerCase', 'declined']],
		['en', 'hopeful', ['lowerCase', 'modifier']],
		['en', 'government', ['lowerCase']],
		['en', 'Jr.', ['sentenceEnd', 'capital', 'nameSuffix']],
		['es', 'eléctrica', ['lowerCase', 'follower']],
		['es', 'música', ['lowerCase']],
		['xx', 'the', ['lowerCase']],
		['fr', "l'homme", ['determiner', 'lowerCase', 'elided']],
		['fr', 'L’homme', ['determiner', 'elided']],
		['fr', "jusqu'ici", ['conjunction', 'preposition', 'lowerCase', 'elided']],
		['fr', "aujourd'hui", ['lowerCase']],
		['fr', "donne-l'eau", ['lowerCase']],
		['it', "dell'arte", ['preposition', 'lowerCase', 'elided']],
	])('%s: %s: %j', (language, text, traits) => {
		expect(traitsOf(text, language)).toEqual(traits);
	});
});

describe('the visible text of a word', () => {
	const classify = (text: string) => createClassifier(null)(text);

	it.each([
		['plain', 'plain', 5],
		[' edges ', 'edges', 5],
		['edge ', 'edge', 4],
		['two  blanks', 'two blanks', 10],
		['a\nline', 'a line', 6],
		['a\u2028line', 'a line', 6],
		['be\u0007ll', 'bell', 4],
		['\ufeffmark', 'mark', 4],
		['soft\u00adly', 'soft\u00adly', 6],
		['東京', '東京', 4],
	])('%j: %j', (given, text, width) => {
		expect(classify(given)).toMatchObject({ text, width });
	});

	it.each(['', ' ', '\u200b', '\u0007', '\u00a0', '\ufeff\u200d'])('%j: nothing', (given) => {
		expect(classify(given)).toEqual({ text: '', width: 0, traits: 0 });
	});

	it('is computed once for each word', () => {
		const remembering = createClassifier(null);
		expect(remembering('word')).toBe(remembering('word'));
	});
});
