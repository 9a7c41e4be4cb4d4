import { createHash, createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { send } from '../../support/engine';
import { prosaBytes } from '../../support/prosa';
import type { Stage } from '../../support/stage';
import { createJob, credentialFor, delivered, listen, prosaStage, TRIGGER, webhookApi } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ queuedMs: 0, processingMs: 0 });
	stage.engine.setCredential('prosaTranscriptionApi', credentialFor(stage.sandbox));
});

const endpointSchema = z.object({
	id: z.string(),
	url: z.string(),
	event_filters: z.array(z.string()),
	ssl_verification: z.boolean(),
	secrets: z.array(z.object({ key: z.string() })).optional(),
});
const keptSchema = z.object({
	endpoint: z.object({ id: z.string(), secrets: z.array(z.object({ key: z.string() })) }),
});

async function endpoints() {
	return z.array(endpointSchema).parse(await webhookApi(stage, 'GET', '/endpoints'));
}

type Workflow = Awaited<ReturnType<typeof listen>>;

function kept(workflow: Workflow) {
	return keptSchema.parse(workflow.staticData(TRIGGER)).endpoint;
}

const calls = async () =>
	(await stage.sandbox.requests({ path: '/webhooks/' })).map(
		({ method, path }) => `${method} ${path.replace(/^.*\/webhooks/, '').replace(/[0-9a-f-]{36}/, 'ID')}`,
	);

