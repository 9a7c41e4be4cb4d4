import { chain, send, type RunOptions, type RunResult } from '../../support/engine';
import type { Stage } from '../../support/stage';
import { botlhaleStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await botlhaleStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 600_000 });
});

async function workflow(): Promise<Pick<RunOptions, 'nodes' | 'connections' | 'input'>> {
	return {
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node({ resource: 'job', operation: 'create', callback: 'resume' }, { name: 'Create' }),
			stage.node(
				{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' },
				{ name: 'Wait' },
			),
		],
		connections: chain('Start', 'Create', 'Wait'),
		input: [await stage.recording('order-af.ogg')],
	};
}

async function sleep(): Promise<{ run: RunResult; url: string }> {
	const run = await stage.engine.runPublished(await workflow());
	expect(run.status).toBe('waiting');
	const [slot] = await stage.sandbox.requests({ vendor: 'botlhale', method: 'POST', path: '/upload' });
	const url =
		/http[^"\\ ]*\/webhook\/[a-z0-9/-]+/.exec(JSON.stringify(slot?.details ?? slot?.body ?? slot))?.[0] ?? '';
	expect(url).not.toBe('');
	return { run, url };
}

const callback = (jobId: unknown) => ({ json: { filename: jobId, status: 'completed' } });

it('gives Botlhale AI a URL that contains neither a query nor the token of n8n', async () => {
	const { run, url } = await sleep();
	const token = new URL(run.resumeUrl).searchParams.get('signature') ?? '';
	expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/[a-z0-9/-]+$/);
	expect(token).toHaveLength(64);
	expect(url).not.toContain(token);
	expect(JSON.stringify(run.json('Create'))).not.toContain(token);
});

it.each(['POST', 'PUT', 'GET'])('is resumed by a callback with the method %s', async (method) => {
	const { run, url } = await sleep();
	await stage.sandbox.faults({ kind: 'callback-lost', times: null });
	await stage.sandbox.finish();
	const [job] = run.json('Create');
	const reply = await send(url, { method, ...(method === 'GET' ? {} : callback(job?.jobId)) });
	expect(reply.status).toBe(200);
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait')).toEqual([expect.objectContaining({ text: expect.stringMatching(/\w/) })]);
});

it('is not resumed by a forged URL', async () => {
	const { run, url } = await sleep();
	const parts = url.split('/');
	const forged = [
		[...parts.slice(0, -1), (parts.at(-1) ?? '').replace(/^./, (first) => (first === '0' ? '1' : '0'))],
		[...parts.slice(0, -2), '999', parts.at(-1) ?? ''],
		[...parts.slice(0, -1), 'f'.repeat(98)],
		[...parts.slice(0, -1), 'x'],
	];
	for (const each of forged) expect((await send(each.join('/'), callback('a'))).status).toBe(401);
	await stage.sandbox.finish();
	expect((await stage.engine.finished(run.executionId)).status).toBe('success');
});

it('is called again by the relay if the callback arrives before the execution is suspended', async () => {
	const { nodes, ...rest } = await workflow();
	const match = { vendor: 'botlhale', method: 'GET', path: '/status' };
	await stage.sandbox.faults({ kind: 'slow-trickle', chunkBytes: 4, ms: 100, times: 1, match });
	const started = await stage.engine.startPublished({ ...rest, nodes });
	while ((await stage.sandbox.requests(match)).length === 0) await new Promise((go) => setTimeout(go, 10));
	await stage.sandbox.finish();
	const first = await started.result;
	const done = first.status === 'waiting' ? await stage.engine.finished(started.id) : first;
	expect(done.json('Wait')).toEqual([expect.objectContaining({ text: expect.stringMatching(/\w/) })]);
	const [sent] = await stage.sandbox.callbacks();
	expect(sent?.attempts.map(({ status }) => status)).toEqual([503]);
});

it('polls in a test run, and says so', async () => {
	const running = stage.engine.start(await workflow());
	while ((await stage.sandbox.jobs('botlhale')).length === 0) await new Promise((go) => setTimeout(go, 10));
	await stage.sandbox.finish();
	const run = await running.result;
	expect(run.status).toBe('success');
	expect(run.json('Wait')).toEqual([expect.objectContaining({ text: expect.stringMatching(/\w/) })]);
	expect(run.task('Wait').hints?.map(({ message }) => message)).toEqual([
		expect.stringContaining('this test run polled'),
	]);
	expect(await stage.sandbox.callbacks()).toEqual([]);
});

it('refuses a callback that nothing would relay before anything is sent', async () => {
	const plan = await workflow();
	const run = await stage.engine.run({ ...plan, mode: 'trigger' });
	expect(run.error?.message).toBe(
		'"Callback" cannot be "Resume This Execution", because the workflow is not published',
	);
	expect(await stage.sandbox.requests({ vendor: 'botlhale', path: '/upload' })).toEqual([]);
});

it('has no webhook in test runs, so that "Execute step" does not wait for a call', async () => {
	const plan = await workflow();
	const test = await stage.engine.activate(plan, { isTest: true });
	expect(() => test.url('Create')).toThrow('has no webhook');
	const published = await stage.engine.activate(plan);
	expect(published.url('Create')).toContain('/:execution/:token');
	expect(() => published.url('Wait')).toThrow('has no webhook');
});
