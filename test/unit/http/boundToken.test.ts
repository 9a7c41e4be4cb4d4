import { anyTokenIn, bindToken, readBoundToken } from '../../../nodes/shared/http/boundToken';

const OWNER = ['https://api.example.com', 'refresh-token'];
const EXPIRES_AT = 1_772_507_731_000;

const bound = () => bindToken('header.payload.signature', OWNER, EXPIRES_AT);

describe('a bound token', () => {
	it('is read whole by its owner, dots included', () => {
		expect(readBoundToken(bound(), OWNER, EXPIRES_AT - 1)).toBe('header.payload.signature');
	});

	it('is not read once it has expired', () => {
		expect(readBoundToken(bound(), OWNER, EXPIRES_AT)).toBeUndefined();
		expect(readBoundToken(bound(), OWNER, EXPIRES_AT + 1)).toBeUndefined();
	});

	it('expires on a full second, not later than given', () => {
		const token = bindToken('token', OWNER, EXPIRES_AT + 999);
		expect(readBoundToken(token, OWNER, EXPIRES_AT)).toBeUndefined();
	});

	it.each([
		['another refresh token', ['https://api.example.com', 'other']],
		['another base URL', ['https://other.example.com', 'refresh-token']],
		['the same text cut elsewhere', ['https://api.example.comrefresh', '-token']],
		['no owner', []],
	])('is not read by %s', (_who, owner) => {
		expect(readBoundToken(bound(), owner, EXPIRES_AT - 1)).toBeUndefined();
	});

	it('shows nothing of its owner but the first 16 hexadecimal digits of a digest', () => {
		const [fingerprint] = bound().split('.');
		expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
		expect(bound()).not.toContain('refresh-token');
	});

	it('is not read if it is empty', () => {
		expect(readBoundToken(bindToken('', OWNER, EXPIRES_AT), OWNER, 0)).toBeUndefined();
	});

	it.each([undefined, null, '', 'token', 7, {}])('is not read from %p', (value) => {
		expect(readBoundToken(value, OWNER, 0)).toBeUndefined();
	});
});

describe('the token of whoever', () => {
	it.each(['token', 'a', 'head.body.tail', 'two\nlines', '12.34.56'])('is %j as it was bound', (token) => {
		expect(anyTokenIn(bindToken(token, OWNER, EXPIRES_AT))).toBe(token);
		expect(anyTokenIn(bindToken(token, OWNER, 0))).toBe(token);
	});

	it.each([
		'',
		'token',
		'a.12.token',
		`${'g'.repeat(16)}.12.token`,
		`${'a'.repeat(17)}.12.token`,
		`${'a'.repeat(16)}.soon.token`,
		`${'a'.repeat(16)}.12.`,
		`x${bindToken('token', OWNER, EXPIRES_AT)}`,
	])('is not in %j', (text) => {
		expect(anyTokenIn(text)).toBe('');
	});
});
