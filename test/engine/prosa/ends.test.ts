import type { Stage } from '../../support/stage';
import { createJob, prosaStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
});

it.each(['cancelled', 'canceled'])('a job that was %s is not blamed on its recording', async (status) => {
	const jobId = await createJob(stage);
	await stage.sandbox.faults({
		kind: 'wrong-shape',
		body: { job_id: jobId, status },
		match: { method: 'GET', path: '/stt/' },
		times: null,
	});
	const run = await stage.run({ resource: 'job', operation: 'wait', jobId });
	expect(run.error?.message).toBe(`Job ${jobId} ended as ${status}`);
	expect(run.error?.description).toMatch(/^Create a new job if the recording is still wanted/);
});
