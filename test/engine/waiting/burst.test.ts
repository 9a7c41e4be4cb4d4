import type { IDataObject } from 'n8n-workflow';

import { chain, type NodeDefinition, type RunResult } from '../../support/engine';
import { vendorStage, type Stage } from '../../support/stage';
import { createAndSuspend } from '../../support/suspended';
import { testedVendors } from '../../support/vendors';

const JOBS = 40;

describe.each(testedVendors.filter(({ suspends }) => suspends))('jobs that end together: $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 600_000 });
	});

	async function sleep(
		count: number,
		wait: Partial<NodeDefinition> = {},
		options: IDataObject = {},
	): Promise<RunResult> {
		const recording = await stage.recording(vendor.recording);
		const { name = 'Wait' } = wait;
		const run = await stage.engine.runPublished({
			nodes: [
				...createAndSuspend(stage, vendor, { wait: { options }, node: wait }),
				{ name: 'Next', type: 'n8n-nodes-base.noOp' },
			],
			connections: chain('Start', 'Create', name, 'Next'),
			input: Array.from({ length: count }, () => recording),
		});
		expect(run.status).toBe('waiting');
		return run;
	}

	it('cost at most two requests each, plus ten', async () => {
		const run = await sleep(JOBS);
		const before = (await stage.sandbox.requests({ vendor: vendor.name })).length;
		await stage.sandbox.finish();
		const done = await stage.engine.finished(run.executionId);
		expect(done.json('Next')).toHaveLength(JOBS);
		const requests = (await stage.sandbox.requests({ vendor: vendor.name })).length - before;
		expect(requests).toBeLessThanOrEqual(2 * JOBS + 10);
	});

	it.each(['Wait for {{ x }}', 'a }} b', 'constructor', '`${1}` \\ "x"'])(
		'resume a node with the name %s',
		async (name) => {
			const run = await sleep(1, { name });
			await stage.sandbox.finish();
			const done = await stage.engine.finished(run.executionId);
			expect(done.json('Next')).toHaveLength(1);
		},
	);
});
