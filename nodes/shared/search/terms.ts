import { listFromJson } from '../core/json';
import { createNormaliser, type Chunk } from './normalise';
import { parseQuery } from './parseQuery';

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

/**
 * The terms without those that find the same words as an earlier one, which would count them again: case and punctuation
 * are ignored. Terms with operators, and terms without letters and digits, are compared as they are written.
 * @throws QuerySyntaxError for a term that is not understood
 */
export function distinctTerms(
	terms: readonly string[],
	{
		ignoreAccents = false,
		ignoreQuotes = false,
	}: { ignoreAccents?: boolean; /** Whether quotes make no difference. */ ignoreQuotes?: boolean } = {},
): string[] {
	const normalise = createNormaliser({ ignoreAccents, language: null, wildcards: true });
	const keyOf = (term: string) => {
		const query = parseQuery(term);
		const words = query.kind === 'phrase' ? wordsOf(normalise(query.text)) : '';
		if (query.kind !== 'phrase' || words === '') return JSON.stringify([term]);
		return JSON.stringify([words, query.exact && !ignoreQuotes]);
	};
	const distinct = new Map<string, string>();
	for (const term of terms) {
		const key = keyOf(term);
		if (!distinct.has(key)) distinct.set(key, term);
	}
	return [...distinct.values()];
}

function wordsOf(chunks: readonly Chunk[]): string {
	return chunks.map(({ parts }) => parts.join('-')).join(' ');
}
