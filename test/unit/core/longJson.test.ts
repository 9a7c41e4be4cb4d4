import { parseLongJson } from '../../../nodes/shared/core/longJson';
import { inPieces, whole } from '../../support/jsonInPieces';

it.each([
	['{"__proto__": {"a": [1, 2, 3]}, "b": 1}'],
	['{"a": 1, "a": [2, 3, 4, 5, 6], "b": 3}'],
	['[[[[[[[[[[[[[1, 2], 3], 4], 5], 6], 7], 8], 9], 0], 1], 2], 3], 4]'],
	['"a \\" and a \\\\"'],
	['["\\\\", "\\\\\\"", "]", "},{"]'],
	[`[${' '.repeat(50)}`],
	['['.repeat(5000)],
	[' '.repeat(50)],
])('treats odd text %# as JSON.parse does', async (text) => {
	for (const size of [1, 3, 7, 20]) expect(await inPieces(text, size)).toStrictEqual(whole(text));
});

it.each([1, 1000])('takes a byte order mark before it for none, in pieces of %d', async (piece) => {
	expect(await parseLongJson('\ufeff{"a":[1,2]}', piece)).toEqual({ a: [1, 2] });
});
