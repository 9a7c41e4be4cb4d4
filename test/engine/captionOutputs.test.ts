import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { NODE, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

describe.each(testedVendors)('captions of $name without another node', (vendor) => {
	let stage: Stage;
	let input: INodeExecutionData[];
	let transcripts: INodeExecutionData[];
	const transcribe = { ...vendor.fromFile, resource: 'transcript', operation: 'transcribe' };

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		input = [await stage.recording(vendor.recording)];
		transcripts = (await stage.run(transcribe, input)).items(NODE);
	});
	afterAll(async () => await stage.close());

	async function getCaptions(format: string): Promise<IDataObject> {
		const fromItem = { resource: 'transcript', operation: 'getCaptions', transcriptSource: 'item', format };
		const [captions = {}] = (await stage.run(fromItem, transcripts)).json(NODE);
		expect(captions.captions).toMatch(/-->/);
		return captions;
	}

	it('are output by Transcribe', async () => {
		const run = await stage.run({ ...transcribe, output: 'srt', options: { fileName: 'call' } }, input);
		const [item] = run.items(NODE);
		const expected = await getCaptions('srt');
		expect(item?.json).toEqual({ ...expected, jobId: item?.json.jobId, fileName: 'call.srt' });
		expect(item?.binary?.data).toMatchObject({ fileExtension: 'srt', mimeType: 'text/plain' });
		expect(String(await stage.engine.readBinary(item))).toBe(expected.captions);
	});

	it('are output by Wait for Completion', async () => {
		const run = await stage.run({ resource: 'job', operation: 'wait', output: 'vtt' }, transcripts);
		const [item] = run.items(NODE);
		const expected = await getCaptions('vtt');
		expect(item?.json).toEqual(expected);
		expect(item?.binary?.data).toMatchObject({ fileExtension: 'vtt', mimeType: 'text/vtt' });
		expect(String(await stage.engine.readBinary(item))).toBe(expected.captions);
	});
});
