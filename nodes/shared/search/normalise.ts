import { languageTag } from '../transcript/language';
import { UNSPACED_SCRIPT } from '../transcript/words';

/**
 * A chunk of text between spaces, normalized for search. `parts` are its words: two for `well-known`, one per character for
 * `東京`, because scripts without spaces have no word boundaries. `joined` is the alternative reading without the marks
 * between the parts (`wellknown`), if there is one.
 */
export interface Chunk {
	parts: string[];
	joined: string | null;
}

export interface NormaliseOptions {
	/** Treat `é` as `e`, and ignore Arabic and Hebrew vowel signs. */
	ignoreAccents: boolean;
	/** Determines whether an apostrophe can separate words, as in French `l'homme`. */
	language: string | null;
	/** Read `*` as `WILDCARD`, in search terms. Default: punctuation. */
	wildcards?: boolean;
}

/** Replaces any number of letters and digits, in the normalized words of a search term. */
export const WILDCARD = '\ue001';

/** Replaces the decimal separator, so that `3.5` and `3,5` are the same word and `35` is another. */
const DECIMAL = '\ue000';
/** Starts a word that is an exponent, so that `102` and `10²` are different, and `10²` and `10^2` the same. */
const EXPONENT = '\ue002';

const APOSTROPHES = /['‘’‛ʼʹ′`´＇׳]/gu;
/** Characters that are not spoken: direction marks, soft hyphen, Arabic tatweel, variation selectors. */
const UNSPOKEN =
	/\u200d|[\u00ad\u0640\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\ue002]|\p{Variation_Selector}/gu;
const GERSHAYIM = /״|(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu;
const GROUPED_BY_SPACE = /(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/gu;
// Without the assertion, a long number without marks is searched again from each of its digits.
const DIGITS_WITH_MARKS = /(?<!\d)\d+(?:[.,٫٬]\d+)+/gu;
const DOTTED = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+(?:\.[\p{L}\p{M}\p{N}]+)+/gu;
const PART = /[\p{L}\p{N}\ue001\ue002][\p{L}\p{M}\p{N}\ue000\ue001]*/gu;
const EXPONENT_DIGITS = /(?<=\d)(?:\^(?=\d)|(?=[²³¹⁰⁴-⁹₀-₉]))/gu;
/** `12½` is twelve and a half, not 121 halves. */
const FRACTION_AFTER_DIGIT = /(?<=\d)(?=[¼-¾⅐-⅞↉])/gu;
const CHARACTER_OR_RUN = new RegExp(
	`${UNSPACED_SCRIPT.source}\\p{M}*|(?:(?!${UNSPACED_SCRIPT.source})[\\p{L}\\p{N}\\p{M}${DECIMAL}${WILDCARD}${EXPONENT}])+`,
	'gu',
);
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;
const PLAIN = /^[a-z0-9]+$/i;
const DOTTED_NUMBER = /^[^\p{L}\p{N}]*(\p{L}*\d+(?:\.\d+){2,})(?![\p{L}\p{N}])/u;

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs and hamza of Arabic. Marks of other scripts (Thai
 * tones, Devanagari vowels, the Japanese voicing mark) distinguish words and are kept, like the breve of `й`, which is a
 * letter of its own.
 */
const ACCENTS =
	/(?<!\u0438)\u0306|(?=\p{M})(?!\u0306|\u3099|\u309a)[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/gu;
/** Letters with a stroke and ligatures, which Unicode does not decompose. */
const STROKES = new Map(
	Object.entries({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ħ: 'h' }),
);
const HAS_STROKE = /[øłđðþæœħ]/gu;

/** Languages in which a clitic is joined to the next word by an apostrophe. */
const ELIDING = new Set(['fr', 'it', 'ca', 'oc', 'scn', 'wa']);
const ELISION =
	/^(l|d|j|m|t|s|n|c|v|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|un|gl|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|c|com|dov|anch)'(?=\p{L}{2})/u;

/**
 * Returns a function from text to its chunks, independent of case, punctuation and Unicode form. The function caches its
 * results, because speech repeats its words.
 *
 * - Hyphens and other marks between letters both separate words and are ignored: `e-mail` has the words `e` and `mail`
 *   and also matches `email`. A period within an abbreviation is ignored: `U.S.A.` equals `USA`.
 * - Apostrophes are ignored: `don't`, `don’t`, `dont`. After a French or Italian elision they also separate words.
 * - `1,000`, `1.000`, `1'000` and `1000` are the same number, and so are `3.5` and `3,5`, but not `35`. Digits of all
 *   scripts are equal.
 */
export function createNormaliser(options: NormaliseOptions): (text: string) => readonly Chunk[] {
	const elides = ELIDING.has(languageTag(options.language)?.split('-')[0] ?? '');
	const { wildcards = false } = options;
	const seen = new Map<string, readonly Chunk[]>();
	return (text) => {
		let chunks = seen.get(text);
		if (chunks === undefined) {
			chunks = PLAIN.test(text)
				? [{ parts: [text.toLowerCase()], joined: null }]
				: chunksOf(fold(text, options.ignoreAccents, wildcards), elides);
			seen.set(text, chunks);
		}
		return chunks;
	};
}

function chunksOf(text: string, elides: boolean): Chunk[] {
	const folded = foldNumbers(text).replace(DOTTED, foldDots);
	const chunks: Chunk[] = [];
	for (const piece of folded.split(/\s+/u)) {
		const parted = elides ? piece.replace(ELISION, '$1-') : piece;
		const words = parted.replaceAll("'", '').match(PART) ?? [];
		if (words.length === 0) continue;
		const parts = words.flatMap((word) =>
			UNSPACED_SCRIPT.test(word) ? (word.match(CHARACTER_OR_RUN) ?? []) : [word],
		);
		const joined = parts.length === words.length ? (joinNumber(parted, words) ?? joinParts(words)) : null;
		chunks.push({ parts, joined });
	}
	return chunks;
}

function fold(text: string, ignoreAccents: boolean, wildcards: boolean): string {
	const clean = text
		.replace(APOSTROPHES, "'")
		.replace(GERSHAYIM, '')
		.replace(UNSPOKEN, '')
		.replace(GROUPED_BY_SPACE, '')
		.replace(EXPONENT_DIGITS, ` ${EXPONENT}`)
		.replace(FRACTION_AFTER_DIGIT, ' ')
		.replaceAll('*', wildcards ? WILDCARD : '*')
		.normalize('NFKC');
	// Upper-casing first also folds characters that lower-casing keeps: `ß` to `ss`, `ı` to `i`.
	const lower = clean.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replaceAll('i\u0307', 'i');
	if (!ignoreAccents) return lower.normalize('NFC');
	return lower
		.normalize('NFD')
		.replace(ACCENTS, '')
		.normalize('NFC')
		.replace(HAS_STROKE, (letter) => STROKES.get(letter) ?? letter);
}

function foldNumbers(text: string): string {
	return text.replace(OTHER_DIGITS, asciiDigit).replace(DIGITS_WITH_MARKS, (number) => {
		const marks = number.replace(/\d/gu, '');
		const groups = number.split(/\D/u);
		const last = groups.at(-1) ?? '';
		const grouped = (list: string[]) =>
			/^[1-9]\d{0,2}$/u.test(list[0] ?? '') && list.slice(1).every((group) => group.length === 3);
		if (new Set(marks).size === 1 && grouped(groups)) return groups.join('');
		const whole = groups.slice(0, -1);
		const sameBefore =
			new Set(marks.slice(0, -1)).size <= 1 && !marks.slice(0, -1).includes(marks.at(-1) ?? '');
		if (sameBefore && (whole.length === 1 || grouped(whole))) return `${whole.join('')}${DECIMAL}${last}`;
		return number;
	});
}

/** The value of a decimal digit of any script: digits have consecutive code points in groups of ten, sometimes adjacent. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let value = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
	return String(value % 10);
}

/** `u.s.a` and `ph.d` are abbreviations and become one word; `example.com` stays two words. */
function foldDots(dotted: string): string {
	const parts = dotted.split('.');
	return parts.some((part) => /^\p{L}\p{M}*$/u.test(part)) ? parts.join('') : dotted;
}

/** A version, address or date as one number: `3.1.4` contains `3.1`, which is not the decimal number 3.1. */
function joinNumber(piece: string, words: readonly string[]): string | null {
	const groups = DOTTED_NUMBER.exec(piece)?.[1]?.split('.') ?? [];
	return groups.length === words.length ? groups.join(DECIMAL) : null;
}

/** The alternative reading of several words: `555-1234` is also `5551234`, but `3-4` is not `34`. */
function joinParts(parts: string[]): string | null {
	if (parts.length < 2) return null;
	const falseNumber = parts.some((part, index) => {
		const next = parts[index + 1] ?? '';
		return /\d$/u.test(part) && /^\d/u.test(next) && (/^\d$/u.test(part) || /^\d$/u.test(next));
	});
	return falseNumber ? null : parts.join('');
}
