import { luhn, mod11And10, mod97, modulo, verhoeff, weighted } from './checksums';

/** Kinds of personal data that are recognized by their form. */
export const PATTERNS = [
	{ id: 'card', name: 'Card Number', label: 'CARD' },
	{ id: 'email', name: 'Email Address', label: 'EMAIL' },
	{ id: 'iban', name: 'IBAN', label: 'IBAN' },
	{ id: 'phone', name: 'Phone Number', label: 'PHONE' },
	{ id: 'idBr', name: 'ID of Brazil (CPF)', label: 'ID' },
	{ id: 'idCh', name: 'ID of Switzerland (AHV)', label: 'ID' },
	{ id: 'idDe', name: 'ID of Germany (Steuer-ID)', label: 'ID' },
	{ id: 'idEs', name: 'ID of Spain (DNI, NIE)', label: 'ID' },
	{ id: 'idFi', name: 'ID of Finland (HETU)', label: 'ID' },
	{ id: 'idFr', name: 'ID of France (NIR)', label: 'ID' },
	{ id: 'idGb', name: 'ID of the United Kingdom (NINO)', label: 'ID' },
	{ id: 'idId', name: 'ID of Indonesia (NIK)', label: 'ID' },
	{ id: 'idIn', name: 'ID of India (Aadhaar, PAN)', label: 'ID' },
	{ id: 'idIt', name: 'ID of Italy (Codice Fiscale)', label: 'ID' },
	{ id: 'idPl', name: 'ID of Poland (PESEL)', label: 'ID' },
	{ id: 'idSe', name: 'ID of Sweden (Personnummer)', label: 'ID' },
	{ id: 'idTr', name: 'ID of Turkey (TCKN)', label: 'ID' },
	{ id: 'idUs', name: 'ID of the United States (SSN)', label: 'ID' },
	{ id: 'idZa', name: 'ID of South Africa', label: 'ID' },
] as const;

export type PatternId = (typeof PATTERNS)[number]['id'];

/** Where a pattern was found in a text: offsets of its first character and after its last one. */
export interface PatternMatch {
	id: PatternId;
	from: number;
	to: number;
}

/** A form and what its letters and digits must satisfy. All quantifiers are bounded, so that a search is linear. */
interface Form {
	regex: RegExp;
	/** @param compact the match without separators, in upper case */
	check?: (compact: string) => boolean;
}

/** Digits with at most one space, hyphen, period or slash between them. */
const digits = (count: string) => String.raw`\d(?:[ .\-/]?\d){${count}}`;
const alone = (body: string) => new RegExp(String.raw`(?<![\p{L}\p{N}])${body}(?![\p{L}\p{N}])`, 'giu');

const date = (month: string, day: string) =>
	Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

/** Numbers of fixed length with check digits, each with the part of a longer number that it may be. */
interface NumberForm {
	lengths: readonly number[];
	check: (digits: string) => boolean;
}

const NUMBERS: Readonly<Partial<Record<PatternId, NumberForm>>> = {
	card: {
		lengths: [13, 14, 15, 16, 17, 18, 19],
		check: (given) =>
			given.length === 15
				? /^3[47]/u.test(given) && luhn(given)
				: given.length === 14
					? /^3[0689]/u.test(given) && luhn(given)
					: given.length === 16
						? /^[2-6]/u.test(given) && luhn(given)
						: /^(?:4|5[0678]|6)/u.test(given) && luhn(given),
	},
	idBr: { lengths: [11], check: isCpf },
	idCh: { lengths: [13], check: (given) => given.startsWith('756') && isEan(given) },
	idDe: {
		lengths: [11],
		check: (given) => !given.startsWith('0') && hasRepeatedDigit(given) && mod11And10(given),
	},
	idFr: {
		lengths: [15],
		check: (given) =>
			/^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)/u.test(given) &&
			97 - modulo(given.slice(0, 13), 97) === Number(given.slice(13)),
	},
	idId: {
		lengths: [16],
		check: (given) =>
			/^[1-9]\d/u.test(given) &&
			date(given.slice(8, 10), String(Number(given.slice(6, 8)) % 40)) &&
			Number(given.slice(6, 8)) <= 71 &&
			!given.endsWith('0000'),
	},
	idIn: { lengths: [12], check: (given) => /^[2-9]/u.test(given) && verhoeff(given) },
	idPl: {
		lengths: [11],
		check: (given) =>
			date(String(Number(given.slice(2, 4)) % 20), given.slice(4, 6)) &&
			weighted(given, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
	},
	idSe: {
		lengths: [10, 12],
		check: (given) => {
			const short = given.slice(-10);
			const hasCentury = given.length === 10 || /^(?:19|20)/u.test(given);
			return hasCentury && date(short.slice(2, 4), short.slice(4, 6)) && luhn(short);
		},
	},
	idTr: { lengths: [11], check: isTckn },
	idZa: {
		lengths: [13],
		check: (given) =>
			date(given.slice(2, 4), given.slice(4, 6)) && /^[012]$/u.test(given.charAt(10)) && luhn(given),
	},
};

