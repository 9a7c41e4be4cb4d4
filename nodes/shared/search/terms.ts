/**
 * Search terms as people and agents give them: a list, a text with one term a line, or such a list as JSON
 * text. A comma belongs to the term. Numbers count as text; blanks at the edges and empty and repeated terms
 * are dropped; what is neither text nor number is no term.
 */
export function parseTerms(input: unknown): string[] {
	return [...new Set(flatten(input).map((term) => term.trim()))].filter((term) => term !== '');
}

function flatten(input: unknown): string[] {
	if (Array.isArray(input)) return input.flatMap((entry: unknown) => flatten(entry));
	if (typeof input === 'number') return [String(input)];
	if (typeof input !== 'string') return [];
	const list = listFromJson(input);
	return list === null ? input.split(/[\r\n\u2028\u2029]/u) : flatten(list);
}

function listFromJson(text: string): unknown[] | null {
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : null;
	} catch {
		return null;
	}
}
