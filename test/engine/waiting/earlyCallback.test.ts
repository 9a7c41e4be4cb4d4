import { chain } from '../../support/engine';
import type { Stage } from '../../support/stage';
import { assemblyAiStage } from '../assemblyai/stage';

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
	await stage.sandbox.speed({ processingMs: 60_000 });
});

const LOOK = { method: 'GET', path: '/v2/transcript/' };

it('wakes an execution whose callback came before n8n had put it to sleep', async () => {
	// The last look sees the job running; its answer takes long enough for the job to end meanwhile.
	await stage.sandbox.faults({ kind: 'slow-trickle', chunkBytes: 100, ms: 60, times: 1, match: LOOK });
	const started = stage.engine.start({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(
				{ resource: 'job', operation: 'create', recordingSource: 'binary', callback: 'resume' },
				{ name: 'Create' },
			),
			stage.node(
				{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' },
				{ name: 'Wait' },
			),
		],
		connections: chain('Start', 'Create', 'Wait'),
		input: [await stage.recording('dialogue-en.mp3')],
	});
	while ((await stage.sandbox.requests(LOOK)).length === 0) await new Promise((go) => setTimeout(go, 10));
	await stage.sandbox.finish();
	expect((await started.result).status).toBe('waiting');
	const [callback] = await stage.sandbox.callbacks();
	expect(callback).toMatchObject({ state: 'given-up', attempts: [{ status: 409 }] });

	const done = await stage.engine.finished(started.id);
	expect(done.json('Wait')).toEqual([expect.objectContaining({ text: expect.stringContaining('Karoo') })]);
});
