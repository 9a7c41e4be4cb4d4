import { checkedBaseUrl, isSafeLink } from '../../../nodes/shared/http/baseUrl';

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
	const [ONLINE, ON_PREMISES, LOCAL] = [
		'https://api.stt.example.com',
		'https://stt.lan/v2',
		'http://127.0.0.1:4010',
	];
	const PUBLIC = ['https://storage.example.com/a?b=c', 'https://8.8.8.8/a', 'https://[2606:4700::1111]/a'];
	const PRIVATE = [
		'https://10.0.0.1/file',
		'https://192.168.1.1/',
		'https://storage.internal/',
		'https://[fd12::1]/',
	];
	const HERE = [...LOOPBACK, '127.1', '2130706433', '0x7f.0.0.1'].map((host) => `http://${host}:4010/file`);

	it.each([
		...PUBLIC.flatMap((url) => [ONLINE, ON_PREMISES, LOCAL].map((base) => [url, base])),
		...PRIVATE.flatMap((url) => [ON_PREMISES, LOCAL].map((base) => [url, base])),
		...[...HERE, 'https://localhost/file'].map((url) => [url, LOCAL]),
	])('%s is safe for a recording if the API is at %s', (url, base) => {
		expect(isSafeLink(url, base)).toBe(true);
	});

	it.each([
		...PRIVATE.map((url) => [url, ONLINE]),
		...[
			...HERE,
			'https://localhost/file',
			'https://127.0.0.1/file',
			'https://0.0.0.0/file',
			'https://[::]/file',
			'https://[::ffff:127.0.0.1]/file',
			'https://user:password@localhost/file',
		].flatMap((url) => [ONLINE, ON_PREMISES].map((base) => [url, base])),
		...[
			...ELSEWHERE.map((host) => `http://${host}/file`),
			'https://169.254.169.254/latest/meta-data',
			'https://[fe80::1]/file',
			'ftp://localhost/file',
			'localhost:4010/file',
			'/file',
			'',
		].flatMap((url) => [ONLINE, ON_PREMISES, LOCAL].map((base) => [url, base])),
	])('%p is not if the API is at %s', (url, base) => {
		expect(isSafeLink(url, base)).toBe(false);
	});
});
