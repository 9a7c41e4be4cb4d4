import type { IDataObject } from 'n8n-workflow';

import { createEngine, type Engine } from '../../support/engine';
import * as samples from '../../support/transcriptFormats';

/* An option either changes the result or has no value in the node: n8n drops the value of a hidden option. */

const NODE = 'Transcript';

let engine: Engine;

beforeAll(async () => {
	engine = await createEngine({});
});

async function resultOf(parameters: IDataObject): Promise<unknown> {
	const node = {
		name: NODE,
		type: 'n8n-nodes-transcription.transcript',
		parameters: { resource: 'transcript', ...parameters },
	};
	const run = await engine.runNode(node, [{ json: { ...samples.deepgram } }]);
	if (run.error) return run.error.message;
	return run.items(NODE).map(({ json, binary = {} }) => ({
		json,
		files: Object.entries(binary).map(([field, { fileName, bytes }]) => ({ field, fileName, bytes })),
	}));
}

const TEXTS = ['text', 'dialogue', 'markdown'];
const FILES = ['docx', 'html', 'srt', 'vtt'];
const FILE_OPTIONS = { fileName: 'mine', binaryPropertyOutput: 'mine' };

describe.each([...TEXTS, ...FILES, 'transcript'])('Convert to %s', (output) => {
	it.each(Object.entries({ ...FILE_OPTIONS, title: 'Weekly meeting of the harbour', asFile: true }))(
		'%s',
		async (name, value) => {
			const convert = async (options: IDataObject) =>
				await resultOf({ operation: 'convert', output, options });
			const has: Readonly<Record<string, string[]>> = { asFile: TEXTS, title: ['docx', 'html', 'markdown'] };
			const changes = (has[name] ?? FILES).includes(output);
			expect(JSON.stringify(await convert({ [name]: value })) !== JSON.stringify(await convert({}))).toBe(
				changes,
			);
		},
	);
});

it('Convert to an HTML page that plays a recording', async () => {
	const page = async (recordingUrl: string) =>
		await resultOf({ operation: 'convert', output: 'html', options: { recordingUrl } });
	expect(await page('https://example.com/a.mp3')).not.toEqual(await page(''));
	expect(await page('a.mp3')).toMatch(/^"Options: Recording URL" must be a web address/u);
});

it.each(
	TEXTS.flatMap((output) => Object.entries(FILE_OPTIONS).map(([name, value]) => ({ output, name, value }))),
)('Convert to $output in a file: $name', async ({ output, name, value }) => {
	const convert = async (options: IDataObject) =>
		await resultOf({ operation: 'convert', output, options: { asFile: true, ...options } });
	expect(await convert({ [name]: value })).not.toEqual(await convert({}));
});

it.each(Object.entries({ ...FILE_OPTIONS, includeText: false }))(
	'Get Captions as data: %s',
	async (name, value) => {
		const captions = async (format: string, options: IDataObject) =>
			await resultOf({ operation: 'getCaptions', format, options });
		expect(await captions('json', { [name]: value })).toEqual(await captions('json', {}));
		expect(await captions('srt', { [name]: value })).not.toEqual(await captions('srt', {}));
	},
);
