import { lexQuery } from '../../../nodes/shared/search/lexQuery';
import { parseQuery } from '../../../nodes/shared/search/parseQuery';
import { QuerySyntaxError } from '../../../nodes/shared/search/query';

/** The tokens of a term, e.g. `word:a near:2 quote:b`. */
const tokensOf = (term: string) =>
	lexQuery(term)
		.map((token) => {
			if (token.kind === 'near') return `near:${token.distance}`;
			return 'text' in token ? `${token.kind}:${token.text}` : token.kind;
		})
		.join(' ');

function errorOf(term: string): QuerySyntaxError {
	try {
		parseQuery(term);
	} catch (error) {
		if (error instanceof QuerySyntaxError) return error;
		throw error;
	}
	throw new Error(`"${term}" was understood`);
}

describe('the tokens of a term', () => {
	it.each([
		['a  b', 'word:a word:b'],
		['a AND b OR NOT c', 'word:a and word:b or not word:c'],
		['and or not', 'word:and word:or word:not'],
		['a -b', 'word:a minus word:b'],
		['a - b', 'word:a word:- word:b'],
		['a-b', 'word:a-b'],
		['a (b) c', 'word:a open word:b close word:c'],
		['a) b', 'word:a) word:b'],
		['(a) b)', 'open word:a close word:b)'],
		['(a) ) b', 'open word:a close word:) word:b'],
		['f(x) y', 'word:f(x) word:y'],
		['(f(x) OR y)', 'open word:f(x) or word:y close'],
		['(f(g(x)) y)', 'open word:f(g(x)) word:y close'],
		['(f(x)g(y) z)', 'open word:f(x)g(y) word:z close'],
		['a)(b) c', 'word:a)(b) word:c'],
		['"a b" c', 'quote:a b word:c'],
		['"" a', 'quote: word:a'],
		['“a” „b“ «c»', 'quote:a quote:b quote:c'],
		['"5"x 7" b', 'quote:5"x 7 word:b'],
		['a NEAR/0 b', 'word:a near:0 word:b'],
		['a near/12 b', 'word:a near:12 word:b'],
		['a NEAR/100 b', 'word:a near:100 word:b'],
		['NEARBY LINEAR near', 'word:NEARBY word:LINEAR word:near'],
		['LINEAR/5 linear/x xNEAR', 'word:LINEAR/5 word:linear/x word:xNEAR'],
	])('%s: %s', (term, tokens) => {
		expect(tokensOf(term)).toBe(tokens);
	});

	it.each([
		'a&&',
		'&&a',
		'a|',
		'a||',
		'|a',
		'a!b',
		'!?',
		'a+b',
		'+5',
		'C++',
		'show/5',
		'w/5x',
		'w/o',
		'a~b',
		'a~5b',
		'?~',
		'~5',
		'loudspeaker:x',
		'speaker',
	])('%s is a word, not a notation of another search engine', (term) => {
		expect(tokensOf(term)).toBe(`word:${term}`);
	});

	it.each([
		['||', 'Write OR instead.'],
		['&&', 'Write AND instead.'],
		['!5', 'Write NOT or - before a term to exclude it.'],
		['within/15', 'Write NEAR/5 for at most five words between two terms.'],
		['ADJ/5', 'Write NEAR/5 for at most five words between two terms.'],
		['a~2', 'Use the option "Fuzzy" to find similar spellings.'],
		['5~', 'Use the option "Fuzzy" to find similar spellings.'],
		['CHANNEL:1', 'Use the options "Speakers" and "Channels".'],
	])('%s is a notation of another search engine, with advice', (term, advice) => {
		const { message, hint } = errorOf(term);
		expect(message).toBe(`contains "${term}", which is not understood`);
		expect(hint).toContain(advice);
		expect(hint).toContain('To search for the characters themselves, put them in quotes.');
	});

	it.each([
		'NEAR',
		'NEAR/',
		'NEAR/x',
		'NEAR/5x',
		'NEAR:5',
		'NEAR~35',
		'NEAR(35)',
		'NEAR/101',
		'NEAR/12345',
		'near/x',
	])('%s is not a valid distance', (text) => {
		expect(errorOf(`a ${text} b`).message).toBe(`contains "${text}", which is not a valid distance`);
	});
});

const phrase = (text: string, exact = false) => ({ kind: 'phrase', text, exact });

describe('a term', () => {
	it.each<[string, object]>([
		['', phrase('')],
		['  ', phrase('')],
		['a b', phrase('a b')],
		['"a b"', phrase('a b', true)],
		['((a))', phrase('a')],
		['a OR b OR c', { kind: 'or', parts: [phrase('a'), phrase('b'), phrase('c')] }],
		['a AND b', { kind: 'and', parts: [phrase('a'), phrase('b')] }],
		['a NOT b', { kind: 'and', parts: [phrase('a'), { kind: 'not', part: phrase('b') }] }],
		['a -b', { kind: 'and', parts: [phrase('a'), { kind: 'not', part: phrase('b') }] }],
		['a NEAR/2 b', { kind: 'near', left: phrase('a'), right: phrase('b'), distance: 2, negated: false }],
		['a NOT NEAR/2 b', { kind: 'near', left: phrase('a'), right: phrase('b'), distance: 2, negated: true }],
	])('%j is understood', (term, query) => {
		expect(parseQuery(term)).toEqual(query);
	});

	it('may have fifty parentheses inside each other, and any number beside each other', () => {
		expect(parseQuery(`${'('.repeat(50)}a${')'.repeat(50)}`)).toEqual(phrase('a'));
		const beside = parseQuery(Array.from({ length: 60 }, () => '(a)').join(' OR '));
		expect(beside).toMatchObject({ kind: 'or', parts: Array.from({ length: 60 }, () => phrase('a')) });
	});

	it.each([
		['(a OR (b AND c)) NEAR/3 d', 'contains AND or NOT inside a term of NEAR/n'],
		['(NOT a) NEAR/3 d', 'contains AND or NOT inside a term of NEAR/n'],
		['d NEAR/3 (a OR NOT b)', 'contains AND or NOT inside a term of NEAR/n'],
		['a NOT', 'has no term after NOT'],
		['a -( )', 'has no term after the opening parenthesis'],
		['a b "c"', 'has no operator between b and c'],
		['"a" b c', 'has no operator between a and b'],
		['a (b OR c)', 'has no operator between a and ( … )'],
	])('%s is not understood', (term, message) => {
		expect(errorOf(term).message).toBe(message);
	});
});
