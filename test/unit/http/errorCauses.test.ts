import { networkFailureOf, thrownResponse } from '../../../nodes/shared/http/errorCauses';
import { secretsOf, type Secret } from '../../../nodes/shared/http/maskSecrets';

const failureOf = (error: unknown, secrets: readonly Secret[] = []) => networkFailureOf(error, secrets);

const REFUSED = 'EN8NREFUSED';

/** An error with members of its own, as HTTP clients throw them. */
const errorWith = (members: object, message = 'failed') => Object.assign(new Error(message), members);

/** An error inside others, as deep as n8n or its HTTP client wraps it. */
function wrapped(cause: unknown, times: number): unknown {
	return times === 0 ? cause : { message: 'outer', cause: wrapped(cause, times - 1) };
}

describe('why a request got no response', () => {
	it('is the code of the error', () => {
		expect(failureOf(errorWith({ code: 'ECONNRESET' }))).toEqual({
			kind: 'network',
			code: 'ECONNRESET',
		});
	});

	it.each(['cause', 'errorResponse'])('is the code of what it was caused by, in "%s"', (member) => {
		expect(failureOf({ [member]: { code: 'ECONNRESET' } })).toEqual({
			kind: 'network',
			code: 'ECONNRESET',
		});
	});

	it('is looked for in five errors, one inside the other', () => {
		expect(failureOf(wrapped({ code: 'ECONNRESET' }, 4)).code).toBe('ECONNRESET');
		expect(failureOf(wrapped({ code: 'ECONNRESET' }, 5)).code).toBe(REFUSED);
	});

	it('is found in an error that is its own cause', () => {
		const error: { cause?: unknown } = {};
		error.cause = error;
		expect(failureOf(error).code).toBe(REFUSED);
	});

	it.each(['ERR_BAD_RESPONSE', 'ERR_BAD_REQUEST', 'ERR_FR_TOO_MANY_REDIRECTS'])(
		'is not %s, which names no cause',
		(code) => {
			expect(failureOf(errorWith({ code, cause: { code: 'ECONNRESET' } })).code).toBe('ECONNRESET');
			expect(failureOf(errorWith({ code, isAxiosError: true })).code).toBe('EUNKNOWN');
		},
	);

	it.each(['EFILENOTOPENED', 'EFILECUT'])('has the words of the storage for %s', (code) => {
		expect(failureOf(errorWith({ code }, 'Request to S3 failed: timeout'))).toEqual({
			kind: 'network',
			code,
			detail: 'Request to S3 failed: timeout',
		});
	});

	it.each(['CanceledError', 'AbortError'])('is a cancellation if the error is a %s', (name) => {
		expect(failureOf(errorWith({ name, code: 'ECONNRESET' }))).toEqual({
			kind: 'network',
			code: 'ERR_CANCELED',
		});
	});

	it.each([{ isAxiosError: true }, { config: {} }])(
		"is unknown if n8n's HTTP client sent the request: %p",
		(members) => {
			expect(failureOf(errorWith(members))).toEqual({ kind: 'network', code: 'EUNKNOWN' });
			expect(failureOf(wrapped(errorWith(members), 2)).code).toBe('EUNKNOWN');
			expect(failureOf({ ...members, cause: {} }).code).toBe('EUNKNOWN');
		},
	);

	it.each([{ isAxiosError: 'yes' }, { config: 'none' }, { code: 7 }, { name: 7 }])(
		'is not read from members of another type: %p',
		(members) => {
			expect(failureOf(members).code).toBe(REFUSED);
		},
	);
});

describe('a request that n8n refused to send', () => {
	it('has the message and the description of the innermost error', () => {
		const inner = errorWith({ description: 'Set it.' }, 'The credential is not set');
		expect(failureOf(wrapped(inner, 1))).toEqual({
			kind: 'network',
			code: REFUSED,
			detail: 'The credential is not set. Set it.',
		});
	});

	it('says the same thing once', () => {
		expect(failureOf(errorWith({ description: 'No' }, 'No'))).toMatchObject({ detail: 'No' });
	});

	it.each([undefined, null, 'text', [], {}, { message: 7 }])('has no words in %p', (thrown) => {
		expect(failureOf(thrown)).toEqual({ kind: 'network', code: REFUSED });
	});

	it('is one to an address that n8n guards, whatever its code', () => {
		const error = errorWith({ name: 'SsrfBlockedIpError', code: 'EBLOCKED' }, 'The address is blocked');
		expect(failureOf(errorWith({ isAxiosError: true, cause: error }))).toEqual({
			kind: 'network',
			code: REFUSED,
			detail: 'The address is blocked',
		});
		expect(failureOf(errorWith({ name: 'NotSsrf', code: 'ECONNRESET' })).code).toBe('ECONNRESET');
	});

	it('masks a secret before its words are shortened, so that no part of it is left', () => {
		const words = `${'x'.repeat(497)}secret-key`;
		expect(failureOf(errorWith({}, words), secretsOf({ key: 'secret-key' }, ['key']))).toMatchObject({
			detail: `${'x'.repeat(497)}***`,
		});
	});

	it('has its words in one line of at most 500 characters', () => {
		expect(failureOf(errorWith({}, ' a\n\n b\t c '))).toMatchObject({ detail: 'a b c' });
		expect(failureOf(errorWith({}, 'x'.repeat(600)))).toMatchObject({ detail: 'x'.repeat(500) });
	});
});

describe('the words of an error with a code', () => {
	it.each([
		'CERT_HAS_EXPIRED',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'DEPTH_ZERO_SELF_SIGNED',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_TLS_HANDSHAKE_TIMEOUT',
		'EPROTO',
		'ERR_INVALID_URL',
		REFUSED,
	])('are kept for %s, because they say more than the code', (code) => {
		expect(failureOf(errorWith({ code }, 'in\n words'))).toEqual({
			kind: 'network',
			code,
			detail: 'in words',
		});
	});

	it('are missing if the message is not text', () => {
		expect(failureOf({ code: 'EPROTO', message: 7 })).toEqual({ kind: 'network', code: 'EPROTO' });
	});
});

describe('a response that n8n threw', () => {
	const response = { status: 401, headers: { date: 'today' }, data: '{"error":"no"}' };
	const thrown = { status: 401, headers: { date: 'today' }, body: '{"error":"no"}', fromTokenRequest: false };

	it('is read from the error', () => {
		expect(thrownResponse(errorWith({ response }))).toEqual(thrown);
	});

	it('is read from its cause', () => {
		expect(thrownResponse(wrapped({ response }, 3))).toEqual(thrown);
	});

	it('answers the request for a token if the error says so', () => {
		expect(thrownResponse({ response, isTokenError: true })).toEqual({ ...thrown, fromTokenRequest: true });
		expect(thrownResponse({ response, isTokenError: 'no' })).toEqual(thrown);
	});

	it.each([{}, { response: 'text' }, { response: {} }, { response: { status: '401' } }, 'text', undefined])(
		'is not there in %p',
		(error) => {
			expect(thrownResponse(error)).toBeUndefined();
		},
	);
});
