import { languageName, languageTag, textDirection } from '../../../nodes/shared/transcript/language';

describe('languageTag', () => {
	it.each([
		['en', 'en'],
		['en_us', 'en-US'],
		['zh-TW', 'zh-TW'],
		['zh_hant_hk', 'zh-Hant-HK'],
		['cmn_en', 'cmn'],
		['es-419', 'es-419'],
		['zu-ZA', 'zu-ZA'],
		[' en ', 'en'],
		['zh-abcde', 'zh'],
		['zh-1hant', 'zh'],
		['EN', 'en'],
		['und', undefined],
		['UND', undefined],
		['mul', undefined],
		['zxx', undefined],
		['isiZulu', undefined],
		['English', undefined],
		['"><script>', undefined],
		['', undefined],
		[null, undefined],
	])('%s -> %s', (code, tag) => {
		expect(languageTag(code)).toBe(tag);
	});
});

describe('languageName', () => {
	it.each([
		['en_us', 'American English (en_us)'],
		['id', 'Indonesian (id)'],
		['isiZulu', 'isiZulu'],
		['auto', 'auto'],
		['Vai', 'Vai'],
	])('%s -> %s', (code, name) => {
		expect(languageName(code)).toBe(name);
	});
});

describe('textDirection', () => {
	it.each([
		['ar', '', 'rtl'],
		['he-IL', '', 'rtl'],
		['ur', '', 'rtl'],
		['ku-Arab', '', 'rtl'],
		['az-Latn', '', 'ltr'],
		[null, `${'1 '.repeat(1000)}שלום`, 'ltr'],
		[null, `${'1 '.repeat(997)}שלום`, 'rtl'],
		[null, '«123»', 'ltr'],
		['en', 'שלום', 'ltr'],
		[null, '«שלום» he said', 'rtl'],
		[null, 'Hello שלום', 'ltr'],
		[null, '', 'ltr'],
	])('%s with "%s" is %s', (code, sample, direction) => {
		expect(textDirection(code, sample)).toBe(direction);
	});

	it.each(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Samr', 'Mand'])(
		'the script %s is rtl',
		(script) => {
			expect(textDirection(`en-${script}`)).toBe('rtl');
		},
	);
});
