import { languageTag } from '../transcript/language';

/** The words for 0 to 9, as people dictate numbers. */
const DIGITS: Readonly<Record<string, string>> = {
	af: 'nul een twee drie vier vyf ses sewe agt nege',
	de: 'null eins zwei drei vier fünf sechs sieben acht neun',
	en: 'zero one two three four five six seven eight nine',
	es: 'cero uno dos tres cuatro cinco seis siete ocho nueve',
	fr: 'zéro un deux trois quatre cinq six sept huit neuf',
	id: 'nol satu dua tiga empat lima enam tujuh delapan sembilan',
	it: 'zero uno due tre quattro cinque sei sette otto nove',
	nl: 'nul een twee drie vier vijf zes zeven acht negen',
	pt: 'zero um dois três quatro cinco seis sete oito nove',
};

const ALSO: Readonly<Record<string, Record<string, string>>> = {
	de: { zwo: '2' },
	en: { oh: '0' },
	fr: { une: '1' },
	id: { kosong: '0' },
	pt: { uma: '1', meia: '6' },
};

/** Languages whose speakers often say numbers in English. */
const LIKE_ENGLISH = new Set(['zu', 'xh', 'st', 'tn', 'nso', 'ss', 've', 'ts', 'nr']);

/** The digit of each word of a language that is one, in lower case; empty for a language that is not known. */
export function spokenDigits(code: string | null): ReadonlyMap<string, string> {
	const given = languageTag(code)?.split('-')[0] ?? '';
	const language = LIKE_ENGLISH.has(given) ? 'en' : given;
	const words = (DIGITS[language] ?? '').split(' ');
	const entries = words.flatMap((word, digit): Array<[string, string]> =>
		word === '' ? [] : [[word, String(digit)]],
	);
	return new Map([...entries, ...Object.entries(ALSO[language] ?? {})]);
}
