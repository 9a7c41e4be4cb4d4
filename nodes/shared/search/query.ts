/** A search term, parsed. See `parseQuery` for how it is written. */
export type Query = Phrase | { kind: 'and' | 'or'; parts: Query[] } | { kind: 'not'; part: Query } | Near;

/** Words in a row. */
export interface Phrase {
	kind: 'phrase';
	text: string;
	/** Written in quotes: `*` is not a wildcard, and neither inflections nor similar words are found. */
	exact: boolean;
}

export interface Near {
	kind: 'near';
	left: Query;
	right: Query;
	/** Maximum number of words between the two. */
	distance: number;
	/** `a NOT NEAR/5 b` finds each `a` without a `b` near it. */
	negated: boolean;
}

/** A search term that is not understood. The message is a predicate, e.g. `has a quotation mark that is not closed`. */
export class QuerySyntaxError extends Error {
	/**
	 * @param term the complete search term
	 * @param hint how to write it
	 */
	constructor(
		message: string,
		readonly term: string,
		readonly hint: string,
	) {
		super(message);
	}
}

/** Whether hits of a query can exist: `NOT refund` is true or false for a transcript, but has no words to show. */
export function hasHits(query: Query): boolean {
	switch (query.kind) {
		case 'phrase':
		case 'near':
			return true;
		case 'not':
			return query.part.kind === 'not' && hasHits(query.part.part);
		default:
			return query.parts.some(hasHits);
	}
}
