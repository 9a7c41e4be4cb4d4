import { createServer, type Server } from 'node:http';

import type { IDataObject } from 'n8n-workflow';

import { chain } from '../../support/engine';
import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/** A vendor on the Internet. The name is reserved, so no request ever reaches a server. */
const PUBLIC = 'https://stt.example.com';

/** A proxy between n8n and the Internet that records the hosts n8n sends requests to. */
let proxy: Server;
const called: string[] = [];

beforeAll(async () => {
	proxy = createServer().on('connect', ({ url }, socket) => {
		called.push(url ?? '');
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const address = proxy.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	process.env.HTTPS_PROXY = `http://127.0.0.1:${address.port}`;
});

afterAll(async () => {
	delete process.env.HTTPS_PROXY;
	proxy.closeAllConnections();
	await new Promise((resolve) => proxy.close(resolve));
});

beforeEach(() => called.splice(0));

describe.each(testedVendors.filter(({ callbacks }) => callbacks.length > 0))('Create at $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		stage.engine.setCredential(vendor.credentialType, {
			...stage.engine.credential(vendor.credentialType),
			...vendor.leadTo(PUBLIC),
		});
	});
	afterAll(async () => await stage.close());

	const create = async (parameters: IDataObject) =>
		await stage.engine.runPublished({
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				stage.node({ resource: 'job', operation: 'create', ...vendor.fromFile, ...parameters }),
			],
			connections: chain('Start', NODE),
			input: [await stage.recording(vendor.recording)],
		});

	const cases = vendor.callbacks.flatMap((callback): IDataObject[] =>
		callback === 'resume'
			? [{ callback }]
			: [
					'http://localhost:5678/webhook/a',
					'http://127.0.0.1:5678/webhook/a',
					'http://10.0.0.7/webhook/a',
					'http://192.168.1.5/webhook/a',
					'http://n8n/webhook/a',
					'https://n8n.local/webhook/a',
					'https://n8n.internal/webhook/a',
				].map((url) => ({ callback, [callback === 'trigger' ? 'triggerUrl' : 'callbackUrl']: url })),
	);

	it.each(cases)(
		'says before anything is sent that the vendor cannot reach $callback $triggerUrl$callbackUrl',
		async (parameters) => {
			const { error } = await create(parameters);
			expect(error?.message).toMatch(
				/^"(Callback|Callback URL|Trigger URL)" does not work, because .* cannot reach https?:\/\/[^ ]+ from the Internet/,
			);
			expect(error?.description).toContain('No request was sent');
			expect(error?.description).toContain('N8N_WEBHOOK_URL');
			expect(error?.description).toContain('including workers');
			expect(called).toEqual([]);
		},
	);

	it('continues if the vendor can reach the URL', async () => {
		const { error } = await create({
			callback: 'url',
			callbackUrl: 'https://n8n.example.com/webhook/a',
			options: { retries: 0 },
		});
		expect(error).toBeDefined();
		expect(error?.description).not.toContain('N8N_WEBHOOK_URL');
		expect(called).toContain('stt.example.com:443');
	});
});
