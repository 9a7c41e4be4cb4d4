import { chain } from '../../support/engine';
import { NODE, vendorStage, type Stage } from '../../support/stage';
import { createAndSuspend } from '../../support/suspended';
import { testedVendors } from '../../support/vendors';

// n8n reads both when it sends its first request.
Object.assign(process.env, {
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.0/8',
});

describe.each(testedVendors)('n8n’s protection of internal addresses, with exceptions: $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const create = { resource: 'job', operation: 'create', ...vendor.fromFile };

	it('lets a recording pass to an address that is allowed', async () => {
		await stage.sandbox.speed({ processingMs: 0 });
		const run = await stage.run(
			{ resource: 'transcript', operation: 'transcribe', output: 'text', ...vendor.fromFile },
			[await stage.recording(vendor.recording)],
		);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toMatch(/\p{L}/u);
	});

	it('is in force for other addresses', async () => {
		stage.engine.setCredential(vendor.credentialType, {
			...vendor.credential(stage.sandbox.url),
			...vendor.leadTo('https://10.0.0.1'),
		});
		const run = await stage.run(create, [await stage.recording(vendor.recording)]);
		expect(run.error?.message).toMatch(/blocked because it resolves to a restricted IP address/);
		stage.engine.setCredential(vendor.credentialType, vendor.credential(stage.sandbox.url));
	});

	it('lets n8n resume its own suspended execution at an address that is allowed', async () => {
		await stage.sandbox.speed({ processingMs: 600_000 });
		const run = await stage.engine.runPublished({
			nodes: createAndSuspend(stage, vendor),
			connections: chain('Start', 'Create', 'Wait'),
			input: [await stage.recording(vendor.recording)],
		});
		expect(run.status).toBe('waiting');
		await stage.sandbox.finish();
		expect((await stage.engine.finished(run.executionId)).json('Wait')[0]?.text).toMatch(/\p{L}/u);
	});
});
