import { chain } from '../../support/engine';
import { vendorStage, type Stage } from '../../support/stage';
import { createAndSuspend } from '../../support/suspended';
import { testedVendors } from '../../support/vendors';

describe.each(testedVendors.filter(({ suspends }) => suspends))(
	'a suspended execution of $name',
	(vendor) => {
		let stage: Stage;

		beforeAll(async () => {
			stage = await vendorStage(vendor);
		});
		afterAll(async () => await stage.close());

		it('sends failed jobs to the error output, if the node has one', async () => {
			await stage.sandbox.speed({ processingMs: 60_000 });
			const recording = await stage.recording(vendor.recording);
			const broken = await stage.engine.binaryItem({ data: Buffer.from('no audio'), fileName: 'broken.mp3' });
			const input = [
				{ ...recording, json: { url: stage.sandbox.recordingUrl(vendor.recording) } },
				{ ...broken, json: { url: stage.sandbox.recordingUrl('missing.mp3') } },
			];
			// Some vendors reject a broken file before they create a job, but not the URL of a missing one.
			const source = vendor.takesUrl ? { recordingSource: 'url', url: '={{ $json.url }}' } : vendor.fromFile;
			const run = await stage.engine.runPublished({
				nodes: [
					...createAndSuspend(stage, vendor, { create: source, node: { onError: 'continueErrorOutput' } }),
					{ name: 'Good', type: 'n8n-nodes-base.noOp' },
					{ name: 'Failed', type: 'n8n-nodes-base.noOp' },
				],
				connections: {
					...chain('Start', 'Create', 'Wait'),
					Wait: {
						main: [[{ node: 'Good', type: 'main', index: 0 }], [{ node: 'Failed', type: 'main', index: 0 }]],
					},
				},
				input,
			});
			expect(run.error).toBeUndefined();
			expect(run.status).toBe('waiting');
			const created = run.json('Create');
			await stage.sandbox.finish();
			const done = await stage.engine.finished(run.executionId);
			expect(done.json('Good')).toHaveLength(1);
			expect(done.json('Failed')).toMatchObject([
				{ error: expect.any(String), details: { jobId: created[1]?.jobId } },
			]);
		});
	},
);
