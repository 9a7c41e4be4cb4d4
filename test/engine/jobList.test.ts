import { setTimeout as delay } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { NODE, firstText, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

/** Vendors with a list of jobs. */
const listed = testedVendors.filter(({ lists }) => lists);

describe.each(listed)('the list of jobs of $displayName', (vendor) => {
	let stage: Stage;
	/** A failed job between two completed ones. */
	let ids: string[];
	let times: string[];

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		const recording = await stage.recording(vendor.recording);
		const create = { ...vendor.fromFile, resource: 'job', operation: 'create' };
		const missing = { ...create, recordingSource: 'url', url: `${stage.sandbox.url}/nothing.mp3` };
		const wait = { resource: 'job', operation: 'wait', options: { onFailedJob: 'output' } };
		ids = [];
		for (const parameters of [create, missing, create]) {
			const run = await stage.run(parameters, [recording]);
			expect((await stage.run(wait, run.items(NODE))).error).toBeUndefined();
			ids.push(firstText(run, 'jobId'));
			// Prosa.ai's times have the precision of a second.
			await delay(1000);
		}
		times = (await list({}))
			.map(({ createdAt }) => (typeof createdAt === 'string' ? createdAt : ''))
			.reverse();
	});
	afterAll(async () => await stage.close());

	async function list(filters: IDataObject, more: IDataObject = {}): Promise<IDataObject[]> {
		const run = await stage.run({ resource: 'job', operation: 'getMany', returnAll: true, filters, ...more });
		expect(run.error).toBeUndefined();
		return run.json(NODE);
	}

	const idsOf = (jobs: IDataObject[]) => jobs.map(({ jobId }) => jobId).reverse();

	it('has the failed jobs of the last week in one step', async () => {
		const filters = { statuses: ['failed'], createdAfter: '={{ $now.minus({ days: 7 }) }}' };
		expect(idsOf(await list(filters))).toEqual([ids[1]]);
		expect(await list({ ...filters, createdBefore: '={{ $now.minus({ days: 1 }) }}' })).toEqual([]);
	});

	it('has several statuses, and those that the vendor cannot filter', async () => {
		expect(idsOf(await list({ statuses: ['completed'] }))).toEqual([ids[0], ids[2]]);
		expect(idsOf(await list({ statuses: ['completed', 'failed'] }))).toEqual(ids);
		expect(await list({ statuses: ['running'] })).toEqual([]);
	});

	it('begins with the first time and ends before the second', async () => {
		expect(idsOf(await list({ createdAfter: times[1] }))).toEqual(ids.slice(1));
		expect(idsOf(await list({ createdAfter: times[0], createdBefore: times[1] }))).toEqual(ids.slice(0, 1));
	});

	it('is limited after it is filtered', async () => {
		const [newest] = await list({ statuses: ['failed'] }, { returnAll: false, limit: 1 });
		expect(newest?.jobId).toBe(ids[1]);
	});
});
