import { networkError, shapeError, statusError, type ErrorContext } from '../../../nodes/shared/http/errors';
import type { StatusFailure } from '../../../nodes/shared/http/failure';
import type { VendorMessage } from '../../../nodes/shared/http/types';
import { FAKE_VENDOR } from '../../support/fakeVendor';

const CONTEXT: ErrorContext = {
	vendor: FAKE_VENDOR,
	addressLabel: 'Region',
	request: 'GET /jobs/1',
	isPaid: false,
	jobId: undefined,
	responseLost: false,
};

const PAID = { request: 'POST /jobs', isPaid: true };

const CHECK_THE_LIST =
	'The job may have been created anyway. Check Job: Get Many before retrying, to avoid paying twice.';

/** One or more whole sentences. */
const SENTENCES = /^(n8n|[A-Z]).+\.$/s;

function ofStatus(
	status: number,
	said: VendorMessage = {},
	context: Partial<ErrorContext> = {},
	failure: Partial<StatusFailure> = {},
) {
	return statusError({ ...CONTEXT, ...context }, { kind: 'status', status, ...failure }, said);
}

function ofCode(code: string, detail?: string, context: Partial<ErrorContext> = {}) {
	const failure = detail === undefined ? { code } : { code, detail };
	return networkError({ ...CONTEXT, ...context }, { kind: 'network', ...failure });
}

describe('the message for a status', () => {
	it.each<[string, VendorMessage, string]>([
		['in the words of the vendor', { message: 'No such job' }, 'Example: No such job (404)'],
		['with its code', { message: 'No such job', code: 'E7' }, 'Example: No such job (404, E7)'],
		['with its code, once', { message: 'E7', code: 'E7' }, 'Example: E7 (404)'],
		['the meaning of the status, without words', {}, 'Example: not found (404)'],
		['the meaning of the status, with empty words', { message: ' ' }, 'Example: not found (404)'],
		['the meaning of the status with the code', { code: 'E7' }, 'Example: not found (404, E7)'],
		['in one line', { message: ' No\n such\t\tjob ' }, 'Example: No such job (404)'],
		['of at most 500 characters', { message: 'x'.repeat(501) }, `Example: ${'x'.repeat(500)} (404)`],
	])('is %s', (_form, said, message) => {
		expect(ofStatus(404, said).message).toBe(message);
	});
});

it.each([
	[302, 'Example: the server redirected the request (302)'],
	[418, 'Example: the request was rejected (418)'],
	[599, 'Example: the server reported an error (599)'],
])('a status without a meaning of its own has that of its class: %d', (status, message) => {
	expect(ofStatus(status).message).toBe(message);
});

describe('the advice for a status', () => {
	it('is what the vendor is known to mean', () => {
		expect(ofStatus(404, { hint: 'Wait a minute.' }).advice).toBe('Wait a minute.');
	});

	it.each([400, 401, 402, 403, 404, 407, 408, 409, 410, 413, 415, 422, 423, 429, 500, 502, 503, 504])(
		'%d is a sentence',
		(status) => {
			expect(ofStatus(status).advice).toMatch(SENTENCES);
		},
	);

	it('differs between statuses with different remedies', () => {
		const statuses = [400, 401, 402, 403, 404, 407, 408, 409, 410, 413, 415, 423, 429, 500, 502, 503, 504];
		expect(new Set(statuses.map((status) => ofStatus(status).advice)).size).toBe(statuses.length);
	});

	it('is that of its class for a status without its own', () => {
		expect(ofStatus(418).advice).toBe(ofStatus(400).advice);
		expect(ofStatus(499).advice).toBe(ofStatus(400).advice);
		expect(ofStatus(501).advice).toBe(ofStatus(500).advice);
		expect(ofStatus(599).advice).toBe(ofStatus(500).advice);
	});
});

