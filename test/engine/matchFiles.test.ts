import { XMLValidator } from 'fast-xml-parser';
import type { INodeParameters } from 'n8n-workflow';
import srtValidator from 'srt-validator';

import { createEngine, type Engine } from '../support/engine';
import { aTranscript, aWord } from '../support/transcripts';

let engine: Engine;
beforeAll(async () => {
	engine = await createEngine({});
});
afterAll(async () => await engine.close());

const words = 'I want a refund today . Fine , we will send you the refund this week .'
	.split(' ')
	.map((text, index) => aWord(text, index, { speaker: index < 6 ? 'A' : 'B' }));
const items = ['call 1.mp3', 'https://example.com/a/call-2.wav?key=1'].map((recording) => ({
	json: { ...aTranscript(words), recording },
}));

async function search(options: INodeParameters, terms = 'refund\nfine') {
	const parameters: INodeParameters = { resource: 'transcript', operation: 'searchWords', terms, options };
	const run = await engine.runNode(
		{ name: 'Search', type: 'n8n-nodes-transcription.transcript', parameters },
		items,
	);
	expect(run.error).toBeUndefined();
	return await Promise.all(
		run.items('Search').map(async (item) => ({
			json: item.json,
			pairedItem: item.pairedItem,
			extension: item.binary?.data?.fileExtension,
			content: String(await engine.readBinary(item)),
		})),
	);
}

it.each([
	['captions', 'srt', /refund/u],
	['clipsEdl', 'edl', /00:00:02:00 00:00:08:00 00:00:00:00 00:00:06:00\n\* FROM CLIP NAME: call 1\.mp3/u],
	['clipsFfmpeg', 'txt', /^ffconcat version 1\.0\nfile 'call 1\.mp3'\ninpoint 2\noutpoint 8\nfile/u],
	['edl', 'edl', /\|M:refund \|D:25\n[^]*\|M:fine \|/u],
	['fcpxml', 'fcpxml', /value="refund" note="A: I want a refund today\. /u],
	['xmeml', 'xml', /<name>fine<\/name>/u],
])('matches become a file for each transcript: %s', async (matchFile, extension, content) => {
	const [first, second] = await search({ matchFile });
	expect(first).toMatchObject({
		json: { recording: 'call 1.mp3', count: 3, fileName: `call 1.${extension}` },
		extension,
	});
	expect(first?.content).toMatch(content);
	expect(second?.json.fileName).toBe(`call-2.${extension}`);
	if (extension.endsWith('xml')) expect(XMLValidator.validate(first?.content ?? '')).toBe(true);
	if (extension === 'srt') expect(srtValidator(first?.content ?? '')).toEqual([]);
});

it('clips have the padding and markers the frame rate that are chosen', async () => {
	const [clips] = await search({ matchFile: 'clipsFfmpeg', clipPadding: 0.25 });
	expect(clips?.content).toContain('inpoint 2.75\noutpoint 4.25\n');
	const [markers] = await search({ matchFile: 'edl', frameRate: 50 });
	expect(markers?.content).toContain('|M:refund |D:50');
});

it('captions of the matches leave out the others', async () => {
	const [file] = await search({ matchFile: 'captions' }, 'today');
	expect(file?.content).toContain('refund today');
	expect(file?.content).not.toContain('week');
});

it('a transcript without matches has an empty file', async () => {
	const [file] = await search({ matchFile: 'clipsFfmpeg' }, 'invoice');
	expect(file).toMatchObject({ json: { count: 0 }, content: 'ffconcat version 1.0\n' });
});
