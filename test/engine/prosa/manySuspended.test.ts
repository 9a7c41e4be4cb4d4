import { z } from 'zod/v4';

import { chain, type ActiveWorkflow, type RunResult } from '../../support/engine';
import type { Stage } from '../../support/stage';
import { prosaStage, webhookApi } from './stage';

const EXECUTIONS = 50;

const endpointsSchema = z.array(z.object({ url: z.string(), event_filters: z.array(z.string()) }));

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	// On a busy machine, n8n may not yet accept a callback; the third repetition would come after 18 seconds.
	await stage.sandbox.speed({ processingMs: 600_000, retryFactor: 0.001 });
});

async function publish(): Promise<ActiveWorkflow> {
	return await stage.engine.activate({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node({ resource: 'job', operation: 'create', recordingSource: 'binary' }, { name: 'Create' }),
			stage.node(
				{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' },
				{ name: 'Wait' },
			),
		],
		connections: chain('Start', 'Create', 'Wait'),
	});
}

async function suspended(workflow: ActiveWorkflow, count: number): Promise<RunResult[]> {
	const recording = await stage.recording('order-id.mp3');
	const runs = await Promise.all(
		Array.from({ length: count }, async () => await workflow.start('Start', [recording]).result),
	);
	expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'waiting'));
	// Each execution checks once more whether its job has ended meanwhile.
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	return runs;
}

const endpoints = async () => endpointsSchema.parse(await webhookApi(stage, 'GET', '/endpoints'));
const requests = async () => (await stage.sandbox.requests({ vendor: 'prosa' })).length;
const deliveries = async () =>
	(await stage.sandbox.callbacks()).reduce((sum, { attempts }) => sum + attempts.length, 0);

/** The last endpoints are removed after the execution has been resumed. */
async function settled(): Promise<void> {
	let last = -1;
	for (let count = await requests(); count !== last; count = await requests()) {
		last = count;
		await new Promise((resolve) => setTimeout(resolve, 400));
	}
}

async function expectNoEndpoints(): Promise<void> {
	for (let look = 0; look < 100 && (await endpoints()).length > 0; look += 1) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	expect(await endpoints()).toEqual([]);
}

async function expectTexts(runs: readonly RunResult[]): Promise<void> {
	for (const { executionId } of runs) {
		const done = await stage.engine.finished(executionId);
		expect(done.json('Wait')).toEqual([expect.objectContaining({ text: expect.stringContaining('Toko') })]);
	}
}

it('costs at most three requests and one delivery for each job if all jobs end together', async () => {
	const runs = await suspended(await publish(), EXECUTIONS);
	const called = (await endpoints()).filter(({ event_filters: filters }) => filters.length === 0);
	expect(called).toHaveLength(1);
	const before = await requests();
	await stage.sandbox.finish();
	await expectTexts(runs);
	await settled();
	expect((await requests()) - before).toBeLessThanOrEqual(3 * EXECUTIONS + 10);
	expect(await deliveries()).toBe(EXECUTIONS);
	expect(await endpoints()).toEqual([]);
});

it('costs at most three requests and one delivery for each job if the jobs end one after the other', async () => {
	const workflow = await publish();
	await stage.sandbox.speed({ processingMs: 6_000 });
	const recording = await stage.recording('order-id.mp3');
	const runs: RunResult[] = [];
	for (let count = 0; count < 10; count += 1) {
		runs.push(await workflow.start('Start', [recording]).result);
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	const before = await requests();
	await expectTexts(runs);
	await settled();
	expect((await requests()) - before).toBeLessThanOrEqual(3 * runs.length + 10);
	expect(await deliveries()).toBe(runs.length);
	expect(await endpoints()).toEqual([]);
});

it('removes the endpoints with few requests if one execution waits for many jobs that end together', async () => {
	const workflow = await publish();
	const recording = await stage.recording('order-id.mp3');
	const run = await workflow.start(
		'Start',
		Array.from({ length: 20 }, () => recording),
	).result;
	expect(run.status).toBe('waiting');
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait')).toHaveLength(20);
	await expectNoEndpoints();
	await settled();
	const deleted = await stage.sandbox.requests({ vendor: 'prosa', method: 'DELETE' });
	expect(deleted.filter(({ status }) => status === 200)).toHaveLength(2);
	// The execution and the relay may remove the same endpoint.
	expect(deleted.length).toBeLessThanOrEqual(3);
});

it('leaves no endpoint after an execution that was stopped, once any operation has run', async () => {
	const workflow = await publish();
	const [run] = await suspended(workflow, 1);
	expect(await endpoints()).toHaveLength(2);
	stage.engine.stopWaiting(run?.executionId ?? '');
	await stage.run({ resource: 'job', operation: 'getMany' });
	expect(await endpoints()).toEqual([]);
});

it('leaves no endpoint after an execution whose time limit was reached, once any operation has run', async () => {
	const runs = await suspended(await publish(), 1);
	expect(await endpoints()).toHaveLength(2);
	for (const run of runs) await stage.engine.expireWait(run);
	await stage.run({ resource: 'job', operation: 'getMany' });
	expect(await endpoints()).toEqual([]);
});

it('keeps the endpoints of executions that are still suspended when an operation runs', async () => {
	const runs = await suspended(await publish(), 2);
	await stage.run({ resource: 'job', operation: 'getMany' });
	expect(await endpoints()).toHaveLength(3);
	await stage.sandbox.finish();
	await expectTexts(runs);
	await expectNoEndpoints();
});

it('calls executions directly once the workflow is no longer published', async () => {
	const workflow = await publish();
	const runs = await suspended(workflow, 2);
	await workflow.deactivate();
	expect((await endpoints()).map(({ event_filters: filters }) => filters)).toEqual([[], []]);
	await stage.sandbox.finish();
	await expectTexts(runs);
	await expectNoEndpoints();
});

it('is resumed for a job that another execution created', async () => {
	const created = await stage.run({ resource: 'job', operation: 'create', recordingSource: 'binary' }, [
		await stage.recording('order-id.mp3'),
	]);
	const workflow = await stage.engine.activate({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(
				{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' },
				{ name: 'Wait' },
			),
		],
		connections: chain('Start', 'Wait'),
	});
	const run = await workflow.start('Start', created.items('Speech to Text')).result;
	expect(run.status).toBe('waiting');
	await stage.sandbox.finish();
	await expectTexts([run]);
	await expectNoEndpoints();
});
