import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import {
	type ICredentialType,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
	NodeOperationError,
	WAIT_INDEFINITELY,
} from 'n8n-workflow';

import { type BinaryMode, chain, createEngine, type Engine, send } from '../support/engine';
import { isRecord } from '../support/engine/guards';

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

const MAIN = NodeConnectionTypes.Main;

function description(name: string, extra: Partial<INodeTypeDescription>): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [MAIN],
		outputs: [MAIN],
		properties: [],
		...extra,
	};
}

/** Fetches a URL for each item, with the credential if requested, and returns the response. */
const fetcher: INodeType = {
	description: description('fetcher', {
		credentials: [{ name: 'tokenApi', required: false }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Authenticate', name: 'authenticate', type: 'boolean', default: false },
		],
	}),
	methods: {
		listSearch: {
			async pages(this: ILoadOptionsFunctions, filter?: string, token?: string) {
				const url = text(this.getCurrentNodeParameter('url'));
				const body: unknown = await this.helpers.httpRequest({ url, qs: { filter, token } });
				return {
					results: [{ name: text(isRecord(body) && body.url), value: 'first' }],
					paginationToken: 'next',
				};
			},
		},
		loadOptions: {
			async hosts(this: ILoadOptionsFunctions) {
				return [{ name: new URL(text(this.getCurrentNodeParameter('url'))).host, value: 'host' }];
			},
		},
	},
	async execute(this: IExecuteFunctions) {
		const output: INodeExecutionData[] = [];
		const signal = this.getExecutionCancelSignal();
		for (let i = 0; i < this.getInputData().length; i++) {
			const url = text(this.getNodeParameter('url', i));
			try {
				const response: unknown =
					this.getNodeParameter('authenticate', i) === true
						? await this.helpers.httpRequestWithAuthentication.call(this, 'tokenApi', { url })
						: await this.helpers.httpRequest({ url, ...(signal && { abortSignal: signal }) });
				output.push({ json: { response: JSON.stringify(response) }, pairedItem: { item: i } });
			} catch (error) {
				if (!this.continueOnFail()) {
					throw new NodeOperationError(this.getNode(), `Cannot fetch ${url}`, { itemIndex: i });
				}
				const message = error instanceof Error ? error.message : '';
				output.push({ json: { error: message }, pairedItem: { item: i } });
			}
		}
		return [output];
	},
};

/** Reverses a file, as a stream if the binary data has an ID. */
const reverser: INodeType = {
	description: description('reverser', {}),
	async execute(this: IExecuteFunctions) {
		const binary = this.helpers.assertBinaryData(0, 'data');
		const chunks: Uint8Array[] = [];
		if (binary.id !== undefined) {
			chunks.push(await buffer(await this.helpers.getBinaryStream(binary.id)));
		} else {
			chunks.push(Buffer.from(binary.data, 'base64'));
		}
		const reversed = Buffer.concat(chunks).reverse();
		const data = await this.helpers.prepareBinaryData(
			reversed,
			`reversed-${binary.fileName}`,
			binary.mimeType,
		);
		return [[{ json: { hasId: binary.id !== undefined, bytes: binary.bytes }, binary: { data } }]];
	},
};

/** Waits until all jobs of its input have sent a callback. */
const waiter: INodeType = {
	description: description('waiter', {
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: '',
				restartWebhook: true,
				isFullPath: true,
			},
		],
	}),
	async execute(this: IExecuteFunctions) {
		const items = this.getInputData();
		this.getContext('node').jobs = items.map(({ json }) => json.job);
		this.setMetadata({ resumeUrl: text(this.evaluateExpression('{{ $execution.resumeUrl }}', 0)) });
		await this.putExecutionToWait(WAIT_INDEFINITELY);
		return [items];
	},
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const body = this.getBodyData();
		if (body.fail === true) throw new NodeOperationError(this.getNode(), 'Callback went wrong');
		const context = `{{ $node["${this.getNode().name}"].context.jobs }}`;
		const jobs: unknown = this.evaluateExpression(context, 0);
		const first: unknown = this.evaluateExpression('{{ $json.job }}', 0);
		if (!Array.isArray(jobs) || body.done !== jobs.length) return { webhookResponse: { open: jobs } };
		const items = jobs.map((job: unknown, item): INodeExecutionData => {
			return { json: { job: text(job), first: text(first) }, pairedItem: { item } };
		});
		return { webhookResponse: { open: [] }, workflowData: [items] };
	},
};

