/**
 * Vendors write language codes differently: `en`, `en_us`, `zh-TW`, `cmn_en` (two languages), or a name such as `isiZulu`.
 * These functions convert them to what HTML and `Intl` accept.
 */

/** ISO 639 codes of languages that are written from right to left unless the tag has a script. */
const RIGHT_TO_LEFT = new Set(
	'ar arc arz ary apc ajp acm afb bal bgn bqi ckb dv fa glk he iw khw ks lrc mzn nqo pnb ps prs sd sdh skr syr tmr ug ur yi'.split(
		' ',
	),
);

const RIGHT_TO_LEFT_SCRIPTS = new Set([
	'arab',
	'hebr',
	'syrc',
	'thaa',
	'nkoo',
	'adlm',
	'rohg',
	'samr',
	'mand',
]);
const STRONG_RIGHT_TO_LEFT =
	/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Codes of ISO 639 for "undetermined", "several" and "none". */
const NO_LANGUAGE = new Set(['und', 'mul', 'zxx']);

/** BCP 47 tag for `lang` attributes and `Intl`; `undefined` if the code cannot be converted. */
export function languageTag(code: string | null | undefined): string | undefined {
	const [language = '', ...rest] = (code ?? '').trim().toLowerCase().split(/[-_]/);
	if (!/^[a-z]{2,3}$/.test(language) || NO_LANGUAGE.has(language)) return undefined;
	const script = rest.find((part) => /^[a-z]{4}$/.test(part));
	// `cmn_en` has a second language in place of a region; only known regions are kept.
	const region = rest.find((part) => /^([a-z]{2}|\d{3})$/.test(part) && nameOfRegion(part) !== undefined);
	const titled = script && script.charAt(0).toUpperCase() + script.slice(1);
	return [language, titled, region?.toUpperCase()].filter(Boolean).join('-');
}

/** English name of a language with its code, e.g. `English (en_us)`; the code itself if it is unknown. */
export function languageName(code: string): string {
	const tag = languageTag(code);
	const name = tag === undefined ? undefined : nameOfLanguage(tag);
	return name === undefined || name === code ? code : `${name} (${code})`;
}

/** Direction of running text, from the language or, if that is unknown, from the first letter of `sample`. */
export function textDirection(code: string | null | undefined, sample = ''): 'ltr' | 'rtl' {
	const tag = languageTag(code)?.toLowerCase();
	if (tag === undefined) {
		const letter = /[\p{L}]/u.exec(sample.slice(0, 2000))?.[0] ?? '';
		return STRONG_RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
	}
	const [language = '', second = ''] = tag.split('-');
	if (second.length === 4) return RIGHT_TO_LEFT_SCRIPTS.has(second) ? 'rtl' : 'ltr';
	return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}

function nameOfLanguage(tag: string): string | undefined {
	return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
}

function nameOfRegion(region: string): string | undefined {
	return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(region.toUpperCase());
}
