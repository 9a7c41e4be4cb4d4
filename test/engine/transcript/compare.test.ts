import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { createEngine, type Engine } from '../../support/engine';

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine({});
});

const NODE = 'Transcript';

async function run(parameters: IDataObject, input: INodeExecutionData[], onError?: 'continueRegularOutput') {
	const node = {
		name: NODE,
		type: 'n8n-nodes-transcription.transcript',
		parameters: { resource: 'transcript', operation: 'compare', ...parameters },
		...(onError === undefined ? {} : { onError }),
	};
	return await engine.runNode(node, input);
}

/** A transcript as a tool with the format of Deepgram returns it. */
function item(text: string, recording = 'call.mp3'): INodeExecutionData {
	const words = text
		.split(' ')
		.map((word, index) => ({ word, punctuated_word: word, start: index, end: index + 1, confidence: 0.9 }));
	const alternatives = [{ transcript: text, confidence: 0.9, words }];
	return {
		json: {
			recording,
			metadata: { request_id: `r${text.length}`, duration: words.length },
			results: { channels: [{ alternatives }] },
		},
	};
}

const THREE = [item('The cat sat down.'), item('The dog sat down.'), item('The cat sat down here.')];

it('compares all items with the first one', async () => {
	const result = await run({}, THREE);
	expect(result.error?.message).toBeUndefined();
	expect(result.json(NODE)).toMatchObject([
		{ recording: 'call.mp3', reference: 'deepgram r17', errorRate: 0.25, substitutions: 1 },
		{ errorRate: 0.25, insertions: 1, referenceLength: 4 },
	]);
	expect(result.items(NODE).map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
});

it('compares each item with its reference text, and lists the differences', async () => {
	const result = await run({ output: 'differences', options: { referenceText: 'The cat sat.' } }, THREE);
	expect(result.json(NODE)).toMatchObject([
		{ reference: 'Reference Text', type: 'insertion', text: 'down.', start: 3 },
		{ type: 'substitution', expected: 'cat', text: 'dog', before: 'The', after: 'sat down.' },
		{ type: 'insertion', text: 'down.' },
		{ type: 'insertion', text: 'down here.' },
	]);
});

it('compares with the majority, separately for each recording', async () => {
	const others = THREE.map(({ json }) => ({ json: { ...json, recording: 'other.mp3' } }));
	const options = { reference: 'majority', groupBy: '={{ $json.recording }}' };
	const result = await run({ output: 'text', options }, [...THREE, ...others]);
	const texts = ['The cat sat down.', 'The [-cat-] {+dog+} sat down.', 'The cat sat down {+here.+}'];
	expect(result.json(NODE)).toMatchObject(
		['call.mp3', 'other.mp3'].flatMap((recording) => texts.map((text) => ({ recording, text }))),
	);
});

it('writes one page for a recording', async () => {
	const result = await run({ output: 'html' }, THREE);
	const [page] = result.items(NODE);
	expect(page?.binary?.data).toMatchObject({ fileName: 'call.html', mimeType: 'text/html' });
	expect(page?.json).toMatchObject({
		recording: 'call.mp3',
		scores: [{ errorRate: 0.25 }, { errorRate: 0.25 }],
	});
});

it('merges transcripts, into one that the other operations read', async () => {
	const merged = await run({ operation: 'merge' }, THREE);
	const [whole] = merged.json(NODE);
	expect(whole).toMatchObject({
		text: 'The cat sat down.',
		vendor: 'merge',
		merged: expect.any(Array),
		doubts: [],
	});
	const shown = await run({ operation: 'convert', output: 'text' }, [{ json: { ...whole } }]);
	expect(shown.json(NODE)[0]?.text).toBe('The cat sat down.');
});

it.each<[IDataObject, string]>([
	[{}, '"Options: Reference" is the only transcript of its recording'],
	[
		{ reference: 'majority' },
		'"Options: Reference" requires at least three transcripts of a recording, not 1',
	],
])('says what is missing: %j', async (options, message) => {
	expect((await run({ options }, THREE.slice(0, 1))).error?.message).toBe(message);
});

it('goes on with the other recordings', async () => {
	const input = [...THREE.slice(0, 2), item('Alone.', 'alone.mp3'), { json: { foo: 1 } }];
	const options = { groupBy: '={{ $json.recording }}' };
	const result = await run({ options }, input, 'continueRegularOutput');
	expect(result.json(NODE)).toMatchObject([
		{ recording: 'call.mp3', substitutions: 1 },
		{ recording: 'alone.mp3', error: expect.stringContaining('only transcript') },
		{ foo: 1, error: '"Transcript" is not a transcript' },
	]);
});
