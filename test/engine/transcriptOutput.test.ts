import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { NODE, vendorStage, type Stage } from '../support/stage';
import { testedVendors } from '../support/vendors';

describe.each(testedVendors)('the default output of $displayName', (vendor) => {
	let stage: Stage;
	let input: INodeExecutionData[];
	const transcribe = { ...vendor.fromFile, resource: 'transcript', operation: 'transcribe' };

	beforeAll(async () => {
		stage = await vendorStage(vendor);
		input = [await stage.recording(vendor.recording)];
	});
	afterAll(async () => await stage.close());

	async function only(parameters: IDataObject, items: INodeExecutionData[]): Promise<IDataObject> {
		const run = await stage.run(parameters, items);
		expect(run.error).toBeUndefined();
		const [json = {}] = run.json(NODE);
		return json;
	}

	it('is a transcript without words that says which recording it is of', async () => {
		const json = await only(transcribe, input);
		expect(json).toMatchObject({
			recording: vendor.recording,
			text: expect.stringMatching(/\w/),
			segments: expect.arrayContaining([expect.objectContaining({ text: expect.stringMatching(/\w/) })]),
		});
		expect(JSON.stringify(json)).not.toContain('"words"');
	});

	it('has words on request', async () => {
		const json = await only({ ...transcribe, output: 'words' }, input);
		expect(json).toMatchObject({
			recording: vendor.recording,
			words: expect.arrayContaining([expect.objectContaining({ start: expect.any(Number) })]),
		});
	});

	it('is accepted by Get for everything that is made of turns', async () => {
		const items = (await stage.run(transcribe, input)).items(NODE);
		const get = { resource: 'transcript', operation: 'get', transcriptSource: 'item' };
		const expected = await only({ resource: 'transcript', operation: 'get', output: 'dialogue' }, items);
		const own = await only({ ...get, output: 'dialogue' }, items);
		expect(own.text).toBe(expected.text);
		expect(own.recording).toBe(vendor.recording);
		for (const output of ['transcript', 'text', 'markdown', 'html', 'docx']) {
			expect((await stage.run({ ...get, output }, items)).error).toBeUndefined();
		}
	});

	it.each([
		['searchWords', { terms: 'the' }],
		['getCaptions', {}],
		['get', { output: 'srt' }],
		['get', { output: 'words' }],
	])('is rejected by %s, which needs words, with what to do (%j)', async (operation, more) => {
		const items = (await stage.run(transcribe, input)).items(NODE);
		const parameters = { resource: 'transcript', operation, transcriptSource: 'item', ...more };
		const { error } = await stage.run(parameters, items);
		expect(error?.message).toBe('"Transcript" has no words, which this operation requires');
		expect(error).toHaveProperty(
			'description',
			'Set "Output" to "Transcript With Words" in the node that the transcript comes from, or set "Transcript Source" to "Job".',
		);
	});

	it.each(['poll', 'suspend'])('names the recording after waiting (%s)', async (waitMode) => {
		const created = (await stage.run({ ...transcribe, resource: 'job', operation: 'create' }, input)).items(
			NODE,
		);
		const wait = { resource: 'job', operation: 'wait', waitMode: 'poll', output: 'text' };
		await only(wait, created);
		// Jobs that have ended do not suspend the execution.
		expect(await only({ ...wait, waitMode }, created)).toMatchObject({ recording: vendor.recording });
	});
});
