import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/** n8n's "Retry On Fail" runs the node again with the same items. No recording may be paid for twice. */
describe.each(testedVendors)('Retry On Fail: $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ processingMs: 600_000 });
	});

	const transcribe = {
		resource: 'transcript',
		operation: 'transcribe',
		output: 'text',
		...vendor.fromFile,
	};
	const tries = (maxTries: number) => ({ retryOnFail: true, maxTries, waitBetweenTries: 0 });
	/** The requests that the vendor accepted; a rejected one costs nothing. */
	const creates = async () =>
		(await stage.sandbox.requests({ vendor: vendor.name, ...vendor.creates })).filter(
			({ status }) => status !== null && status < 400,
		);

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'after the time limit continues with the jobs of the first attempt (%s)',
		async (onError) => {
			const recording = await stage.recording(vendor.recording);
			const options = { ...vendor.pollingOptions, timeLimit: 0.01 };
			const run = await stage.run({ ...transcribe, options }, [recording, recording, recording], {
				...tries(3),
				onError,
			});
			expect(await creates()).toHaveLength(3);
			if (onError === 'stopWorkflow') expect(run.error?.message).toMatch(/did not finish within 1 seconds/);
		},
	);

	it('of Create with one invalid item creates the others once', async () => {
		await stage.sandbox.speed({ processingMs: 0 });
		const recording = await stage.recording(vendor.recording);
		const run = await stage.run(
			{ resource: 'job', operation: 'create', ...vendor.fromFile },
			[{ json: {} }, recording, recording, recording],
			{ ...tries(5), onError: 'continueRegularOutput' },
		);
		expect(await creates()).toHaveLength(3);
		const ids = run.json(NODE).flatMap(({ jobId }) => (jobId === undefined ? [] : [jobId]));
		expect(new Set(ids).size).toBe(3);
	});

	it('does not run again if a failed job is output as an item', async () => {
		await stage.sandbox.speed({ processingMs: 0 });
		const broken = await stage.engine.binaryItem({ data: Buffer.alloc(4000, 7), fileName: 'noise.mp3' });
		const run = await stage.run(
			{ ...transcribe, options: { ...vendor.pollingOptions, onFailedJob: 'output' } },
			[broken, broken],
			tries(3),
		);
		// Prosa.ai rejects such a file immediately and creates no job.
		expect((await creates()).length).toBeLessThanOrEqual(2);
		if (run.error) return;
		expect(await creates()).toHaveLength(2);
		for (const item of run.json(NODE)) expect(item).not.toHaveProperty('error');
	});

	it('only pays for a failed job again if this is selected', async () => {
		await stage.sandbox.speed({ processingMs: 0 });
		const broken = await stage.engine.binaryItem({ data: Buffer.alloc(4000, 7), fileName: 'noise.mp3' });
		const made = async (options: object): Promise<number> => {
			await stage.sandbox.reset();
			await stage.run(
				{ ...transcribe, options: { ...vendor.pollingOptions, ...options } },
				[broken],
				tries(2),
			);
			return (await creates()).length;
		};
		const once = await made({});
		expect(once).toBeLessThanOrEqual(1);
		expect(await made({ newJobOnRetry: true })).toBe(2 * once);
	});
});
