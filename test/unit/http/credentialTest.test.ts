import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
} from 'n8n-workflow';

import { testRules, type ExpectedTest } from '../../../nodes/shared/http/credentialTest';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

const ACME: ExpectedTest = { vendor: 'Acme', rejected: 'Acme rejected the key.', present: ['jobs.map'] };

/** The value at a dotted path, as lodash reads it for n8n. */
const valueAt = (body: unknown, path: string) =>
	path
		.split('.')
		.reduce<unknown>(
			(value, name) => (value === undefined || value === null ? undefined : Reflect.get(Object(value), name)),
			body,
		);

const listOf = (
	rules: Rules,
): Array<IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody> => [...rules];

/** What n8n reports about a response; `undefined` if it accepts it. */
function verdict(rules: Rules, status: number, body: unknown = {}): string | undefined {
	for (const { properties } of listOf(rules)) {
		if ('key' in properties) {
			if (status < 300 && valueAt(body, properties.key) === properties.value) return properties.message;
		} else if (properties.value === status) return properties.message;
	}
	return undefined;
}

describe('the test of a credential', () => {
	it('accepts the response of the API', () => {
		expect(verdict(testRules(ACME), 200, { jobs: [] })).toBeUndefined();
	});

	it.each([{}, { jobs: 'none' }, '<html>', { jobs: null }])(
		'rejects the response of another server: %j',
		(body) => {
			expect(verdict(testRules(ACME), 200, body)).toBe(
				'The response does not come from the API of Acme. Check "Base URL".',
			);
		},
	);

	it('requires everything that is expected', () => {
		const rules = testRules({ ...ACME, present: ['jobs.map', 'page.next'] });
		expect(verdict(rules, 200, { jobs: [], page: { next: null } })).toBeUndefined();
		expect(verdict(rules, 200, { jobs: [] })).toBeDefined();
		expect(verdict(rules, 200, { page: { next: null } })).toBeDefined();
	});

	it.each<[number[], string]>([
		[[401], 'Acme rejected the key.'],
		[
			[300, 301, 302, 303, 304, 305, 306, 307, 308],
			'The server redirected the request to Acme (STATUS). Redirects are not followed, because the key would be forwarded. Check "Base URL".',
		],
		[[400, 422], 'Acme rejected the request (STATUS). Check the values of the credential.'],
		[
			[404, 405, 406, 410, 415, 421, 501],
			'The server does not have the API of Acme at this address (STATUS). Check "Base URL".',
		],
		[
			[408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529],
			'Acme is not available at the moment (STATUS). Try again later.',
		],
		[[402], 'Acme requires payment (402). Check the balance and the plan of your account.'],
		[
			[403],
			'Acme does not allow this key to list or create jobs (403). Check its permissions and your plan.',
		],
		[
			[407],
			'The proxy that n8n uses did not forward the request to Acme (407). It requires a user name and a password in HTTPS_PROXY.',
		],
	])('explains the statuses %j', (statuses, message) => {
		for (const status of statuses) {
			expect(verdict(testRules(ACME), status)).toBe(message.replace('STATUS', String(status)));
		}
	});

	it('names the field with the address, if the credential has one', () => {
		const withHost = testRules({ ...ACME, addressField: 'Host' });
		expect(verdict(withHost, 404)).toMatch(/ Check "Host" or "Base URL"\.$/);
		expect(verdict(withHost, 200)).toMatch(/ Check "Host" or "Base URL"\.$/);
		expect(verdict(withHost, 403)).toMatch(/ Check its permissions and your plan\.$/);
		const withRegion = testRules({ ...ACME, addressField: 'Region' });
		expect(verdict(withRegion, 301)).toMatch(/ Check "Region" or "Base URL"\.$/);
		expect(verdict(withRegion, 403)).toMatch(/ Check its permissions, the plan and "Region"\.$/);
	});

	it('leaves 403 to a credential that explains it itself', () => {
		expect(verdict(testRules({ ...ACME, explainsForbidden: true }), 403)).toBeUndefined();
	});

	it('has rules of the kinds that n8n knows, in one list', () => {
		const rules = testRules(ACME);
		expect(Array.isArray(rules)).toBe(true);
		const types = listOf(rules).map(({ type }) => type);
		expect(new Set(types)).toEqual(new Set(['responseCode', 'responseSuccessBody']));
		expect(types.at(-1)).toBe('responseSuccessBody');
	});
});
