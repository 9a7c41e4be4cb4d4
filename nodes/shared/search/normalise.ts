import { languageTag } from '../transcript/language';
import { WITHOUT_BLANKS } from '../transcript/words';

/**
 * One chunk of text between blanks, as search sees it. `parts` are the words it is made of (`well-known` has
 * two, `東京` one a sign, as a word of a script without blanks has no edge); `joined` is the other way to
 * read it, with the marks between the parts taken as nothing (`wellknown`), where there is one.
 */
export interface Chunk {
	parts: string[];
	joined: string | null;
}

export interface NormaliseOptions {
	/** `é` is `e`, and Arabic and Hebrew vowel signs count for nothing. */
	ignoreAccents: boolean;
	/** Decides whether an apostrophe can part words, as in French `l'homme`. */
	language: string | null;
}

/** Stands for the decimal mark, so that `3.5` and `3,5` are one word and `35` another. */
const DECIMAL = '\ue000';

const APOSTROPHES = /['‘’‛ʼʹ′`´＇׳]/gu;
/** Marks nobody hears: direction marks, soft hyphen, the Arabic stretching sign, variation selectors. */
const UNHEARD =
	/\u200d|[\u00ad\u0640\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000]|\p{Variation_Selector}/gu;
const GERSHAYIM = /״|(?<=\p{Script=Hebrew})"(?=\p{Script=Hebrew})/gu;
const GROUPED_BY_BLANK = /(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/gu;
const DIGITS_WITH_MARKS = /\d+(?:[.,٫٬]\d+)+/gu;
const DOTTED = /[\p{L}\p{M}\p{N}]+(?:\.[\p{L}\p{M}\p{N}]+)+/gu;
const PART = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\ue000]*/gu;
const SIGN_OR_RUN = new RegExp(
	`${WITHOUT_BLANKS.source}\\p{M}*|(?:(?!${WITHOUT_BLANKS.source})[\\p{L}\\p{N}\\p{M}${DECIMAL}])+`,
	'gu',
);
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;
const PLAIN = /^[a-z0-9]+$/i;

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs and hamza of Arabic. Signs of other
 * scripts (Thai tones, Devanagari vowels, the Japanese voicing mark) make other words and stay, and so does
 * the breve of `й`, a letter of its own.
 */
const ACCENTS =
	/(?<!\u0438)\u0306|(?=\p{M})(?!\u0306|\u3099|\u309a)[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]/gu;
/** Letters with a stroke or a ligature, which Unicode does not take apart. */
const STROKES = new Map(
	Object.entries({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ħ: 'h' }),
);
const HAS_STROKE = /[øłđðþæœħ]/gu;

/** Languages in which a clitic stands before an apostrophe and the word after it. */
const ELIDING = new Set(['fr', 'it', 'ca', 'oc', 'scn', 'wa']);
const ELISION =
	/^(l|d|j|m|t|s|n|c|v|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|un|gl|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|c|com|dov|anch)'(?=\p{L}{2})/u;

/**
 * A function from text to its chunks, each the same whatever case, punctuation or form of Unicode it was
 * written in. Remembers what it has seen: speech repeats its words.
 *
 * - Hyphens and other marks between letters part words and are nothing, both at once: `e-mail` has the words
 *   `e` and `mail` and is `email`. A dot within an abbreviation is nothing: `U.S.A.` is `USA`.
 * - Apostrophes are nothing: `don't`, `don’t`, `dont`. After a French or Italian elision they also part.
 * - `1,000`, `1.000`, `1'000` and `1000` are one number; `3.5` and `3,5` too, but not `35`. Digits of all
 *   scripts are equal.
 */
export function createNormaliser(options: NormaliseOptions): (text: string) => readonly Chunk[] {
	const elides = ELIDING.has(languageTag(options.language)?.split('-')[0] ?? '');
	const seen = new Map<string, readonly Chunk[]>();
	return (text) => {
		let chunks = seen.get(text);
		if (chunks === undefined) {
			chunks = PLAIN.test(text)
				? [{ parts: [text.toLowerCase()], joined: null }]
				: chunksOf(text, options.ignoreAccents, elides);
			seen.set(text, chunks);
		}
		return chunks;
	};
}

function chunksOf(text: string, ignoreAccents: boolean, elides: boolean): Chunk[] {
	const folded = foldNumbers(fold(text, ignoreAccents)).replace(DOTTED, foldDots);
	const chunks: Chunk[] = [];
	for (const piece of folded.split(/\s+/u)) {
		const parted = elides ? piece.replace(ELISION, '$1-') : piece;
		const words = parted.replaceAll("'", '').match(PART) ?? [];
		if (words.length === 0) continue;
		const parts = words.flatMap((word) =>
			WITHOUT_BLANKS.test(word) ? (word.match(SIGN_OR_RUN) ?? []) : [word],
		);
		chunks.push({ parts, joined: parts.length === words.length ? joinParts(words) : null });
	}
	return chunks;
}

function fold(text: string, ignoreAccents: boolean): string {
	const clean = text
		.replace(APOSTROPHES, "'")
		.replace(GERSHAYIM, '')
		.replace(UNHEARD, '')
		.replace(GROUPED_BY_BLANK, '')
		.normalize('NFKC');
	// Up and down again folds what has no lower case of its own: `ß` to `ss`, `ı` to `i`.
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

/** Decimal digits stand in rows of ten, some rows next to each other, so the distance from the first is the value. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let value = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
	return String(value % 10);
}

/** `u.s.a` and `ph.d` are abbreviations; `example.com` is two words. */
function foldDots(dotted: string): string {
	const parts = dotted.split('.');
	return parts.some((part) => /^\p{L}\p{M}*$/u.test(part)) ? parts.join('') : dotted;
}

/** `555-1234` is also `5551234`, but `3-4` is not `34`. */
function joinParts(parts: string[]): string | null {
	if (parts.length < 2) return null;
	const falseNumber = parts.some((part, index) => {
		const next = parts[index + 1] ?? '';
		return /\d$/u.test(part) && /^\d/u.test(next) && (/^\d$/u.test(part) || /^\d$/u.test(next));
	});
	return falseNumber ? null : parts.join('');
}
