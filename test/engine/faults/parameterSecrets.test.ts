import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../../../nodes/shared/core/json';
import { vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

/* Secrets that are entered in a node are masked like those of the credential. */

const SECRET = 'Header-Secret/42+x';

/** Fields by vendor that send a header to a server of the user. */
const FIELDS: Record<string, IDataObject[]> = {
	assemblyai: [
		{
			callback: 'url',
			callbackUrl: 'https://example.com/a',
			callbackHeaderName: 'X-Secret',
			callbackHeaderValue: SECRET,
		},
		{ options: { additionalParameters: JSON.stringify({ webhook_auth_header_value: SECRET }) } },
	],
	speechmatics: [
		{
			callback: 'url',
			callbackUrl: 'https://example.com/a',
			callbackHeaderName: 'X-Secret',
			callbackHeaderValue: SECRET,
		},
		{ urlHeaders: { rows: [{ name: 'Authorization', value: `Bearer ${SECRET}` }] } },
	],
};

const vendors = testedVendors.filter(({ name }) => name in FIELDS);

describe.each(vendors)('$displayName', (vendor) => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	it.each(FIELDS[vendor.name] ?? [])('masks the secret in %j', async (fields) => {
		const escaped = JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/').replace('H', '\\u0048');
		await stage.sandbox.faults({
			kind: 'status',
			status: 400,
			times: null,
			body: `{"error":"Bad header ${escaped}","detail":"Bad header ${escaped}","code":400}`,
			match: { vendor: vendor.name, method: 'POST' },
		});
		const options = { retries: 0, ...(isJsonObject(fields.options) ? fields.options : {}) };
		const run = await stage.run({
			resource: 'job',
			operation: 'create',
			recordingSource: 'url',
			url: 'https://example.com/a.mp3',
			...fields,
			options,
		});
		expect(run.error?.message).toContain('Bad header ***');
		const told = `${run.error?.message} ${run.error?.description ?? ''} ${run.error?.stack ?? ''}`;
		expect(told).not.toContain(SECRET);
	});
});
