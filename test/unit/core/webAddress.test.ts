import { fileNameOfUrl, isWebAddress, normalizedUrl, parseUrl } from '../../../nodes/shared/core/webAddress';

it('an address with other letters than ASCII is one, however often it is asked', () => {
	const texts = ['https://b\u00fccher.example/done', 'https://example.com/pr\u00fcfung.mp3'];
	// V8 optimizes a function after several thousand calls.
	for (let call = 0; call < 30_000; call += 1) {
		for (const text of texts) if (!isWebAddress(text)) throw new Error(`${text} in call ${call}`);
	}
	expect(normalizedUrl(texts[0] ?? '')).toBe('https://xn--bcher-kva.example/done');
});

it.each(['', 'example.com/done', 'ftp://example.com/a', 'javascript:alert(1)', 'https://', '/a'])(
	'%j is no web address',
	(text) => {
		expect(isWebAddress(text)).toBe(false);
	},
);

it('a text that is no URL is not parsed', () => {
	expect(parseUrl('a b')).toBeUndefined();
	expect(parseUrl('HTTPS://Example.com')?.href).toBe('https://example.com/');
});

it('an address relative to another is parsed with it', () => {
	expect(parseUrl('/b?c', 'https://example.com/a')?.href).toBe('https://example.com/b?c');
});

it.each([
	[' https://example.com/a ', 'https://example.com/a'],
	// Unchanged, because a signature may be about every character.
	['http://Example.com/%7Ea/../b?X=1#', 'http://Example.com/%7Ea/../b?X=1#'],
	['HTTPS://Example.com/%7Ea', 'https://example.com/%7Ea'],
	['BLOB:http://example.com/a', 'blob:http://example.com/a'],
	['https://example.com/a b', 'https://example.com/a%20b'],
	['https://example.com/\u00fc', 'https://example.com/%C3%BC'],
	['x:http://Example.com/a/../b', 'x:http://Example.com/a/../b'],
])('%j is sent as %j', (text, sent) => {
	expect(normalizedUrl(text)).toBe(sent);
});

it.each([
	['https://example.com/a/call%20one.mp3?X-Signature=secret.txt#t=1', 'call one.mp3'],
	['https://example.com/%E0%A4%A', '%E0%A4%A'],
	['https://example.com/a/', null],
	['https://example.com', null],
	['mailto:me', 'me'],
	['call.mp3', null],
	['', null],
	[null, null],
	[undefined, null],
])('the file name in %j is %j', (url, name) => {
	expect(fileNameOfUrl(url)).toBe(name);
});
