import type { IDataObject } from 'n8n-workflow';

import { KEY } from '../../sandbox/core/credential';
import type { RunResult } from '../support/engine';
import { NODE, vendorStage } from '../support/stage';
import { testedVendors, type TestedVendor } from '../support/vendors';

/** What the node may add to the data of an execution for each item, in bytes. */
const MOST_BYTES = 300;

const MANY_ITEMS = 10_000;

/** What n8n stores of the node's context if the execution fails. */
function storedContext(run: RunResult): string {
	const context: unknown = run.data.executionData?.contextData[`node:${NODE}`];
	return JSON.stringify(context);
}

async function contextOf(vendor: TestedVendor, count: number, source: IDataObject): Promise<string> {
	const stage = await vendorStage(vendor);
	try {
		const item = await stage.recording(vendor.recording);
		const run = await stage.run(
			{ resource: 'job', operation: 'create', ...source, options: { concurrency: 100 } },
			Array.from({ length: count }, () => item),
		);
		expect(run.error).toBeUndefined();
		const stored = storedContext(run);
		const ids = run.json(NODE).flatMap(({ jobId }) => (typeof jobId === 'string' ? [jobId] : []));
		expect(ids).toHaveLength(count);
		expect(ids.filter((id) => !stored.includes(id))).toEqual([]);
		expect(stored).not.toContain(KEY);
		return stored;
	} finally {
		await stage.close();
	}
}

describe('what a node keeps of its jobs', () => {
	it.each(testedVendors)('is small and holds no secret: $name', async (vendor) => {
		const stored = await contextOf(vendor, 100, vendor.fromFile);
		expect(stored.length).toBeLessThan(100 * MOST_BYTES);
	});

	it(`is small for ${MANY_ITEMS} items`, async () => {
		const vendor = testedVendors.find(({ takesUrl }) => takesUrl);
		if (!vendor) throw new Error('No vendor takes URLs');
		const url = 'https://media.example.com/talk.mp3';
		const stored = await contextOf(vendor, MANY_ITEMS, { recordingSource: 'url', url });
		expect(stored.length).toBeLessThan(MANY_ITEMS * MOST_BYTES);
	}, 240_000);
});
