import { listFromJson } from '../core/json';

/**
 * Search terms from users and AI agents: a list, text with one term per line, or a list as JSON text. A comma is part of
 * the term. Numbers are converted to text; terms are trimmed, and empty and repeated terms and other values are dropped.
 */
export function parseTerms(input: unknown): string[] {
	return [...new Set(flatten(input).map((term) => term.trim()))].filter((term) => term !== '');
}

function flatten(input: unknown): string[] {
	if (Array.isArray(input)) return input.flatMap((entry: unknown) => flatten(entry));
	if (typeof input === 'number') return [String(input)];
	if (typeof input !== 'string') return [];
	const list = listFromJson(input);
	return list === undefined ? input.split(/[\r\n\u2028\u2029]/u) : flatten(list);
}
