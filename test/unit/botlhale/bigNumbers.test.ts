import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { quoteLargeIntegers } from '../../../nodes/Botlhale/api/quoteLargeIntegers';

const FIXTURES = join(__dirname, '..', '..', 'fixtures', 'botlhale');
const sample = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');

it.each([
	['an id beyond 2^53', '{"id":207891841473145364}', '{"id":"207891841473145364"}'],
	['a negative one', '[-9007199254740993]', '["-9007199254740993"]'],
	[
		'several',
		'{"a":9007199254740993, "b":[9007199254740995]}',
		'{"a":"9007199254740993", "b":["9007199254740995"]}',
	],
	['the largest that fits', '{"id":9007199254740991}', '{"id":9007199254740991}'],
	['a fraction', '{"t":1.1830341815948486}', '{"t":1.1830341815948486}'],
	[
		'a long fraction beside an id',
		'{"t":12345678901234567.25,"id":9007199254740993}',
		'{"t":12345678901234567.25,"id":"9007199254740993"}',
	],
	['an exponent', '{"e":90071992547409931e3}', '{"e":90071992547409931e3}'],
	['digits in a text', '{"s":"207891841473145364","id":1}', '{"s":"207891841473145364","id":1}'],
	[
		'a text with quotes',
		'{"s":"a\\"207891841473145364","id":207891841473145364}',
		'{"s":"a\\"207891841473145364","id":"207891841473145364"}',
	],
	[
		'a text that ends with a backslash',
		'{"s":"a\\\\","id":207891841473145364}',
		'{"s":"a\\\\","id":"207891841473145364"}',
	],
	['a key of digits', '{"207891841473145364":2}', '{"207891841473145364":2}'],
	['an open text', '{"s":"207891841473145364', '{"s":"207891841473145364'],
	['no JSON', '207891841473145364x', '"207891841473145364"x'],
])('%s', (_what, json, expected) => {
	expect(quoteLargeIntegers(json)).toBe(expected);
});

it("keeps the ID of the vendor's own sample, and everything else unchanged", () => {
	const text = sample('asr.async.status.complete.200.data-array.json');
	expect(JSON.stringify(JSON.parse(text))).not.toContain('207891841473145364');
	const mended = quoteLargeIntegers(text);
	expect(JSON.parse(mended)).toMatchObject({ data: [{ id: '207891841473145364' }] });
	expect(mended.replace('"207891841473145364"', '207891841473145364')).toBe(text);
	const result = sample('asr.async.data.200.json');
	expect(quoteLargeIntegers(result)).toBe(result);
});
