import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { chain, send, type RunResult } from '../../support/engine';
import type { Stage } from '../../support/stage';
import { prosaStage } from './stage';

const ENDPOINTS = '/webhooks/endpoints$';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 600_000 });
});

const credential = z.object({ baseUrl: z.string(), apiKey: z.string() });

const create = {
	resource: 'job',
	operation: 'create',
	recordingSource: 'binary',
};

/** Runs Create, then Wait for Completion. */
async function start(waitParameters: IDataObject = {}): Promise<RunResult> {
	return await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(create, { name: 'Create' }),
			stage.node(
				{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text', ...waitParameters },
				{ name: 'Wait' },
			),
		],
		connections: chain('Start', 'Create', 'Wait'),
		input: [await stage.recording('order-id.mp3')],
	});
}

async function endpoints(method = 'GET', json?: IDataObject): Promise<unknown> {
	const { baseUrl, apiKey } = credential.parse(stage.engine.credential('prosaTranscriptionApi'));
	const answer = await fetch(`${baseUrl}/webhooks/endpoints`, {
		method,
		headers: { 'x-api-key': apiKey, ...(json ? { 'content-type': 'application/json' } : {}) },
		...(json ? { body: JSON.stringify(json) } : {}),
	});
	return await answer.json();
}

const oneFor = (run: RunResult) =>
	expect.objectContaining({ url: expect.stringContaining(new URL(run.resumeUrl).pathname) });
const itsText = [expect.objectContaining({ text: expect.stringContaining('Toko') })];

it('subscribes to callbacks while the execution is suspended, and unsubscribes when it resumes', async () => {
	const run = await start();
	expect(run.status).toBe('waiting');
	expect(await endpoints()).toEqual([oneFor(run)]);
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait')).toEqual(itsText);
	expect(await endpoints()).toEqual([]);
});

it('unsubscribes when a failed job stops the workflow', async () => {
	const run = await start();
	expect(await endpoints()).toEqual([oneFor(run)]);
	await stage.sandbox.faults({
		kind: 'wrong-shape',
		body: { job_id: 'j', status: 'failed' },
		match: { method: 'GET', path: '/stt/[^/]+' },
		times: null,
	});
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.error?.message).toMatch(/^The job ended with status "failed"/);
	expect(await endpoints()).toEqual([]);
});

it('continues without suspending if the job ends while the endpoint is being registered', async () => {
	await stage.sandbox.faults({
		kind: 'slow-trickle',
		chunkBytes: 20,
		ms: 100,
		times: 1,
		match: { vendor: 'prosa', method: 'POST', path: ENDPOINTS },
	});
	const running = start();
	const registrations = async () =>
		await stage.sandbox.requests({ vendor: 'prosa', method: 'POST', path: ENDPOINTS });
	while ((await registrations()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
	await stage.sandbox.finish();
	const run = await running;
	expect(run.status).toBe('success');
	expect(run.json('Wait')).toEqual(itsText);
	expect(await endpoints()).toEqual([]);
});

it('is not resumed by the end of another job of the account', async () => {
	const run = await start();
	expect((await send(run.resumeUrl, { json: { job_id: 'f'.repeat(32) } })).status).toBe(200);
	expect(await endpoints()).toEqual([oneFor(run)]);
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait')).toEqual(itsText);
});

it('is resumed by a job whose transcript cannot be read, without affecting other suspended executions', async () => {
	const run = await start();
	await stage.sandbox.faults({
		kind: 'wrong-shape',
		body: { job_id: 'j', status: 'complete', result: { data: [{ time_start: 'soon' }] } },
		match: { method: 'GET', path: '/stt/[^/]+$' },
		times: null,
	});
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait')).toEqual([
		expect.objectContaining({ status: 'completed', errorMessage: expect.stringContaining('time_start') }),
	]);
	expect(done.pairs('Wait')).toEqual([[0]]);
});

it('removes the endpoints of stopped executions, and no others', async () => {
	const over = Math.floor(Date.now() / 1000) - 3_600;
	const kept = [
		'https://n8n.example.com/webhook/prosa',
		`https://n8n.example.com/webhook-waiting/7?signature=a&wakes-until=${over + 7_200}`,
	];
	const left = `https://n8n.example.com/webhook-waiting/5?signature=b&wakes-until=${over}`;
	for (const url of [...kept, left]) await endpoints('POST', { url });
	const run = await start();
	expect(await endpoints()).toEqual([...kept.map((url) => expect.objectContaining({ url })), oneFor(run)]);
});

it.each([
	[404, 'not-json', /This URL has no webhook API\. Check "Webhook Base URL" in the credential\./],
	[501, 'not-json', /This URL has no webhook API\. Check "Webhook Base URL" in the credential\./],
	[500, 'status', /The endpoint may have been created anyway\. If so, a later run of the node removes it\./],
	[404, 'endpoint_not_found', /The webhook endpoint was removed at Prosa\.ai\./],
])('gives no advice about a trigger if the registration fails with %d, %s', async (status, form, advice) => {
	const bodies: Record<string, object> = {
		'not-json': { body: '<html></html>' },
		endpoint_not_found: { body: { status: 'endpoint_not_found', message: 'Endpoint not found' } },
	};
	await stage.sandbox.faults({
		kind: 'status',
		status,
		times: null,
		match: { vendor: 'prosa', path: ENDPOINTS },
		...bodies[form],
	});
	const run = await start();
	expect(run.error?.message).toMatch(/^Prosa\.ai cannot resume this execution: /);
	expect(run.error?.description).toMatch(advice);
	expect(run.error?.description).toContain('Set "How to Wait" to "Poll"');
	expect(run.error?.description).not.toMatch(/trigger|"Registration"|[Aa]ctivate the workflow/);
});

it('fails with advice and the job ID if the account cannot register an endpoint', async () => {
	await stage.sandbox.faults({
		kind: 'status',
		status: 403,
		times: null,
		match: { vendor: 'prosa', method: 'POST', path: ENDPOINTS },
	});
	const run = await start();
	expect(run.error?.message).toContain('403');
	expect(run.error?.description).toContain('"Poll"');
	expect(await stage.sandbox.jobs('prosa')).toHaveLength(1);
});
