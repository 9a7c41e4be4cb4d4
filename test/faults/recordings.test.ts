import { readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { RunResult } from '../support/engine';
import { RECORDINGS } from '../support/sandbox';
import { NODE, openInputStage, type InputStage } from './input/stage';
import { tables } from './tables';

const THREE_GIB = 3 * 2 ** 30;

describe.each(tables)('$displayName', (vendor) => {
	const { tooLarge } = vendor;
	let stage: InputStage;
	let data: Buffer;
	const fileName = vendor.recording ?? 'order-id.mp3';

	beforeAll(async () => {
		stage = await openInputStage(vendor);
		data = await readFile(join(RECORDINGS, fileName));
	}, 60_000);
	afterAll(async () => await stage.close());
	beforeEach(() => {
		stage.tap.asked.length = 0;
	});

	const create = async (item: INodeExecutionData, more: INodeParameters = {}): Promise<RunResult> =>
		await stage.run({ resource: 'job', operation: 'create', recordingSource: 'binary', ...more }, [item]);

	it('rejects a recording of 0 bytes before anything is sent', async () => {
		const { error } = await create(await stage.engine.binaryItem({ data: Buffer.alloc(0), fileName }));
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toMatch(/^"Input Data Field Name" is "data", but this file is empty \(0 bytes\)/);
		expect(stage.tap.asked).toEqual([]);
	});

	it('names the binary fields of the item if the requested one is missing', async () => {
		const { binary = {}, ...item } = await stage.engine.binaryItem({ data, fileName, property: 'call' });
		const { call } = binary;
		const { error } = await create({ ...item, binary: call ? { call, notes: call } : {} });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(
				/^"Input Data Field Name" is "data", but the input item has no binary data/,
			),
			description: 'Available: call, notes. Enter one of these names.',
		});
		expect(stage.tap.asked).toEqual([]);
	});

	it.each(['__proto__', 'constructor', 'toString', '../data', ' '])(
		'does not accept "%s" as a file',
		async (binaryPropertyName) => {
			const { error } = await create(await stage.item(), { binaryPropertyName });
			expect(error?.name).toBe('NodeOperationError');
			expect(error?.message).toMatch(/^"Input Data Field Name" /);
			expect(stage.tap.asked).toEqual([]);
		},
	);

	it.each([
		['no name', undefined],
		['an empty name', ''],
		['another ending', 'call.txt'],
		['no ending', 'call'],
		['a name in several scripts', 'Aufnahme «Übung» 日本語 مكالمة 🎧.mp3'],
		['a name that could end its header', 'a"; filename="b.sh\r\nX-Injected: 1\r\n\r\n.mp3'],
		['a path for a name', '../../etc/passwd'],
		['an endless name', `${'a'.repeat(5_000)}.mp3`],
	])('accepts a recording with %s', async (_what, name) => {
		const item = await stage.engine.binaryItem({
			data,
			...(name === undefined ? {} : { fileName: name }),
			mimeType: 'application/octet-stream',
		});
		const run = await create(item);
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.jobId).toEqual(expect.any(String));
		const sent = JSON.stringify(await stage.sandbox.requests({ vendor: vendor.name }));
		expect(sent).not.toMatch(/"x-injected"/i);
	});

	it('contains advice for a recording of 3 GiB', async () => {
		const item = await sparse(await stage.engine.binaryItem({ data, fileName }));
		if (tooLarge === undefined) await stage.sandbox.settings(vendor.name, { maxUploadBytes: 1_000_000 });
		const { error } = await create(item, { options: { retries: 0 } });
		if (tooLarge !== undefined) {
			expect(error?.name).toBe('NodeOperationError');
			expect(error?.message).toMatch(/^"Input Data Field Name" /);
			expect(error?.message).toMatch(tooLarge);
			expect(stage.tap.asked).toEqual([]);
			return;
		}
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining('EntityTooLarge'),
			description: expect.stringContaining('Compress or split the recording.'),
		});
	}, 120_000);
});

/** An item whose stored file has a size of 3 GiB without using disk space. */
async function sparse(item: INodeExecutionData): Promise<INodeExecutionData> {
	const file = item.binary?.data;
	if (file?.id === undefined) throw new Error('The file is not stored');
	await truncate(Container.get(BinaryDataService).getPath(file.id), THREE_GIB);
	return { ...item, binary: { data: { ...file, bytes: THREE_GIB, fileSize: '3.22 GB' } } };
}
