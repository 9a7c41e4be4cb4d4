import { isWebAddress, normalizedUrl, parseUrl } from '../../../nodes/shared/core/webAddress';

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
