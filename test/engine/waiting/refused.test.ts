import type { IDataObject } from 'n8n-workflow';

import { chain, type NodeDefinition, type RunResult } from '../../support/engine';
import { firstText, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const suspending = testedVendors.filter(({ suspends, subscribes }) => suspends && !subscribes);

describe.each(suspending)('a suspended wait for $name that nothing would resume', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 600_000 });
	});

	const start: NodeDefinition = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const create = (callback: IDataObject) =>
		stage.node(
			{ resource: 'job', operation: 'create', ...vendor.fromFile, ...callback },
			{ name: 'Create', onError: 'continueRegularOutput' },
		);
	const wait = (more: Partial<NodeDefinition> = {}) =>
		stage.node(
			{ resource: 'job', operation: 'wait', waitMode: 'suspend', output: 'text' },
			{ name: 'Wait', ...more },
		);

	async function createAndWait(callback: IDataObject): Promise<RunResult> {
		return await stage.engine.runPublished({
			nodes: [start, create(callback), wait()],
			connections: chain('Start', 'Create', 'Wait'),
			input: [await stage.recording(vendor.recording)],
		});
	}

	it('fails with the reason if the job has no callback', async () => {
		const run = await createAndWait({ callback: 'none' });
		const jobId = firstText({ ...run, json: () => run.json('Create') }, 'jobId');
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe(
			`The job has no callback, so nothing would resume this execution (job ${jobId})`,
		);
		expect(run.error?.description).toContain('"Callback" of Job: Create to "Resume This Execution"');
		expect(run.error?.description).toContain('"How to Wait" to "Poll"');
	});

	it('fails with the reason if the callback goes somewhere else', async () => {
		const run = await createAndWait({ callback: 'url', callbackUrl: 'https://example.com/transcribed' });
		expect(run.error?.message).toMatch(
			/^The callback of the job goes to https:\/\/example\.com, so nothing would resume this execution/,
		);
	});

	it('fails with the reason if the callback resumes another execution', async () => {
		const first = await stage.engine.runPublished({
			nodes: [start, create({ callback: 'resume' })],
			connections: chain('Start', 'Create'),
			input: [await stage.recording(vendor.recording)],
		});
		const again = await stage.engine.runPublished({
			nodes: [start, wait()],
			connections: chain('Start', 'Wait'),
			input: first.items('Create'),
		});
		expect(again.error?.message).toMatch(
			new RegExp(`^The callback of the job resumes another execution, ${first.executionId}, not this one`),
		);
		expect(again.error?.description).toContain('"How to Wait" to "Poll"');
	});

	it('is suspended for the other jobs if failures are items', async () => {
		const [without] = (
			await stage.run({ resource: 'job', operation: 'create', ...vendor.fromFile }, [
				await stage.recording(vendor.recording),
			])
		).json('Speech to Text');
		const run = await stage.engine.runPublished({
			nodes: [
				start,
				create({ callback: 'resume' }),
				wait({
					onError: 'continueRegularOutput',
					parameters: { ...wait().parameters, jobId: '={{ $json.jobId }}' },
				}),
			],
			connections: chain('Start', 'Create', 'Wait'),
			input: [{ json: { jobId: without?.jobId } }, await stage.recording(vendor.recording)],
		});
		expect(run.status).toBe('waiting');
		await stage.sandbox.finish();
		const done = await stage.engine.finished(run.executionId);
		expect(done.json('Wait')).toEqual([
			expect.objectContaining({ error: expect.stringMatching(/no callback/), jobId: without?.jobId }),
			expect.objectContaining({ text: expect.stringMatching(/\w/) }),
		]);
	});
});
