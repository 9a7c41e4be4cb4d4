import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { createEngine, type Engine } from '../../support/engine';
import * as samples from '../../support/transcriptFormats';

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine({});
});

const NODE = 'Transcript';
const SOURCE = {
	source: 'text',
	text: '[00:00:00] A: Um, call 555-0123.\n[00:01:00] B: I use Kuber Netties.',
};

async function run(parameters: IDataObject, input: INodeExecutionData[] = [{ json: {} }]) {
	const node = {
		name: NODE,
		type: 'n8n-nodes-transcription.transcript',
		parameters: { resource: 'transcript', ...parameters },
	};
	return await engine.runNode(node, input);
}

const edit = async (edits: IDataObject, input?: INodeExecutionData[]) =>
	await run({ operation: 'edit', ...(input ? {} : SOURCE), edits }, input);

it('applies several edits, and returns a transcript that the other operations read', async () => {
	const edited = await edit({
		removeFillers: true,
		fillerLanguage: 'en',
		replace: { rows: [{ find: 'kuber netties', replaceWith: 'Kubernetes' }] },
		speakerNames: { rows: [{ label: 'A', name: 'Ada' }] },
		speakerTable: '[{"label": "Speaker B", "name": "Bo"}]',
		redactPatterns: ['phone'],
		shift: 10,
	});
	expect(edited.error?.message).toBeUndefined();
	const [item] = edited.json(NODE);
	expect(item).toMatchObject({
		edits: { replaced: 1, fillersRemoved: 1, redacted: 1, unknownSpeakers: [] },
		mute: [{ start: 10, kind: 'PHONE' }],
		muteFilter: expect.stringMatching(/^volume=0:enable='between\(t,10,[\d.]+\)'$/),
	});
	const input = [{ json: { ...item } }];
	const shown = await run({ operation: 'convert', output: 'dialogue' }, input);
	expect(shown.json(NODE)[0]?.text).toBe('[00:00:10] Ada: Call [PHONE].\n[00:01:10] Bo: I use Kubernetes.');
	const captions = await run(
		{ operation: 'getCaptions', format: 'srt', captionRules: { speakerLabels: 'prefix' } },
		input,
	);
	expect(captions.json(NODE)[0]?.captions).toContain('Bo: I use Kubernetes.');
	const measured = await run({ operation: 'measure' }, input);
	expect(measured.json(NODE)[0]).toMatchObject({ speakers: [{ speaker: 'Bo' }, { speaker: 'Ada' }] });
	const chunked = await run({ operation: 'chunk', chunkSize: 500 }, input);
	expect(chunked.json(NODE)[0]).toMatchObject({ speakers: ['Ada', 'Bo'] });
	const found = await run({ operation: 'searchWords', terms: 'kubernetes' }, input);
	expect(found.json(NODE)[0]).toMatchObject({ speaker: 'Bo' });
});

it('reads times as seconds or as a clock, and keeps a part', async () => {
	const kept = await edit({
		keep: { rows: { start: '0:59', end: '75' } },
		glossary: { 'Kuber Netties': 'k8s' },
	});
	expect(kept.json(NODE)[0]).toMatchObject({ text: 'I use K8s.', segments: [{ start: 1, speaker: 'B' }] });
});

it.each<[IDataObject, string]>([
	[
		{ remove: { rows: [{ start: '5', end: 'soon' }] } },
		'"Edits: Remove Time Ranges" has a time that could not be read: soon',
	],
	[
		{ remove: { rows: [{ start: '5', end: '4' }] } },
		'"Edits: Remove Time Ranges" has an end that is not after its start',
	],
	[
		{ assignSpeakers: { rows: [{ start: '0', end: '4' }] } },
		'"Edits: Assign Speaker by Time" must have a value for "Name" in each row',
	],
	[{ glossary: 'a = b' }, '"Edits: Replace Words (JSON)" must be an object or a list of rows'],
	[
		{ redactEntities: ['*'] },
		'"Edits: Redact Entities" cannot be applied, because the transcript has no entities',
	],
])('says what is wrong with %j', async (edits, message) => {
	expect((await edit(edits)).error?.message).toBe(message);
});

it('edits nothing without an edit', async () => {
	const result = await edit({}, [{ json: { ...samples.deepgram } }]);
	expect(result.json(NODE)[0]).toMatchObject({ edits: { replaced: 0 }, mute: [], muteFilter: 'anull' });
});
