import { checkResumable } from '../../../nodes/shared/operations/callbackCheck';
import { fakeClient, fakeExecution, fakeVendor } from '../../support/jobs';

const PUBLIC_API = 'https://api.example.com';

/** Checks an execution with this resume URL, at a vendor with this base URL. */
function check(
	resumeUrl: unknown,
	baseUrl = PUBLIC_API,
	changes: Parameters<typeof fakeVendor>[0] = {},
): void {
	const { context } = fakeExecution({ functions: { evaluateExpression: () => resumeUrl } });
	checkResumable(fakeVendor(changes), { ...fakeClient(), baseUrl }, { context });
}

describe('an execution that the vendor cannot call', () => {
	it.each([
		'http://localhost:5678/webhook-waiting/1?signature=ab',
		'https://10.1.2.3/webhook-waiting/1',
		'https://n8n.internal/webhook-waiting/1',
	])('is not suspended: %s', (url) => {
		expect(() => check(url)).toThrow(
			`Acme cannot reach ${new URL(url).origin} from the Internet, so nothing would resume this execution`,
		);
	});

	it('is not suspended if n8n has no URL for it', () => {
		expect(() => check(undefined)).toThrow('Acme cannot reach this n8n from the Internet');
	});

	it('fails with what to do', () => {
		expect.assertions(1);
		try {
			check('http://localhost:5678/webhook-waiting/1');
		} catch (error) {
			expect(error).toMatchObject({
				description: expect.stringMatching(/^Set N8N_WEBHOOK_URL .* Or: Set "How to Wait" to "Poll"/),
			});
		}
	});
});

describe('an execution is suspended', () => {
	it('at a public URL', () => {
		expect(() => check('https://n8n.example.com/webhook-waiting/1')).not.toThrow();
	});

	it('in a private network if the vendor is in one, too', () => {
		expect(() => check('http://localhost:5678/webhook-waiting/1', 'http://127.0.0.1:8000')).not.toThrow();
	});

	it('if the vendor checks the URL when the execution subscribes', () => {
		const wakeUp = { subscribe: async () => '', unsubscribe: async () => undefined };
		expect(() => check('http://localhost:5678/webhook-waiting/1', PUBLIC_API, { wakeUp })).not.toThrow();
	});
});
