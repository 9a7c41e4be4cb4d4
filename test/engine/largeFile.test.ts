import { vendorStage } from '../support/stage';
import { testedVendors } from '../support/vendors';

const TEN_GIB = 10 * 2 ** 30;

/** Botlhale AI documents no limit. */
const limited = testedVendors.filter(({ name }) => name !== 'botlhale');

it.each(limited)('a file of 10 GiB is rejected before a byte is sent to $displayName', async (vendor) => {
	const stage = await vendorStage(vendor);
	const { json, binary } = await stage.recording(vendor.recording);
	const { data } = binary ?? {};
	if (data === undefined) throw new Error('The item has no file');
	const run = await stage.run(
		{ resource: 'transcript', operation: 'transcribe', ...vendor.fromFile, options: {} },
		[{ json, binary: { data: { ...data, bytes: TEN_GIB } } }],
	);
	expect(run.error?.message).toMatch(/^"Input Data Field Name" is a file of 10(\.74 GB|737\.4 MB)/);
	expect(await stage.sandbox.requests()).toEqual([]);
	await stage.close();
});
