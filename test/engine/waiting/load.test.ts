import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { ActiveWorkflow } from '../../support/engine';
import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const JOBS = 500;
const AT_A_TIME = 50;
const TRIGGER = 'Trigger';

describe.each(testedVendors)('the trigger of $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		await stage.sandbox.speed({ processingMs: 600_000, timeoutFactor: 10 });
	});
	afterAll(async () => await stage.close());

	it(`starts exactly one execution for each of ${JOBS} jobs, with ${AT_A_TIME} callbacks at a time, each sent twice`, async () => {
		await stage.sandbox.faults({ kind: 'callback-doubled', times: null });
		const workflow = await stage.engine.activate({
			nodes: [
				{
					name: TRIGGER,
					type: `n8n-nodes-transcription.${vendor.trigger}`,
					parameters: { events: ['completed', 'failed'] },
				},
			],
		});
		const recording = await stage.recording(vendor.recording);
		const made: string[] = [];
		while (made.length < JOBS) {
			made.push(...(await create(workflow, recording)));
			await stage.sandbox.finish();
			await answered(2 * made.length);
		}
		const runs = await workflow.started();
		expect(runs.every(({ status }) => status === 'success')).toBe(true);
		const heard = runs.flatMap((run) => run.json(TRIGGER).map(({ jobId }) => textOf(jobId)));
		expect(heard).toHaveLength(JOBS);
		expect(heard.sort()).toEqual(made.sort());
		const ids = runs.flatMap((run) => run.json(TRIGGER).map(({ deliveryId }) => deliveryId));
		expect(new Set(ids).size).toBe(JOBS);
		await workflow.deactivate();
	}, 180_000);

	async function create(workflow: ActiveWorkflow, recording: INodeExecutionData): Promise<string[]> {
		const callback: IDataObject = vendor.callbacks.includes('trigger')
			? { callback: 'trigger', triggerUrl: workflow.url(TRIGGER) }
			: {};
		const run = await stage.run(
			{ resource: 'job', operation: 'create', ...vendor.fromFile, ...callback },
			Array.from({ length: AT_A_TIME }, () => recording),
		);
		expect(run.error).toBeUndefined();
		return run.json(NODE).map(({ jobId }) => textOf(jobId));
	}

	/** Waits until this many callbacks have received a successful response. */
	async function answered(count: number): Promise<void> {
		for (;;) {
			const callbacks = await stage.sandbox.callbacks();
			const states = new Set(callbacks.map(({ state }) => state));
			expect(states).not.toContain('given-up');
			if (callbacks.length >= count && !states.has('pending')) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
});

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
