/** Check digits of numbers, so that a number that only looks like one is not redacted. All take digits only. */

/** Luhn: payment cards, South African and Swedish IDs (ISO/IEC 7812-1, annex B). */
export function luhn(digits: string): boolean {
	let sum = 0;
	for (let index = 0; index < digits.length; index += 1) {
		const digit = Number(digits.at(-1 - index));
		const doubled = digit * 2;
		sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}

/** The remainder of a long decimal number. */
export function modulo(digits: string, divisor: number): number {
	let rest = 0;
	for (const digit of digits) rest = (rest * 10 + Number(digit)) % divisor;
	return rest;
}

/** ISO 7064 MOD 97-10: IBAN, with letters as the numbers 10 to 35. */
export function mod97(text: string): boolean {
	const digits = text.toUpperCase().replace(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55));
	return modulo(digits, 97) === 1;
}

/** ISO 7064 MOD 11,10: German tax IDs. */
export function mod11And10(digits: string): boolean {
	let product = 10;
	for (const digit of digits.slice(0, -1)) {
		const sum = (Number(digit) + product) % 10 || 10;
		product = (sum * 2) % 11;
	}
	return (11 - product) % 10 === Number(digits.at(-1));
}

/** The sum of the digits, each with its weight. */
export function weighted(digits: string, weights: readonly number[]): number {
	return weights.reduce((sum, weight, index) => sum + weight * Number(digits.charAt(index)), 0);
}

const DIHEDRAL_PRODUCT = [
	'0123456789',
	'1234067895',
	'2340178956',
	'3401289567',
	'4012395678',
	'5987604321',
	'6598710432',
	'7659821043',
	'8765932104',
	'9876543210',
];
const PERMUTATION = [
	'0123456789',
	'1576283094',
	'5803796142',
	'8916043527',
	'9453126870',
	'4286573901',
	'2793806415',
	'7046913258',
];

/** Verhoeff: Indian Aadhaar numbers. */
export function verhoeff(digits: string): boolean {
	let check = 0;
	for (let index = 0; index < digits.length; index += 1) {
		const digit = Number(PERMUTATION[index % 8]?.charAt(Number(digits.at(-1 - index))));
		check = Number(DIHEDRAL_PRODUCT[check]?.charAt(digit));
	}
	return check === 0;
}