/** Starts an execution for each event with the correct secret. */
const listener: INodeType = {
	description: description('listener', {
		group: ['trigger'],
		inputs: [],
		version: 2,
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
	}),
	webhookMethods: {
		default: {
			async checkExists(this: IHookFunctions) {
				return this.getWorkflowStaticData('node').url === this.getNodeWebhookUrl('default');
			},
			async create(this: IHookFunctions) {
				this.getWorkflowStaticData('node').url = this.getNodeWebhookUrl('default');
				return true;
			},
			async delete(this: IHookFunctions) {
				delete this.getWorkflowStaticData('node').url;
				return true;
			},
		},
	},
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const req = this.getRequestObject();
		const data = this.getWorkflowStaticData('node');
		if (req.headers['x-secret'] === 'throw') throw new NodeOperationError(this.getNode(), 'Thrown');
		if (req.headers['x-secret'] !== 'open sesame') {
			data.refused = true;
			this.getResponseObject().status(401).send('Unauthorized').end();
			return { noWebhookResponse: true };
		}
		data.accepted = true;
		const body = this.getBodyData();
		const raw = typeof req.rawBody === 'object' ? req.rawBody.toString('utf8') : '';
		return { workflowData: [[{ json: { body, raw, type: req.contentType ?? '' } }]] };
	},
};

const tokenApi: ICredentialType = {
	name: 'tokenApi',
	displayName: 'Token API',
	properties: [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: 'http://127.0.0.1:1' },
		{ displayName: 'Key', name: 'key', type: 'string', typeOptions: { password: true }, default: '' },
		{ displayName: 'Token', name: 'token', type: 'hidden', typeOptions: { expirable: true }, default: '' },
	],
	async preAuthentication(credentials) {
		const url = `${text(credentials.baseUrl)}/login?key=${text(credentials.key)}`;
		const body: unknown = await this.helpers.httpRequest({ url, method: 'POST' });
		return { token: text(isRecord(body) && body.token) };
	},
	authenticate: {
		type: 'generic',
		properties: { headers: { authorization: '=Bearer {{$credentials.token}}' } },
	},
	test: { request: { baseURL: '={{$credentials.baseUrl}}', url: '/private' } },
};

const nodeTypes = {
	'test.fetcher': fetcher,
	'test.reverser': reverser,
	'test.waiter': waiter,
	'test.listener': listener,
};

interface Vendor {
	readonly url: string;
	/** The number of tokens issued so far. */
	logins: number;
	/** Resolves when a request to /hang has arrived. */
	readonly hanging: Promise<void>;
	close(): Promise<void>;
}

/**
 * A local vendor: /echo responds with its URL, /hang never responds, /login issues tokens, /private requires the newest
 * one.
 */
