import { toList } from '../../../nodes/shared/fields/group';

it.each<[unknown, string[]]>([
	['a, b ,,c', ['a', 'b', 'c']],
	['a, b\n c \n', ['a, b', 'c']],
	['["a, b", 3, "c"]', ['a, b', '3', 'c']],
	[' [ "a" ] ', ['a']],
	['[a]', ['[a]']],
	[
		['a, b', ' ', 7],
		['a, b', '7'],
	],
	[
		['["a","b"]', 'c'],
		['a', 'b', 'c'],
	],
	[
		[['a', 'b'], 'c'],
		['a', 'b', 'c'],
	],
	[42, ['42']],
	['', []],
	[[], []],
	[null, []],
	[undefined, []],
	[{ a: 1 }, []],
	[['a', { b: 1 }], []],
	[['a', null], []],
])('reads the entries of %j', (value, entries) => {
	expect(toList(value)).toEqual(entries);
});