const FORMS: Readonly<Partial<Record<PatternId, readonly Form[]>>> = {
	email: [
		{
			regex:
				/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu,
		},
		// Dictated: ada dot lovelace at example dot com.
		{
			regex:
				/(?<![\p{L}\p{N}])[\p{L}\p{N}_-]{1,64}(?: (?:dot|underscore|dash) [\p{L}\p{N}_-]{1,64}){0,3} at [\p{L}\p{N}-]{1,63}(?: dot [\p{L}\p{N}-]{1,63}){0,3} dot \p{L}{2,6}(?![\p{L}\p{N}])/giu,
		},
	],
	iban: [
		{ regex: alone(String.raw`[A-Z]{2} ?\d(?: ?\d)(?: ?[A-Z\d]){11,30}`), check: (given) => isIban(given) },
	],
	phone: [
		{ regex: new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\+|00) ?\d(?:[ .\-/()]{0,2}\d){6,14}(?!\d)`, 'gu') },
		{
			regex: new RegExp(
				String.raw`(?<![\p{L}\p{N}.,:])\(?0\d{1,4}\)?(?:[ .\-/]{0,2}\d){5,10}(?![\d:]|[.,]\d)`,
				'gu',
			),
		},
		{ regex: alone(String.raw`(?:\+?1[ .\-]?)?\(?[2-9]\d{2}\)?[ .\-]{0,2}[2-9]\d{2}[ .\-]?\d{4}`) },
		{ regex: alone(String.raw`[2-9]\d{2}[.\-]\d{4}`) },
		// Dictated digit by digit.
		{ regex: new RegExp(String.raw`(?<![\p{L}\p{N}.,])\d(?: \d){6,14}(?! ?\d)`, 'gu') },
	],
	idEs: [
		{ regex: alone(String.raw`(?:\d{1,2}[. ]?\d{3}[. ]?\d{3}|[XYZ][ \-]?\d{7})[ \-]?[A-Z]`), check: isDni },
	],
	idFi: [{ regex: alone(String.raw`\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]`), check: isHetu }],
	idGb: [
		{
			regex: alone(
				String.raw`(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
			),
		},
	],
	idIn: [{ regex: alone(String.raw`[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]`) }],
	idIt: [
		{
			regex: alone(String.raw`[A-Z]{3} ?[A-Z]{3} ?\d{2}[A-EHLMPRST]\d{2} ?[A-Z]\d{3}[A-Z]`),
			check: isCodiceFiscale,
		},
	],
	idUs: [{ regex: alone(String.raw`(?!000|666|9)\d{3}[ \-](?!00)\d{2}[ \-](?!0000)\d{4}`) }],
};

const DIGIT_RUN = new RegExp(String.raw`(?<![\p{L}\p{N}])${digits('9,79')}(?!\p{L})`, 'gu');

/** Everything in a text that has the form of one of these kinds.  */
export function findPattern(text: string, id: PatternId): PatternMatch[] {
	const matches: PatternMatch[] = [];
	for (const { regex, check } of FORMS[id] ?? []) {
		for (const { 0: found, index } of text.matchAll(regex)) {
			for (const length of check === undefined ? [found.length] : lengthsOf(found)) {
				const shown = found.slice(0, length);
				if (check !== undefined && !check(compact(shown))) continue;
				matches.push({ id, from: index, to: index + shown.length });
				break;
			}
		}
	}
	const form = NUMBERS[id];
	if (form) {
		for (const { 0: run, index } of text.matchAll(DIGIT_RUN)) {
			for (const { from, to } of numbersIn(run, form))
				matches.push({ id, from: index + from, to: index + to });
		}
	}
	return withoutInner(matches);
}

