import { chain } from '../../support/engine';
import { vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/** Prosa.ai only sends callbacks for jobs that end after the subscription; Botlhale AI calls the relay. */
const calledFromTheStart = testedVendors.filter(
	({ suspends, callbacks, needsPublished }) => suspends && callbacks.includes('resume') && !needsPublished,
);

describe.each(calledFromTheStart)('an early callback of $name', (vendor) => {
	const look = { vendor: vendor.name, ...vendor.looks };
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 60_000 });
	});

	it('resumes an execution that n8n has not yet suspended', async () => {
		// The last check sees the job running, and its response takes so long that the job ends in the meantime.
		await stage.sandbox.faults({ kind: 'slow-trickle', chunkBytes: 30, ms: 100, times: 1, match: look });
		// The rejected callback is lost, whether or not the vendor would repeat it.
		await stage.sandbox.speed({ retryFactor: 1_000 });
		const started = stage.engine.start({
			nodes: [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				stage.node(
					{ resource: 'job', operation: 'create', callback: 'resume', ...vendor.fromFile },
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
		while ((await stage.sandbox.requests(look)).length === 0) await new Promise((go) => setTimeout(go, 10));
		await stage.sandbox.finish();
		expect((await started.result).status).toBe('waiting');
		const [callback] = await stage.sandbox.callbacks();
		expect(callback?.attempts.map(({ status }) => status)).toEqual([409]);

		const done = await stage.engine.finished(started.id);
		expect(done.json('Wait')).toEqual([expect.objectContaining({ text: expect.stringContaining('Karoo') })]);
		await stage.sandbox.speed({ retryFactor: 0.01 });
	});
});
