import { QuerySyntaxError } from './query';

/** A token of a search term. */
export type Token =
	| { kind: 'word' | 'quote'; text: string }
	| { kind: 'and' | 'or' | 'not' | 'minus' | 'open' | 'close' }
	| { kind: 'near'; distance: number };

/** Quotation marks that start or end a phrase; word processors replace the plain one. */
const QUOTE = /["“”„‟«»]/u;
const SPACE = /\s/u;
/** Marks an excluded term only directly before it: a dash between spaces is punctuation. */
const EXCLUDED = /^-(?=[\p{L}\p{M}\p{N}("“”„‟«»*])/u;
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u;
const MAX_DISTANCE = 100;

const OPERATORS = new Map<string, Token>([
	['AND', { kind: 'and' }],
	['OR', { kind: 'or' }],
	['NOT', { kind: 'not' }],
]);

const QUOTE_ADVICE = 'To search for the characters themselves, put them in quotes.';

/** Notations of other search engines, which would otherwise be read as punctuation and find something else. */
const FOREIGN: ReadonlyArray<{ pattern: RegExp; advice: string }> = [
	{ pattern: /^&&$/u, advice: 'Write AND instead.' },
	{ pattern: /^\|\|?$/u, advice: 'Write OR instead.' },
	{ pattern: /^!(?=[\p{L}\p{N}])/u, advice: 'Write NOT or - before a term to exclude it.' },
	{ pattern: /^\+(?=\p{L})/u, advice: 'Write AND between terms that must both occur.' },
	{
		pattern: /^(?:w|within|adj|pre)\/\d+$/iu,
		advice: 'Write NEAR/5 for at most five words between two terms.',
	},
	{ pattern: /[\p{L}\p{N}]~\d*$/u, advice: 'Use the option "Fuzzy" to find similar spellings.' },
	{ pattern: /^(?:speaker|channel):/iu, advice: 'Use the options "Speakers" and "Channels".' },
];

/** The tokens of a search term. @throws QuerySyntaxError */
export function lexQuery(term: string): Token[] {
	const tokens: Token[] = [];
	let depth = 0;
	let at = 0;
	while (at < term.length) {
		const character = term.charAt(at);
		if (SPACE.test(character)) {
			at += 1;
		} else if (EXCLUDED.test(term.slice(at, at + 3))) {
			tokens.push({ kind: 'minus' });
			at += 1;
		} else if (QUOTE.test(character)) {
			const end = closingQuote(term, at);
			tokens.push({ kind: 'quote', text: term.slice(at + 1, end) });
			at = end + 1;
		} else if (character === '(') {
			tokens.push({ kind: 'open' });
			depth += 1;
			at += 1;
		} else if (character === ')' && depth > 0) {
			tokens.push({ kind: 'close' });
			depth -= 1;
			at += 1;
		} else {
			const end = endOfWord(term, at, depth > 0);
			tokens.push(wordToken(term, term.slice(at, end)));
			at = end;
		}
	}
	return tokens;
}

/** Position of the closing mark: a mark before a letter or digit is part of the text, as in `5"x`. */
function closingQuote(term: string, open: number): number {
	for (let at = open + 1; at < term.length; at += 1) {
		if (!QUOTE.test(term.charAt(at))) continue;
		const next = String.fromCodePoint(term.codePointAt(at + 1) ?? 32);
		if (!LETTER_OR_DIGIT.test(next)) return at;
	}
	throw new QuerySyntaxError(
		'has a quotation mark that is not closed',
		term,
		'Write phrases as "thank you", with a mark at the start and at the end.',
	);
}

/** End of the word, without the parenthesis that closes a group; those of `f(x)` belong to the word. */
function endOfWord(term: string, start: number, inGroup: boolean): number {
	let own = 0;
	let at = start;
	for (; at < term.length && !SPACE.test(term.charAt(at)); at += 1) {
		const character = term.charAt(at);
		if (character === '(') own += 1;
		if (character !== ')') continue;
		if (own === 0 && inGroup) break;
		own = Math.max(0, own - 1);
	}
	return at;
}

function wordToken(term: string, text: string): Token {
	const operator = OPERATORS.get(text);
	if (operator) return operator;
	const near = /^NEAR\/(\d{1,4})$/iu.exec(text)?.[1];
	if (near !== undefined && Number(near) <= MAX_DISTANCE) return { kind: 'near', distance: Number(near) };
	if (near !== undefined || /^NEAR(?:[/:~(].*)?$/u.test(text) || /^near\/./iu.test(text)) {
		throw new QuerySyntaxError(
			`contains "${text}", which is not a valid distance`,
			term,
			`Write NEAR/ and the maximum number of words between the terms, 0 to ${MAX_DISTANCE}, e.g. refund NEAR/5 invoice. To search for the word itself, put it in quotes.`,
		);
	}
	if (text.includes('*') && !LETTER_OR_DIGIT.test(text)) {
		throw new QuerySyntaxError(
			`contains "${text}" without letters`,
			term,
			'* replaces any letters of a word: write it with the other letters, e.g. school*.',
		);
	}
	for (const { pattern, advice } of FOREIGN) {
		if (pattern.test(text)) {
			throw new QuerySyntaxError(
				`contains "${text}", which is not understood`,
				term,
				`${advice} ${QUOTE_ADVICE}`,
			);
		}
	}
	return { kind: 'word', text };
}