describe('registration', () => {
	it('registers an endpoint on activation, stores the secret, and removes the endpoint', async () => {
		const workflow = await listen(stage);
		const [endpoint] = await endpoints();
		expect(endpoint).toMatchObject({ url: workflow.url(TRIGGER), event_filters: [], ssl_verification: true });
		expect(kept(workflow).id).toBe(endpoint?.id);
		const whole = endpointSchema.parse(await webhookApi(stage, 'GET', `/endpoints/${endpoint?.id ?? ''}`));
		expect(kept(workflow).secrets.map(({ key }) => key)).toEqual(whole.secrets?.map(({ key }) => key));
		await workflow.deactivate();
		expect(await endpoints()).toEqual([]);
		expect(workflow.staticData(TRIGGER)).toEqual({});
	});

	it('finds its endpoint, and registers it again if it was removed', async () => {
		const workflow = await listen(stage);
		expect(await workflow.hook(TRIGGER, 'checkExists')).toBe(true);
		expect(await endpoints()).toHaveLength(1);
		await webhookApi(stage, 'DELETE', `/endpoints/${kept(workflow).id}`);
		expect(await workflow.hook(TRIGGER, 'checkExists')).toBe(false);
		expect(await workflow.hook(TRIGGER, 'create')).toBe(true);
		expect(await endpoints()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('takes over an unknown endpoint with its URL', async () => {
		const workflow = await listen(stage, {}, { register: false });
		await webhookApi(stage, 'POST', '/endpoints', { url: workflow.url(TRIGGER) });
		await webhookApi(stage, 'POST', '/endpoints', { url: `${workflow.url(TRIGGER)}/other` });
		await workflow.register();
		expect(await endpoints()).toHaveLength(2);
		await createJob(stage);
		await delivered(stage, 1);
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
		expect((await endpoints()).map(({ url }) => url)).toEqual([`${workflow.url(TRIGGER)}/other`]);
	});

	it('replaces an endpoint if a setting has changed', async () => {
		const workflow = await listen(stage);
		const before = kept(workflow).id;
		await webhookApi(stage, 'PUT', `/endpoints/${before}`, { ssl_verification: false });
		await workflow.register();
		const [endpoint, ...others] = await endpoints();
		expect(others).toEqual([]);
		expect(endpoint?.id).not.toBe(before);
		expect(endpoint?.ssl_verification).toBe(true);
		await workflow.deactivate();
		const lax = await listen(stage, { options: { sslVerification: false } });
		expect((await endpoints())[0]?.ssl_verification).toBe(false);
		await lax.deactivate();
	});

	it('leaves one endpoint if the response to its creation is lost', async () => {
		await stage.sandbox.faults({
			kind: 'reset-before-answer',
			effect: true,
			match: { method: 'POST', path: '/webhooks/endpoints' },
		});
		const workflow = await listen(stage);
		expect(await endpoints()).toHaveLength(1);
		expect(kept(workflow).id).toBe((await endpoints())[0]?.id);
		await workflow.deactivate();
	});

	it('leaves no endpoint if every registration got a 503 but was carried out', async () => {
		await stage.sandbox.faults({
			kind: 'status',
			status: 503,
			effect: true,
			times: null,
			match: { method: 'POST', path: '/webhooks/endpoints' },
		});
		await stage.sandbox.faults({
			kind: 'status',
			status: 503,
			times: 5,
			match: { method: 'GET', path: '/webhooks/endpoints' },
		});
		await expect(listen(stage)).rejects.toThrow();
		await stage.sandbox.clearFaults();
		expect(await endpoints()).toEqual([]);
	});

	it('removes all endpoints of its URL, and no other', async () => {
		const workflow = await listen(stage);
		const other = 'https://n8n.example.com/webhook/other';
		for (const url of [workflow.url(TRIGGER), other]) await webhookApi(stage, 'POST', '/endpoints', { url });
		expect(await endpoints()).toHaveLength(3);
		await workflow.deactivate();
		expect((await endpoints()).map(({ url }) => url)).toEqual([other]);
		await stage.sandbox.reset();
	});

	it('removes it without an error if it no longer exists', async () => {
		const workflow = await listen(stage);
		await webhookApi(stage, 'DELETE', `/endpoints/${kept(workflow).id}`);
		await workflow.deactivate();
		expect(workflow.staticData(TRIGGER)).toEqual({});
	});

	it('reports an error of the vendor and does not register', async () => {
		await stage.sandbox.settings('prosa', { webhooksApi: 'absent' });
		await expect(listen(stage)).rejects.toMatchObject({
			message: expect.stringContaining('Prosa.ai'),
			description: expect.stringContaining('"Registration" of the trigger to "Manual"'),
		});
		await stage.sandbox.settings('prosa', { webhooksApi: 'present', httpEndpoints: 'refused' });
		await expect(listen(stage)).rejects.toMatchObject({
			message: expect.stringContaining('invalid_url'),
			description: expect.stringContaining('N8N_WEBHOOK_URL'),
		});
		stage.engine.setCredential('prosaTranscriptionApi', {
			...credentialFor(stage.sandbox),
			webhookBaseUrl: 'https://speech.prosa.example.com/v2/speech',
		});
		const workflow = await listen(stage, {}, { register: false });
		// Nothing is sent: that host could not reach this machine.
		await expect(workflow.hook(TRIGGER, 'create')).rejects.toThrow(
			/must start with https:\/\/ and be reachable/,
		);
	});

	it('uses another API host if the credential names one', async () => {
		stage.engine.setCredential('prosaTranscriptionApi', {
			...credentialFor(stage.sandbox),
			baseUrl: `${stage.sandbox.url}/nowhere`,
			webhookBaseUrl: `${stage.sandbox.vendorUrl('prosa')}/v2/speech/`,
		});
		const workflow = await listen(stage);
		expect(await endpoints()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('listens for a test event in the editor, then removes its endpoint', async () => {
		const workflow = await listen(stage, { events: ['test'] }, { isTest: true });
		expect((await endpoints())[0]?.url).toContain('/webhook-test/');
		await webhookApi(stage, 'POST', `/endpoints/${kept(workflow).id}/test`);
		await delivered(stage, 1);
		const [run] = await workflow.started();
		expect(run?.json(TRIGGER)[0]).toMatchObject({ event: 'test', vendorEvent: 'webhook.ping', body: {} });
		await workflow.deactivate();
		expect(await endpoints()).toEqual([]);
	});
});

describe('an event', () => {
	it('starts the workflow when the job has ended, and gets the response 204', async () => {
		const workflow = await listen(stage);
		const jobId = await createJob(stage);
		await delivered(stage, 1);
		const [callback] = await stage.sandbox.callbacks();
		expect(callback?.attempts.map(({ status }) => status)).toEqual([204]);
		const runs = await workflow.started();
		expect(runs.map((run) => run.json(TRIGGER))).toEqual([
			[
				{
					vendor: 'prosa',
					jobId,
					event: 'completed',
					vendorEvent: 'stt.jobs.completed',
					deliveryId: callback?.headers['X-Prosa-Event-UUID'],
					body: expect.objectContaining({ job_id: jobId, result: { data: expect.any(Array) } }),
				},
			],
		]);
		await workflow.deactivate();
	});

	it.each([
		['transcript', 'segments'],
		['vtt', 'captions'],
		['job', 'status'],
		['text', 'text'],
	])('outputs the %s', async (output, field) => {
		const workflow = await listen(stage, { output });
		const jobId = await createJob(stage);
		await delivered(stage, 1);
		const [run] = await workflow.started();
		expect(run?.json(TRIGGER)[0]).toMatchObject({ jobId, event: 'completed', [field]: expect.anything() });
		await workflow.deactivate();
	});

	it('reports a failed job with the reason', async () => {
		const workflow = await listen(stage, { output: 'job', events: ['failed'] });
		await createJob(stage);
		await stage.run({
			resource: 'job',
			operation: 'create',
			recordingSource: 'url',
			url: `${stage.sandbox.url}/nothing.mp3`,
		});
		await delivered(stage, 2);
		const runs = await workflow.started();
		expect(runs.map((run) => run.json(TRIGGER)[0])).toEqual([
			expect.objectContaining({
				event: 'failed',
				errorMessage: expect.stringContaining('asr_request_uri_download_error'),
			}),
		]);
		await workflow.deactivate();
	});

	it('starts one execution if it is duplicated or replayed', async () => {
		const workflow = await listen(stage);
		await stage.sandbox.faults({ kind: 'callback-doubled' });
		await createJob(stage);
		await delivered(stage, 2);
		const deliveries = z
			.array(z.object({ delivery_id: z.string() }))
			.parse(await webhookApi(stage, 'GET', `/endpoints/${kept(workflow).id}/deliveries`));
		await webhookApi(stage, 'POST', `/deliveries/${deliveries[0]?.delivery_id ?? ''}/replay`);
		await delivered(stage, 3);
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('is confirmed if selected, and rejected if the vendor reports otherwise', async () => {
		const workflow = await listen(stage, { options: { confirm: true } });
		const jobId = await createJob(stage);
		await delivered(stage, 1);
		expect((await workflow.started())[0]?.json(TRIGGER)[0]).toMatchObject({
			job: { jobId, status: 'completed' },
		});
		const { secrets } = kept(workflow);
		const forged = signed(secrets[0]?.key ?? '', JSON.stringify({ job_id: jobId }), {
			'x-prosa-event': 'stt.jobs.failed',
		});
		expect((await send(workflow.url(TRIGGER), forged)).status).toBe(401);
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('is rejected with a retry if the vendor cannot be reached', async () => {
		const workflow = await listen(stage, { output: 'transcript' });
		await stage.sandbox.speed({ retryFactor: 0.0001 });
		await stage.sandbox.faults({
			kind: 'status',
			status: 500,
			times: 2,
			match: { method: 'GET', path: '/stt/' },
		});
		await createJob(stage);
		await delivered(stage, 1);
		const [callback] = await stage.sandbox.callbacks();
		expect(callback?.attempts.map(({ status }) => status)).toEqual([503, 204]);
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
	});

	it('of another product or a test starts nothing', async () => {
		const workflow = await listen(stage);
		const [secret = ''] = kept(workflow).secrets.map(({ key }) => key);
		for (const event of ['tts.job.completed', 'billing.warned', 'webhook.ping']) {
			const reply = await send(
				workflow.url(TRIGGER),
				signed(secret, '{"message":"hello"}', { 'x-prosa-event': event }),
			);
			expect([event, reply.status]).toEqual([event, 204]);
		}
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('with an invalid body is rejected with 422', async () => {
		const workflow = await listen(stage);
		const [secret = ''] = kept(workflow).secrets.map(({ key }) => key);
		for (const body of ['{}', '[]', '"text"', '{"job_id":7}']) {
			const reply = await send(workflow.url(TRIGGER), signed(secret, body));
			expect([body, reply.status]).toEqual([body, 422]);
		}
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});
});

function signed(secret: string, body: string, headers: Record<string, string> = {}) {
	const digest = createHash('sha256').update(`${secret}.${body}`).digest('hex');
	return {
		body,
		headers: {
			'content-type': 'application/json',
			'x-prosa-event': 'stt.jobs.completed',
			'x-prosa-event-uuid': crypto.randomUUID(),
			'x-prosa-signature': `t=${Math.floor(Date.now() / 1000)},v1=${digest}`,
			...headers,
		},
	};
}

describe('a forged callback', () => {
	const BODY = prosaBytes('webhook.completed.raw.json').toString();

	it.each<[string, Record<string, string>]>([
		['without a signature', { 'x-prosa-signature': '' }],
		['signed with another secret', {}],
		[
			'with an HMAC with another secret',
			{ 'x-prosa-signature': `sha256=${createHmac('sha256', 'x').update(BODY).digest('hex')}` },
		],
		['with a secret in place of the signature', { 'x-prosa-signature': 'SECRET' }],
		['with an old timestamp', { 'x-prosa-signature': `t=1,v1=${'0'.repeat(64)}` }],
	])('%s is rejected as the vendor specifies, and starts nothing', async (_what, headers) => {
		const workflow = await listen(stage);
		const [secret = ''] = kept(workflow).secrets.map(({ key }) => key);
		const request = signed('another-secret', BODY, headers);
		if (headers['x-prosa-signature'] === 'SECRET') request.headers['x-prosa-signature'] = secret;
		const reply = await send(workflow.url(TRIGGER), request);
		expect([reply.status, reply.text]).toEqual([400, '"Invalid signature"']);
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('requests the secrets from Prosa.ai at most once a minute', async () => {
		const workflow = await listen(stage);
		await stage.sandbox.clearFaults();
		const before = (await calls()).length;
		for (let i = 0; i < 20; i += 1) await send(workflow.url(TRIGGER), signed(`guess-${i}`, BODY));
		expect((await calls()).slice(before)).toEqual(['GET /endpoints/ID']);
		await workflow.deactivate();
	});

	it('includes a callback whose body was modified', async () => {
		const workflow = await listen(stage);
		const [secret = ''] = kept(workflow).secrets.map(({ key }) => key);
		const genuine = signed(secret, BODY);
		const reply = await send(workflow.url(TRIGGER), { ...genuine, body: BODY.replace('Hasil', 'hasil') });
		expect(reply.status).toBe(400);
		await workflow.deactivate();
	});
});

describe('rotation of the secret', () => {
	it.each(['A', 'B'])(
		'is not noticeable, with the old secret and after it expired (scheme %s)',
		async (signature) => {
			await stage.sandbox.settings('prosa', { signature });
			const workflow = await listen(stage);
			const before = kept(workflow).secrets.map(({ key }) => key);
			await webhookApi(stage, 'POST', `/endpoints/${kept(workflow).id}/rotate`, { days: 1, hours: 0 });
			await createJob(stage);
			await delivered(stage, 1);
			await webhookApi(stage, 'POST', `/endpoints/${kept(workflow).id}/rotate`, { days: 0, hours: 0 });
			// The first rotation required no request, because the old secret was still in use.
			if (signature === 'A') await createJob(stage);
			await delivered(stage, signature === 'A' ? 2 : 1);
			expect(await workflow.started()).toHaveLength(signature === 'A' ? 2 : 1);
			expect(await workflow.hook(TRIGGER, 'checkExists')).toBe(true);
			expect(kept(workflow).secrets.map(({ key }) => key)).not.toEqual(before);
			await workflow.deactivate();
		},
	);
});

describe('with manual registration', () => {
	const MANUAL = { registration: 'manual' } satisfies IDataObject;

	it('registers nothing and verifies with the secrets of the credential, including the old one', async () => {
		stage.engine.setCredential('prosaTranscriptionApi', {
			...credentialFor(stage.sandbox),
			webhookSecret: 'new-secret-of-the-endpoint',
			previousWebhookSecret: 'old-secret-of-the-endpoint',
		});
		const workflow = await listen(stage, MANUAL);
		expect(await calls()).toEqual([]);
		for (const secret_key of ['new-secret-of-the-endpoint', 'old-secret-of-the-endpoint']) {
			await webhookApi(stage, 'POST', '/endpoints', { url: workflow.url(TRIGGER), secret_key });
		}
		await createJob(stage);
		await delivered(stage, 2);
		// One event, sent to two endpoints.
		expect(await workflow.started()).toHaveLength(1);
		expect((await send(workflow.url(TRIGGER), signed('another', '{"job_id":"a"}'))).status).toBe(400);
		const before = (await calls()).length;
		await workflow.deactivate();
		expect((await calls()).length).toBe(before);
	});

	it('rejects every callback without a secret', async () => {
		const workflow = await listen(stage, MANUAL);
		for (const secret of ['', 'undefined']) {
			expect((await send(workflow.url(TRIGGER), signed(secret, '{"job_id":"a"}'))).status).toBe(400);
		}
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('without signatures, requests each job before anything starts', async () => {
		const workflow = await listen(stage, { ...MANUAL, options: { signature: 'none' } });
		const jobId = await createJob(stage);
		const claim = (id: string) => ({
			headers: { 'x-prosa-event': 'stt.job.completed' },
			json: { job_id: id },
		});
		expect((await send(workflow.url(TRIGGER), claim('2fec34e1-efb1-46f7-a743-1cb35b64550d'))).status).toBe(
			401,
		);
		expect((await send(workflow.url(TRIGGER), claim(jobId))).status).toBe(204);
		const runs = await workflow.started();
		expect(runs.map((run) => run.json(TRIGGER)[0]?.jobId)).toEqual([jobId]);
		await workflow.deactivate();
	});

	describe('without signatures', () => {
		const UNSIGNED = { ...MANUAL, options: { signature: 'none' } } satisfies IDataObject;
		const FORGED = 'forged words';
		const claim = (jobId: string, more: IDataObject = {}) => ({
			headers: { 'x-prosa-event': 'stt.jobs.completed', 'x-prosa-event-uuid': FORGED },
			json: {
				job_id: jobId,
				status: 'complete',
				result: { data: [{ transcript: FORGED, time_start: 0, time_end: 1 }] },
				...more,
			},
		});

		it('uses the contents of the vendor, so that a forged callback of a real job does no harm', async () => {
			const workflow = await listen(stage, UNSIGNED);
			const jobId = await createJob(stage);
			expect((await send(workflow.url(TRIGGER), claim(jobId))).status).toBe(204);
			const genuine = { ...claim(jobId), headers: { 'x-prosa-event': 'stt.jobs.completed' } };
			expect((await send(workflow.url(TRIGGER), genuine)).status).toBe(204);
			const runs = await workflow.started();
			expect(runs).toHaveLength(1);
			const [item] = runs[0]?.json(TRIGGER) ?? [];
			expect(JSON.stringify(item)).not.toContain(FORGED);
			expect(item).toMatchObject({
				jobId,
				job: { jobId, status: 'completed' },
				body: {
					job_id: jobId,
					result: { data: expect.arrayContaining([expect.objectContaining({ transcript: 'Selamat pagi' })]) },
				},
			});
			await workflow.deactivate();
		});

		it('starts nothing for a test event, which Prosa.ai cannot confirm', async () => {
			const workflow = await listen(stage, { ...UNSIGNED, events: ['completed', 'test'] });
			const ping = { headers: { 'x-prosa-event': 'webhook.ping' }, json: { message: FORGED } };
			expect((await send(workflow.url(TRIGGER), ping)).status).toBe(204);
			expect(await workflow.started()).toEqual([]);
			await workflow.deactivate();
		});

		it('limits the requests that forged callbacks cause', async () => {
			const workflow = await listen(stage, UNSIGNED);
			for (let index = 0; index < 20; index += 1) {
				await send(workflow.url(TRIGGER), claim('2fec34e1-efb1-46f7-a743-1cb35b64550e'));
			}
			expect(await stage.sandbox.requests({ path: '/stt/2fec' })).toHaveLength(1);
			for (let index = 0; index < 400; index += 1) {
				await send(
					workflow.url(TRIGGER),
					claim(`2fec34e1-efb1-46f7-a743-${String(index).padStart(12, '0')}`),
				);
			}
			expect((await stage.sandbox.requests({ path: '/stt/2fec' })).length).toBeLessThanOrEqual(300);
			expect(await workflow.started()).toEqual([]);
			await workflow.deactivate();
		}, 30_000);
	});
});
