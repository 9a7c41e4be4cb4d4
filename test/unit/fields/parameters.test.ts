import { z } from 'zod/v4';

import {
	checkField,
	checkWebAddress,
	fieldError,
	jsonObjectFrom,
	readJobId,
} from '../../../nodes/shared/fields/parameters';
import { fakeSource } from '../../support/fakeNode';

const source = fakeSource(3);

function messageOf(schema: z.ZodType, value: unknown): string {
	try {
		checkField(source, 'Age', schema, value);
	} catch (error) {
		return error instanceof Error ? error.message : '';
	}
	return 'no error';
}

describe('the error for a field', () => {
	it.each<[string, z.ZodType, unknown, string]>([
		['text', z.string(), 7, '"Age" must be text'],
		['a number', z.coerce.number(), 'seven', '"Age" must be a number'],
		['a whole number', z.coerce.number().int(), 7.5, '"Age" must be a whole number'],
		['a boolean', z.boolean(), 'yes', '"Age" must be true or false'],
		['a list', z.array(z.string()), 'a', '"Age" must be a list'],
		['an object', z.object({}), 'a', '"Age" must be an object'],
		['a minimum', z.number().min(8), 7, '"Age" must be at least 8'],
		['a maximum', z.number().max(6), 7, '"Age" must be at most 6'],
		['text from nothing', z.string(), null, '"Age" has no value: its expression returned nothing'],
		['a number from nothing', z.number(), undefined, '"Age" has no value: its expression returned nothing'],
		['a choice', z.enum(['old', 'new']), 'any', '"Age" must be one of: old, new'],
		['several types', z.union([z.string(), z.number()]), true, '"Age" is not valid'],
		['an own message', z.string({ error: 'must be a name' }), 7, '"Age" must be a name'],
		[
			'a missing member',
			z.object({ a: z.object({ b: z.string() }) }),
			{ a: {} },
			'"Age" has no value (at a.b)',
		],
		[
			'a nested member',
			z.object({ a: z.array(z.number()) }),
			{ a: [1, 'b'] },
			'"Age" must be a number (at a.1)',
		],
	])('says that it must be %s', (_what, schema, value, message) => {
		expect(messageOf(schema, value)).toBe(message);
	});

	it('keeps a message in which n8n finds an error code of Node.js', () => {
		const error = fieldError(source, 'URL', 'must not be https://example.com/preexisting.mp3', 'Change it.');
		expect(error.message).toBe('"URL" must not be https://example.com/preexisting.mp3');
		expect(error.description).toBe('Change it.');
		expect(error.context.itemIndex).toBe(3);
	});
});

describe('a web address', () => {
	it.each([
		'http://example.com',
		"https://example.com/a.mp3?x='1'&y=%2B#t=3",
		'https://EXAMPLE.com/%7Ea/../b',
	])('can be %s', (url) => {
		expect(checkWebAddress(source, 'URL', url)).toBe(url);
	});

	it.each([
		['https://example.com/my file.mp3', 'https://example.com/my%20file.mp3'],
		['https://example.com/wawancara é.mp3?a=b c', 'https://example.com/wawancara%20%C3%A9.mp3?a=b%20c'],
		['\n https://example.com/a%2Fb.mp3 ', 'https://example.com/a%2Fb.mp3'],
		['HTTPS://example.com/a.mp3', 'https://example.com/a.mp3'],
		['https:example.com/a.mp3', 'https://example.com/a.mp3'],
	])('is normalized if it is %j', (url, encoded) => {
		expect(checkWebAddress(source, 'URL', url)).toBe(encoded);
	});

	it.each([
		'',
		'example.com/a.mp3',
		'ftp://example.com/a',
		'javascript:alert(1)',
		'https://',
		'file:///etc/passwd',
	])('cannot be "%s"', (url) => {
		expect(() => checkWebAddress(source, 'URL', url)).toThrow('"URL" must be a web address');
	});
});

describe('a JSON field', () => {
	it.each([undefined, null, '', '  \n'])('is an empty object if it is %j', (value) => {
		expect(jsonObjectFrom(source, 'JSON', value)).toEqual({});
	});

	it('may be text or the object itself', () => {
		expect(jsonObjectFrom(source, 'JSON', '{"a":[1]}')).toEqual({ a: [1] });
		expect(jsonObjectFrom(source, 'JSON', { a: [1] })).toEqual({ a: [1] });
	});

	it.each<[unknown, RegExp]>([
		['{"a":', /^"JSON" is not valid JSON: /],
		['[1]', /^"JSON" must be an object$/],
		['"a"', /^"JSON" must be an object$/],
		[[1], /^"JSON" must be an object$/],
		[7, /^"JSON" must be an object$/],
	])('cannot be %j', (value, message) => {
		expect(() => jsonObjectFrom(source, 'JSON', value)).toThrow(message);
	});
});

describe('the ID of a job', () => {
	const reading = (getNodeParameter: () => unknown) => () => readJobId(fakeSource(3, { getNodeParameter }));

	it.each([
		[' job-1 ', 'job-1'],
		[17, '17'],
	])('is read from %j', (given, id) => {
		expect(reading(() => given)()).toBe(id);
	});

	it.each([
		['', '"Job ID" is required'],
		['..', '"Job ID" is not a valid ID'],
		['a'.repeat(1001), '"Job ID" is not a valid ID'],
		[{}, '"Job ID" must be text or a number'],
	])('is not %j', (given, message) => {
		expect(reading(() => given)).toThrow(message);
	});

	it('is not what n8n cannot read, in words that people know', () => {
		const readNull = () => {
			throw new TypeError("Cannot read properties of null (reading 'value')");
		};
		expect(reading(readNull)).toThrow(/^"Job ID" is empty$/);
	});
});
