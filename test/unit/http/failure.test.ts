import { isTransient, mayStillRun, outcomeOf, type Failure } from '../../../nodes/shared/http/failure';

const network = (code: string): Failure => ({ kind: 'network', code });

const status = (code: number, more: Partial<Failure> = {}): Failure => ({
	...more,
	kind: 'status',
	status: code,
});

/** No connection was made, and a later attempt may make one. */
const NOT_CONNECTED = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_NODATA',
	'EHOSTUNREACH',
	'EHOSTDOWN',
	'ENETUNREACH',
	'ENETDOWN',
	'EADDRNOTAVAIL',
	'ERR_SOCKET_CONNECTION_TIMEOUT',
	'UND_ERR_CONNECT_TIMEOUT',
];

/** No connection is ever made: certificates, invalid URLs and headers, n8n's own refusals. */
const NEVER_CONNECTS = [
	'ESTOPPED',
	'EN8NREFUSED',
	'EPROTO',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'CERT_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'HOSTNAME_MISMATCH',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'ERR_INVALID_URL',
	'ERR_INVALID_CHAR',
	'ERR_INVALID_PROTOCOL',
	'ERR_INVALID_HTTP_TOKEN',
	'ERR_HTTP_INVALID_HEADER_VALUE',
	'ERR_UNESCAPED_CHARACTERS',
	'ERR_BAD_OPTION',
	'ERR_BAD_OPTION_VALUE',
	'ERR_NOT_SUPPORT',
	'UNTRUSTED_CERT',
	'PATH_LENGTH_EXCEEDED',
];

/** Codes that contain one of the above, and say nothing about whether something was sent. */
const LOOK_ALIKES = [...NOT_CONNECTED, ...NEVER_CONNECTS].flatMap((code) => [`X${code}`, `${code} X`]);

/** Something was sent, and the response was lost. */
const LOST = ['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EBODYSTALLED', 'EBODYCUT', 'EUNKNOWN'];

describe('a request without a response', () => {
	it.each([...NOT_CONNECTED, ...NEVER_CONNECTS])('was not sent after %s', (code) => {
		expect(outcomeOf(network(code))).toBe('notSent');
	});

	it.each([...LOST, 'ERR_CANCELED', 'EBODYTOOLARGE', ...LOOK_ALIKES])(
		'may have been processed after %s',
		(code) => {
			expect(outcomeOf(network(code))).toBe('unknown');
		},
	);

	it.each(['ENOENT', 'EREDIRECT', 'EFILENOTOPENED', 'EFILECUT'])('was not processed after %s', (code) => {
		expect(outcomeOf(network(code))).toBe('notProcessed');
	});

	it.each([...NOT_CONNECTED, ...LOST, ...LOOK_ALIKES, 'EFILECUT'])('may succeed later after %s', (code) => {
		expect(isTransient(network(code))).toBe(true);
	});

	it.each([...NEVER_CONNECTS, 'ERR_CANCELED', 'EREDIRECT', 'EBODYTOOLARGE', 'ENOENT', 'EFILENOTOPENED'])(
		'fails in the same way later after %s',
		(code) => {
			expect(isTransient(network(code))).toBe(false);
		},
	);

	it('may still be in progress', () => {
		expect(mayStillRun(network('ECONNRESET'))).toBe(true);
	});
});

describe('a response that is not a success', () => {
	it.each([408, 425, 429, 500, 501, 502, 503, 504, 507, 520, 524, 599])(
		'with status %d may be followed by a success',
		(code) => {
			expect(isTransient(status(code))).toBe(true);
		},
	);

	it.each([400, 401, 402, 403, 404, 407, 409, 410, 413, 415, 422, 424, 426, 428, 431, 451, 499])(
		'with status %d stays as it is',
		(code) => {
			expect(isTransient(status(code))).toBe(false);
		},
	);

	it.each([408, 500, 501, 502, 503, 504, 520, 524, 599])(
		'with status %d does not tell whether the request was processed',
		(code) => {
			expect(outcomeOf(status(code))).toBe('unknown');
		},
	);

	it.each([400, 401, 404, 409, 413, 425, 429, 499])(
		'with status %d tells that the request was not processed',
		(code) => {
			expect(outcomeOf(status(code))).toBe('notProcessed');
		},
	);

	it.each([200, 201, 299])('with status %d and a body of another shape tells neither', (code) => {
		expect(outcomeOf(status(code))).toBe('unknown');
	});

	it('with status 300 tells that the request was not processed', () => {
		expect(outcomeOf(status(300))).toBe('notProcessed');
	});

	it('of a proxy that wants a password means that the request was not sent', () => {
		expect(outcomeOf(status(407))).toBe('notSent');
	});

	it.each([401, 429, 500, 503])(
		'to the request for a token means that the request was not sent (%d)',
		(code) => {
			expect(outcomeOf(status(code, { fromTokenRequest: true }))).toBe('notSent');
			expect(outcomeOf(status(code, { fromTokenRequest: true, rateLimited: true }))).toBe('notSent');
		},
	);

	it.each([400, 403, 500, 503])(
		'by which the vendor limits requests is like 429, whatever its status (%d)',
		(code) => {
			const limited = status(code, { rateLimited: true });
			expect([isTransient(limited), outcomeOf(limited)]).toEqual([true, 'notProcessed']);
		},
	);

	it.each([408, 504, 522, 524, 598, 599])('with status %d may come while the work goes on', (code) => {
		expect(mayStillRun(status(code))).toBe(true);
	});

	it.each([200, 400, 429, 500, 502, 503, 520, 521, 523])('with status %d comes after the work', (code) => {
		expect(mayStillRun(status(code))).toBe(false);
	});
});
