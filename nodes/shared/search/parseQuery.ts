import { lexQuery, type Token } from './lexQuery';
import { QuerySyntaxError, type Phrase, type Query } from './query';

/** Deeper nesting has no use, and would exhaust the call stack. */
const MAX_DEPTH = 50;

/**
 * Parses a search term. Words in a row are a phrase, as are words in quotes. From the weakest to the strongest:
 *
 *     a OR b            at least one of them
 *     a AND b           both
 *     a NOT b, a -b     a, if b does not occur
 *     a NEAR/5 b        at most five words between them, in any order; a NOT NEAR/5 b for the opposite
 *     (a OR b) AND c    parentheses group
 *     school*           any further letters, also at the start or within a word
 *
 * Operators are upper-case. Parentheses around words without operators are punctuation, as in `(415) 555-1234`.
 * @throws QuerySyntaxError for a term that is not understood
 */
export function parseQuery(term: string): Query {
	const tokens = lexQuery(term);
	return tokens.length === 0 ? { kind: 'phrase', text: '', exact: false } : new Parser(term, tokens).parse();
}

class Parser {
	private at = 0;

	private depth = 0;

	constructor(
		private readonly term: string,
		private readonly tokens: readonly Token[],
	) {}

	parse(): Query {
		const query = this.or();
		if (this.at < this.tokens.length) throw this.missingTerm();
		return query;
	}

	private get next(): Token | undefined {
		return this.tokens[this.at];
	}

	private takes(kind: Token['kind']): boolean {
		if (this.next?.kind !== kind) return false;
		this.at += 1;
		return true;
	}

	private or(): Query {
		const parts = [this.and()];
		while (this.takes('or')) parts.push(this.and());
		return group('or', parts);
	}

	private and(): Query {
		const parts = [this.not()];
		for (;;) {
			const isExclusion = this.next?.kind === 'not' || this.next?.kind === 'minus';
			if (!isExclusion && !this.takes('and')) return group('and', parts);
			parts.push(this.not());
		}
	}

	private not(): Query {
		let isNegated = false;
		let isShort = false;
		for (;;) {
			if (this.takes('not')) isShort = false;
			else if (this.takes('minus')) isShort = true;
			else break;
			isNegated = !isNegated;
		}
		const part = isShort ? this.row() : this.near();
		if (isShort && this.nearFollows()) {
			throw this.error(
				'contains NEAR/n after an excluded term',
				'Put what belongs together in parentheses, e.g. education NOT (experts NEAR/5 school).',
			);
		}
		return isNegated ? { kind: 'not', part } : part;
	}

	private nearFollows(): boolean {
		const after = this.next?.kind === 'not' ? this.tokens[this.at + 1] : this.next;
		return after?.kind === 'near';
	}

	private near(): Query {
		let left = this.row();
		while (this.nearFollows()) {
			const negated = this.takes('not');
			const token = this.next;
			if (token?.kind !== 'near') break;
			this.at += 1;
			const right = this.row();
			for (const side of [left, right]) this.checkSide(side);
			left = { kind: 'near', left, right, distance: token.distance, negated };
		}
		return left;
	}

	private checkSide(query: Query): void {
		if (query.kind === 'or') query.parts.forEach((part) => this.checkSide(part));
		if (query.kind !== 'and' && query.kind !== 'not') return;
		throw this.error(
			'contains AND or NOT inside a term of NEAR/n',
			'NEAR/n connects words, phrases in quotes and groups with OR, e.g. (refund OR money) NEAR/5 back.',
		);
	}

	/** Words, quotes and groups without an operator between them; only words can follow each other. */
	private row(): Query {
		const items: Query[] = [];
		for (;;) {
			const token = this.next;
			if (token?.kind === 'word' || token?.kind === 'quote') {
				items.push({ kind: 'phrase', text: token.text, exact: token.kind === 'quote' });
				this.at += 1;
			} else if (token?.kind === 'open') {
				items.push(this.inParentheses());
			} else {
				break;
			}
		}
		const [first, ...more] = items;
		if (!first) throw this.missingTerm();
		if (items.every(isBare))
			return { kind: 'phrase', text: items.map(({ text }) => text).join(' '), exact: false };
		const second = more[0];
		if (second) throw this.missingOperator(items);
		return first;
	}

	private inParentheses(): Query {
		this.at += 1;
		this.depth += 1;
		if (this.depth > MAX_DEPTH) {
			throw this.error(`has more than ${MAX_DEPTH} parentheses inside each other`, 'Write a shorter term.');
		}
		const query = this.or();
		if (!this.takes('close')) {
			throw this.error(
				'has an opening parenthesis that is not closed',
				'Close it, e.g. (refund OR invoice) AND contract. To search for the character itself, put the term in quotes.',
			);
		}
		this.depth -= 1;
		return query;
	}

	private missingOperator(items: readonly Query[]): QuerySyntaxError {
		const second = items.findIndex((item, index) => index > 0 && !(isBare(item) && isBare(items[index - 1])));
		const text = (query: Query | undefined) => (query?.kind === 'phrase' ? query.text : '( … )');
		return this.error(
			`has no operator between ${text(items[second - 1])} and ${text(items[second])}`,
			'Write AND, OR, NOT or NEAR/n between them. To search for a phrase, put the whole phrase in quotes.',
		);
	}

	private missingTerm(): QuerySyntaxError {
		const token = this.next;
		const previous = this.tokens[this.at - 1];
		const operator = token && token.kind !== 'close' ? token : previous;
		const name = operator ? NAMES[operator.kind] : 'parentheses';
		return this.error(
			`has no term ${operator === previous ? 'after' : 'before'} ${name}`,
			'Write operators between terms, e.g. refund OR invoice, refund AND contract, education NOT experts. To search for the word itself, put it in quotes.',
		);
	}

	private error(message: string, hint: string): QuerySyntaxError {
		return new QuerySyntaxError(message, this.term, hint);
	}
}

const NAMES: Record<Token['kind'], string> = {
	and: 'AND',
	or: 'OR',
	not: 'NOT',
	near: 'NEAR/n',
	minus: 'the minus sign',
	open: 'the opening parenthesis',
	close: 'the closing parenthesis',
	word: 'the word',
	quote: 'the quotation mark',
};

function isBare(query: Query | undefined): query is Phrase {
	return query?.kind === 'phrase' && !query.exact;
}

function group(kind: 'and' | 'or', parts: Query[]): Query {
	const [first] = parts;
	return first && parts.length === 1 ? first : { kind, parts };
}
