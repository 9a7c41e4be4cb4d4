import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseError, parseShortError } from '../../../nodes/Botlhale/api/errors';
import { botlhaleHttp } from '../../../nodes/Botlhale/api/http';
import { parseStorageError } from '../../../nodes/Botlhale/api/storageErrors';

const FIXTURES = join(__dirname, '..', '..', 'fixtures', 'botlhale');
const bodyOf = (file: string) => readFileSync(join(FIXTURES, file), 'utf8');
const fault = (status: number, file: string) => botlhaleHttp.parseError(status, bodyOf(file));

describe('errors of the API in any form', () => {
	it.each([
		['error.400.missing-parameter.json', { message: 'Please provide org_id', code: 'missing_parameter' }],
		['error.400.message.json', { message: 'Please provide org_id' }],
		['error.400.error-string.json', { message: 'Please provide org_id' }],
		['error.400.missing-file-name.json', { message: 'Missing fileName' }],
		['error.400.allocation-exceeded.json', { message: 'Allocation exceeded' }],
		['error.401.gateway.json', { message: 'Unauthorized' }],
		['error.402.json', { code: 'request_failed' }],
		['error.404.organisation.json', { message: 'Organisation not found' }],
		['error.422.json', { message: 'Invalid language_code', code: 'invalid_parameter' }],
		['error.500.upload.json', { message: 'Something went wrong with the upload' }],
	])('%s', (file, expected) => {
		const status = Number(file.split('.')[1]);
		expect(fault(status, file)).toMatchObject(expected);
	});

	it.each([
		['{"error_description":"a"}', 'a'],
		['{"errors":["b"]}', 'b'],
		['{"errors":[{"message":"c"}]}', 'c'],
		['{"detail":"d"}', 'd'],
		['{"detail":[{"loc":["body","org_id"],"msg":"Field required"}]}', 'body.org_id Field required'],
		['plain words', 'plain words'],
		['x'.repeat(500), 'x'.repeat(200)],
	])('%s', (body, message) => {
		expect(parseError(500, body).message).toBe(message);
	});

	it('disagreement 24: a 400 is reported as a bad request, not as a wrong key', () => {
		const { hint } = fault(400, 'error.400.missing-parameter.json');
		expect(hint).toMatch(/Organisation ID/);
		expect(parseError(400, '').hint).toBe('Check the values of this node.');
		expect(parseError(401, '').hint).toMatch(/refresh token/);
		expect(fault(401, 'error.401.gateway-expired.json').hint).toMatch(/\(or bearer token\)/);
		expect(parseError(400, '{"message":"Please provide speech_file"}').hint).toMatch(/Parameter Names/);
	});

	it('show no message for HTML and empty bodies, and show no token', () => {
		expect(parseError(502, '<html><body>Bad Gateway</body></html>').message).toBeUndefined();
		expect(parseError(404, '').message).toBeUndefined();
		const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2ln';
		expect(parseError(403, `{"message":"bad token ${jwt}!"}`).message).toBe('bad token ***!');
	});
});

describe('errors of the storage in XML', () => {
	it.each([
		['s3.403.AccessDenied-expired.xml', 'AccessDenied', /Policy expired/, /new upload slot/],
		['s3.403.AccessDenied-policy.xml', 'AccessDenied', /Extra input fields: content-type/, /other fields/],
		['s3.403.SignatureDoesNotMatch.xml', 'SignatureDoesNotMatch', /does not match/, /other fields/],
		[
			's3.400.InvalidArgument-no-file.xml',
			'InvalidArgument',
			/exactly one file/,
			/not related to the credential/,
		],
	])('%s', (file, code, message, hint) => {
		const found = parseStorageError(Number(file.split('.')[1]), bodyOf(file));
		expect(found).toMatchObject({ code, message: expect.stringMatching(message) });
		expect(found.hint).toMatch(hint);
	});
});

describe('errors of the storage without XML', () => {
	it.each([
		[401, '{"message":"Unauthorized"}', /^The storage rejected .*not related to the credential/],
		[403, '', /^The storage rejected .*not related to the credential/],
		[404, '<html>Not Found</html>', /^The storage rejected .*not related to the credential/],
		[407, '', /^$/],
		[429, '', /^$/],
		[502, '<html>Bad Gateway</html>', /^$/],
	])('%i %s', (status, body, hint) => {
		expect(parseStorageError(status, body).hint ?? '').toMatch(hint);
	});
});

describe('disagreement 1: the host is a setting', () => {
	it.each([
		['xyz', '', 'https://api.botlhale.xyz'],
		['', '', 'https://api.botlhale.xyz'],
		['tech', '', 'https://api.botlhale.tech'],
		['custom', ' https://api-dev.botlhale.xyz/ ', 'https://api-dev.botlhale.xyz'],
		['custom', 'https://api.botlhale.xyz/v1/', 'https://api.botlhale.xyz/v1'],
		['custom', 'http://127.0.0.1:4010/botlhale', 'http://127.0.0.1:4010/botlhale'],
	])('%s %s', (host, baseUrl, expected) => {
		expect(botlhaleHttp.baseUrl({ host, baseUrl })).toBe(expected);
	});

	it('but the token is only sent encrypted', () => {
		expect(() => botlhaleHttp.baseUrl({ host: 'custom', baseUrl: 'http://api.botlhale.xyz' })).toThrow(
			'https://',
		);
		expect(() => botlhaleHttp.baseUrl({ host: 'custom', baseUrl: '' })).toThrow('not a web address');
	});
});

describe('advice on errors', () => {
	it('of the storage does not mention the credential', () => {
		const body =
			'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
		const { message, code, hint } = parseStorageError(403, body);
		expect({ message, code }).toEqual({ message: 'Access Denied', code: 'AccessDenied' });
		expect(hint).toMatch(/not related to the credential.*new upload slot/);
	});

	it.each(['Audio is longer than 60 seconds', 'Recording too long', 'Maximum duration exceeded'])(
		'"%s" names the operation for long recordings',
		(message) => {
			expect(parseShortError(400, JSON.stringify({ message })).hint).toMatch(/use Transcript: Transcribe/);
			expect(parseError(400, JSON.stringify({ message })).hint).not.toMatch(/Transcribe/);
		},
	);

	it('for 413 does not suggest a URL, which Botlhale AI does not accept', () => {
		for (const parse of [parseError, parseShortError, parseStorageError]) {
			expect(parse(413, '').hint).toMatch(/^(?!.*URL).*Compress or split the recording\./);
		}
	});
});

it('is found in linear time for a long message', () => {
	const message = 'eyJ'.repeat(1_000_000);
	expect(parseError(500, JSON.stringify({ message })).message?.length).toBeLessThan(3_000);
	expect(parseStorageError(403, `<Error><Code>${'<Code>'.repeat(300_000)}`)).toHaveProperty('hint');
});
