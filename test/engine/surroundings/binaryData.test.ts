import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { bucket, createEngine, database, type BinaryMode, type Engine } from '../../support/engine';
import { RECORDINGS } from '../../support/sandbox';
import { firstText, NODE, vendorStage, type Stage } from '../../support/stage';
import { testedVendors } from '../../support/vendors';

const MODES: BinaryMode[] = ['memory', 'filesystem', 's3', 'database'];

describe.each(testedVendors)('binary data: $name', (vendor) => {
	let stage: Stage;
	let engine: Engine | undefined;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());
	afterEach(async () => {
		bucket.outage = undefined;
		bucket.cuts = 0;
		await engine?.close();
	});

	/** An n8n with this mode, and an item with a recording stored in it. */
	async function open(binaryMode: BinaryMode): Promise<[Engine, INodeExecutionData]> {
		engine = await createEngine({
			binaryMode,
			credentials: { [vendor.credentialType]: vendor.credential(stage.sandbox.url) },
		});
		const data = await readFile(join(RECORDINGS, vendor.recording));
		return [engine, await engine.binaryItem({ data, fileName: vendor.recording })];
	}

	const transcribe = async (n8n: Engine, item: INodeExecutionData) =>
		await n8n.runNode(
			stage.node({ resource: 'transcript', operation: 'transcribe', output: 'html', ...vendor.fromFile }),
			[item],
		);

	/** The page that n8n has stored, without the ID of the job. */
	async function pageOf(mode: BinaryMode, changed: (item: INodeExecutionData) => INodeExecutionData) {
		const [n8n, item] = await open(mode);
		const run = await transcribe(n8n, changed(item));
		expect(run.error).toBeUndefined();
		const [output] = run.items(NODE);
		const [property = ''] = Object.keys(output?.binary ?? {});
		expect(output?.binary?.[property]?.id?.split(':')[0]).toBe(
			{ memory: undefined, filesystem: 'filesystem-v2', s3: 's3', database: 'database' }[mode],
		);
		const page = (await n8n.readBinary(output, property)).toString();
		return page.replaceAll(firstText(run, 'jobId'), 'JOB');
	}

	it('is uploaded and stored in every mode', async () => {
		const pages: string[] = [];
		for (const mode of MODES) {
			await stage.sandbox.reset();
			pages.push(await pageOf(mode, (item) => item));
		}
		expect(pages[0]).toMatch(/^<!doctype html>/i);
		expect(new Set(pages).size).toBe(1);
	});

	it.each<BinaryMode>(['s3', 'database'])(
		'is uploaded from %s by an n8n that does not output its size',
		async (mode) => {
			const page = await pageOf(mode, (item) => {
				delete item.binary?.data?.bytes;
				return item;
			});
			expect(page).toMatch(/^<!doctype html>/i);
		},
	);

	it('is uploaded again from the start, or fails with nothing paid, if the object store breaks off', async () => {
		const [n8n, item] = await open('s3');
		bucket.cuts = 1;
		const run = await transcribe(n8n, item);
		expect(bucket.cuts).toBe(0);
		expect(run.error?.message ?? 'aborted').toMatch(/aborted$/);
		expect(await stage.sandbox.jobs(vendor.name)).toHaveLength(run.error ? 0 : 1);
	});

	it.each<[string, BinaryMode, (item: INodeExecutionData) => void, RegExp]>([
		[
			'the object store does not respond',
			's3',
			() => {
				bucket.outage = 'connect ECONNREFUSED 10.0.0.9:9000';
			},
			/Request to S3 failed: connect ECONNREFUSED 10\.0\.0\.9:9000/,
		],
		[
			'the row was deleted',
			'database',
			() => database.clear(),
			/Could not find any entity of type "BinaryDataFile"/,
		],
		[
			'n8n has another mode now and can no longer read the file',
			'filesystem',
			({ binary }) => Object.assign(binary?.data ?? {}, { id: 'azure:workflows/1/binary_data/2' }),
			/No binary data manager found for: azure/,
		],
	])('fails at once in n8n’s words and costs nothing if %s', async (_what, mode, spoil, message) => {
		const [n8n, item] = await open(mode);
		spoil(item);
		const began = Date.now();
		const run = await transcribe(n8n, item);
		expect(run.error?.message).toMatch(message);
		expect(Date.now() - began).toBeLessThan(5_000);
		expect(await stage.sandbox.jobs(vendor.name)).toEqual([]);
	});
});