async function startVendor(): Promise<Vendor> {
	let hang: () => void;
	const hanging = new Promise<void>((resolve) => {
		hang = resolve;
	});
	const state = { logins: 0 };
	const server: Server = createServer((req, res) => {
		const { pathname } = new URL(req.url ?? '', 'http://localhost');
		if (pathname === '/hang') {
			hang();
			return;
		}
		const isAllowed = pathname !== '/private' || req.headers.authorization === `Bearer token-${state.logins}`;
		if (pathname === '/login') state.logins += 1;
		res.statusCode = pathname === '/missing' ? 404 : isAllowed ? 200 : 401;
		res.setHeader('content-type', 'application/json');
		res.end(JSON.stringify(pathname === '/login' ? { token: `token-${state.logins}` } : { url: req.url }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		get logins() {
			return state.logins;
		},
		set logins(value) {
			state.logins = value;
		},
		hanging,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

describe.each<BinaryMode>(['memory', 'filesystem'])('the engine with binary data in %s', (binaryMode) => {
	let engine: Engine;
	let vendor: Vendor;

	beforeAll(async () => {
		vendor = await startVendor();
		engine = await createEngine({
			binaryMode,
			nodeTypes,
			credentialTypes: { tokenApi },
			credentials: { tokenApi: { baseUrl: vendor.url, key: 'k' } },
		});
	});

	afterAll(async () => {
		await vendor.close();
	});

	const fetchNode = (url: string, extra = {}) => ({
		name: 'Fetch',
		type: 'test.fetcher',
		parameters: { url, ...extra },
	});

	it('runs a node on every item, with expressions, and pairs the output with the input', async () => {
		const node = fetchNode(`=${vendor.url}/echo?n={{ $json.n }}`);
		const run = await engine.runNode(node, [{ json: { n: 1 } }, { json: { n: 2 } }]);

		expect(run.status).toBe('success');
		expect(run.order).toEqual(['Manual Trigger', 'Fetch']);
		expect(run.json('Fetch')).toEqual([
			{ response: '{"url":"/echo?n=1"}' },
			{ response: '{"url":"/echo?n=2"}' },
		]);
		expect(run.pairs('Fetch')).toEqual([[0], [1]]);
	});

	it('fails the run with the index of the item and does not run the rest of the workflow', async () => {
		const node = fetchNode('={{ $json.url }}');
		const run = await engine.run({
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				node,
				{ name: 'After', type: 'n8n-nodes-base.noOp' },
			],
			connections: chain('Start', 'Fetch', 'After'),
			input: [{ json: { url: `${vendor.url}/echo` } }, { json: { url: `${vendor.url}/missing` } }],
		});

		expect(run.status).toBe('error');
		expect(run.error?.message).toBe(`Cannot fetch ${vendor.url}/missing`);
		expect(run.task('Fetch').error).toMatchObject({ context: { itemIndex: 1 } });
		expect(run.ran('After')).toBe(false);
		expect(() => run.items('After')).toThrow('Node "After" did not run; nodes that did: Start, Fetch');
	});

	it('continues on fail, item by item', async () => {
		const node = { ...fetchNode('={{ $json.url }}'), onError: 'continueRegularOutput' as const };
		const run = await engine.runNode(node, [
			{ json: { url: `${vendor.url}/missing` } },
			{ json: { url: `${vendor.url}/echo` } },
		]);

		expect(run.status).toBe('success');
		expect(run.json('Fetch')).toEqual([
			{ error: 'Request failed with status code 404' },
			{ response: '{"url":"/echo"}' },
		]);
		expect(run.pairs('Fetch')).toEqual([[0], [1]]);
	});

	it('cancels a run during a request', async () => {
		const stop = new AbortController();
		const running = engine.runNode(fetchNode(`${vendor.url}/hang`), undefined, { signal: stop.signal });
		await vendor.hanging;
		stop.abort();

		expect(await running).toMatchObject({ status: 'canceled' });
	});

	it('authenticates with the credential class, requests its token once and renews it after a 401', async () => {
		engine.setCredential('tokenApi', { baseUrl: vendor.url, key: 'k', token: '' });
		const before = vendor.logins;
		const node = fetchNode(`${vendor.url}/private`, { authenticate: true });

		expect((await engine.runNode(node)).json('Fetch')).toEqual([{ response: '{"url":"/private"}' }]);
		expect((await engine.runNode(node)).status).toBe('success');
		expect(vendor.logins).toBe(before + 1);
		expect(engine.credential('tokenApi').token).toBe(`token-${before + 1}`);

		vendor.logins += 1;
		expect((await engine.runNode(node)).status).toBe('success');
		expect(engine.credential('tokenApi').token).toBe(`token-${before + 3}`);
	});

	it('rejects a node whose credential is not selected', async () => {
		const node = { ...fetchNode(`${vendor.url}/private`, { authenticate: true }), credentials: {} };
		const run = await engine.runNode(node);
		expect(run.status).toBe('error');
	});

	it('tests a credential', async () => {
		await expect(engine.testCredential('tokenApi')).resolves.toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const closed = { baseUrl: 'http://127.0.0.1:1', key: 'k' };
		await expect(engine.testCredential('tokenApi', closed)).resolves.toMatchObject({ status: 'Error' });
		expect(engine.credential('tokenApi').baseUrl).toBe(vendor.url);
	});

	it.each(['buffer', 'stream'])(
		'passes a file made from a %s to a node and reads the file that it outputs',
		async (from) => {
			const bytes = Buffer.from('recorded');
			const item = await engine.binaryItem({
				data: from === 'buffer' ? bytes : Readable.from([bytes]),
				fileName: 'call.wav',
				mimeType: 'audio/wav',
			});
			const run = await engine.runNode({ name: 'Reverse', type: 'test.reverser' }, [item]);

			const [output] = run.items('Reverse');
			expect(run.json('Reverse')).toEqual([{ hasId: binaryMode === 'filesystem', bytes: 8 }]);
			expect((await engine.readBinary(output)).toString()).toBe('dedrocer');
			expect(output?.binary?.data).toMatchObject({ fileName: 'reversed-call.wav', mimeType: 'audio/wav' });
		},
	);

	describe('a waiting run', () => {
		const start = async () =>
			await engine.run({
				nodes: [
					{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
					{ name: 'Wait', type: 'test.waiter' },
					{ name: 'After', type: 'n8n-nodes-base.noOp' },
				],
				connections: chain('Start', 'Wait', 'After'),
				input: [{ json: { job: 'a' } }, { json: { job: 'b' } }],
			});

		it('waits until the node returns items, then runs to the end', async () => {
			const waiting = await start();
			expect(waiting.status).toBe('waiting');
			expect(waiting.task('Wait').metadata?.resumeUrl).toBe(waiting.resumeUrl);

			const early = await engine.resume(waiting, { json: { done: 1 } });
			expect([early.status, early.text]).toEqual([200, '{"open":["a","b"]}']);

			const last = await engine.resume(waiting, { json: { done: 2 } });
			expect([last.status, last.text]).toEqual([200, '{"open":[]}']);

			const run = await engine.finished(waiting.executionId);
			expect(run.status).toBe('success');
			expect(run.json('After')).toEqual([
				{ job: 'a', first: 'a' },
				{ job: 'b', first: 'a' },
			]);
			expect(run.pairs('Wait')).toEqual([[0], [1]]);
		});

		it('rejects a wrong token, an unknown run and one that has ended', async () => {
			const waiting = await start();
			const forged = new URL(waiting.resumeUrl);
			forged.searchParams.set('signature', 'x'.repeat(64));
			expect(await send(forged.href, { json: {} })).toMatchObject({ status: 401 });
			expect(await send(`${engine.url}/webhook-waiting/none`, { json: {} })).toMatchObject({ status: 404 });

			await engine.resume(waiting, { json: { done: 2 } });
			await engine.finished(waiting.executionId);
			expect(await engine.resume(waiting, { json: { done: 2 } })).toMatchObject({ status: 409 });
		});

		it('is resumed once by simultaneous callbacks', async () => {
			const waiting = await start();
			const replies = await Promise.all(
				Array.from({ length: 4 }, async () => await engine.resume(waiting, { json: { done: 2 } })),
			);
			const run = await engine.finished(waiting.executionId);

			expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
			expect(run.data.resultData.runData.After).toHaveLength(1);
		});

		it('fails if the node throws in its webhook', async () => {
			const waiting = await start();
			expect(await engine.resume(waiting, { json: { fail: true } })).toMatchObject({ status: 500 });
			const run = await engine.finished(waiting.executionId);
			expect([run.status, run.error?.message]).toEqual(['error', 'Callback went wrong']);
		});

		it('outputs its input when the time limit is reached', async () => {
			const run = await engine.expireWait(await start());
			expect(run.status).toBe('success');
			expect(run.json('After')).toEqual([{ job: 'a' }, { job: 'b' }]);
		});
	});

	describe('an active trigger', () => {
		const definition = {
			nodes: [
				{ name: 'Trigger', type: 'test.listener' },
				{ name: 'After', type: 'n8n-nodes-base.noOp' },
			],
			connections: chain('Trigger', 'After'),
		};
		const headers = { 'x-secret': 'open sesame' };

		it('registers, starts a run for an event, and unregisters', async () => {
			const active = await engine.activate(definition);
			const url = active.url('Trigger');
			expect(active.staticData('Trigger')).toEqual({ url });

			const reply = await send(url, { headers, json: { id: 7 } });
			expect([reply.status, reply.text]).toEqual([200, '{"message":"Workflow was started"}']);
			const [run, ...more] = await active.started();
			expect(more).toHaveLength(0);
			expect(run?.json('After')).toEqual([{ body: { id: 7 }, raw: '{"id":7}', type: 'application/json' }]);

			await active.deactivate();
			expect(active.staticData('Trigger')).not.toHaveProperty('url');
			expect(await send(url, { headers, json: { id: 7 } })).toMatchObject({ status: 404 });
		});

		it('keeps static data that is saved with a rejection and loses data that is saved with a start, like n8n 2.41', async () => {
			const active = await engine.activate(definition, { register: false });
			const url = active.url('Trigger');
			const refused = await send(url, { json: {} });
			expect([refused.status, refused.text]).toEqual([401, 'Unauthorized']);
			await send(url, { headers, json: {} });

			expect(active.staticData('Trigger')).toEqual({ refused: true });
			expect(await active.started()).toHaveLength(1);
		});

		it('responds with 500 and records a failed run if webhook() throws', async () => {
			const active = await engine.activate(definition);
			const reply = await send(active.url('Trigger'), { headers: { 'x-secret': 'throw' }, json: {} });
			expect(reply.status).toBe(500);
			const [run] = await active.started();
			expect([run?.status, run?.error?.message]).toEqual(['error', 'Thrown']);
		});

		it('parses text, forms and files like n8n, and leaves other types to the node', async () => {
			const active = await engine.activate(definition, { isTest: true });
			const url = active.url('Trigger');
			expect(url).toContain('/webhook-test/');
			const form = new FormData();
			form.append('transcript', new Blob(['words']), 'transcript.txt');
			form.append('id', '7');
			const text = { ...headers, 'content-type': 'text/plain; charset=utf-8' };
			await send(url, { headers: text, body: 'plain' });
			await send(url, { headers, body: new URLSearchParams({ id: '7' }) });
			await send(url, { headers, body: form });
			await send(url, { headers: { ...headers, 'content-type': 'audio/wav' }, body: 'RIFF' });
			const broken = { ...headers, 'content-type': 'application/json' };
			expect(await send(url, { headers: broken, body: '{"id":' })).toMatchObject({ status: 422 });

			const items = (await active.started()).map((run) => run.json('Trigger')[0]);
			expect(items).toMatchObject([
				{ body: 'plain', raw: 'plain', type: 'text/plain' },
				{ body: { id: '7' }, raw: 'id=7' },
				{
					body: { data: { id: '7' }, files: { transcript: { originalFilename: 'transcript.txt', size: 5 } } },
					raw: '',
				},
				{ body: {}, raw: '', type: 'audio/wav' },
			]);
		});
	});

	it('runs the methods for the lists of the node', async () => {
		const node = fetchNode(`${vendor.url}/echo`);
		await expect(engine.listSearch(node, 'pages', 'abc', 'p2')).resolves.toEqual({
			results: [{ name: '/echo?filter=abc&token=p2', value: 'first' }],
			paginationToken: 'next',
		});
		await expect(engine.loadOptions(node, 'hosts')).resolves.toEqual([
			{ name: new URL(vendor.url).host, value: 'host' },
		]);
	});
});
