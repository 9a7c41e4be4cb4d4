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
	['{1:2,"abc":[1,2,3,4,5,6,7,8]}'],
	['{1 :2,"abc":[1,2,3,4,5,6,7,8]}'],
	['{"a"\t:\t1\t,\t"b":[1,2,3,4,5,6,7,8]}'],
	['{"a":1,"b":[1,2,3,4,5,6,7,8]} x'],
	['{"a":1 "b":[1,2,3,4,5,6,7,8]}'],
	['{"a" 1,"b":[1,2,3,4,5,6,7,8]}'],
	['{"a":,"b":[1,2,3,4,5,6,7,8]}'],
	['{,"b":[1,2,3,4,5,6,7,8,9,10]}'],
	['{"b":[1,2,3,4,5,6,7,8,9,10],}'],
	['[,1,2,3,4,5,6,7,8,9,10]'],
	['[1,,2,3,4,5,6,7,8,9,10]'],
	['[1,2,3,4,5,6,7,8,9,10,]'],
	['[1 2,3,4,5,6,7,8,9,10]'],
	['[1,2,3,4,5,6,7,8,9,10'],
	['[1,2,3,4,5,6,7,8,9,10]]'],
	['[[],{},[[]],{"a":{}},"",0,null,true,false,-1.5e3]'],
	['\n[\r\n1\t,\t2\n,{\r"a"\n:\t3\r}\n,4 , 5 , 6 ]\r\n'],
	['{ "a" : { "b" : [ 1 , 2 , 3 ] } , "c" : "d" }'],
	['["a,b","c]d","e}f","g\\"h","i","j","k"]'],
	['"only one string, longer than a piece"'],
	['12345678901234567890123456789'],
	['tru'.repeat(9)],
])('handles unusual text %# like JSON.parse', async (text) => {
	for (const size of [1, 3, 7, 20]) expect(await inPieces(text, size)).toStrictEqual(whole(text));
});

it.each([1, 1000])('ignores a byte order mark at the start, in pieces of %d', async (piece) => {
	expect(await parseLongJson('\ufeff{"a":[1,2]}', piece)).toEqual({ a: [1, 2] });
});

describe('a text in pieces', () => {
	/** Lengths of the texts that were parsed in one step. */
	async function parsed(text: string, piece: number): Promise<number[]> {
		const parse = jest.spyOn(JSON, 'parse');
		await parseLongJson(text, piece);
		const lengths = parse.mock.calls.map(([given]) => given.length);
		parse.mockRestore();
		return lengths;
	}

	afterEach(() => jest.restoreAllMocks());

	it('is parsed in one step if it is not longer than a piece', async () => {
		const text = '{"a":[1,2,3,4,5]}';
		expect(await parsed(text, text.length)).toEqual([text.length]);
		// The braces around a member are not counted.
		expect(await parsed(text, text.length - 3)).toEqual(['"a"'.length, '[1,2,3,4,5]'.length]);
	});

	it('is parsed in one step up to 128 KiB by default', async () => {
		const parse = jest.spyOn(JSON, 'parse');
		const list = (length: number) => `[${'1,'.repeat((length - 3) / 2)}1]`;
		await parseLongJson(list(128 * 1024 - 1));
		expect(parse).toHaveBeenCalledTimes(1);
		await parseLongJson(list(200_001));
		expect(parse).toHaveBeenCalledTimes(3);
	});

	it('has as many values of a list in each piece as fit', async () => {
		// Ten values of nine characters with their commas, in square brackets.
		const text = JSON.stringify(Array.from({ length: 100 }, () => '1234567'));
		expect(await parsed(text, 100)).toEqual(Array.from({ length: 10 }, () => 101));
	});

	it('splits objects and lists that are longer than a piece', async () => {
		const text = JSON.stringify({ a: { b: [{ c: '1'.repeat(40) }, { c: '2'.repeat(40) }], d: 1 }, e: 2 });
		expect(Math.max(...(await parsed(text, 60)))).toBeLessThanOrEqual(62);
		expect(Math.max(...(await parsed(text, 1)))).toBe(42);
	});

	it('splits them up to eight levels deep, and any number next to each other', async () => {
		const nested = (depth: number) => `${'['.repeat(depth)}${'1,'.repeat(20)}1${']'.repeat(depth)}`;
		expect(Math.max(...(await parsed(nested(8), 10)))).toBeLessThanOrEqual(12);
		expect(Math.max(...(await parsed(nested(9), 10)))).toBe(nested(1).length);
		const rows = `[${Array.from({ length: 20 }, () => nested(1)).join()}]`;
		expect(Math.max(...(await parsed(rows, 10)))).toBeLessThanOrEqual(12);
	});

	it('does not copy a string that is longer than a piece', async () => {
		const text = JSON.stringify({ text: 'a'.repeat(1_000) });
		expect(await parsed(text, 100)).toEqual(['"text"'.length, 1_002]);
	});

	it('is not read character by character where it is a long string', async () => {
		const given = { text: 'a'.repeat(1_000_000), quoted: '\\"'.repeat(1_000), slashes: '\\'.repeat(10_000) };
		const text = JSON.stringify(given);
		const steps = jest.spyOn(String.prototype, 'charCodeAt');
		const value = await parseLongJson(text);
		const { length } = steps.mock.calls;
		steps.mockRestore();
		expect(value).toEqual(given);
		expect(length).toBeLessThan(200_000);
	});

	it('is rejected with the position of the syntax error', async () => {
		await expect(parseLongJson('[1,2,3 4,5]', 4)).rejects.toThrow('Unexpected token in JSON at position 7');
		await expect(parseLongJson('[1,2,3,4,5] 6', 4)).rejects.toThrow(
			'Unexpected token in JSON at position 12',
		);
	});
});
