/** ISO 639 codes of the languages that Whisper knows. */
const CODES =
	'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh'.split(
		' ',
	);

let codes: ReadonlyMap<string, string> | undefined;

/** The code of a language that is given by its English name, as OpenAI does (`english`); any other text is unchanged. */
export function languageCodeOf(name: string | null | undefined): string | null {
	const text = name?.trim() ?? '';
	if (text === '') return null;
	if (codes === undefined) {
		const names = new Intl.DisplayNames(['en'], { type: 'language' });
		codes = new Map(CODES.map((code) => [(names.of(code) ?? code).toLowerCase(), code]));
	}
	return codes.get(text.toLowerCase()) ?? text;
}
