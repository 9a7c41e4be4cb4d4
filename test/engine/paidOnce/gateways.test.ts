import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/** A gateway in front of the vendor returns an error although the vendor has created the job. */
describe.each(testedVendors)('a processed create: $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const create = { resource: 'job', operation: 'create', ...vendor.fromFile };
	const match = { vendor: vendor.name, ...vendor.creates };
	const jobs = async () => (await stage.sandbox.jobs(vendor.name)).length;

	it.each([500, 501, 503, 507, 520, 530, 598])(
		'with the response %i is found instead of being created again',
		async (status) => {
			await stage.sandbox.faults({ kind: 'status', status, effect: true, match });
			const run = await stage.run(create, [await stage.recording(vendor.recording)]);
			expect(await jobs()).toBe(1);
			expect(run.error).toBeUndefined();
			expect(run.json(NODE)[0]?.jobId).toMatch(/\S/);
		},
	);

	it.each([30_000, -30_000])('is found if the clock of n8n is %i ms ahead', async (ahead) => {
		await stage.sandbox.faults({ kind: 'status', status: 503, effect: true, match });
		const now = Date.now.bind(Date);
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
		const run = await stage.run(create, [await stage.recording(vendor.recording)]);
		clock.mockRestore();
		expect(run.error).toBeUndefined();
		expect(await jobs()).toBe(1);
	});

	it('with a permanent error as the response is not created again by the retries of n8n either', async () => {
		await stage.sandbox.faults({ kind: 'status', status: 503, effect: true, times: 1, match });
		const run = await stage.run(create, [await stage.recording(vendor.recording)], {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 0,
		});
		expect(await jobs()).toBe(1);
		expect(run.json(NODE)).toHaveLength(1);
	});
});
