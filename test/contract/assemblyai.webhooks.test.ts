import { setTimeout as sleep } from 'node:timers/promises';
import { AssemblyAI } from 'assemblyai';
import { z } from 'zod/v4';
import { startReceiver, type Receiver, type Reply, type Received } from '../support/receiver';
import { startSandbox, type CallbackEntry, type SandboxHandle } from '../support/sandbox';

let sandbox: SandboxHandle;
let receiver: Receiver;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ retryFactor: 0.001, timeoutFactor: 1 });
});
afterEach(async () => {
	await receiver.close();
});

async function submit(
	reply: (request: Received, index: number) => Reply,
	extra: Record<string, unknown> = {},
) {
	receiver = await startReceiver(reply);
	return await client().transcripts.submit({
		audio: sandbox.recordingUrl('order-af.ogg'),
		webhook_url: `${receiver.url}/hook?customer=42`,
		webhook_auth_header_name: 'X-Webhook-Secret',
		webhook_auth_header_value: 'example-secret',
		...extra,
	});
}

function client(): AssemblyAI {
	return new AssemblyAI({ apiKey: 'key', baseUrl: sandbox.vendorUrl('assemblyai') });
}

/** The callbacks once none is pending. */
async function settled(count = 1): Promise<CallbackEntry[]> {
	for (;;) {
		const callbacks = await sandbox.callbacks();
		if (callbacks.length >= count && callbacks.every(({ state }) => state !== 'pending')) return callbacks;
		await sleep(5);
	}
}

const statusCode = async (id: string): Promise<number | null | undefined> =>
	(await client().transcripts.get(id)).webhook_status_code;

describe('webhooks of the sandbox', () => {
	it('equal the request of AssemblyAI byte by byte', async () => {
		const { id, webhook_auth } = await submit(() => 200);
		expect(webhook_auth).toBe(true);
		const [request] = await receiver.until(1);
		expect(request).toMatchObject({
			method: 'POST',
			url: '/hook?customer=42',
			body: `{"transcript_id": "${id}", "status": "completed"}`,
			headers: { 'content-type': 'application/json', 'x-webhook-secret': 'example-secret' },
		});
		await settled();
		expect(await statusCode(id)).toBe(200);
	});

	it('report a failed job', async () => {
		const { id } = await submit(() => 204, { audio: 'http://127.0.0.1:1/x' });
		const [request] = await receiver.until(1);
		expect(request?.body).toBe(`{"transcript_id": "${id}", "status": "error"}`);
	});

	it('are retried after 500 until one is accepted', async () => {
		const { id } = await submit((_request, index) => (index < 3 ? 500 : 200));
		await receiver.until(4);
		const [callback] = await settled();
		expect(callback?.attempts.map((attempt) => attempt.status)).toEqual([500, 500, 500, 200]);
		expect(callback?.state).toBe('delivered');
		expect(await statusCode(id)).toBe(200);
	});

	it('stop after ten attempts', async () => {
		const { id } = await submit(() => 503);
		const [callback] = await settled();
		expect(callback?.attempts).toHaveLength(10);
		expect(callback?.state).toBe('given-up');
		expect(await statusCode(id)).toBe(503);
	});

	it('stop after a 4xx response', async () => {
		const { id } = await submit(() => 409);
		const [callback] = await settled();
		expect(callback?.attempts).toHaveLength(1);
		expect(await statusCode(id)).toBe(409);
		expect(receiver.received).toHaveLength(1);
	});

	it('do not follow redirects', async () => {
		await submit(() => ({ status: 302, headers: { location: '/elsewhere' } }));
		await settled();
		expect(receiver.received.map((request) => request.url)).not.toContain('/elsewhere');
	});

	it('time out and are retried', async () => {
		await sandbox.speed({ timeoutFactor: 0.01 });
		const { id } = await submit((_request, index) => (index === 0 ? 'silence' : 200));
		const [callback] = await settled();
		expect(callback?.attempts.map((attempt) => attempt.status)).toEqual([null, 200]);
		expect(await statusCode(id)).toBe(200);
	});

	it('are sent twice if audio is redacted, the second without a transcript ID', async () => {
		const { id } = await submit(() => 200, {
			audio: sandbox.recordingUrl('dialogue-en.mp3'),
			redact_pii: true,
			redact_pii_policies: ['person_name'],
			redact_pii_audio: true,
		});
		const requests = await receiver.until(2);
		const bodies = requests.map(({ body }) => z.record(z.string(), z.string()).parse(JSON.parse(body)));
		expect(bodies[0]).toEqual({ transcript_id: id, status: 'completed' });
		expect(Object.keys(bodies[1] ?? {})).toEqual(['redacted_audio_url', 'status']);
		expect((await fetch(bodies[1]?.redacted_audio_url ?? '')).headers.get('content-type')).toBe('audio/mpeg');
	});

	it('can be lost, duplicated, out of order and late', async () => {
		await sandbox.faults(
			{ kind: 'callback-lost', match: { vendor: 'assemblyai', path: 'n=lost' } },
			{ kind: 'callback-doubled', match: { path: 'n=doubled' } },
			{ kind: 'callback-reordered', match: { path: 'n=first' } },
		);
		receiver = await startReceiver();
		const send = async (name: string): Promise<string> => {
			const { id } = await client().transcripts.submit({
				audio: sandbox.recordingUrl('order-af.ogg'),
				webhook_url: `${receiver.url}/hook?n=${name}`,
			});
			await client().transcripts.waitUntilReady(id, { pollingInterval: 10 });
			return id;
		};
		await send('lost');
		await send('first');
		await send('doubled');
		const requests = await receiver.until(3);
		const callbacks = await settled(4);
		expect(callbacks.map(({ state, fault }) => [state, fault])).toEqual([
			['lost', 'callback-lost'],
			['delivered', 'callback-reordered'],
			['delivered', 'callback-doubled'],
			['delivered', 'callback-doubled'],
		]);
		// Delivered after a later one.
		expect(requests[0]?.url).toBe('/hook?n=doubled');
		expect(requests.map(({ url }) => url).toSorted()).toEqual([
			'/hook?n=doubled',
			'/hook?n=doubled',
			'/hook?n=first',
		]);
	});
});
