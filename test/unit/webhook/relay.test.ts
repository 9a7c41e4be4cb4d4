import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import {
	isRelayCall,
	relayBaseOf,
	relayPathOf,
	relaySecretOf,
	relayToExecution,
	relayWebhooks,
} from '../../../nodes/shared/webhook/relay';
import { seal, unseal } from '../../../nodes/shared/webhook/seal';
import { FAKE_VENDOR } from '../../support/fakeVendor';
import { fakeExecution } from '../../support/jobs';
import { elapsedMs, inVirtualTime, takes } from '../../support/virtualTime';

const SECRET = 'secret-key';

const BASES = {
	webhookBaseUrl: 'https://n8n.example.com/webhook/',
	webhookWaitingBaseUrl: 'https://n8n.example.com/webhook-waiting/',
};

const NODE = { name: 'Node', webhookId: 'id-1' };

describe('the webhooks of the relay', () => {
	it('take every method that vendors use, for published workflows and one operation only', () => {
		const webhooks = relayWebhooks('create');
		expect(webhooks).toEqual(
			['POST', 'PUT', 'GET'].map((method) => ({
				name: 'setup',
				httpMethod: `={{ $workflow.active && $parameter["operation"] === "create" ? "${method}" : "" }}`,
				responseMode: 'onReceived',
				responseData: '',
				path: ':execution/:token',
				ndvHideUrl: true,
			})),
		);
	});

	it('are known by their name', () => {
		expect(isRelayCall({ getWebhookName: () => 'setup' })).toBe(true);
		expect(isRelayCall({ getWebhookName: () => 'default' })).toBe(false);
	});
});

