import { NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const BLOCKED = 'N8N_BLOCK_ENV_ACCESS_IN_NODE';

/** n8n 2 blocks `$env` unless the variable is `false`; n8n 1 only if it is `true`. */
describe.each(testedVendors)('access to environment variables: $name', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());
	afterEach(() => {
		Reflect.deleteProperty(process.env, BLOCKED);
		Reflect.deleteProperty(process.env, 'MINUTES');
	});

	const transcribe = async (timeLimit: string | number) =>
		await stage.run(
			{
				resource: 'transcript',
				operation: 'transcribe',
				output: 'text',
				...vendor.fromFile,
				options: { timeLimit },
			},
			[await stage.recording(vendor.recording)],
		);

	it.each(['true', 'false'])('is not required (%s)', async (value) => {
		process.env[BLOCKED] = value;
		const run = await transcribe(5);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toMatch(/\p{L}/u);
	});

	it('is used by an expression if it is allowed', async () => {
		Object.assign(process.env, { [BLOCKED]: 'false', MINUTES: 'soon' });
		const run = await transcribe('={{ $env.MINUTES }}');
		expect(run.error?.message).toBe('"Options: Time Limit (Minutes)" must be a number');
	});

	it('is reported in n8n’s words before anything is sent, if an expression uses it and it is blocked', async () => {
		Object.assign(process.env, { [BLOCKED]: 'true', MINUTES: '5' });
		const run = await transcribe('={{ $env.MINUTES }}');
		expect(run.error?.message).toMatch(/access to env vars denied/);
		expect(await stage.sandbox.requests()).toEqual([]);
	});
});
