import { distinctTerms, parseTerms } from '../../../nodes/shared/search';

describe('parseTerms', () => {
	it.each([
		['refund\nthank you, sir\r\n\n  42 ', ['refund', 'thank you, sir', '42']],
		[
			['a, b', ' c ', '', 'a, b'],
			['a, b', 'c'],
		],
		[
			['a\nb', 7],
			['a', 'b', '7'],
		],
		['["a, b", 3, "c"]', ['a, b', '3', 'c']],
		[' \n ["a, b"]', ['a, b']],
		['[inaudible]', ['[inaudible]']],
		['[1', ['[1']],
		[42, ['42']],
		['  ', []],
		[null, []],
		[{ term: 'a' }, []],
		[[null, ['x']], ['x']],
	])('%j', (input, terms) => {
		expect(parseTerms(input)).toEqual(terms);
	});
});

describe('distinctTerms', () => {
	it.each<[string[], string[], Parameters<typeof distinctTerms>[1]?]>([
		[
			['Friday', 'friday', ' FRIDAY. ', 'Friday!', 'Fridays'],
			['Friday', 'Fridays'],
		],
		[
			['Karoo Dental', 'karoo  dental,', 'KarooDental'],
			['Karoo Dental', 'KarooDental'],
		],
		[
			['don’t', "don't", '1,000', '1000'],
			['don’t', '1,000'],
		],
		[
			['well-known', 'well known'],
			['well-known', 'well known'],
		],
		[
			['café', 'cafe', 'CAFÉ'],
			['café', 'cafe'],
		],
		[['café', 'cafe'], ['café'], { ignoreAccents: true }],
		[
			['school', '"school"', '"School"', 'school*'],
			['school', '"school"', 'school*'],
		],
		[['school', '"school"'], ['school'], { ignoreQuotes: true }],
		[
			['a OR b', 'A OR B', 'a NOT b'],
			['a OR b', 'A OR B', 'a NOT b'],
		],
		[
			['?!', '...'],
			['?!', '...'],
		],
	])('%j are %j', (terms, distinct, options = {}) => {
		expect(distinctTerms(terms, options)).toEqual(distinct);
	});
});