/** Several forms may match the same text: the match that begins first and is longest contains the others. */
function withoutInner(matches: PatternMatch[]): PatternMatch[] {
	let end = 0;
	return matches
		.sort((a, b) => a.from - b.from || b.to - a.to)
		.filter(({ to }) => {
			const isInner = to <= end;
			end = Math.max(end, to);
			return !isInner;
		});
}

/** The lengths at which a match can end: at each separator, the whole first. */
function lengthsOf(found: string): number[] {
	const ends = Array.from(found.matchAll(/ /gu), ({ index }) => index);
	return [...ends, found.length].reverse();
}

/** Numbers within a run of digits, which may have other digits before or after them, at separators. */
function numbersIn(run: string, { lengths, check }: NumberForm): Array<{ from: number; to: number }> {
	const groups = Array.from(run.matchAll(/\d+/gu), ({ 0: number, index }) => ({ number, index }));
	const longest = Math.max(...lengths);
	const found: Array<{ from: number; to: number }> = [];
	for (let first = 0; first < groups.length; first += 1) {
		let number = '';
		let match: number | undefined;
		for (let last = first; last < groups.length && number.length < longest; last += 1) {
			number += groups[last]?.number ?? '';
			if (lengths.includes(number.length) && check(number)) match = last;
		}
		const last = groups[match ?? -1];
		if (match === undefined || last === undefined) continue;
		found.push({ from: groups[first]?.index ?? 0, to: last.index + last.number.length });
		first = match;
	}
	return found;
}

const compact = (text: string) => text.replace(/[ .\-/]/gu, '').toUpperCase();

/** Lengths by country (SWIFT's IBAN registry) are between 15 and 34; the check digits decide. */
function isIban(given: string): boolean {
	return given.length >= 15 && given.length <= 34 && mod97(given.slice(4) + given.slice(0, 4));
}

function isEan(given: string): boolean {
	return weighted(given, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

function hasRepeatedDigit(given: string): boolean {
	return new Set(given.slice(0, 10)).size < 10;
}

function isCpf(given: string): boolean {
	if (new Set(given).size === 1) return false;
	return [9, 10].every((length) => {
		const weights = Array.from({ length }, (_, index) => length + 1 - index);
		return ((weighted(given, weights) * 10) % 11) % 10 === Number(given.charAt(length));
	});
}

function isTckn(given: string): boolean {
	const at = (index: number) => Number(given.charAt(index));
	const odd = at(0) + at(2) + at(4) + at(6) + at(8);
	const even = at(1) + at(3) + at(5) + at(7);
	const tenth = (((odd * 7 - even) % 10) + 10) % 10;
	return at(0) !== 0 && tenth === at(9) && (odd + even + at(9)) % 10 === at(10);
}

function isDni(given: string): boolean {
	const number = Number(given.slice(0, -1).replace(/^[XYZ]/u, (letter) => String('XYZ'.indexOf(letter))));
	return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(number % 23) === given.at(-1);
}

/** `compact` drops the sign of the century if it is a hyphen. */
function isHetu(given: string): boolean {
	const number = Number(given.slice(0, 6) + given.slice(-4, -1));
	return (
		date(given.slice(2, 4), given.slice(0, 2)) &&
		'0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31) === given.at(-1)
	);
}

const CODICE_ODD: Readonly<Record<string, number>> = Object.fromEntries(
	Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ').map((character, index) => [
		character,
		[
			1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14,
			16, 10, 22, 25, 24, 23,
		][index] ?? 0,
	]),
);

function isCodiceFiscale(given: string): boolean {
	let sum = 0;
	for (const [index, character] of Array.from(given.slice(0, 15)).entries()) {
		// The first character counts as odd.
		if (index % 2 === 0) sum += CODICE_ODD[character] ?? 0;
		else sum += /\d/u.test(character) ? Number(character) : character.charCodeAt(0) - 65;
	}
	return String.fromCharCode(65 + (sum % 26)) === given.at(-1);
}
