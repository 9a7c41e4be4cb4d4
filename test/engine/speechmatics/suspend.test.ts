import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { chain, send, type RunResult } from '../../support/engine';
import type { Stage } from '../../support/stage';
import { speechmaticsStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await speechmaticsStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 60_000 });
});

const create = { resource: 'job', operation: 'create', recordingSource: 'binary', callback: 'resume' };
const wait = { resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' };
const FILES = ['dialogue-en.mp3', 'order-id.mp3', 'order-af.ogg'];

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
	const jobId = z.string().parse(run.json('Create')[0]?.jobId);
	const url = new URL(run.resumeUrl);
	url.searchParams.set('id', jobId);
	url.searchParams.set('status', 'success');
	const reply = await send(url.href);
	expect(reply.status).toBe(503);
	await stage.sandbox.finish();
	expect((await stage.engine.finished(run.executionId)).json('Next')).toHaveLength(1);
});

it('gives failed jobs with their error', async () => {
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
		expect.objectContaining({ status: 'failed', error: expect.stringMatching(/^[A-Z].*\.$/) }),
		expect.objectContaining({ text: expect.stringContaining('Karoo') }),
	]);
});

it('passes the job IDs on when n8n’s time limit ends the wait', async () => {
	const run = await start(FILES.slice(0, 2), { options: { timeLimit: 1 } });
	const expired = await stage.engine.expireWait(run);
	expect(expired.json('Next').map(({ jobId }) => jobId)).toEqual(
		run.json('Create').map(({ jobId }) => jobId),
	);
});
