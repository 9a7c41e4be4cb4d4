import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { signatureHeader } from '../../sandbox/prosa/webhooks/signature';
import { startReceiver, type Received, type Receiver, type Reply } from '../support/receiver';
import { RECORDINGS, startSandbox, type SandboxHandle } from '../support/sandbox';
import { shapeDifferences } from '../support/shape';

const FIXTURES = join(__dirname, '..', 'fixtures', 'prosa');

let sandbox: SandboxHandle;
const receivers: Receiver[] = [];
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => {
	await sandbox.stop();
});
beforeEach(async () => {
	await sandbox.reset();
	await sandbox.speed({ queuedMs: 0, processingMs: 0, retryFactor: 0.00001 });
});
afterEach(async () => {
	for (const receiver of receivers.splice(0)) await receiver.close();
});

async function receive(reply?: (request: Received, index: number) => Reply): Promise<Receiver> {
	const receiver = await startReceiver(reply ?? (() => 204));
	receivers.push(receiver);
	return receiver;
}

async function call(
	method: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; body: unknown }> {
	const answer = await fetch(`${sandbox.vendorUrl('prosa')}/v2/speech${path}`, {
		method,
		headers: {
			'x-api-key': 'account',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: answer.status, body: await answer.json() };
}

function sample(name: string): unknown {
	return JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
}

const endpointSchema = z.object({
	id: z.string(),
	secrets: z.array(z.object({ key: z.string(), expired_at: z.string().nullish() })),
});

async function register(url: string, more: Record<string, unknown> = {}) {
	const answer = await call('POST', '/webhooks/endpoints', { url, ...more });
	return { status: answer.status, body: answer.body, ...endpointSchema.parse(answer.body) };
}

const AUDIO = readFileSync(join(RECORDINGS, 'order-id.mp3')).toString('base64');

async function submit(
	request: Record<string, unknown> = { uri: sandbox.recordingUrl('order-id.mp3') },
	speakers = 2,
) {
	const { body } = await call('POST', '/stt', {
		config: { engine: 'stt-general', speaker_count: speakers },
		request: { label: 'Example audio', ...request },
	});
	return z.object({ job_id: z.string() }).parse(body).job_id;
}

/** The two published checks, implemented from the vendor's text. */
function verifies(header: string, secrets: readonly string[], body: string, now: number): boolean {
	if (!header.includes('v1=')) {
		const hex = header.replace(/^sha256=/, '');
		return secrets.some((key) => createHmac('sha256', key).update(body).digest('hex') === hex);
	}
	const parts = header
		.split(',')
		.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
	const time = Number(parts.find(([name]) => name === 't')?.[1]);
	const given = parts.filter(([name]) => name === 'v1').map(([, value]) => value);
	if (now > time + 300) return false;
	return secrets.some((key) => given.includes(createHash('sha256').update(`${key}.${body}`).digest('hex')));
}

const vectors = z
	.object({
		body_file: z.string(),
		vectors: z.array(
			z.object({
				name: z.string(),
				secret: z.string(),
				header: z.string(),
				now: z.number().default(0),
				valid: z.boolean(),
			}),
		),
	})
	.parse(sample('webhook.signature-vectors.json'));
const signedBytes = readFileSync(join(FIXTURES, vectors.body_file));

describe('the published signature vectors', () => {
	it.each(vectors.vectors)('$name: $valid', ({ secret, header, now, valid }) => {
		expect(verifies(header, [secret], signedBytes.toString(), now)).toBe(valid);
	});

	it('are what the sandbox signs with', () => {
		const secret = vectors.vectors[0]?.secret ?? '';
		const header = (scheme: 'A' | 'B' | 'B-bare', secrets: string[]): string =>
			signatureHeader({ scheme, secrets, body: signedBytes, now: 1_772_421_331_000 });
		const named = (name: string): string | undefined =>
			vectors.vectors.find((vector) => vector.name === name)?.header;
		expect(header('A', [secret])).toBe(named('scheme A, one secret'));
		const newer = vectors.vectors.find(({ name }) => name === 'scheme A, wrong secret')?.secret ?? '';
		expect(header('A', [newer, secret])).toBe(named('scheme A, two active secrets, verify with the old one'));
		const key = 'whsec_q8Zt4mN1vK7rX2bD9sLw3y';
		expect(header('B', [key])).toBe(named('scheme B, prefixed'));
		expect(header('B-bare', [key])).toBe(named('scheme B, bare hex'));
	});
});

describe('a callback', () => {
	it.each<[string, string, string, string]>([
		['A', 'docs2', 'stt.jobs.completed', 'stt.jobs.failed'],
		['B', 'newer', 'stt.job.completed', 'stt.job.failed'],
		['B-bare', 'guess', 'job.complete', 'job.error'],
	])('is signed with scheme %s, with %s names', async (signature, eventNames, completed, failed) => {
		await sandbox.settings('prosa', { signature, eventNames });
		const receiver = await receive();
		const { secrets } = await register(`${receiver.url}/hook`);
		const jobId = await submit();
		const [first] = await receiver.until(1);
		const lost = await submit({ uri: 'http://127.0.0.1:1/missing.mp3' });
		const [, second] = await receiver.until(2);
		expect(first?.headers).toMatchObject({
			'content-type': 'application/json',
			'x-prosa-event': completed,
			'x-prosa-event-uuid': expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(second?.headers['x-prosa-event']).toBe(failed);
		const ids = [first, second].map((one) => z.looseObject({}).parse(JSON.parse(one?.body ?? '')).job_id);
		expect(ids).toEqual([jobId, lost]);
		const keys = secrets.map(({ key }) => key);
		for (const one of [first, second]) {
			const header = String(one?.headers['x-prosa-signature']);
			expect(verifies(header, keys, one?.body ?? '', Date.now() / 1000)).toBe(true);
			expect(verifies(header, ['other'], one?.body ?? '', Date.now() / 1000)).toBe(false);
		}
	});

	it.each<[string, Record<string, unknown>, Record<string, unknown> | undefined]>([
		['webhook.completed.json', {}, undefined],
		['webhook.completed.minimal.json', { webhookBody: 'minimal', singleSpeaker: 'omitted' }, undefined],
		['webhook.failed.json', { errorContext: 'absent' }, { uri: 'http://127.0.0.1:1/missing.mp3' }],
		['webhook.failed.bare.json', { failedJob: 'bare' }, { uri: 'http://127.0.0.1:1/missing.mp3' }],
	])('has the body of %s', async (file, settings, request) => {
		await sandbox.settings('prosa', settings);
		const receiver = await receive();
		await register(`${receiver.url}/hook`);
		await submit(request, file.includes('minimal') ? 1 : 2);
		const [one] = await receiver.until(1);
		expect(shapeDifferences(sample(file), JSON.parse(one?.body ?? ''))).toEqual([]);
		expect(one?.body).toBe(JSON.stringify(JSON.parse(one?.body ?? '')));
	});

	it('is repeated four times, also after a 4xx, then abandoned', async () => {
		const receiver = await receive(() => 400);
		const { id } = await register(`${receiver.url}/hook`);
		await submit();
		const received = await receiver.until(5);
		expect(new Set(received.map(({ headers }) => headers['x-prosa-event-uuid'])).size).toBe(1);
		const { body } = await call('GET', `/webhooks/endpoints/${id}/deliveries`);
		const list = sample('webhook_deliveries.list.200.json');
		const headers = { maps: ['*.request_headers', '*.request_body'] };
		const [row] = z.array(z.looseObject({})).parse(body);
		expect(
			shapeDifferences(
				[{ ...z.array(z.looseObject({})).parse(list)[0], request_body: {} }],
				[{ ...row, request_body: {} }],
				headers,
			),
		).toEqual([]);
		expect(row).toMatchObject({ response_status: 400, endpoint_id: id });
	});

	it('is only sent if the filters match', async () => {
		const receiver = await receive();
		await register(`${receiver.url}/failed`, { event_filters: ['stt.jobs.failed'] });
		await register(`${receiver.url}/all`);
		await submit();
		await receiver.until(1);
		await submit({ uri: 'http://127.0.0.1:1/missing.mp3' });
		const received = await receiver.until(3);
		expect(received.map(({ url }) => url).sort()).toEqual(['/all', '/all', '/failed']);
	});

	it('is signed with every valid secret while two are valid', async () => {
		await sandbox.settings('prosa', { secretForm: 'whsec' });
		const receiver = await receive();
		const { id, secrets } = await register(`${receiver.url}/hook`);
		const rotated = await call('POST', `/webhooks/endpoints/${id}/rotate`, { days: 3, hours: 0 });
		expect(
			shapeDifferences(sample('webhook_endpoints.rotate.200.json'), rotated.body, {
				nullable: ['secrets.*.expired_at'],
			}),
		).toEqual(['event_filters: empty']);
		const [newer, older] = endpointSchema.parse(rotated.body).secrets;
		expect(newer?.expired_at).toBeNull();
		expect(older).toMatchObject({ key: secrets[0]?.key, expired_at: expect.any(String) });
		await submit({ uri: undefined, data: AUDIO });
		const [one] = await receiver.until(1);
		for (const key of [newer?.key ?? '', older?.key ?? '']) {
			expect(
				verifies(String(one?.headers['x-prosa-signature']), [key], one?.body ?? '', Date.now() / 1000),
			).toBe(true);
		}
		const ended = await call('POST', `/webhooks/endpoints/${id}/rotate`);
		expect(endpointSchema.parse(ended.body).secrets).toHaveLength(1);
	});

	it('can be replayed', async () => {
		const receiver = await receive((_request, index) => (index < 5 ? 500 : 204));
		const { id } = await register(`${receiver.url}/hook`);
		await submit();
		await receiver.until(5);
		const failed = await call('POST', `/webhooks/endpoints/${id}/replay-failed`);
		expect(shapeDifferences([sample('webhook_endpoints.test.200.json')], failed.body)).toEqual([]);
		const [first, , , , , sixth] = await receiver.until(6);
		expect(sixth?.headers['x-prosa-event-uuid']).toBe(first?.headers['x-prosa-event-uuid']);
		expect(sixth?.body).toBe(first?.body);
		const { body } = await call('GET', `/webhooks/endpoints/${id}/deliveries`);
		const [delivery] = z.array(z.object({ delivery_id: z.string() })).parse(body);
		const replay = await call('POST', `/webhooks/deliveries/${delivery?.delivery_id ?? ''}/replay`);
		expect(replay.status).toBe(200);
		await receiver.until(7);
	});
});

describe('webhook endpoints', () => {
	it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
		['webhook_endpoints.create.200.json', {}, {}],
		[
			'webhook_endpoints.create.201.json',
			{ createEndpointStatus: 201, secretForm: 'whsec' },
			{ event_filters: ['stt.job.completed'] },
		],
	])('%s', async (file, settings, body) => {
		await sandbox.settings('prosa', settings);
		const created = await register('https://example.domain.name/prosa-webhook', body);
		expect(created.status).toBe(Number(file.split('.')[2]));
		expect(shapeDifferences(sample(file), created.body)).toEqual([]);
		expect(created.secrets[0]?.key).toMatch(file.includes('201') ? /^whsec_\S{22}$/ : /^[0-9a-f]{64}$/);
		const got = await call('GET', `/webhooks/endpoints/${created.id}`);
		expect(got.body).toEqual(created.body);
	});

	it('are listed without secrets, changed and removed', async () => {
		const { id } = await register('https://example.domain.name/prosa-webhook', { secret_key: 'mine' });
		const list = await call('GET', '/webhooks/endpoints');
		expect(shapeDifferences(sample('webhook_endpoints.list.200.json'), list.body)).toEqual([]);
		const change = { url: 'https://new.example.com/', event_filters: ['stt.jobs.failed'] };
		const changed = await call('PUT', `/webhooks/endpoints/${id}`, change);
		expect(changed.body).toMatchObject({ id, ...change, ssl_verification: true, secrets: [{ key: 'mine' }] });
		const removed = await call('DELETE', `/webhooks/endpoints/${id}`);
		expect(shapeDifferences(sample('webhook_endpoints.delete.200.json'), removed.body)).toEqual([]);
		const missing = await call('GET', `/webhooks/endpoints/${id}`);
		expect(missing.status).toBe(404);
		expect(
			shapeDifferences(sample('webhook_endpoints.error.404.endpoint_not_found.json'), missing.body),
		).toEqual([]);
	});

	it('only accept TLS, except for loopback', async () => {
		const refused = await call('POST', '/webhooks/endpoints', { url: 'http://example.com/hook' });
		expect(refused).toEqual({ status: 400, body: sample('webhook_endpoints.error.400.invalid_url.json') });
		const local = { url: 'http://localhost:5678/webhook/x' };
		expect((await call('POST', '/webhooks/endpoints', local)).status).toBe(200);
		await sandbox.settings('prosa', { httpEndpoints: 'refused' });
		expect((await call('POST', '/webhooks/endpoints', local)).status).toBe(400);
	});

	it('are tested by a ping, which is an event of its own', async () => {
		const receiver = await receive();
		const { id } = await register(`${receiver.url}/hook`, { event_filters: ['stt.jobs.failed'] });
		const sent = await call('POST', `/webhooks/endpoints/${id}/test`);
		expect(shapeDifferences(sample('webhook_endpoints.test.200.json'), sent.body)).toEqual([]);
		const [one] = await receiver.until(1);
		expect([one?.headers['x-prosa-event'], JSON.parse(one?.body ?? '')]).toEqual([
			'webhook.ping',
			sample('webhook.ping.json'),
		]);
	});

	it('keep their events readable', async () => {
		const receiver = await receive();
		await register(`${receiver.url}/hook`);
		const jobId = await submit();
		const [one] = await receiver.until(1);
		const events = await call('GET', '/webhooks/events');
		expect(shapeDifferences(sample('webhook_events.list.200.json'), events.body)).toEqual([]);
		expect((await call('GET', '/webhooks/events?until_date=2001-01-01')).body).toEqual([]);
		const event = await call('GET', `/webhooks/events/${String(one?.headers['x-prosa-event-uuid'])}`);
		expect(shapeDifferences(sample('webhook_events.get.200.json'), event.body)).toEqual([]);
		expect(event.body).toMatchObject({ event_type: 'stt.jobs.completed', data: { job_id: jobId } });
	});

	it('do not exist if the account has none', async () => {
		await sandbox.settings('prosa', { webhooksApi: 'absent' });
		expect((await call('GET', '/webhooks/endpoints')).status).toBe(404);
		expect((await call('POST', '/webhooks/endpoints', { url: 'https://example.com' })).status).toBe(404);
	});
});
