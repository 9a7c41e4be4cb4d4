import type { IDataObject } from 'n8n-workflow';

import { type ActiveWorkflow, send } from '../../support/engine';
import { firstText, type Stage } from '../../support/stage';
import { assemblyAiStage, SECRET } from './stage';

const TRIGGER = 'AssemblyAI Trigger';
const HEADER = 'X-Transcription-Webhook-Secret';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => await stage.sandbox.reset());

async function listen(parameters: IDataObject = {}, isTest = false): Promise<ActiveWorkflow> {
	return await stage.engine.activate(
		{
			nodes: [
				{
					name: TRIGGER,
					type: 'n8n-nodes-transcription.assemblyAiTrigger',
					parameters: { events: ['completed', 'failed'], output: 'callback', ...parameters },
				},
			],
		},
		{ isTest },
	);
}

async function createFor(url: string, parameters: IDataObject = {}, file = 'dialogue-en.mp3') {
	const run = await stage.run(
		{
			resource: 'job',
			operation: 'create',
			recordingSource: 'binary',
			callback: 'trigger',
			triggerUrl: url,
			...parameters,
		},
		[await stage.recording(file)],
	);
	expect(run.error).toBeUndefined();
	return firstText(run, 'jobId');
}

async function delivered(count: number): Promise<void> {
	for (let look = 0; look < 200; look += 1) {
		const callbacks = await stage.sandbox.callbacks();
		if (callbacks.filter(({ state }) => state === 'delivered').length >= count) return;
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	throw new Error(`Not delivered: ${JSON.stringify(await stage.sandbox.callbacks())}`);
}

it('starts the workflow when a job of Create finishes', async () => {
	const workflow = await listen();
	const url = `${workflow.url(TRIGGER)}?customer=42`;
	const jobId = await createFor(url);
	await delivered(1);
	const runs = await workflow.started();
	expect(runs.map((run) => run.json(TRIGGER))).toEqual([
		[
			{
				vendor: 'assemblyai',
				jobId,
				vendorStatus: 'completed',
				query: { customer: '42' },
				event: 'completed',
				deliveryId: `${jobId}:completed`,
			},
		],
	]);
	const [created] = await stage.sandbox.requests({ method: 'POST', path: 'transcript$' });
	expect(created?.body).toMatchObject({
		webhook_url: url,
		webhook_auth_header_name: HEADER,
		webhook_auth_header_value: SECRET,
	});
	await workflow.deactivate();
});

it('outputs the transcript or captions', async () => {
	for (const [output, field] of [
		['transcript', 'segments'],
		['words', 'words'],
		['srt', 'captions'],
		['job', 'status'],
	] as const) {
		const workflow = await listen({ output });
		const jobId = await createFor(workflow.url(TRIGGER));
		await delivered(1);
		const [run] = await workflow.started();
		expect(run?.json(TRIGGER)[0]).toMatchObject({ jobId, event: 'completed', [field]: expect.anything() });
		await workflow.deactivate();
		await stage.sandbox.reset();
	}
});

it('outputs the job with the error if its transcript cannot be read', async () => {
	const workflow = await listen({ output: 'text' });
	await stage.sandbox.faults({
		kind: 'set-fields',
		fields: { 'words.0.start': 'soon' },
		times: null,
		match: { method: 'GET', path: '/v2/transcript/' },
	});
	const jobId = await createFor(`${workflow.url(TRIGGER)}?customer=42`);
	await delivered(1);
	const [run] = await workflow.started();
	expect(run?.json(TRIGGER)[0]).toMatchObject({
		jobId,
		status: 'completed',
		errorMessage: expect.stringMatching(/words/),
		query: { customer: '42' },
		event: 'completed',
	});
	await workflow.deactivate();
});

it.each(['transcript', 'text', 'srt', 'vendor'])(
	'keeps the query of the URL, which holds your own data, with the output %s',
	async (output) => {
		const workflow = await listen({ output });
		await createFor(`${workflow.url(TRIGGER)}?customer=42`);
		await delivered(1);
		const [run] = await workflow.started();
		expect(run?.json(TRIGGER)[0]?.query).toEqual({ customer: '42' });
		await workflow.deactivate();
	},
);

it.each(['two\nlines-0123456789', 'ünsendable-0123456789', '秘密-0123456789012345'])(
	'creates no job with a secret that is not allowed in a header (%j), because its callback would never arrive',
	async (webhookSecret) => {
		const credential = stage.engine.credential('assemblyAiTranscriptionApi');
		stage.engine.setCredential('assemblyAiTranscriptionApi', { ...credential, webhookSecret });
		const run = await stage.run(
			{ resource: 'job', operation: 'create', callback: 'trigger', triggerUrl: 'http://127.0.0.1:1/x' },
			[await stage.recording('dialogue-en.mp3')],
		);
		stage.engine.setCredential('assemblyAiTranscriptionApi', credential);
		expect(run.error?.message).toMatch(/header/);
		expect(`${run.error?.message} ${run.error?.description}`).not.toContain(webhookSecret);
		expect(await stage.sandbox.requests({ method: 'POST' })).toEqual([]);
	},
);

it('reports a failed job with the reason', async () => {
	const workflow = await listen({ output: 'job' });
	const item = await stage.engine.binaryItem({ data: Buffer.from('not audio'), fileName: 'a.mp3' });
	await stage.run(
		{
			resource: 'job',
			operation: 'create',
			recordingSource: 'binary',
			callback: 'trigger',
			triggerUrl: workflow.url(TRIGGER),
		},
		[item],
	);
	await delivered(1);
	const [run] = await workflow.started();
	expect(run?.json(TRIGGER)[0]).toMatchObject({
		event: 'failed',
		status: 'failed',
		errorMessage: expect.stringContaining('audio'),
	});
	await workflow.deactivate();
});

it('starts once for a duplicate callback, and not for other events', async () => {
	const workflow = await listen({ events: ['completed'] });
	await stage.sandbox.faults({ kind: 'callback-doubled' });
	await createFor(workflow.url(TRIGGER));
	await delivered(1);
	await send(workflow.url(TRIGGER), {
		headers: { [HEADER]: SECRET },
		json: { transcript_id: 'other', status: 'error' },
	});
	expect(await workflow.started()).toHaveLength(1);
	await workflow.deactivate();
});

describe('a forged callback', () => {
	const body = { transcript_id: 'x', status: 'completed' };

	it.each<[string, Record<string, string>]>([
		['without a secret', {}],
		['with an empty secret', { [HEADER]: '' }],
		['with a wrong secret of the same length', { [HEADER]: 'b'.repeat(SECRET.length) }],
		['with the correct secret twice', { [HEADER]: `${SECRET}, ${SECRET}` }],
		['with the correct secret as a bearer token', { Authorization: `Bearer ${SECRET}` }],
		['with a non-ASCII secret', { [HEADER]: 'ÿ'.repeat(SECRET.length) }],
	])('%s starts nothing', async (_what, headers) => {
		const workflow = await listen();
		const reply = await send(workflow.url(TRIGGER), { headers, json: body });
		expect(reply.status).toBe(401);
		expect(reply.text).not.toMatch(/secret|header/i);
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('with the secret but an invalid body is rejected', async () => {
		const workflow = await listen();
		for (const json of [{}, [], { transcript_id: 5, status: 'completed' }, { id: 'x', status: 'success' }]) {
			const reply = await send(workflow.url(TRIGGER), { headers: { [HEADER]: SECRET }, json });
			expect(reply.status).toBe(422);
		}
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('for an unknown job starts nothing if the job is confirmed', async () => {
		const workflow = await listen({ options: { confirm: true } });
		const reply = await send(workflow.url(TRIGGER), { headers: { [HEADER]: SECRET }, json: body });
		expect(reply.status).toBe(401);
		expect(await workflow.started()).toEqual([]);
		await workflow.deactivate();
	});

	it('is always rejected if the credential has no secret', async () => {
		const credential = stage.engine.credential('assemblyAiTranscriptionApi');
		stage.engine.setCredential('assemblyAiTranscriptionApi', { ...credential, webhookSecret: '' });
		const workflow = await listen();
		for (const headers of [{}, { [HEADER]: '' }, { [HEADER]: SECRET }]) {
			expect((await send(workflow.url(TRIGGER), { headers, json: body })).status).toBe(401);
		}
		stage.engine.setCredential('assemblyAiTranscriptionApi', credential);
		await workflow.deactivate();
	});
});

it('accepts both secrets during rotation', async () => {
	const credential = stage.engine.credential('assemblyAiTranscriptionApi');
	stage.engine.setCredential('assemblyAiTranscriptionApi', {
		...credential,
		webhookSecret: 'the-new-secret-0123456789',
		previousWebhookSecret: SECRET,
	});
	const workflow = await listen();
	for (const [index, secret] of ['the-new-secret-0123456789', SECRET].entries()) {
		const json = { transcript_id: `job-${index}`, status: 'completed' };
		expect((await send(workflow.url(TRIGGER), { headers: { [HEADER]: secret }, json })).status).toBe(200);
	}
	expect(await workflow.started()).toHaveLength(2);
	stage.engine.setCredential('assemblyAiTranscriptionApi', credential);
	await workflow.deactivate();
});

it('asks AssemblyAI for a retry while the transcript cannot be fetched', async () => {
	const workflow = await listen({ output: 'text' });
	await stage.sandbox.faults({
		kind: 'status',
		status: 503,
		times: 3,
		match: { vendor: 'assemblyai', method: 'GET', path: '/v2/transcript/' },
	});
	await createFor(workflow.url(TRIGGER));
	await delivered(1);
	const [callback] = await stage.sandbox.callbacks();
	expect(callback?.attempts.map(({ status }) => status)).toEqual([503, 200]);
	expect(await workflow.started()).toHaveLength(1);
	await workflow.deactivate();
});

describe('redacted audio', () => {
	const additionalFields = { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true };
	const ready = (link: string) => ({
		json: { status: 'redacted_audio_ready', redacted_audio_url: link },
		headers: { [HEADER]: SECRET },
	});

	it('is confirmed with AssemblyAI, and the link is the one of AssemblyAI', async () => {
		const workflow = await listen({ events: ['redactedAudioReady'] });
		const jobId = await createFor(workflow.url(TRIGGER), { additionalFields });
		await delivered(2);
		expect((await send(workflow.url(TRIGGER), ready(`https://evil.example/${jobId}.mp3`))).status).toBe(200);
		const items = (await workflow.started()).map((run) => run.json(TRIGGER)[0]);
		expect(items).toEqual([
			expect.objectContaining({ jobId, redactedAudioUrl: expect.stringContaining(stage.sandbox.url) }),
		]);
		await workflow.deactivate();
	});

	it('starts nothing with the link of the callback', async () => {
		const workflow = await listen({ events: ['redactedAudioReady'] });
		const jobId = await createFor('https://n8n.example.com/webhook', { callback: 'none', additionalFields });
		const link = `https://evil.example/redacted-audio/${jobId}.mp3?Signature=x`;
		expect((await send(workflow.url(TRIGGER), ready(link))).status).toBe(200);
		const [item] = (await workflow.started()).map((run) => run.json(TRIGGER)[0]);
		expect(JSON.stringify(item)).not.toContain('evil.example');
		const other = 'https://evil.example/redacted-audio/6b1a2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d.mp3';
		expect((await send(workflow.url(TRIGGER), ready(other))).status).toBe(401);
		expect(await workflow.started()).toHaveLength(1);
		await workflow.deactivate();
	});

	it.each([
		[{}, 200, 1],
		[{ options: { confirm: true } }, 401, 0],
		[{ output: 'text' }, 401, 0],
	])(
		'without a job ID in the link is accepted only if no confirmation is required: %j',
		async (parameters, status, count) => {
			const workflow = await listen({ events: ['redactedAudioReady'], ...parameters });
			expect((await send(workflow.url(TRIGGER), ready('https://cdn.example.com/a?b=c'))).status).toBe(status);
			expect(await workflow.started()).toHaveLength(count);
			await workflow.deactivate();
		},
	);
});
