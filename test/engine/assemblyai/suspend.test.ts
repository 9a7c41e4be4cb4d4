import type { IDataObject } from 'n8n-workflow';

import { chain, type RunResult } from '../../support/engine';
import type { CallbackEntry } from '../../support/sandbox';
import type { Stage } from '../../support/stage';
import { assemblyAiStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 60_000 });
});

const create = {
	resource: 'job',
	operation: 'create',
	recordingSource: 'binary',
	callback: 'resume',
};
const wait = { resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' };

/** Create, then Wait for Completion, on these files. */
async function start(files: string[], waitParameters: IDataObject = {}): Promise<RunResult> {
	return await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(create, { name: 'Create' }),
			stage.node({ ...wait, ...waitParameters }, { name: 'Wait' }),
			{ name: 'Next', type: 'n8n-nodes-base.noOp' },
		],
		connections: chain('Start', 'Create', 'Wait', 'Next'),
		input: await Promise.all(files.map(async (file) => await stage.recording(file))),
	});
}

/** The only callback, as soon as this is true of it; the test's time limit ends the wait. */
async function callbackWhere(isSo: (callback: CallbackEntry) => boolean): Promise<CallbackEntry> {
	for (;;) {
		const [callback] = await stage.sandbox.callbacks();
		if (callback && isSo(callback)) return callback;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

const FILES = ['dialogue-en.mp3', 'order-id.mp3', 'order-af.ogg'];

it('sleeps until all jobs have ended and gives every item, paired', async () => {
	const run = await start(FILES);
	expect(run.status).toBe('waiting');
	const jobs = run.json('Create').map(({ jobId }) => jobId);
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.status).toBe('success');
	expect(done.json('Next').map(({ jobId }) => jobId)).toEqual(jobs);
	expect(done.pairs('Wait')).toEqual([[0], [1], [2]]);
	expect(done.json('Next')[0]?.text).toContain('Karoo Dental');
});

it('takes callbacks in any order, doubled', async () => {
	await stage.sandbox.faults(
		{ kind: 'callback-reordered', times: 2 },
		{ kind: 'callback-doubled', times: null },
	);
	const run = await start(FILES);
	await stage.sandbox.finish();
	await new Promise((resolve) => setTimeout(resolve, 100));
	await stage.sandbox.releaseCallbacks();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Next')).toHaveLength(3);
});

it('is not woken by a callback for a job that has not ended, and asks to be called again', async () => {
	const run = await start(FILES.slice(0, 1));
	const [created] = run.json('Create');
	const reply = await stage.engine.resume(run, {
		json: { transcript_id: created?.jobId, status: 'completed' },
	});
	expect(reply.status).toBe(503);
	await stage.sandbox.finish();
	expect((await stage.engine.finished(run.executionId)).json('Next')).toHaveLength(1);
});

it('stays asleep when the callback is forged', async () => {
	const run = await start(FILES.slice(0, 1));
	for (const json of [{}, [], { transcript_id: 'other', status: 'completed' }]) {
		expect((await stage.engine.resume(run, { json })).status).toBe(200);
	}
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Next')[0]?.text).toContain('Karoo Dental');
});

it('asks to be called again while AssemblyAI cannot be asked', async () => {
	const run = await start(FILES.slice(0, 1));
	await stage.sandbox.faults({
		kind: 'status',
		status: 500,
		times: null,
		match: { method: 'GET', path: '/v2/transcript/' },
	});
	await stage.sandbox.finish();
	const firstAttempt = await callbackWhere(({ attempts }) => typeof attempts[0]?.status === 'number');
	expect(firstAttempt.attempts[0]).toMatchObject({ status: 503 });
	await stage.sandbox.clearFaults();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Next')).toHaveLength(1);
	const settled = await callbackWhere(({ state }) => state !== 'pending');
	expect(settled.state).toBe('delivered');
});

it('gives failed and vanished jobs with their error', async () => {
	const run = await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(create, { name: 'Create' }),
			stage.node(wait, { name: 'Wait' }),
		],
		connections: chain('Start', 'Create', 'Wait'),
		input: [
			await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'a.txt' }),
			await stage.recording('dialogue-en.mp3'),
		],
	});
	await stage.sandbox.finish();
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait')).toEqual([
		expect.objectContaining({ status: 'failed', error: expect.stringContaining('audio') }),
		expect.objectContaining({ text: expect.stringContaining('Karoo') }),
	]);
});

it('never sleeps for jobs that have ended', async () => {
	await stage.sandbox.speed({ processingMs: 0 });
	const run = await start(FILES);
	expect(run.status).toBe('success');
	expect(run.json('Next')).toHaveLength(3);
});

it('hands on the job IDs when the time limit ends the sleep', async () => {
	const run = await start(FILES, { options: { timeLimit: 1 } });
	const expired = await stage.engine.expireWait(run);
	expect(expired.json('Next').map(({ jobId }) => jobId)).toEqual(
		run.json('Create').map(({ jobId }) => jobId),
	);
});
