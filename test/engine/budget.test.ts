import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { durationOf } from '../../nodes/shared/media/duration';
import { RECORDINGS } from '../support/sandbox';
import { NODE, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

const CREATE = { resource: 'job', operation: 'create' };

/** "Stop Before": limits on the length and price of recordings. */
describe.each(testedVendors)('$name', (vendor) => {
	let stage: Stage;
	let minutes: number;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		const path = join(RECORDINGS, vendor.recording);
		minutes = ((await durationOf(await readFile(path), (await stat(path)).size)) ?? 0) / 60;
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const run = async (limits: IDataObject, more: IDataObject = {}, items = 1) => {
		const options = { stopBefore: { limits } };
		const input = Array.from({ length: items }, async () => await stage.recording(vendor.recording));
		return await stage.run({ ...CREATE, ...vendor.fromFile, ...more, options }, await Promise.all(input), {
			...(items > 1 ? { onError: 'continueRegularOutput' as const } : {}),
		});
	};
	const requests = async () => (await stage.sandbox.requests({ vendor: vendor.name })).length;

	it('stops before a recording over the limit of an item, before anything is sent', async () => {
		const { error } = await run({ unit: 'minutes', perItem: 0.02 });
		const length = Number(minutes.toFixed(2));
		expect(error?.message).toBe(
			`"Options: Stop Before: Limit per Item" is 0.02 minutes, but the recording is ${length} minutes long`,
		);
		expect(await requests()).toBe(0);
	});

	it('stops Transcribe in the same way', async () => {
		const more = { resource: 'transcript', operation: 'transcribe' };
		const { error } = await run({ unit: 'amount', pricePerMinute: 10, perItem: 0.5 }, more);
		const price = Number((minutes * 10).toFixed(4));
		expect(error?.message).toContain('"Options: Stop Before: Limit per Item" is 0.5, but the recording is ');
		expect(error?.message).toContain(`minutes long and would cost ${price}`);
		expect(await requests()).toBe(0);
	});

	it('stops before the limit of the run', async () => {
		const done = await run({ unit: 'minutes', perRun: minutes * 2.5 }, {}, 4);
		expect(await stage.sandbox.jobs(vendor.name)).toHaveLength(2);
		const errors = done.json(NODE).flatMap(({ error }) => (typeof error === 'string' ? [error] : []));
		expect(done.json(NODE)).toHaveLength(4);
		expect(errors).toHaveLength(2);
		for (const error of errors) {
			expect(error).toMatch(
				/^"Options: Stop Before: Limit per Run" is [\d.]+ minutes, with [\d.]+ minutes? already used/,
			);
		}
	});

	it('adds length and price to the job', async () => {
		const done = await run({ unit: 'amount', pricePerMinute: 0.5, perItem: 100, perRun: 100 });
		expect(done.error).toBeUndefined();
		const [job] = done.json(NODE);
		expect(job?.estimatedDuration).toBeCloseTo(minutes * 60, 2);
		expect(job?.estimatedCost).toBeCloseTo(minutes * 0.5, 3);
	});

	it('requires a price for a limit in money', async () => {
		const { error } = await run({ unit: 'amount', perItem: 1 });
		expect(error?.message).toBe(
			'"Options: Stop Before: Price per Minute" is required if "Limits In" is "Amount of Money"',
		);
		expect(await requests()).toBe(0);
	});

	it('stops before a file of unknown length, unless the job is to be created', async () => {
		const item = await stage.engine.binaryItem({
			data: Buffer.from('no audio'),
			fileName: 'a.wav',
			mimeType: 'audio/wav',
			json: {},
		});
		const parameters = { ...CREATE, ...vendor.fromFile };
		const options = { stopBefore: { limits: { unit: 'minutes', perItem: 1 } } };
		const { error } = await stage.run({ ...parameters, options }, [item]);
		expect(error?.message).toBe(
			'"Options: Stop Before" cannot be checked, because the header of the file does not contain the length',
		);
		expect(await requests()).toBe(0);
	});
});

it.each(testedVendors.filter(({ takesUrl }) => takesUrl))(
	'the length of a URL is unknown: $name',
	async (vendor) => {
		const stage = await vendorStage(vendor);
		try {
			const create = async (limits: IDataObject) =>
				await stage.run({
					...CREATE,
					recordingSource: 'url',
					url: stage.sandbox.recordingUrl(vendor.recording),
					options: { stopBefore: { limits: { unit: 'minutes', perItem: 1, ...limits } } },
				});
			const stopped = await create({});
			expect(stopped.error?.message).toBe(
				'"Options: Stop Before" cannot be checked, because the length of a recording behind a URL is unknown before the vendor downloads it',
			);
			expect(await stage.sandbox.requests({ vendor: vendor.name })).toEqual([]);
			const created = await create({ unknownLength: 'create' });
			expect(created.error).toBeUndefined();
			expect(created.json(NODE)[0]).toMatchObject({ estimatedDuration: null });
		} finally {
			await stage.close();
		}
	},
);
