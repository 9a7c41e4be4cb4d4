import { z } from 'zod/v4';

import { setBounded } from '../../../nodes/shared/core/boundedMap';
import { isHeaderName } from '../../../nodes/shared/core/headerName';
import {
	describeMismatch,
	isJsonObject,
	isRecord,
	listFromJson,
	matchesSchema,
	parseJson,
} from '../../../nodes/shared/core/json';
import { messageOf } from '../../../nodes/shared/core/messageOf';
import { ownProperty } from '../../../nodes/shared/core/ownProperty';
import { pastedKey } from '../../../nodes/shared/core/pastedKey';
import { isDotSegment, path } from '../../../nodes/shared/core/path';
import { trimmedText } from '../../../nodes/shared/core/trimmedText';
import { isWebAddress } from '../../../nodes/shared/core/webAddress';

describe('a bounded map', () => {
	it('removes the oldest entry', () => {
		const map = new Map<string, number>();
		for (const [value, key] of ['a', 'b', 'a', 'c'].entries()) setBounded(map, key, value, 2);
		expect([...map]).toEqual([
			['a', 2],
			['c', 3],
		]);
	});

	it('holds as many entries as its capacity', () => {
		const map = new Map([['a', 1]]);
		setBounded(map, 'b', 2, 2);
		expect([...map.keys()]).toEqual(['a', 'b']);
	});
});

describe('the name of a header', () => {
	it.each(['x-api-key', 'Authorization', "!#$%&'*+.^_`|~9"])('can be %s', (text) => {
		expect(isHeaderName(text)).toBe(true);
	});

	it.each(['', 'x api', 'x:', 'x\n', 'ключ', 'x(y)', '\nx'])('cannot be %j', (text) => {
		expect(isHeaderName(text)).toBe(false);
	});
});

describe('JSON', () => {
	it('is parsed; undefined if it is not valid', () => {
		expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
		expect(parseJson('null')).toBeNull();
		expect(parseJson('{')).toBeUndefined();
		expect(parseJson('')).toBeUndefined();
	});

	it.each([
		['[1, "a"]', [1, 'a']],
		[' \n[]', []],
		['[1', undefined],
		['{"a":[1]}', undefined],
		['1]', undefined],
		['text [', undefined],
		['', undefined],
	])('%j as a list is %j', (text, list) => {
		expect(listFromJson(text)).toEqual(list);
	});

	it.each([
		[{}, true],
		[{ a: 1 }, true],
		[new Map(), true],
		[[], false],
		[null, false],
		[undefined, false],
		['{}', false],
		[() => 1, false],
	])('%p is an object: %p', (value, expected) => {
		expect(isRecord(value)).toBe(expected);
		expect(isJsonObject(value)).toBe(expected);
	});
});

describe('a value of a schema', () => {
	const schema = z.object({ words: z.array(z.object({ start: z.number() })) });

	it('matches or does not match', () => {
		expect(matchesSchema(schema, { words: [] })).toBe(true);
		expect(matchesSchema(schema, { words: [{ start: '1' }] })).toBe(false);
	});

	it('that does not match is described by its member', () => {
		const wrong = { words: [{ start: 1 }, { start: '1' }] };
		expect(describeMismatch(schema, wrong)).toBe('"words.1.start" must be a number');
		expect(describeMismatch(schema, wrong, 'results.3')).toBe('"results.3.words.1.start" must be a number');
		expect(describeMismatch(schema, null)).toBe('must be an object');
		expect(describeMismatch(schema, null, 'results.3')).toBe('"results.3" must be an object');
		expect(describeMismatch(schema, { words: [] })).toBe('unknown structure');
		expect(describeMismatch(schema, {})).toBe('"words" has no value');
		expect(describeMismatch(schema, undefined)).toBe('must be an object');
		expect(describeMismatch(z.enum(['a', 'b']), 'c')).toBe('must be one of: a, b');
		expect(describeMismatch(z.number().min(1), 0, 'words.0')).toBe('"words.0" must be at least 1');
		const named = z.string().refine(() => false, { error: 'Not: Invalid input: x' });
		expect(describeMismatch(named, 'a')).toBe('Not: Invalid input: x');
	});
});

