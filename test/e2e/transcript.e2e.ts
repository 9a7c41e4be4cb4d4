import type { Browser } from 'playwright-core';

import { launchBrowser } from '../support/browser';
import { deepgram } from '../support/transcriptFormats';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { inARow, items, manualStart, splitOut } from './support/workflows';

let stage: Surroundings;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
	editor = new Editor(await signIn(browser, stage.n8nUrl), stage.n8nUrl);
});

afterAll(async () => {
	await browser.close();
});

const type = typeOf({ name: 'transcript' });

it('the Transcript node is found, and needs no credential', async () => {
	await editor.searchInNewWorkflow();
	await editor.search('whisper', 'Transcript');
	await editor.add('Transcript', 'Actions', 'Convert a transcript');
	await editor.shows('source', 'Input Item');
	expect(await editor.find('node-credentials-select').count()).toBe(0);
	await screenshot(editor.page, 'transcript', 'panel');
});

it('the Transcript node offers edits, each with its fields', async () => {
	await editor.searchInNewWorkflow();
	await editor.search('speaker names', 'Transcript');
	await editor.add('Transcript', 'Actions', 'Edit a transcript');
	await editor.addTo('Add edit', 'Speaker Names');
	await screenshot(editor.page, 'transcript', 'edit');
});

it('the Transcript node searches, captions, chunks, measures, edits, compares and converts a response of another tool', async () => {
	const { id } = await stage.client.createWorkflow(
		inARow('Convert and measure', stage, [
			manualStart,
			items([deepgram]),
			splitOut,
			{
				name: 'Search',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'searchWords',
					terms: 'morning',
					transcript: "={{ $('Split out').item.json }}",
				},
			},
			{
				name: 'Captions',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'getCaptions',
					format: 'vtt',
					transcript: "={{ $('Split out').item.json }}",
				},
			},
			{
				name: 'Chunk',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'chunk',
					transcript: "={{ $('Split out').item.json }}",
					options: { recordingUrl: 'https://example.com/call.mp3' },
				},
			},
			{
				name: 'Measure',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'measure',
					transcript: "={{ $('Split out').item.json }}",
				},
			},
			{
				name: 'Edit',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'edit',
					transcript: "={{ $('Split out').item.json }}",
					edits: {
						speakerNames: { rows: [{ label: 'Speaker 1', name: 'Ada' }] },
						keep: { rows: { start: '0', end: '00:10' } },
					},
				},
			},
			{
				name: 'Compare',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'compare',
					options: { referenceText: 'Good morning, Ada. Hi!' },
				},
			},
			{
				name: 'Convert',
				type,
				parameters: {
					resource: 'transcript',
					operation: 'convert',
					transcript: "={{ $('Split out').item.json }}",
					output: 'dialogue',
				},
			},
		]),
	);
	await editor.open(id);
	expect(await editor.execute()).toMatch(/successfully/);
	await editor.dismissNotices();
	await editor.openNode('Captions');
	await editor.find('output-panel').getByText('text/vtt').first().waitFor();
	await screenshot(editor.page, 'transcript', 'captions');
	await editor.closeNode();
	await editor.openNode('Chunk');
	await editor.find('output-panel').getByText('link').first().waitFor();
	await screenshot(editor.page, 'transcript', 'chunk');
	await editor.closeNode();
	await editor.openNode('Measure');
	await editor.find('output-panel').getByText('talkShare').first().waitFor();
	await screenshot(editor.page, 'transcript', 'measures');
	await editor.closeNode();
	await editor.openNode('Edit');
	await editor.find('output-panel').getByText('Ada').first().waitFor();
	await screenshot(editor.page, 'transcript', 'edited');
	await editor.closeNode();
	await editor.openNode('Compare');
	await editor.find('output-panel').getByText('errorRate').first().waitFor();
	await screenshot(editor.page, 'transcript', 'compared');
	await editor.closeNode();
	await editor.openNode('Convert');
	await editor.find('output-panel').getByText('[00:00:02] Speaker 1: Hello!').first().waitFor();
	await screenshot(editor.page, 'transcript', 'converted');
});
