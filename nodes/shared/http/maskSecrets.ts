import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { pastedKey } from '../core/pastedKey';

const MASK = '***';

/** Shorter values are not masked, because words may contain them. */
const SHORTEST_SECRET = 6;

/** Escapes that differ from those of other characters: entities of HTML, and a space in a form. */
const OWN_ESCAPES = new Map([
	[' ', '\\+'],
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&apos;'],
]);

/**
 * Patterns of the values of a credential's secret fields and of other secrets, longest first. They match a value as it is and as servers
 * escape it in JSON, URLs and HTML.
 */
export function secretsOf(
	credential: ICredentialDataDecryptedObject,
	fields: readonly string[],
	others: readonly string[] = [],
): readonly RegExp[] {
	const values = [...fields.map((field) => credential[field]), ...others].filter(
		(value): value is string => typeof value === 'string',
	);
	const secrets = values
		.flatMap((value) => [...value.split(/[\r\n,]/).map((part) => part.trim()), pastedKey(value)])
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.sort((a, b) => b.length - a.length);
	return [...new Set(secrets)].map((secret) => new RegExp(Array.from(secret, anyFormOf).join(''), 'g'));
}

/** The text with every secret masked. */
export function maskSecrets(text: string, secrets: readonly RegExp[]): string {
	return secrets.reduce((clean, secret) => clean.replaceAll(secret, MASK), text);
}

/** A pattern of one character and its escapes. Servers differ in which characters they escape, and how. */
function anyFormOf(char: string): string {
	const codePoint = char.codePointAt(0) ?? 0;
	const own = OWN_ESCAPES.get(char);
	const forms = [
		// JSON. Many servers escape more than they must, e.g. slashes.
		/\w/.test(char) ? char : `\\\\?\\${char}`,
		Array.from({ length: char.length }, (_, at) => `\\\\u${hex(char.charCodeAt(at), 4)}`).join(''),
		// URLs.
		[...Buffer.from(char)].map((byte) => `%${hex(byte, 2)}`).join(''),
		// HTML.
		`&#0*${codePoint};`,
		`&#[xX]0*${hex(codePoint)};`,
		...(own === undefined ? [] : [own]),
	];
	return `(?:${forms.join('|')})`;
}

/** A pattern of a hexadecimal number in upper or lower case. */
function hex(code: number, digits = 1): string {
	return code
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
