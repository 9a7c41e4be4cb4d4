import { createServer } from 'node:http';

import { CallbackSender } from '../../../sandbox/core/callbacks';
import { DEFAULT_SPEED } from '../../../sandbox/core/clock';
import { FaultBook } from '../../../sandbox/core/faults/book';
import { startServer, type Sandbox } from '../../../sandbox/core/server';
import { acme } from '../../fixtures/sandboxVendor/acme';
import { controlSandbox, type SandboxControl } from '../../support/sandbox';

let sandbox: Sandbox;
let control: SandboxControl;

beforeEach(async () => {
	sandbox = await startServer({ port: 0, vendors: [acme], speed: { queuedMs: 0, processingMs: 60_000 } });
	control = controlSandbox(sandbox.url);
});
afterEach(async () => await sandbox.close());

it('counts requests and jobs of a vendor until the next reset', async () => {
	await fetch(control.vendorUrl('acme/jobs'), { method: 'POST' });
	await fetch(control.vendorUrl('acme/jobs/acme-1'));
	await control.jobs('acme');
	expect(await control.counts('acme')).toEqual({ requests: 2, jobs: 1, callbacks: 0, pendingCallbacks: 0 });
	await control.reset();
	expect(await control.counts('acme')).toEqual({ requests: 0, jobs: 0, callbacks: 0, pendingCallbacks: 0 });
});

it('serves copies of a recording with other names', async () => {
	const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
	const original = await bytesOf(control.recordingUrl('order-id.mp3'));
	const copy = control.recordingUrl('order-id.mp3', 'call-17.mp3');
	expect(new URL(copy).pathname).toMatch(/\/call-17\.mp3$/);
	expect((await bytesOf(copy)).equals(original)).toBe(true);
});

it('counts a callback as pending until it is delivered', async () => {
	let answer: () => void = () => undefined;
	const received = new Promise<void>((resolve) => {
		answer = resolve;
	});
	const n8n = createServer((_request, response) => {
		void received.then(() => response.end());
	});
	await new Promise<void>((resolve) => n8n.listen(0, '127.0.0.1', resolve));
	const address = n8n.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const sender = new CallbackSender(DEFAULT_SPEED, new FaultBook());
	const delivered = new Promise<void>((resolve) => {
		sender.send({
			vendor: 'acme',
			jobId: '1',
			url: `http://127.0.0.1:${port}/`,
			headers: {},
			body: null,
			policy: { timeoutMs: 10_000, maxAttempts: 1, waitMs: () => 0, retryOn: () => false },
			onAttempt: () => resolve(),
		});
	});
	expect(sender.counts('acme')).toEqual({ callbacks: 1, pendingCallbacks: 1 });
	expect(sender.counts('another')).toEqual({ callbacks: 0, pendingCallbacks: 0 });
	answer();
	await delivered;
	expect(sender.counts('acme')).toEqual({ callbacks: 1, pendingCallbacks: 0 });
	await sender.close();
	n8n.closeAllConnections();
	await new Promise((resolve) => n8n.close(resolve));
});