it.each([
	[new TypeError('broken'), 'broken'],
	['text', 'text'],
	[undefined, 'undefined'],
	[42, '42'],
])('the message of %p is %p', (error, message) => {
	expect(messageOf(error)).toBe(message);
});

it('an own property of a table is found, and no inherited property', () => {
	const table = { a: 1 };
	expect(ownProperty(table, 'a')).toBe(1);
	for (const key of ['b', '__proto__', 'constructor', 'toString'])
		expect(ownProperty(table, key)).toBeUndefined();
});

describe('a path', () => {
	it('keeps each part as one segment', () => {
		expect(path('jobs', '../a?b#c/d', 'e f')).toBe('/jobs/..%2Fa%3Fb%23c%2Fd/e%20f');
		expect(path()).toBe('');
		expect(path('...', '.a')).toBe('/.../.a');
	});

	it.each(['.', '..'])('rejects %s', (part) => {
		expect(isDotSegment(part)).toBe(true);
		expect(() => path('jobs', part)).toThrow(`"${part}" is not a valid ID`);
	});

	it.each(['', '...', 'a', '.a'])('accepts %j', (part) => {
		expect(isDotSegment(part)).toBe(false);
	});
});

it.each([
	[' a ', 'a'],
	[7, '7'],
	[0, '0'],
	[true, ''],
	[null, ''],
	[['a'], ''],
	[undefined, ''],
])('%p as trimmed text is %j', (value, text) => {
	expect(trimmedText(value)).toBe(text);
});

it.each([
	['https://x.example/a', true],
	['http://localhost:5678', true],
	['HTTPS://x.example', true],
	['ftp://x.example', false],
	['xhttps://x.example', false],
	['httpsx://x.example', false],
	['javascript:alert(1)', false],
	['x.example', false],
	['', false],
])('%j is a web address: %p', (text, expected) => {
	expect(isWebAddress(text)).toBe(expected);
});

describe('a pasted key', () => {
	it.each([
		['abc123xyz', 'abc123xyz'],
		['  abc123xyz\n', 'abc123xyz'],
		['"abc123xyz"', 'abc123xyz'],
		["'abc123xyz'", 'abc123xyz'],
		['`abc123xyz`', 'abc123xyz'],
		['“abc123xyz”', 'abc123xyz'],
		['‘abc123xyz’', 'abc123xyz'],
		['Bearer abc123xyz', 'abc123xyz'],
		['bearer   abc123xyz', 'abc123xyz'],
		['x-api-key: abc123xyz', 'abc123xyz'],
		['API_KEY=abc123xyz', 'abc123xyz'],
		['export  SPEECHMATICS_API_KEY = "abc123xyz"', 'abc123xyz'],
		['Authorization: Bearer abc123xyz', 'abc123xyz'],
		['"Authorization: Bearer abc123xyz"', 'abc123xyz'],
		['token=abc123xyz', 'abc123xyz'],
		// Looks like a label, but is followed by a key that is not longer than a word.
		['key=abc', 'key=abc'],
		['keys=abc123xyz', 'keys=abc123xyz'],
		['my secret abc123xyz', 'my secret abc123xyz'],
		['my own key: abc123xyz', 'my own key: abc123xyz'],
		['"abc"123xyz', '"abc"123xyz'],
		['bearerabc123xyz', 'bearerabc123xyz'],
		['xBearer abc123xyz', 'xBearer abc123xyz'],
		['"abc123xyz', '"abc123xyz'],
		['abc"123xyz"', 'abc"123xyz"'],
		['""', ''],
		['', ''],
		[42, ''],
		[null, ''],
	])('%j is %j', (value, key) => {
		expect(pastedKey(value)).toBe(key);
	});

	it('is unwrapped at most four times', () => {
		expect(pastedKey('""""abc123xyz""""')).toBe('abc123xyz');
		expect(pastedKey('"""""abc123xyz"""""')).toBe('"abc123xyz"');
	});
});
