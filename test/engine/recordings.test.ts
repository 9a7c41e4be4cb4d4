import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { RECORDINGS } from '../support/sandbox';
import { NODE, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

const LABEL = '"Input Data Field Name"';

/** Binary data as a Code node may output it, whatever its form. */
function itemWith(files: unknown, json: IDataObject = {}): INodeExecutionData {
	const item: INodeExecutionData = { json };
	Reflect.set(item, 'binary', files);
	return item;
}

describe.each(testedVendors)('$displayName', (vendor) => {
	let stage: Stage;
	let bytes: Buffer;

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		bytes = await readFile(join(RECORDINGS, vendor.recording));
	});
	afterAll(async () => await stage.close());
	beforeEach(async () => await stage.sandbox.reset());

	const transcribe = async (item: INodeExecutionData, more: IDataObject = {}) =>
		await stage.run(
			{ resource: 'transcript', operation: 'transcribe', output: 'text', ...vendor.fromFile, ...more },
			[item],
		);
	const inline = (data: unknown, more: IDataObject = {}) =>
		itemWith({ data: { data, mimeType: 'audio/wav', fileName: vendor.recording, ...more } });

	it.each<[string, (base64: string) => string]>([
		['lines of 76 characters', (base64) => base64.replace(/.{76}/g, '$&\r\n')],
		['a line break at the end', (base64) => `${base64}\n`],
		['the prefix of a data URL', (base64) => `data:audio/wav;base64,${base64}`],
		['the other alphabet and no padding', (base64) => Buffer.from(base64, 'base64').toString('base64url')],
	])('transcribes base64 with %s', async (_what, change) => {
		const expected = await transcribe(inline(bytes.toString('base64')));
		const run = await transcribe(inline(change(bytes.toString('base64'))));
		expect(run.error).toBeUndefined();
		expect(run.json(NODE)[0]?.text).toBe(expected.json(NODE)[0]?.text);
	});

	it.each<[string, unknown, RegExp]>([
		['text in place of a file', { data: 'UklGRgAA' }, /but this field does not contain a file$/],
		['an empty object', { data: {} }, /but this field does not contain a file$/],
		['null', { data: null }, /but this field does not contain a file$/],
		['bytes', { data: Buffer.from('UklGRgAA') }, /but this field does not contain a file$/],
		[
			'bytes as JSON',
			{ data: { data: { type: 'Buffer', data: [82, 73] }, mimeType: 'audio/wav' } },
			/but this field does not contain a file$/,
		],
		['text that is not base64', { data: { data: 'not base64!', mimeType: 'audio/wav' } }, /is not base64$/],
		['a broken length', { data: { data: 'UklGR', mimeType: 'audio/wav' } }, /is not base64$/],
		[
			'no bytes',
			{ data: { data: 'data:audio/wav;base64,', mimeType: 'audio/wav' } },
			/is empty \(0 bytes\)$/,
		],
	])('explains %s before anything is sent', async (_what, files, message) => {
		const { error } = await transcribe(itemWith(files));
		expect(error?.message).toMatch(message);
		expect(error?.message).toMatch(new RegExp(`^${LABEL} is "data", but `));
		expect(await stage.sandbox.requests()).toEqual([]);
	});

	it('accepts a file without a name and a type', async () => {
		const run = await transcribe(itemWith({ data: { data: bytes.toString('base64') } }));
		expect(run.error).toBeUndefined();
	});

	it('shortens a file that was entered as the name of a field', async () => {
		const { error } = await transcribe(
			await stage.recording(vendor.recording, { b: 'SUQz'.repeat(25_000) }),
			{
				binaryPropertyName: '={{ $json.b }}',
			},
		);
		expect(error?.message.length).toBeLessThan(250);
		expect(error?.message).toMatch(/SUQz…", but the input item has no binary data with this name$/);
		expect(error?.description).toBe('Available: data. Enter one of these names.');
	});

	it('explains that the name of the field is required, not the file', async () => {
		const { error } = await transcribe(await stage.recording(vendor.recording), {
			binaryPropertyName: '={{ $binary.data }}',
		});
		expect(error?.message).toBe(`${LABEL} must be the name of the field that contains the file`);
	});

	it('takes the only file of an item if the field has its default', async () => {
		const { binary = {}, ...item } = await stage.recording(vendor.recording);
		const only = { ...item, binary: { attachment_0: binary.data } };
		const run = await transcribe(itemWith(only.binary), { binaryPropertyName: 'data' });
		expect(run.error).toBeUndefined();
		const other = await transcribe(itemWith(only.binary), { binaryPropertyName: 'call' });
		expect(other.error?.description).toBe('Available: attachment_0. Enter one of these names.');
	});

	it('does not take the only file if it is a text or a picture', async () => {
		const data = { data: 'aGk=', mimeType: 'text/plain' };
		const { error } = await transcribe(itemWith({ notes: data }));
		expect(error?.description).toBe('Available: notes. Enter one of these names.');
		expect(await stage.sandbox.requests()).toEqual([]);
	});
});
