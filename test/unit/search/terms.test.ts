import { parseTerms } from '../../../nodes/shared/search';

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
