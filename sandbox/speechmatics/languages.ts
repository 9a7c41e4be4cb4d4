/** One language pack. */
export interface LanguagePack {
	readonly code: string;
	readonly name: string;
	/** Whether language identification supports it. */
	readonly identifiable: boolean;
	/** Whether it can be translated to and from English. */
	readonly translatable: boolean;
	readonly domains: readonly string[];
	readonly locales: readonly string[];
}

// code|name|i: identifiable, t: translatable
const ROWS = `ar|Arabic|i
ar_en|Arabic & English bilingual|
ba|Bashkir|i
eu|Basque|i
be|Belarusian|i
bn|Bengali|
bg|Bulgarian|it
yue|Cantonese|
ca|Catalan|it
hr|Croatian|it
cs|Czech|it
da|Danish|it
nl|Dutch|it
en|English|it
eo|Esperanto|
et|Estonian|it
fi|Finnish|it
fr|French|it
gl|Galician|it
de|German|it
el|Greek|it
he|Hebrew|i
hi|Hindi|it
hu|Hungarian|it
id|Indonesian|it
ia|Interlingua|
ga|Irish|
it|Italian|it
ja|Japanese|it
ko|Korean|it
lv|Latvian|it
lt|Lithuanian|it
ms|Malay|it
en_ms|Malay & English bilingual|
mt|Maltese|
cmn|Mandarin|it
cmn_en|Mandarin & English bilingual|
cmn_en_ms_ta|Mandarin, Malay, Tamil & English|
mr|Marathi|i
mn|Mongolian|i
no|Norwegian|it
fa|Persian|i
pl|Polish|it
pt|Portuguese|it
ro|Romanian|it
ru|Russian|it
sk|Slovakian|it
sl|Slovenian|it
es|Spanish|it
sw|Swahili|
sv|Swedish|it
tl|Tagalog (Filipino) & English bilingual|
ta|Tamil|i
en_ta|Tamil & English bilingual|
th|Thai|i
tr|Turkish|it
uk|Ukrainian|it
ur|Urdu|
ug|Uyghur|
vi|Vietnamese|it
cy|Welsh|i`;

const MEDICAL = new Set(['ar_en', 'da', 'nl', 'en', 'fi', 'fr', 'de', 'no', 'es', 'sv']);
const LOCALES: Readonly<Record<string, readonly string[]>> = {
	en: ['en-GB', 'en-US', 'en-AU'],
	cmn: ['cmn-Hans', 'cmn-Hant'],
};
const RIGHT_TO_LEFT = new Set(['ar', 'ar_en', 'he', 'fa', 'ur', 'ug']);
const WITHOUT_BLANKS = new Set(['cmn', 'ja']);

export const LANGUAGE_PACKS: readonly LanguagePack[] = ROWS.split('\n').map((row) => {
	const [code = '', name = '', flags = ''] = row.split('|');
	return {
		code,
		name,
		identifiable: flags.includes('i'),
		translatable: flags.includes('t'),
		domains: [
			'finance',
			...(MEDICAL.has(code) ? ['medical'] : []),
			...(code === 'es' ? ['bilingual-en'] : []),
		],
		locales: LOCALES[code] ?? [],
	};
});

const byCode = new Map(LANGUAGE_PACKS.map((pack) => [pack.code, pack]));

export function languagePack(code: string): LanguagePack | null {
	return byCode.get(code) ?? null;
}

/** The text between two words: empty in Mandarin and Japanese. */
export function wordDelimiter(code: string): string {
	return WITHOUT_BLANKS.has(code) ? '' : ' ';
}

export function writingDirection(code: string): 'left-to-right' | 'right-to-left' {
	return RIGHT_TO_LEFT.has(code) ? 'right-to-left' : 'left-to-right';
}

/** `language_pack_info` of a transcript. */
export function languagePackInfo(code: string): Record<string, unknown> {
	return {
		adapted: false,
		itn: true,
		language_description: languagePack(code)?.name ?? 'English',
		word_delimiter: wordDelimiter(code),
		writing_direction: writingDirection(code),
	};
}

/** English to or from the translatable languages; Norwegian is translated to Nynorsk. */
export function canTranslate(from: string, to: string): boolean {
	const target = to === 'nn' ? 'no' : to;
	if (from === target) return false;
	const other = from === 'en' ? target : target === 'en' ? from : null;
	return other !== null && to !== 'no' && languagePack(other)?.translatable === true;
}
