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

/** The only callback once it meets a condition; the time limit of the test ends the wait. */
async function callbackWhere(isSo: (callback: CallbackEntry) => boolean): Promise<CallbackEntry> {
	for (;;) {
		const [callback] = await stage.sandbox.callbacks();
		if (callback && isSo(callback)) return callback;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

it('is not resumed by a callback for an unfinished job, and asks for a retry', async () => {
	const run = await start();
	const [created] = run.json('Create');
	const reply = await stage.engine.resume(run, {
		json: { transcript_id: created?.jobId, status: 'completed' },
	});
	expect(reply.status).toBe(503);
	await stage.sandbox.finish();
	expect((await stage.engine.finished(run.executionId)).json('Next')).toHaveLength(1);
});

it('asks for a retry of the callback while AssemblyAI cannot be reached', async () => {
	const run = await start();
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
	// The execution may have resumed itself in the meantime; n8n then responds to the second attempt with 409.
	expect(settled.attempts).toHaveLength(2);
});

describe('a failed job', () => {
	async function finishWith(options: IDataObject): Promise<RunResult> {
		const run = await stage.engine.run({
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				stage.node(create, { name: 'Create' }),
				stage.node({ ...wait, options }, { name: 'Wait' }),
			],
			connections: chain('Start', 'Create', 'Wait'),
			input: [
				await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'a.txt' }),
				await stage.recording('dialogue-en.mp3'),
			],
		});
		await stage.sandbox.finish();
		return await stage.engine.finished(run.executionId);
	}

	it('stops the workflow with the message of AssemblyAI', async () => {
		const done = await finishWith({});
		expect(done.error?.message).toMatch(/^The job failed: File does not appear to contain audio/);
	});

	it('is output with its error if "On Failed Job" is "Output the Job"', async () => {
		const done = await finishWith({ onFailedJob: 'output' });
		expect(done.json('Wait')).toEqual([
			expect.objectContaining({ status: 'failed', errorMessage: expect.stringContaining('audio') }),
			expect.objectContaining({ text: expect.stringContaining('Karoo') }),
		]);
	});
});
