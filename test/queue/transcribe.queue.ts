import { readFile } from 'fs/promises';
import { join } from 'path';

import { RECORDINGS } from '../support/sandbox';
import { testedVendors } from '../support/vendors';
import { recordingsOf } from './support/recordings';
import { openStage, type Stage } from './support/stage';
import { itemsOf, publish, recordingNodes, resultNode, text, vendorNode } from './support/workflows';

const EXECUTIONS = 3;
const FILES = 4;

const transcribe = { resource: 'transcript', operation: 'transcribe', output: 'text' };

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});

describe.each(testedVendors)('Transcribe at $name', (vendor) => {
	it('uploads binary data from the database and returns every transcript once, paired', async () => {
		await stage.sandbox.reset();
		await stage.sandbox.speed({ queuedMs: 0, processingMs: 300 });
		const recordings = recordingsOf(vendor, FILES);
		const workflow = await publish(stage, [
			...recordingNodes(stage),
			vendorNode(stage, vendor, 'Transcribe', { ...transcribe, ...vendor.fromFile }),
			resultNode(),
		]);
		await Promise.all(Array.from({ length: EXECUTIONS }, async () => await workflow.start(recordings)));
		const executions = await workflow.ended(EXECUTIONS);
		expect(executions).toHaveLength(EXECUTIONS);
		for (const execution of executions) {
			const items = itemsOf([execution], 'Transcribe');
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(recordings.map((_, item) => ({ item })));
			recordings.forEach(({ says }, index) => expect(text(items[index], 'text')).toMatch(says));
		}
		const jobIds = itemsOf(executions).map((item) => text(item, 'jobId'));
		expect(new Set(jobIds).size).toBe(EXECUTIONS * FILES);
		expect(await stage.sandbox.requests({ vendor: vendor.name, ...vendor.creates })).toHaveLength(
			EXECUTIONS * FILES,
		);
		await workflow.deactivate();
	});
});

it('transcribes a file that was sent to the webhook process', async () => {
	const [vendor] = testedVendors;
	const [start] = recordingNodes(stage);
	const [recording] = vendor ? recordingsOf(vendor, 1) : [];
	if (!vendor || !start || !recording) throw new Error('No vendor');
	const workflow = await publish(stage, [
		start,
		vendorNode(stage, vendor, 'Transcribe', { ...transcribe, ...vendor.fromFile }),
		resultNode(),
	]);
	const answer = await fetch(workflow.url, {
		method: 'POST',
		headers: { 'content-type': 'audio/wav' },
		body: await readFile(join(RECORDINGS, recording.file)),
	});
	expect(answer.status).toBe(200);
	const [item] = itemsOf(await workflow.ended(1));
	expect(text(item, 'text')).toMatch(recording.says);
	await workflow.deactivate();
});
