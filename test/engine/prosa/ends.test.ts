import { NODE, type Stage } from '../../support/stage';
import { createJob, prosaStage } from './stage';

let stage: Stage;

beforeAll(async () => {
	stage = await prosaStage();
});
afterAll(async () => await stage.close());
beforeEach(async () => {
	await stage.sandbox.reset();
});

it.each(['cancelled', 'canceled'])(
	'a job that was %s is not reported as a problem of its recording',
	async (status) => {
		const jobId = await createJob(stage);
		await stage.sandbox.faults({
			kind: 'wrong-shape',
			body: { job_id: jobId, status },
			match: { method: 'GET', path: '/stt/' },
			times: null,
		});
		const run = await stage.run({ resource: 'job', operation: 'wait', jobId });
		expect(run.error?.message).toBe(`The job ended with status "cancelled" (job ${jobId})`);
		expect(run.error?.description).toMatch(/^Create a new job if you still need the transcript/);
	},
);

it.each(['transcribe', 'get', 'wait'])(
	'%s: a response that is not a valid transcript is returned unmodified if the vendor response is selected',
	async (operation) => {
		const jobId = await createJob(stage);
		const result = { data: [{ transcript: 'Halo', final: true, time_start: 'soon', time_end: 1 }] };
		await stage.sandbox.faults({
			kind: 'wrong-shape',
			body: { job_id: jobId, status: 'complete', result },
			match: { path: '/stt' },
			times: null,
		});
		const parameters = {
			resource: operation === 'wait' ? 'job' : 'transcript',
			operation,
			...(operation === 'transcribe' ? {} : { jobId }),
		};
		const ask = async (output: string) =>
			await stage.run({ ...parameters, output }, [await stage.recording('order-id.mp3')]);
		const run = await ask('transcript');
		expect(run.error?.message).toMatch(/"result\.data\.0\.time_start" must be /);
		expect(run.error?.description).toMatch(
			/Set "Output" to "Vendor Response" to get the transcript unmodified/,
		);
		expect((await ask('vendor')).json(NODE)).toEqual([{ job_id: jobId, status: 'complete', result }]);
	},
);