describe('the relay of a node', () => {
	const asked: IHttpRequestOptions[] = [];
	const contextOf = (functions: Record<string, unknown>, response?: unknown) =>
		fakeExecution({
			functions: {
				getMode: () => 'trigger',
				getNode: () => NODE,
				getWorkflow: () => ({ active: true }),
				additionalData: BASES,
				helpers: {
					httpRequest: async (options: IHttpRequestOptions) => {
						asked.push(options);
						if (response === undefined) throw new Error('No connection');
						return await Promise.resolve(response);
					},
				},
				...functions,
			},
		}).context;
	const baseOf = async (functions: Record<string, unknown> = {}, response?: unknown) =>
		await relayBaseOf(contextOf(functions, response));
	const base = 'https://n8n.example.com/webhook/id-1/id-1';
	const inWorker = { getWorkflow: () => ({ active: false }) };

	beforeEach(() => asked.splice(0));

	it('is below the webhooks of n8n, with the ID of the node twice', async () => {
		expect(await baseOf()).toEqual({ base });
		expect(asked).toEqual([]);
	});

	it('does not exist in a test run', async () => {
		expect(await baseOf({ getMode: () => 'manual' })).toBe('testRun');
	});

	it('exists in a worker that does not know whether the workflow is published, if it answers', async () => {
		const response = { statusCode: 401, body: { message: 'Rejected' } };
		expect(await baseOf(inWorker, response)).toEqual({ base });
		expect(asked).toEqual([
			{
				method: 'POST',
				url: `${base}/1234/check`,
				timeout: 5_000,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
	});

	it('is asked once for all items', async () => {
		const context = contextOf(inWorker, { statusCode: 401, body: '{"message":"Rejected"}' });
		const found = await Promise.all([relayBaseOf(context), relayBaseOf(context)]);
		expect([found, asked.length]).toEqual([[{ base }, { base }], 1]);
	});

	it.each<[string, unknown]>([
		['nothing answers', undefined],
		['n8n does not know the URL', { statusCode: 404, body: { message: 'Not registered' } }],
		['a gateway wants a password', { statusCode: 401, body: 'Unauthorized' }],
		['something else answers', { statusCode: 200, body: { message: 'Rejected' } }],
	])('does not exist in a worker if %s', async (_why, response) => {
		expect(await baseOf(inWorker, response)).toBe('unpublished');
	});

	it.each<[string, Record<string, unknown>]>([
		['in a workflow that is not published', { getWorkflow: () => ({ active: false }) }],
		['without a webhook ID', { getNode: () => ({ name: 'Node' }) }],
		['without a base URL of n8n', { additionalData: {} }],
	])('does not exist %s', async (_why, functions) => {
		expect(await baseOf(functions)).toBe('unpublished');
	});
});

describe('the path of a relay URL', () => {
	const pathOf = (resumeUrl: unknown) =>
		relayPathOf(fakeExecution({ functions: { evaluateExpression: () => resumeUrl } }).context, SECRET);

	it("has the execution and n8n's token, sealed", () => {
		const [, execution, token = ''] = pathOf(
			'https://n8n.example.com/webhook-waiting/1234?signature=abcd',
		).split('/');
		expect(execution).toBe('1234');
		expect(unseal(SECRET, '1234', token)).toBe('abcd');
	});

	it.each([undefined, 'https://n8n.example.com/webhook-waiting/1234'])(
		'has an empty token if n8n has none (%p)',
		(resumeUrl) => {
			const [, , token = ''] = pathOf(resumeUrl).split('/');
			expect(unseal(SECRET, '1234', token)).toBe('');
		},
	);
});

describe('the secret that seals relay URLs', () => {
	const secretOf = (credential: Record<string, string | number>) =>
		relaySecretOf({ secretFields: ['apiKey', 'token'] }, credential);

	it('is the first of the credential that is set', () => {
		expect(secretOf({ token: 'b', apiKey: 'a' })).toBe('a');
		expect(secretOf({ token: 'b', apiKey: ' ' })).toBe('b');
		expect(secretOf({ token: 'b', apiKey: 7 })).toBe('b');
	});

	it('is empty if none is set', () => {
		expect(secretOf({ other: 'a' })).toBe('');
	});
});

const isWebhook = (value: object): value is IWebhookFunctions => 'getParamsData' in value;

let nodes = 0;

/** A call of the relay, and an n8n whose suspended execution answers with these statuses, or cannot be reached. */
function callOf({
	job = { jobId: 'job-1' },
	params = { execution: '12', token: seal(SECRET, '12', 'abcd') },
	statuses = [200],
	takesMs = 0,
	more = {},
}: {
	job?: { jobId?: string };
	params?: Record<string, unknown>;
	statuses?: Array<number | 'down'>;
	takesMs?: number;
	more?: Record<string, unknown>;
}) {
	const calls: Array<{ url: string; body: unknown; atMs: number }> = [];
	const responses: Array<[number, unknown]> = [];
	const warnings: string[] = [];
	// The secret of a node is remembered for a second.
	nodes += 1;
	const workflow = { id: `workflow-${nodes}` };
	const context = {
		getNode: () => NODE,
		getWorkflow: () => workflow,
		getParamsData: () => params,
		getCredentials: async (type: string) =>
			await Promise.resolve(type === 'exampleApi' ? { apiKey: SECRET } : {}),
		getResponseObject: () => ({
			status: (status: number) => ({ json: (body: unknown) => responses.push([status, body]) }),
		}),
		logger: { warn: (line: string) => warnings.push(line) },
		additionalData: BASES,
		helpers: {
			httpRequest: async ({ url, body }: { url: string; body: unknown }) => {
				const status = statuses[Math.min(calls.length, statuses.length - 1)];
				calls.push({ url, body, atMs: elapsedMs() });
				if (status === 'down') throw new Error('ECONNREFUSED');
				if (takesMs > 0) await takes(takesMs);
				return { statusCode: status, body: {} };
			},
		},
		...more,
	};
	if (!isWebhook(context)) throw new Error('This is not a context');
	return {
		calls,
		responses,
		warnings,
		relay: async () => await relayToExecution(context, FAKE_VENDOR, job.jobId),
	};
}

const LATER = [503, { message: 'Try again later.' }];

describe('a relayed callback', () => {
	it('calls the execution with its token and the job', async () => {
		const { relay, calls, responses } = callOf({});
		expect(await relay()).toEqual({ webhookResponse: 'Relayed.' });
		expect(calls).toMatchObject([
			{
				url: 'https://n8n.example.com/webhook-waiting/12?signature=abcd',
				body: '{"relayedJobIds":["job-1"]}',
			},
		]);
		expect(responses).toEqual([]);
	});

	it('calls the execution without a token if n8n has none', async () => {
		const { relay, calls } = callOf({ params: { execution: 'a/b', token: seal(SECRET, 'a/b', '') } });
		await relay();
		expect(calls[0]?.url).toBe('https://n8n.example.com/webhook-waiting/a%2Fb');
	});

	it('is done if the execution is over', async () => {
		expect(await callOf({ statuses: [404] }).relay()).toEqual({ webhookResponse: 'Relayed.' });
	});

	it.each([
		['a forged token', { execution: '12', token: seal('other', '12', 'abcd') }],
		['the token of another execution', { execution: '13', token: seal(SECRET, '12', 'abcd') }],
		['no token', { execution: '12' }],
		['no execution', { token: seal(SECRET, '12', 'abcd') }],
	])('is rejected with %s, and calls nothing', async (_what, params) => {
		const { relay, calls, responses } = callOf({ params });
		expect(await relay()).toEqual({ noWebhookResponse: true });
		expect([responses, calls]).toEqual([[[401, { message: 'Rejected' }]], []]);
	});

	it('is rejected if the credential has no secret, because anyone could seal its token', async () => {
		const { relay, calls, responses } = callOf({
			params: { execution: '12', token: seal('', '12', '') },
			more: { getCredentials: async () => await Promise.resolve({}) },
		});
		await relay();
		expect([responses, calls]).toEqual([[[401, { message: 'Rejected' }]], []]);
	});

	it('is rejected if n8n has no URL of its own', async () => {
		const { relay, responses } = callOf({ more: { additionalData: {} } });
		await relay();
		expect(responses).toEqual([[401, { message: 'Rejected' }]]);
	});

	it('comes too early without a credential', async () => {
		const getCredentials = async () => await Promise.reject(new Error('no credential'));
		const { relay, responses, warnings, calls } = callOf({ more: { getCredentials } });
		expect(await relay()).toEqual({ noWebhookResponse: true });
		expect([responses, calls]).toEqual([[LATER], []]);
		expect(warnings).toEqual(['A callback could not be relayed: no credential']);
	});

	it('decrypts the credential once in a second', async () => {
		const getCredentials = jest.fn(async () => await Promise.resolve({ apiKey: SECRET }));
		const { relay } = callOf({ more: { getCredentials } });
		await inVirtualTime(async () => {
			await relay();
			await takes(1_000 - elapsedMs() - 1);
			await relay();
			expect(getCredentials).toHaveBeenCalledTimes(1);
			await relay();
			expect(getCredentials).toHaveBeenCalledTimes(2);
		});
	});

	it('reads the credential again after a failure', async () => {
		const getCredentials = jest
			.fn(async () => await Promise.resolve({ apiKey: SECRET }))
			.mockRejectedValueOnce(new Error('no database'));
		const { relay } = callOf({ more: { getCredentials } });
		await inVirtualTime(async () => {
			expect(await relay()).toEqual({ noWebhookResponse: true });
			expect(await relay()).toEqual({ webhookResponse: 'Relayed.' });
		});
	});

	it.each([[503], ['down' as const]])(
		'that comes too early (%p) is repeated before it is answered',
		async (status) => {
			const { relay, calls, responses } = callOf({ statuses: [status, status, 200] });
			await inVirtualTime(async () => {
				expect(await relay()).toEqual({ webhookResponse: 'Relayed.' });
				await takes(1_000_000);
			});
			expect(responses).toEqual([]);
			expect(calls.map(({ atMs }) => atMs)).toEqual([100, 600, 1_700]);
		},
	);

	it('that comes too early is refused after five seconds, and still repeated', async () => {
		const { relay, calls, responses } = callOf({ statuses: [503, 503, 503, 503, 200] });
		await inVirtualTime(async () => {
			expect(await relay()).toEqual({ noWebhookResponse: true });
			expect(elapsedMs()).toBe(5_000);
			await takes(1_000_000);
		});
		expect(responses).toEqual([LATER]);
		expect(calls.map(({ atMs }) => atMs)).toEqual([100, 600, 1_700, 4_800, 14_900]);
	});

	it('is repeated seven times in eight minutes', async () => {
		const { relay, calls, warnings } = callOf({ statuses: [503] });
		await inVirtualTime(async () => {
			await relay();
			await takes(10_000_000);
		});
		expect(warnings).toEqual([
			'A suspended execution did not accept the callback of job job-1. It resumes at its time limit.',
		]);
		expect(calls.map(({ atMs }) => atMs / 1_000)).toEqual([0.1, 0.6, 1.7, 4.8, 14.9, 45, 165.1, 465.2]);
	});

	it('is not logged if its last repetition is accepted', async () => {
		const { relay, calls, warnings } = callOf({ statuses: [503, 503, 503, 503, 503, 503, 503, 200] });
		await inVirtualTime(async () => {
			await relay();
			await takes(10_000_000);
		});
		expect([calls.length, warnings]).toEqual([8, []]);
	});

	it('is logged without a job that the vendor did not name', async () => {
		const { relay, warnings } = callOf({ job: {}, statuses: [503] });
		await inVirtualTime(async () => {
			await relay();
			await takes(10_000_000);
		});
		expect(warnings).toEqual([
			'A suspended execution did not accept the callback of job (unknown). It resumes at its time limit.',
		]);
	});

	it('is answered after five seconds if the execution takes longer, and not repeated', async () => {
		const { relay, calls, responses } = callOf({ takesMs: 15_000 });
		await inVirtualTime(async () => {
			expect(await relay()).toEqual({ noWebhookResponse: true });
			expect(elapsedMs()).toBe(5_000);
			await takes(1_000_000);
		});
		expect(responses).toEqual([LATER]);
		expect(calls).toHaveLength(1);
	});

	it('is forwarded together with others that arrive within 100 ms', async () => {
		const { relay, calls } = callOf({});
		await inVirtualTime(async () => await Promise.all([relay(), relay(), relay()]));
		expect(calls).toHaveLength(1);
	});

	it('is logged if n8n cannot call itself', async () => {
		const { relay, warnings } = callOf({ statuses: ['down', 200] });
		await inVirtualTime(async () => {
			await relay();
			await takes(2_000);
		});
		expect(warnings).toEqual(['n8n cannot call itself at https://n8n.example.com: ECONNREFUSED']);
	});
});
