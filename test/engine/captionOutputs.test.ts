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
		transcripts = (await stage.run({ ...transcribe, output: 'words' }, input)).items(NODE);
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

	it('are named after the recording', async () => {
		const run = await stage.run({ ...transcribe, output: 'srt' }, input);
		expect(run.json(NODE)[0]?.fileName).toBe(vendor.recording.replace(/\.\w+$/, '.srt'));
	});

	it.each([
		['ass', 'ass', /^\[Script Info\]/],
		['assHighlight', 'ass', /\{\\k\d+\}/],
		['csv', 'csv', /^\ufeffnumber,start,end/],
		['ebuTtD', 'ttml', /urn:ebu:tt:distribution/],
		['edl', 'edl', /^TITLE: \w/],
		['fcpxml', 'fcpxml', /<fcpxml version="1\.9">/],
		['xmeml', 'xml', /<xmeml version="4">/],
		['imsc', 'ttml', /imsc1\.1\/text/],
		['podcast', 'json', /^\{"version":"1\.0\.0"/],
		['sbv', 'sbv', /^0:00:0/],
	])('are returned as %s by Get Captions', async (format, extension, content) => {
		const parameters = { resource: 'transcript', operation: 'getCaptions', transcriptSource: 'item', format };
		const run = await stage.run(parameters, transcripts);
		const [item] = run.items(NODE);
		expect(item?.json).toMatchObject({ format, captions: expect.stringMatching(content) });
		expect(item?.binary?.data).toMatchObject({ fileExtension: extension });
		expect(String(await stage.engine.readBinary(item))).toBe(item?.json.captions);
	});

	it('have one word each if this is selected', async () => {
		const parameters = { resource: 'transcript', operation: 'getCaptions', transcriptSource: 'item' };
		const run = await stage.run({ ...parameters, options: { oneWord: true } }, transcripts);
		const texts = String(await stage.engine.readBinary(run.items(NODE)[0]))
			.split('\n\n')
			.filter((cue) => cue !== '');
		expect(texts.length).toBeGreaterThan(10);
		for (const cue of texts) expect(cue.split('\n')[2]).toMatch(/^\S+$/);
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