describe('the error for a request without a response', () => {
	it.each([
		['ECONNREFUSED', 'the server refused the connection'],
		['ENOTFOUND', 'the host name of the server is unknown'],
		['EAI_AGAIN', 'the host name of the server could not be resolved'],
		['ETIMEDOUT', 'no response in time'],
		['ECONNABORTED', 'no response in time'],
		['EBODYSTALLED', 'the response stopped arriving'],
		['EBODYCUT', 'the response is incomplete'],
		['EBODYTOOLARGE', 'the response exceeds the 256 MB limit'],
		['ENOENT', 'the file to upload no longer exists'],
		['EFILENOTOPENED', 'n8n could not open the file to upload'],
		['EFILECUT', 'n8n could not read the whole file to upload'],
		['ERR_CANCELED', 'the request was cancelled'],
		['ESTOPPED', 'the request was not sent'],
		[
			'EREDIRECT',
			'the server redirected the request; redirects are not followed because the API key would be forwarded',
		],
		['EN8NREFUSED', 'n8n did not send the request'],
		['ECONNRESET', 'the connection was lost before the response was complete'],
		['EUNKNOWN', 'the connection was lost before the response was complete'],
		['EHOSTUNREACH', 'no connection could be made'],
		['ERR_INVALID_URL', 'no connection could be made'],
	])('explains %s', (code, what) => {
		const error = ofCode(code);
		expect(error.message).toBe(`Example: ${what}`);
		expect(error.advice).toMatch(SENTENCES);
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'UNTRUSTED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'INVALID_CA',
		'HOSTNAME_MISMATCH',
		'CRL_HAS_EXPIRED',
		'PATH_LENGTH_EXCEEDED',
	])('explains %s as a certificate that is not trusted', (code) => {
		const error = ofCode(code);
		expect(error.message).toBe('Example: the certificate of the server is not trusted');
		expect(error.advice).toMatch(/^Nothing was sent\. .+ NODE_EXTRA_CA_CERTS .+\.$/);
	});

	it('has the words of n8n instead of its own, and its own advice', () => {
		const error = ofCode('EN8NREFUSED', 'The address 10.0.0.1 is blocked');
		expect(error.message).toBe('Example: The address 10.0.0.1 is blocked');
		expect(error.advice).toBe(ofCode('EN8NREFUSED').advice);
	});

	it.each(['EFILENOTOPENED', 'EFILECUT'])('has the words of the storage after its own for %s', (code) => {
		expect(ofCode(code, 'Request to S3 failed: timeout').message).toBe(
			`${ofCode(code).message}: Request to S3 failed: timeout`,
		);
	});

	it('has the words of Node.js after its own for a certificate', () => {
		expect(ofCode('CERT_HAS_EXPIRED', 'certificate has expired').message).toBe(
			'Example: the certificate of the server is not trusted: certificate has expired',
		);
	});

	it('has the words of Node.js for a connection that cannot be made', () => {
		expect(ofCode('EPROTO', 'wrong version number').message).toBe('Example: wrong version number');
	});
});

describe('the error for a response of another structure', () => {
	const error = () => shapeError(CONTEXT, 200, '"id" must be text');

	it('says which request, what is wrong, and what to do', () => {
		expect(error().message).toBe('Example returned an unexpected response to GET /jobs/1: "id" must be text');
		expect(error().advice).toMatch(SENTENCES);
	});

	it('does not tell whether the request was processed', () => {
		expect(error().details).toMatchObject({ status: 200, outcome: 'unknown', transient: false });
	});
});

describe('the warning that a job may have been paid for', () => {
	const advice = () => ofStatus(500).advice;

	it('is added if the outcome of a paid request is unknown', () => {
		expect(ofStatus(500, {}, PAID).advice).toBe(`${advice()} ${CHECK_THE_LIST}`);
		expect(ofCode('ECONNRESET', undefined, PAID).advice).toBe(`Try again later. ${CHECK_THE_LIST}`);
	});

	it('is added if the response to an earlier attempt was lost', () => {
		expect(ofStatus(429, {}, { ...PAID, responseLost: true }).advice).toMatch(CHECK_THE_LIST);
		expect(ofCode('ECONNREFUSED', undefined, { ...PAID, responseLost: true }).advice).toMatch(CHECK_THE_LIST);
	});

	it('names the job if it is known', () => {
		expect(ofStatus(500, {}, { ...PAID, jobId: 'job-1' }).advice).toBe(
			`${advice()} ${CHECK_THE_LIST} The job ID is job-1.`,
		);
	});

	it('is the one of a vendor whose jobs are not in a list', () => {
		const vendor = { ...FAKE_VENDOR, outcomeUnknownHint: 'Ask support.' };
		expect(ofStatus(500, {}, { ...PAID, vendor }).advice).toBe(`${advice()} Ask support.`);
	});

	it('is not added if the request was surely not processed', () => {
		expect(ofStatus(400, {}, { ...PAID, jobId: 'job-1' }).advice).toBe(ofStatus(400).advice);
		expect(ofCode('ECONNREFUSED', undefined, PAID).advice).toBe(ofCode('ECONNREFUSED').advice);
	});

	it('is not added to a request that costs nothing', () => {
		expect(ofStatus(500, {}, { responseLost: true, jobId: 'job-1' }).advice).toBe(advice());
	});
});

describe('the facts of an error', () => {
	it('are those of the response', () => {
		const error = ofStatus(
			503,
			{ message: 'Busy', code: 'E7' },
			{ jobId: 'job-1', retryAfterMs: 7_000, responseLost: true },
		);
		expect(error.jobId).toBe('job-1');
		expect(error.details).toEqual({
			request: 'GET /jobs/1',
			status: 503,
			vendorCode: 'E7',
			outcome: 'unknown',
			isPaid: false,
			mayStillRun: false,
			transient: true,
			retryAfterMs: 7_000,
			responseLost: true,
		});
	});

	it('have no status without a response', () => {
		expect(ofCode('ECONNREFUSED', undefined, PAID).details).toEqual({
			request: 'POST /jobs',
			status: undefined,
			vendorCode: undefined,
			outcome: 'notSent',
			isPaid: true,
			mayStillRun: true,
			transient: true,
			retryAfterMs: undefined,
			responseLost: false,
		});
	});

	it('know a limit that the vendor reports by another status', () => {
		expect(ofStatus(403, {}, {}, { rateLimited: true }).details).toMatchObject({
			outcome: 'notProcessed',
			transient: true,
		});
	});
});
