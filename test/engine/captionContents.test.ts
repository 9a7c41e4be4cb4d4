import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { transcriptSchema as assemblyAiSchema } from '../../nodes/AssemblyAi/api/schemas';
import { toTranscript as fromAssemblyAi } from '../../nodes/AssemblyAi/response/transcript';
import type { Transcript } from '../../nodes/shared/transcript/model';
import { transcriptSchema as speechmaticsSchema } from '../../nodes/Speechmatics/api/schemas';
import { toTranscript as fromSpeechmatics } from '../../nodes/Speechmatics/response/transcript';
import { projectFolder } from '../../platform/paths';
import { createEngine, type Engine } from '../support/engine';

const sample = (path: string): unknown =>
	JSON.parse(readFileSync(join(projectFolder, 'test/fixtures', path), 'utf8'));

const speechmatics = async () =>
	await fromSpeechmatics(
		speechmaticsSchema.parse(sample('speechmatics/transcript.json-v2.translation.200.json')),
	);
const assemblyAi = async () =>
	await fromAssemblyAi(
		assemblyAiSchema.parse(sample('assemblyai/transcript.get.completed.speech_understanding.200.json')),
	);

let engine: Engine;
beforeAll(async () => {
	engine = await createEngine({});
});
afterAll(async () => await engine.close());

async function captions(
	type: string,
	transcript: Transcript,
	options: INodeParameters,
	format = 'srt',
	captionRules: INodeParameters = {},
) {
	const parameters: INodeParameters = {
		resource: 'transcript',
		operation: 'getCaptions',
		...(type === 'transcript' ? {} : { transcriptSource: 'item' }),
		format,
		options,
		captionRules,
	};
	const node = { name: 'Captions', type: `n8n-nodes-transcription.${type}`, parameters };
	return await engine.runNode(node, [{ json: { ...transcript, recording: 'call.mp3' } }]);
}

describe.each([
	['speechmatics', speechmatics, 'de', 'Guten Morgen, Harbour Clinic, hier ist Nadia.'],
	['assemblyAi', assemblyAi, 'es', 'Buenos días, Harbour Clinic,'],
	['transcript', speechmatics, 'DE', 'Könnten Sie bitte Ihr Geburtsdatum bestätigen?'],
] as const)('captions of a translation by %s', (type, read, translation, text) => {
	it('are in the language of the translation, and so is the name of the file', async () => {
		const run = await captions(type, await read(), { translation });
		expect(run.error).toBeUndefined();
		const [json = {}] = run.json('Captions');
		const language = translation.toLowerCase();
		expect(json).toMatchObject({ language, fileName: `call.${language}.srt` });
		expect(json.captions).toMatch(new RegExp(text.replaceAll(' ', '\\s'), 'u'));
		expect(json.captions).not.toContain('Good morning');
	});

	it('are refused for other languages, with those that there are', async () => {
		const run = await captions(type, await read(), { translation: 'it' });
		expect(run.error?.message).toBe(
			`"Options: Translation" cannot be "it", because the transcript has translations only into ${translation.toLowerCase()}`,
		);
	});
});

it('captions of a translation have a name that the user chooses, and no words of the transcript', async () => {
	const named = await captions('speechmatics', await speechmatics(), { translation: 'de', fileName: 'clip' });
	expect(named.json('Captions')[0]?.fileName).toBe('clip.srt');
	const json = await captions('speechmatics', await speechmatics(), { translation: 'de' }, 'json');
	expect(json.json('Captions')[0]).toMatchObject({
		language: 'de',
		cues: expect.arrayContaining([expect.objectContaining({ words: [] })]),
	});
});

it('chapters have no translation', async () => {
	const run = await captions('speechmatics', await speechmatics(), { translation: 'de' }, 'vttChapters');
	expect(run.error?.message).toBe('"Options: Translation" has no effect on "WebVTT Chapters (.vtt)"');
});

it('a translation without times cannot become captions', async () => {
	const transcript = await speechmatics();
	const untimed = { ...transcript, insights: { translations: { fr: { text: 'Bonjour.', segments: [] } } } };
	const run = await captions('speechmatics', untimed, { translation: 'fr' });
	expect(run.error?.message).toBe(
		'"Options: Translation" cannot be "fr", because this translation has no times',
	);
	const none = await captions('speechmatics', { ...transcript, insights: {} }, { translation: 'fr' });
	expect(none.error?.message).toBe(
		'"Options: Translation" cannot be "fr", because the transcript has no translations',
	);
});

it('captions have the labels and words that the rules ask for', async () => {
	const raw = speechmaticsSchema.parse(sample('speechmatics/transcript.json-v2.full.200.json'));
	const transcript = await fromSpeechmatics(raw);
	const rules = {
		soundEvents: 'labels',
		labelStyle: 'bracketsUpper',
		speakerLabels: 'prefix',
		speakerNames: { rows: [{ label: 'S1', name: 'Nadia' }] },
		omitFillers: true,
	};
	const run = await captions('speechmatics', transcript, {}, 'srt', rules);
	expect(run.error).toBeUndefined();
	expect(run.json('Captions')[0]?.captions).toMatch(/\[NADIA\] Good[^]*\[LAUGHTER\]/u);
});
