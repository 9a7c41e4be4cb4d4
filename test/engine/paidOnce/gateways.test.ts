import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/** A gateway before the vendor answers with an error although the vendor has created the job. */
describe.each(testedVendors)('a create that took effect: $name', (vendor) => {
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
		'and was answered %i is found, not created again',
		async (status) => {
			await stage.sandbox.faults({ kind: 'status', status, effect: true, match });
			const run = await stage.run(create, [await stage.recording(vendor.recording)]);
			expect(await jobs()).toBe(1);
			expect(run.error).toBeUndefined();
			expect(run.json(NODE)[0]?.jobId).toMatch(/\S/);
		},
	);

	it.each([30_000, -30_000])('is found with n8n’s clock %i ms ahead', async (ahead) => {
		await stage.sandbox.faults({ kind: 'status', status: 503, effect: true, match });
		const now = Date.now.bind(Date);
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
		const run = await stage.run(create, [await stage.recording(vendor.recording)]);
		clock.mockRestore();
		expect(run.error).toBeUndefined();
		expect(await jobs()).toBe(1);
	});

	it('and is answered with an error for good is not created again by n8n’s retries either', async () => {
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
