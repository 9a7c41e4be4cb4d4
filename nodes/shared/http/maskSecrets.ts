import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { EventLoopYielder } from '../core/eventLoop';
import { pastedKey } from '../core/pastedKey';
import { anyTokenIn } from './boundToken';

const MASK = '***';

/** Shorter values are not masked, because words may contain them. */
const SHORTEST_SECRET = 6;

/** Names of characters in HTML. A text that is escaped twice has `&amp;` for the first character of the name. */
const ENTITIES = new Map([
	['&', 'amp'],
	['<', 'lt'],
	['>', 'gt'],
	['"', 'quot'],
	["'", 'apos'],
]);

/** Backslashes before an escaped character: one, and up to three where JSON is text inside JSON. */
const MOST_BACKSLASHES = 3;

/** What escapes begin with, except the plus for a space. */
const ESCAPES = ['\\', '%', '&'];

/** Patterns of a secret. */
export interface Secret {
	/**
	 * The secret if it has no other form where nothing in the text is escaped: much faster to find in a long response than a
	 * pattern.
	 */
	readonly unescaped?: string | undefined;
	/** Matches the beginning; a pattern of a whole key of several hundred characters is too slow for every response. */
	readonly beginning: RegExp;
	/** Matches all of it. */
	readonly whole: RegExp;
}

const MOST_PARTS_OF_BEGINNING = 16;

/** The token in a URL at which n8n serves a file, see `signedUrlOf`; vendors return the URL with the job. */
const SIGNED_URL: Secret = {
	unescaped: '/binary-data/signed?token=',
	beginning: /binary-data(?:\\{0,3}\/|%2f)signed(?:\?|%3f)token(?:=|%3d|\\u003d)/i,
	whole: /(?<=binary-data(?:\\{0,3}\/|%2f)signed(?:\?|%3f)token(?:=|%3d|\\u003d))[\w.-]+/gi,
};

/**
 * Patterns of the values of a credential's secret fields and of other secrets, longest first. They match a value as it is
 * and as servers escape it in JSON, URLs and HTML, also more than once, and in base64.
 */
export function secretsOf(
	credential: ICredentialDataDecryptedObject,
	fields: readonly string[],
	others: readonly string[] = [],
): readonly Secret[] {
	const values = [...fields.map((field) => credential[field]), ...others].filter(
		(value): value is string => typeof value === 'string',
	);
	const secrets = values
		.flatMap((value) => [
			...value.split(/[\r\n,]/).map((part) => part.trim()),
			pastedKey(value),
			anyTokenIn(value),
		])
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.sort((a, b) => b.length - a.length);
	return [...new Set(secrets)].flatMap((secret) => [escapedForms(secret), ...base64Forms(secret)]);
}

/** The text with every secret masked, and the token in URLs at which n8n serves files. */
export function maskSecrets(text: string, secrets: readonly Secret[]): string {
	const hasEscapes = containsEscapes(text);
	return [...secrets, SIGNED_URL].reduce((clean, secret) => without(secret, clean, hasEscapes), text);
}

/** The same for a text that may be long: each secret takes about 10 ms in the transcript of a day. */
export async function maskSecretsYielding(text: string, secrets: readonly Secret[]): Promise<string> {
	const yielder = new EventLoopYielder();
	const hasEscapes = containsEscapes(text);
	let clean = text;
	for (const secret of [...secrets, SIGNED_URL]) {
		await yielder.pause();
		clean = without(secret, clean, hasEscapes);
	}
	return clean;
}

const containsEscapes = (text: string): boolean => ESCAPES.some((escape) => text.includes(escape));

function without({ unescaped, beginning, whole }: Secret, text: string, hasEscapes: boolean): string {
	const mayHave = unescaped === undefined || hasEscapes ? beginning.test(text) : text.includes(unescaped);
	return mayHave ? text.replaceAll(whole, MASK) : text;
}

/** A run of backslashes is one part: read one by one, there would be many ways to divide the text among them. */
function escapedForms(secret: string): Secret {
	const forms = Array.from(secret.matchAll(/\\+|./gsu), ([part]) =>
		part.startsWith('\\\\') ? backslashes(part) : anyFormOf(part),
	);
	return { ...patternOf(forms), unescaped: secret.includes(' ') ? undefined : secret };
}

function backslashes({ length }: string): string {
	const encoded = `(?:${encodedForms('\\').join('|')}){${length}}`;
	return `(?:\\\\{${length},${length * (MOST_BACKSLASHES + 1)}}|${encoded})`;
}

/** A pattern of one character and its escapes. Servers differ in which characters they escape, and how. */
function anyFormOf(char: string): string {
	// Many servers escape more than they must, e.g. slashes.
	const asItIs = /\w/.test(char) ? char : `\\\\{0,${MOST_BACKSLASHES}}\\${char}`;
	// Escapes begin with these.
	const forms = /[&%]/.test(char) ? [...encodedForms(char), asItIs] : [asItIs, ...encodedForms(char)];
	return `(?:${forms.join('|')})`;
}

function encodedForms(char: string): string[] {
	const codePoint = char.codePointAt(0) ?? 0;
	const name = ENTITIES.get(char);
	return [
		// JSON.
		Array.from(
			{ length: char.length },
			(_, at) => `\\\\{1,${MOST_BACKSLASHES}}u${hex(char.charCodeAt(at), 4)}`,
		).join(''),
		// URLs, where a space in a form is a plus.
		[...Buffer.from(char)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
		...(char === ' ' ? ['\\+'] : []),
		// HTML.
		`&(?:amp;)*#0*${codePoint};`,
		`&(?:amp;)*#[xX]0*${hex(codePoint)};`,
		...(name === undefined ? [] : [`&(?:amp;)*${name};`]),
	];
}

/** Patterns of a secret within other text in base64, which depends on its position: of all but the bits at its ends. */
function base64Forms(secret: string): Secret[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].map((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const own = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
		return patternOf(Array.from(own, (char) => BASE64_FORMS.get(char) ?? char));
	});
}

/** In the alphabet for URLs, and escaped. */
const BASE64_FORMS = new Map([
	['+', '(?:[+-]|%2[bB])'],
	['/', `(?:\\\\{0,${MOST_BACKSLASHES}}/|_|%2[fF])`],
]);

function patternOf(parts: readonly string[]): Secret {
	return {
		beginning: new RegExp(parts.slice(0, MOST_PARTS_OF_BEGINNING).join('')),
		whole: new RegExp(parts.join(''), 'g'),
	};
}

/** A pattern of a hexadecimal number in upper or lower case. */
function hex(code: number, digits = 1): string {
	return code
		.toString(16)
		.padStart(digits, '0')
		.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
