import { readFile } from 'node:fs/promises';

import type { Browser } from 'playwright-core';

import { launchBrowser } from '../support/browser';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { typeOf } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';
import { vendors, type VendorFacts } from './support/vendors';
import { bringRecording, inARow, manualStart } from './support/workflows';

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

it.each(vendors)('runs $displayName from recording to transcript, captions and page', async (facts) => {
	const { page } = editor;
	await editor.open(await fromRecordingToPage(facts));
	expect(await editor.execute()).toMatch(/successfully/);
	await editor.dismissNotices();
	await screenshot(page, 'runs', facts.displayName, 'canvas');

	await editor.openNode('Transcribe');
	const output = editor.find('output-panel');
	await output.getByText(facts.recording.word).first().waitFor();
	await screenshot(page, 'runs', facts.displayName, 'transcript');
	await editor.closeNode();

	await editor.openNode('Captions');
	await editor.find('radio-button-binary').last().click();
	await editor.find('ndv-view-binary-data').click();
	const preview = page.frameLocator('iframe.binary-data');
	await preview.getByText('00:00:0', { exact: false }).first().waitFor();
	expect(await preview.locator('body').innerText()).toMatch(/^1\n00:00:0\d,\d{3} --> /);
	await screenshot(page, 'runs', facts.displayName, 'captions');
	await editor.closeNode();

	await editor.openNode('Page');
	await editor.find('radio-button-binary').last().click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		editor.find('ndv-download-binary-data').click(),
	]);
	expect(download.suggestedFilename()).toMatch(/\.html$/);
	const html = await readFile(await download.path(), 'utf8');
	await editor.closeNode();
	const reader = await page.context().newPage();
	await reader.setContent(html);
	expect(await reader.locator('body').innerText()).toContain(facts.recording.word);
	await screenshot(reader, 'runs', facts.displayName, 'page');
	await reader.close();
});

it.each(vendors.filter(({ lists }) => lists))(
	'picks a job of $displayName from the list and gets it',
	async (facts) => {
		const { id } = await stage.client.createWorkflow(
			inARow('Pick a job', stage, [
				manualStart,
				{
					name: 'Job',
					type: typeOf({ name: facts.node }),
					parameters: { resource: 'job', operation: 'get' },
				},
			]),
		);
		await editor.open(id);
		await editor.openNode('Job');
		await editor.find('rlc-input').click();
		const entry = editor.find('rlc-item').first();
		await entry.waitFor();
		await screenshot(editor.page, 'runs', facts.displayName, 'list of jobs');
		const job = (await entry.innerText()).split(' · ').at(-1)?.trim() ?? '';
		await entry.click();
		await editor.find('node-execute-button').click();
		const output = editor.find('output-panel');
		await output.getByText('completed').first().waitFor();
		expect(job).not.toBe('');
		await output.getByText(job).first().waitFor();
		await screenshot(editor.page, 'runs', facts.displayName, 'job');
	},
);

it('offers the models of Prosa.ai in a list', async () => {
	await stage.sandbox.settings('prosa', { models: 'with-online' });
	const { id } = await stage.client.createWorkflow(
		inARow('Pick a model', stage, [
			manualStart,
			{
				name: 'Transcribe',
				type: typeOf({ name: 'prosa' }),
				parameters: { resource: 'transcript', operation: 'transcribe' },
			},
		]),
	);
	await editor.open(id);
	await editor.openNode('Transcribe');
	await editor.find('rlc-input').click();
	const model = editor.find('rlc-item').filter({ hasText: 'ASR General Online · Bahasa Indonesia' });
	await model.waitFor();
	await screenshot(editor.page, 'runs', 'Prosa.ai', 'list of models');
	await model.click();
	await model.waitFor({ state: 'hidden' });
	await screenshot(editor.page, 'runs', 'Prosa.ai', 'model');
	expect(await editor.find('rlc-input').inputValue()).toContain('ASR General Online');
	await stage.sandbox.settings('prosa', { models: 'rest' });
});

async function fromRecordingToPage(facts: VendorFacts): Promise<string> {
	const type = typeOf({ name: facts.node });
	const fromItem = { resource: 'transcript', transcriptSource: 'item' };
	const workflow = inARow(`Run ${facts.displayName}`, stage, [
		manualStart,
		bringRecording(stage, facts.recording.file),
		{
			name: 'Transcribe',
			type,
			parameters: { resource: 'transcript', operation: 'transcribe', output: 'words', ...facts.fromFile },
		},
		{ name: 'Captions', type, parameters: { ...fromItem, operation: 'getCaptions', format: 'srt' } },
		{ name: 'Page', type, parameters: { ...fromItem, operation: 'get', output: 'html' } },
	]);
	// The page is also made from the transcript, not from the captions.
	const both = ['Captions', 'Page'].map((node) => ({ node, type: 'main', index: 0 }));
	const { id } = await stage.client.createWorkflow({
		...workflow,
		connections: { ...workflow.connections, Transcribe: { main: [both] }, Captions: { main: [] } },
	});
	return id;
}
