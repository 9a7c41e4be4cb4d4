import { chain } from '../../support/engine';
import type { Stage } from '../../support/stage';
import { assemblyAiStage } from '../assemblyai/stage';

const JOBS = 40;

let stage: Stage;

beforeAll(async () => {
	stage = await assemblyAiStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => await stage.sandbox.reset());

it('requests each job only a few times, however many jobs an execution waits for', async () => {
	// One after the other, so that each callback except the last finds jobs that have not ended.
	await stage.sandbox.settings('assemblyai', { concurrency: 1 });
	await stage.sandbox.speed({ processingMs: 60 });
	const run = await stage.engine.run({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			stage.node(
				{
					resource: 'job',
					operation: 'create',
					recordingSource: 'url',
					url: stage.sandbox.recordingUrl('order-id.mp3'),
					callback: 'resume',
				},
				{ name: 'Create' },
			),
			stage.node({ resource: 'job', operation: 'wait', waitMode: 'suspend' }, { name: 'Wait' }),
		],
		connections: chain('Start', 'Create', 'Wait'),
		input: Array.from({ length: JOBS }, (_, number) => ({ json: { number } })),
	});
	expect(run.status).toBe('waiting');
	const done = await stage.engine.finished(run.executionId);
	expect(done.json('Wait').map(({ jobId }) => jobId)).toEqual(run.json('Create').map(({ jobId }) => jobId));
	expect(done.json('Wait').every(({ status }) => status === 'completed')).toBe(true);
	const looks = await stage.sandbox.requests({ method: 'GET', path: '/v2/transcript/' });
	expect(looks.length / JOBS).toBeLessThan(15);
});
