import type { IDataObject } from 'n8n-workflow';

import { NODE, setStage, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

describe.each(testedVendors)('$displayName', (vendor) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const transcribe = async (options: IDataObject) =>
		await stage.run(
			{ resource: 'transcript', operation: 'transcribe', output: 'text', ...vendor.fromFile, options },
			[await stage.recording(vendor.recording)],
		);

	it.each(['={{ "" }}', '={{ null }}', '={{ undefined }}', ' '])(
		'takes the defaults of options for which %s returns nothing',
		async (value) => {
			await stage.sandbox.speed({ processingMs: 300 });
			const run = await transcribe({
				...vendor.pollingOptions,
				timeLimit: value,
				concurrency: value,
				retries: value,
				requestTimeout: value,
			});
			expect(run.error).toBeUndefined();
			expect(run.json(NODE)[0]?.text).toMatch(/\p{L}/u);
		},
	);

	it('advises about the address if the base URL has another path', async () => {
		const elsewhere = await setStage({
			type: vendor.node,
			credentialType: vendor.credentialType,
			credential: ({ url }) =>
				Object.fromEntries(
					Object.entries(vendor.credential(url)).map(([field, value]) => [
						field,
						typeof value === 'string' && value.startsWith(url) ? `${value}/elsewhere` : value,
					]),
				),
		});
		const { error } = await elsewhere.run({ resource: 'job', operation: 'create', ...vendor.fromFile }, [
			await elsewhere.recording(vendor.recording),
		]);
		await elsewhere.close();
		expect(error?.description).toMatch(/^Check .*(base URL|"Base URL"|the host)/);
		expect(error?.description).not.toMatch(/Check the (job )?ID/);
	});

	it.each([
		['timeLimit', 'soon', '"Options: Time Limit (Minutes)" must be a number'],
		['timeLimit', -1, '"Options: Time Limit (Minutes)" must be at least 0'],
		['concurrency', 2.5, '"Options: Concurrency" must be a whole number'],
		['retries', 11, '"Options: Retries" must be at most 10'],
		['requestTimeout', true, '"Options: Request Timeout" must be a number'],
	])('rejects the option %s with the value %j before anything is sent', async (name, value, message) => {
		const { error } = await transcribe({ [name]: value });
		expect(error?.message).toBe(message);
		expect(await stage.sandbox.requests()).toEqual([]);
	});
});
