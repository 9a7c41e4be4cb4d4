import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
} from 'n8n-workflow';

/** What the test of a credential expects of the vendor's response. */
export interface ExpectedTest {
	/** The vendor's name in the messages. */
	vendor: string;
	/** The label of the field with the list of hosts or regions, if there is one in addition to "Base URL". */
	addressField?: 'Host' | 'Region';
	/** The message for a key that the vendor rejects with 401. */
	rejected: string;
	/**
	 * Dotted paths that only exist in the expected response. A path may end in a method, so that it only exists in a value
	 * of the right type, e.g. `jobs.map` in a list.
	 */
	present: readonly string[];
	/** Whether errors of the credential's own token request have status 403 and explain themselves. */
	explainsForbidden?: boolean;
}

/**
 * The rules by which n8n judges the response to the test of a credential. n8n itself accepts every response with a
 * successful status, even the web page of another server, and shows other statuses without an explanation.
 */
export function testRules({
	vendor,
	addressField,
	rejected,
	present,
	explainsForbidden = false,
}: ExpectedTest): NonNullable<ICredentialTestRequest['rules']> {
	const checkAddress = `Check ${addressField === undefined ? '' : `"${addressField}" or `}"Base URL".`;
	const statusRules = Object.entries({
		401: rejected,
		...explanations(vendor, checkAddress),
		...(explainsForbidden ? {} : { 403: forbidden(vendor, addressField) }),
	}).map(([value, message]): IAuthenticateRuleResponseCode => ({
		type: 'responseCode',
		properties: { value: Number(value), message },
	}));
	const bodyRules = present.map((key): IAuthenticateRuleResponseSuccessBody => ({
		type: 'responseSuccessBody',
		properties: {
			key,
			// n8n reports the message if the value at the path equals this one, which is the case if there is none.
			value: undefined,
			message: `The response does not come from the API of ${vendor}. ${checkAddress}`,
		},
	}));
	// n8n reads both kinds of rules from one list, which its type does not allow.
	const last = statusRules.length;
	return Object.assign(statusRules, Object.fromEntries(bodyRules.map((rule, index) => [last + index, rule])));
}

function forbidden(vendor: string, addressField: ExpectedTest['addressField']): string {
	const what =
		addressField === 'Region'
			? 'Check its permissions, the plan and "Region".'
			: 'Check its permissions and your plan.';
	return `${vendor} does not allow this key to list or create jobs (403). ${what}`;
}

function explanations(vendor: string, checkAddress: string): Record<number, string> {
	const invalid = (status: number) =>
		`${vendor} rejected the request (${status}). Check the values of the credential.`;
	const unknown = (status: number) =>
		`The server does not have the API of ${vendor} at this address (${status}). ${checkAddress}`;
	const redirected = (status: number) =>
		`The server redirected the request to ${vendor} (${status}). Redirects are not followed, because the key would be forwarded. ${checkAddress}`;
	const unavailable = (status: number) =>
		`${vendor} is not available at the moment (${status}). Try again later.`;
	const all = (statuses: readonly number[], message: (status: number) => string) =>
		Object.fromEntries(statuses.map((status) => [status, message(status)]));
	return {
		...all([300, 301, 302, 303, 304, 305, 306, 307, 308], redirected),
		...all([400, 422], invalid),
		...all([404, 405, 406, 410, 415, 421, 501], unknown),
		...all([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529], unavailable),
		402: `${vendor} requires payment (402). Check the balance and the plan of your account.`,
		407: `The proxy that n8n uses did not forward the request to ${vendor} (407). It requires a user name and a password in HTTPS_PROXY.`,
	};
}
