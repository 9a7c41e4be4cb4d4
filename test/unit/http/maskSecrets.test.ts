import { bindToken } from '../../../nodes/shared/http/boundToken';
import { maskSecrets, maskSecretsYielding, secretsOf } from '../../../nodes/shared/http/maskSecrets';

const KEY = 'k+e/y "1\\2';

const secretsIn = (apiKey: string) => secretsOf({ apiKey }, ['apiKey']);

const mask = (text: string, apiKey = KEY) => maskSecrets(text, secretsIn(apiKey));

it('a long text is masked like a short one', async () => {
	const text = `${KEY} ${encodeURIComponent(KEY)} ${'word '.repeat(300_000)}${KEY}`;
	const masked = await maskSecretsYielding(text, secretsIn(KEY));
	expect(masked).toBe(mask(text));
	expect(masked).toBe(`*** *** ${'word '.repeat(300_000)}***`);
});

describe('a secret is masked', () => {
	it('as it is', () => {
		expect(mask(`Unknown key ${KEY}!`)).toBe('Unknown key ***!');
	});

	it('each time it occurs', () => {
		expect(mask(`${KEY} and ${KEY}`)).toBe('*** and ***');
	});

	it('as JavaScript escapes it in JSON and in a URL', () => {
		expect(mask(JSON.stringify({ key: KEY }))).toBe('{"key":"***"}');
		expect(mask(`https://example.com/?key=${encodeURIComponent(KEY)}&a=b`)).toBe(
			'https://example.com/?key=***&a=b',
		);
	});

	it.each([
		['JSON, with slashes', 'ab+/=&', 'ab+\\/=&'],
		['JSON, with letters of the alphabet', 'abcé"\\', 'abcé\\"\\\\'],
		['JSON, as code points', 'abc+/&', 'abc\\u002b\\u002F\\u0026'],
		['nothing, with backslashes', 'a\\\\b\\c', 'a\\\\b\\c'],
		['JSON, with backslashes', 'a\\\\b\\c', 'a\\\\\\\\b\\\\c'],
		['JSON, with backslashes as code points', 'ab\\\\cd', 'ab\\u005c\\u005Ccd'],
		['a URL, with backslashes', 'ab\\\\cd', 'ab%5C%5ccd'],
		['HTML, with backslashes', 'ab\\\\cd', 'ab&#92;&#x5c;cd'],
		['JSON, every letter', 'aB1_-z', '\\u0061\\u0042\\u0031\\u005F\\u002d\\u007A'],
		['a URL, every letter', 'aB1_-z', '%61%42%31%5f%2D%7a'],
		['HTML, every letter', 'aB1_-z', '&#97;&#66;&#49;&#x5f;&#45;&#x7A;'],
		['JSON, in ASCII', 'abcdé日😀', 'abcd\\u00e9\\u65E5\\ud83d\\uDE00'],
		['a URL', 'ab+/=&', 'ab%2B%2f%3D%26'],
		['a URL, in part', 'ab+/=&', 'ab+/%3d%26'],
		['a URL, in ASCII', 'abcdé\t日', 'abcd%C3%a9%09%E6%97%A5'],
		['a form', 'ab cd ef', 'ab+cd%20ef'],
		['HTML, by name', 'ab&<>"\'', 'ab&amp;&lt;&gt;&quot;&apos;'],
		['HTML, by number', "ab+/='", 'ab&#43;&#047;&#61;&#39;'],
		['HTML, by hexadecimal number', 'ab+/=é', 'ab&#x2b;&#X2F;&#x003D;&#xE9;'],
	])('as it is escaped in %s', (_where, secret, escaped) => {
		expect(mask(`<${escaped}>`, secret)).toBe('<***>');
	});

	it.each([
		[
			'JSON in JSON',
			'ab+/=&é',
			JSON.stringify(JSON.stringify('ab+/=&é').slice(1, -1).replaceAll('/', '\\/')).slice(1, -1),
		],
		['JSON in JSON, with backslashes', 'ab\\\\cd', `ab${'\\'.repeat(8)}cd`],
		['JSON in JSON, as code points', 'abc+/&', '\\\\u0061bc\\\\u002b\\\\u002F\\\\u0026'],
		['a URL in a URL', 'ab+/=&', 'ab%252B%252f%25253D%26'],
		['HTML in HTML', 'ab+/=&', 'ab&amp;#43;&amp;amp;#x2f;&#61;&amp;amp;'],
	])('as it is escaped more than once in %s', (_where, secret, escaped) => {
		expect(mask(`<${escaped}>`, secret)).toBe('<***>');
	});

	it.each(['', 'a', 'ab', 'user:', 'Bearer '])('in base64 after %j', (before) => {
		const key = 'sk-0123456789+abcdefÿ';
		for (const after of ['', '!', ':x', 'yz0']) {
			const encoded = Buffer.from(before + key + after).toString('base64');
			for (const form of [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')]) {
				const masked = mask(`Basic ${form}`, key);
				const rest = Buffer.from(masked.replace('Basic ', '').replace('***', ''), 'base64').toString(
					'latin1',
				);
				expect(masked).toContain('***');
				expect(rest).not.toMatch(/sk-0|3456|abcde/);
			}
		}
	});

	it('in base64, in each alphabet and however it is escaped', () => {
		const key = 'abc>>>???~~~def';
		const encoded = 'YWJjPj4+Pz8/fn5+ZGVm';
		expect(Buffer.from(key).toString('base64')).toBe(encoded);
		for (const [plus, slash] of [
			['+', '/'],
			['-', '_'],
			['%2B', '%2F'],
			['%2b', '%2f'],
			['+', '\\/'],
			['+', '\\\\\\/'],
		] as const) {
			const form = encoded.replaceAll('+', plus).replaceAll('/', slash);
			expect(mask(`<${form}>`, key)).toBe('<***>');
		}
		const other = encoded.replaceAll('+', '4');
		expect(mask(other, key)).toBe(other);
	});

	it('in a long response by its beginning only', () => {
		const lengths = [100, 1_000].map((length) => {
			const [secret] = secretsIn('k'.repeat(length));
			return secret?.beginning.source.length;
		});
		expect(lengths[0]).toBe(lengths[1]);
	});

	it('made of backslashes in text made of backslashes, without trying all combinations', () => {
		const secrets = secretsIn(`${'\\'.repeat(16)}x`);
		const text = '\\'.repeat(20_000);
		expect(maskSecrets(text, secrets)).toBe(text);
	});

	it('without reading a text character by character that has no escapes', () => {
		const secrets = secretsOf({ apiKey: 'sk-0123/4567' }, ['apiKey']);
		const patterns = secrets.map(({ beginning }) => jest.spyOn(beginning, 'test'));
		const runs = () => patterns.filter((pattern) => pattern.mock.calls.length > 0).length;
		expect(maskSecrets('The key is sk-0123/4567.', secrets)).toBe('The key is ***.');
		// In base64, a secret has several forms without an escape.
		expect(runs()).toBe(secrets.length - 1);
		expect(maskSecrets('The key is sk-0123\\/4567.', secrets)).toBe('The key is ***.');
		expect(runs()).toBe(secrets.length);
	});

	it.each(['ab.cd*ef', 'a(b|c)d+', '^[ab]c$', 'ab{2}cd?'])(
		'only where it is exactly this (%s), whatever it means in a pattern',
		(secret) => {
			expect(mask(`abcd abbbcd aac ab ${secret}`, secret)).toBe('abcd abbbcd aac ab ***');
		},
	);

	it('as it was pasted and as it is sent', () => {
		const key = 'eyJhbGciOi.J9_x-0123/+abc==';
		expect(mask(`${key} and API_KEY="${key}"`, `API_KEY="${key}"`)).toBe('*** and ***');
	});

	it.each([
		['a line', 'first-key\nsecond-key'],
		['a line with a carriage return', 'first-key\r\nsecond-key'],
		['an entry of a list', 'first-key, second-key'],
		['an entry with white space around it', ' first-key ,,\n second-key '],
	])('if it is %s of a field', (_what, field) => {
		expect(mask('first-key second-key', field)).toBe('*** ***');
	});

	it('if it is a token that a credential stores with its owner', () => {
		const bound = bindToken('token-of-the-user', ['owner'], 0);
		expect(mask(`token-of-the-user and ${bound}`, bound)).toBe('*** and ***');
	});

	it('whole where it contains another secret', () => {
		const secrets = secretsOf({ key: 'secret', previous: 'secret-of-old' }, ['key', 'previous']);
		expect(maskSecrets('secret-of-old secret', secrets)).toBe('*** ***');
	});
});

describe('a text is left as it is', () => {
	it('without a secret in it', () => {
		expect(mask('Unknown key')).toBe('Unknown key');
	});

	it('where it contains a field that is not secret', () => {
		const secrets = secretsOf({ region: 'europe', apiKey: KEY }, ['apiKey']);
		expect(maskSecrets('europe', secrets)).toBe('europe');
	});

	it('where it has a plus instead of another character than a space', () => {
		expect(mask('abc+ef', 'abcdef')).toBe('abc+ef');
	});

	it('where a secret is shorter than six characters, which words may contain', () => {
		expect(mask('eleven letters', 'eleve')).toBe('eleven letters');
		expect(mask('eleven letters', 'eleven')).toBe('*** letters');
	});

	it.each([undefined, 123_456, true])('if the field is not text (%p)', (apiKey) => {
		const secrets = secretsOf(apiKey === undefined ? {} : { apiKey }, ['apiKey']);
		expect(maskSecrets('123456 undefined true', secrets)).toBe('123456 undefined true');
	});
});

describe('the token in a URL at which n8n serves a file', () => {
	const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImEifQ.c2ln-bmF0_dXJl';

	it.each([
		`https://n8n.example.com/rest/binary-data/signed?token=${TOKEN}`,
		`"\\u00e4": https://n8n.example.com/rest/binary-data/signed?token=${TOKEN}`,
		`{"uri":"https:\\/\\/n8n.example.com\\/rest\\/binary-data\\/signed?token=${TOKEN}"}`,
		`{"uri":"https://n8n.example.com/rest/binary-data/signed?token\\u003d${TOKEN}"}`,
		`not found: https%3A%2F%2Fn8n.example.com%2Frest%2Fbinary-data%2Fsigned%3Ftoken%3D${TOKEN}`,
	])('is masked in %s', (text) => {
		expect(maskSecrets(text, [])).toBe(text.replace(TOKEN, '***'));
	});

	it('is masked alone', () => {
		const text = 'https://example.com/rest/binary-data/other?token=abc and token=def';
		expect(maskSecrets(text, [])).toBe(text);
	});
});
