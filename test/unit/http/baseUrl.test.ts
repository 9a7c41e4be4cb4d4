import { checkedBaseUrl, isSafeAddress } from '../../../nodes/shared/http/baseUrl';

const LOOPBACK = ['localhost', '127.0.0.1', '127.255.255.254', '[::1]'];

/** Hosts that look like this machine and are not. */
const ELSEWHERE = [
	'stt.example.com',
	'localhost.example.com',
	'10.0.0.1',
	'[::2]',
	'127.0.0.1.example.com',
	'127.0.0.x.example',
	'a127.0.0.1.example',
	'xlocalhost',
];

describe('a base URL', () => {
	it.each([
		['https://stt.example.com', 'https://stt.example.com'],
		['https://stt.example.com/', 'https://stt.example.com'],
		['https://stt.example.com/v2', 'https://stt.example.com/v2'],
		['https://stt.example.com/a/b//', 'https://stt.example.com/a/b'],
		[' https://STT.example.com:8443/v2 ', 'https://stt.example.com:8443/v2'],
	])('%p is used as %s', (given, used) => {
		expect(checkedBaseUrl(given)).toBe(used);
	});

	it.each(LOOPBACK)('may be unencrypted on this machine (%s)', (host) => {
		expect(checkedBaseUrl(`http://${host}:4010/v2`)).toBe(`http://${host}:4010/v2`);
	});

	it.each(ELSEWHERE)('must be encrypted elsewhere (%s), because the key is sent there', (host) => {
		expect(() => checkedBaseUrl(`http://${host}:4010/v2`)).toThrow(
			`The base URL "http://${host}:4010" in the credential must start with https:// (http:// is allowed for this machine only), because the key is sent there.`,
		);
	});

	it.each(['ftp://localhost/', 'ws://127.0.0.1', 'file:///etc/passwd'])(
		'must not have another scheme (%s)',
		(url) => {
			expect(() => checkedBaseUrl(url)).toThrow('must start with https://');
		},
	);

	it.each(['stt.example.com', ' stt.example.com '])('must be a web address (%p)', (text) => {
		expect(() => checkedBaseUrl(text)).toThrow(
			`The base URL "stt.example.com" in the credential is not a web address. Enter one such as https://stt.example.com/v2.`,
		);
	});

	it.each(['', undefined, null, 7, { url: 'https://stt.example.com' }])('must not be empty (%p)', (value) => {
		expect(() => checkedBaseUrl(value)).toThrow('The base URL "" in the credential is not a web address.');
	});

	it.each([
		'https://user@stt.example.com/',
		'https://:password@stt.example.com/',
		'https://stt.example.com/?key=1',
		'https://stt.example.com/#part',
	])('must not contain a user name, a query or a fragment (%s)', (url) => {
		expect(() => checkedBaseUrl(url)).toThrow(
			'The base URL in the credential must not contain a user name, a query or a fragment. Enter only the scheme, host and path.',
		);
	});
});

describe('a URL that a vendor returns', () => {
	it.each(['https://storage.example.com/a?b=c', ...LOOPBACK.map((host) => `http://${host}:4010/file`)])(
		'%s is safe for a recording',
		(url) => {
			expect(isSafeAddress(url)).toBe(true);
		},
	);

	it.each([
		...ELSEWHERE.map((host) => `http://${host}/file`),
		'ftp://localhost/file',
		'localhost:4010/file',
		'/file',
		'',
	])('%p is not', (url) => {
		expect(isSafeAddress(url)).toBe(false);
	});
});
