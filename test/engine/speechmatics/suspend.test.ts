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

/** Runs Create, then Wait for Completion. */
async function start(): Promise<RunResult> {
	return await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(create, { name: 'Create' }),
			stage.node(wait, { name: 'Wait' }),
			{ name: 'Next', type: 'n8n-nodes-base.noOp' },
		],
		connections: chain('Start', 'Create', 'Wait', 'Next'),
		input: [await stage.recording('dialogue-en.mp3')],
	});
}

it('is not resumed by a callback for a job that has not ended, and asks for a retry', async () => {
	const run = await start();
	const jobId = z.string().parse(run.json('Create')[0]?.jobId);
	const url = new URL(run.resumeUrl);
	url.searchParams.set('id', jobId);
	url.searchParams.set('status', 'success');
	const reply = await send(url.href);
	expect(reply.status).toBe(503);
	await stage.sandbox.finish();
	expect((await stage.engine.finished(run.executionId)).json('Next')).toHaveLength(1);
});

it('outputs failed jobs with their error if this is selected', async () => {
	const run = await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(create, { name: 'Create' }),
			stage.node({ ...wait, options: { onFailedJob: 'output' } }, { name: 'Wait' }),
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
		expect.objectContaining({ status: 'failed', errorMessage: expect.stringMatching(/^[A-Z].*\.$/) }),
		expect.objectContaining({ text: expect.stringContaining('Karoo') }),
	]);
});
