import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type RunResult, type WorkflowDefinition, chain } from '../../support/engine';
import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/** Options with which a vendor makes another job of the same recording. */
const OTHER_OPTIONS: Readonly<Record<string, IDataObject>> = {
	assemblyai: { additionalParameters: '{"speaker_labels": true}' },
	botlhale: { additionalParameters: '{"diarization": "true"}' },
	prosa: { additionalParameters: '{"config": {"speaker_count": 2}}' },
	speechmatics: { jobConfig: '{"transcription_config": {"language": "de"}}' },
};

/** Which runs of a node go on with a job that is paid for, and which ask for a new one. */
describe.each(testedVendors)('jobs of executions: $name', (vendor) => {
	let stage: Stage;
	let items: INodeExecutionData[];

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 600_000 });
		items = [await stage.recording(vendor.recording)];
	});

	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

	/** Transcribe with a time limit that is over before any job has ended. */
	const outOfTime = (options: IDataObject = {}): WorkflowDefinition => ({
		nodes: [
			start,
			stage.node({
				resource: 'transcript',
				operation: 'transcribe',
				output: 'text',
				...vendor.fromFile,
				options: { ...vendor.pollingOptions, timeLimit: 0.01, ...options },
			}),
		],
		connections: chain(start.name, NODE),
	});

	const jobs = async (): Promise<string[]> => await stage.sandbox.jobs(vendor.name);

	const jobIn = (run: RunResult): string => {
		const [, jobId = ''] = /\(job (\S+)\)$/.exec(run.error?.message ?? '') ?? [];
		expect(jobId).not.toBe('');
		return jobId;
	};

	it('"Retry execution" goes on with the job of the execution that failed, and so does its retry', async () => {
		const failed = await stage.engine.run({ ...outOfTime(), input: items });
		const again = await stage.engine.retry(failed);
		expect(jobIn(again)).toBe(jobIn(failed));
		await stage.sandbox.finish();
		const done = await stage.engine.retry(again, outOfTime({ timeLimit: 1 }));
		expect(done.error).toBeUndefined();
		expect(done.json(NODE)).toEqual([
			expect.objectContaining({ jobId: jobIn(failed), text: expect.stringMatching(/\w/) }),
		]);
		expect(await jobs()).toHaveLength(1);
	});

	it('"Retry execution" with changed parameters creates another job', async () => {
		const failed = await stage.engine.run({ ...outOfTime(), input: items });
		const changed = await stage.engine.retry(failed, outOfTime(OTHER_OPTIONS[vendor.name]));
		expect(jobIn(changed)).not.toBe(jobIn(failed));
		expect(await jobs()).toHaveLength(2);
		const again = await stage.engine.retry(changed);
		expect(jobIn(again)).toBe(jobIn(changed));
		expect(await jobs()).toHaveLength(2);
	});

	it('a new execution creates a new job', async () => {
		const first = await stage.engine.run({ ...outOfTime(), input: items });
		const second = await stage.engine.run({ ...outOfTime(), input: items });
		expect(jobIn(second)).not.toBe(jobIn(first));
		expect(await jobs()).toHaveLength(2);
	});

	it('each round of a loop creates a job, whatever the number of tries', async () => {
		const [, node] = outOfTime().nodes;
		if (node === undefined) throw new Error('The workflow has one node only');
		const rounds = ['First round', 'Second round'];
		const run = await stage.engine.run({
			nodes: [
				start,
				...rounds.map((name) => ({ name, type: 'n8n-nodes-base.noOp' })),
				{ ...node, retryOnFail: true, maxTries: 2, waitBetweenTries: 0, onError: 'continueRegularOutput' },
			],
			connections: {
				[start.name]: { main: [rounds.map((name) => ({ node: name, type: 'main', index: 0 }))] },
				...Object.assign({}, ...rounds.map((name) => chain(name, NODE))),
			},
			input: items,
		});
		const ids = (run.data.resultData.runData[NODE] ?? []).map(({ data }) => data?.main?.[0]?.[0]?.json.jobId);
		expect(ids).toHaveLength(2);
		expect(new Set(ids).size).toBe(2);
		expect(await jobs()).toHaveLength(2);
	});
});
