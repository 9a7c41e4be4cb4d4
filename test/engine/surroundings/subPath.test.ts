import { chain, createEngine, type Engine } from '../../support/engine';
import { vendorStage, type Stage } from '../../support/stage';
import { createAndSuspend } from '../../support/suspended';
import { testedVendors } from '../../support/vendors';

/** As in N8N_PATH and N8N_WEBHOOK_URL. */
const PATH = '/automation/n8n';

describe.each(testedVendors.filter(({ suspends }) => suspends))('n8n below a sub-path: $name', (vendor) => {
	let stage: Stage;
	let engine: Engine;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		engine = await createEngine({
			path: PATH,
			credentials: { [vendor.credentialType]: vendor.credential(stage.sandbox.url) },
		});
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 600_000 });
	});

	const create = { resource: 'job', operation: 'create', ...vendor.fromFile };

	/** The paths that the vendor has called, and the statuses of the responses; no number during a call. */
	async function calls(): Promise<Array<{ path: string; status: number | null | undefined }>> {
		const called = await stage.sandbox.callbacks();
		return called.map(({ url, attempts }) => ({
			path: new URL(url).pathname,
			status: attempts.at(-1)?.status,
		}));
	}

	it('resumes a suspended execution', async () => {
		const recording = await stage.recording(vendor.recording);
		const run = await engine.runPublished({
			nodes: createAndSuspend(stage, vendor),
			connections: chain('Start', 'Create', 'Wait'),
			input: [recording, recording],
		});
		expect(run.status).toBe('waiting');
		await stage.sandbox.finish();
		const done = await engine.finished(run.executionId);
		expect(done.status).toBe('success');
		expect(done.json('Wait').map(({ text }) => text)).toEqual([
			expect.stringMatching(/\p{L}/u),
			expect.stringMatching(/\p{L}/u),
		]);
		const called = await calls();
		expect(called.length).toBeGreaterThan(0);
		for (const { path } of called) expect(path).toMatch(/^\/automation\/n8n\/webhook(-waiting)?\//);
	});

	it('starts the workflow of a trigger', async () => {
		const workflow = await engine.activate({
			nodes: [
				{
					name: 'Trigger',
					type: `n8n-nodes-transcription.${vendor.trigger}`,
					parameters: { events: ['completed'], output: 'text' },
				},
			],
		});
		const url = workflow.url('Trigger');
		expect(new URL(url).pathname).toMatch(/^\/automation\/n8n\/webhook\//);
		const callback = vendor.callbacks.includes('trigger') ? { callback: 'trigger', triggerUrl: url } : {};
		const run = await engine.runNode(stage.node({ ...create, ...callback }), [
			await stage.recording(vendor.recording),
		]);
		expect(run.error).toBeUndefined();
		await stage.sandbox.finish();
		while ((await calls()).every(({ status }) => typeof status !== 'number')) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		const [started] = await workflow.started();
		expect(started?.json('Trigger')).toEqual([
			expect.objectContaining({ event: 'completed', text: expect.stringMatching(/\p{L}/u) }),
		]);
		await workflow.deactivate();
	});
});
