import { pastedKey } from '../../../nodes/shared/core/pastedKey';

const KEY = 'eyJhbGciOi.J9_x-0123/+abc==';

describe('pastedKey', () => {
	it.each([
		KEY,
		` ${KEY}\n`,
		`"${KEY}"`,
		`“${KEY}”`,
		`'${KEY}'`,
		`Bearer ${KEY}`,
		`bearer  "${KEY}"`,
		`Authorization: Token ${KEY}`,
		`API_KEY=${KEY}`,
		`export PROSA_API_KEY="${KEY}"`,
		`REFRESH_TOKEN = ${KEY}`,
		`refresh_token=${KEY}`,
		`x-api-key: ${KEY}`,
		`Authorization: Bearer ${KEY}`,
		`"Authorization: Bearer ${KEY}"`,
		`" ${KEY} "`,
		` API_KEY=${KEY} `,
	])('%s', (pasted) => {
		expect(pastedKey(pasted)).toBe(KEY);
	});

	it.each(['key', 'my-key=', 'token==', 'sk_key:ab', 'a=b=c', 'Bearer', 'token', '0123456789'])(
		'leaves %s unchanged',
		(key) => {
			expect(pastedKey(key)).toBe(key);
		},
	);

	it.each([undefined, null, 5, {}])('returns an empty text for %p', (value) => {
		expect(pastedKey(value)).toBe('');
	});
});
