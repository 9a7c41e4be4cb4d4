import type { Browser } from 'playwright-core';

import { launchBrowser } from '../support/browser';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { actionNodes, operationsOf, triggerNodes } from './support/nodes';
import { openStage, type Surroundings } from './support/stage';

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

describe('searching for a node in the editor', () => {
	it('finds every vendor by common search terms', async () => {
		await editor.searchInNewWorkflow();
		for (const words of ['transcribe', 'speech to text', 'subtitles', 'captions', 'audio', 'STT']) {
			const [first] = actionNodes;
			const found = await editor.search(words, first?.displayName ?? '');
			await screenshot(editor.page, 'search', words);
			for (const { displayName } of actionNodes) expect(found).toContain(displayName);
		}
	});

	it.each(actionNodes)('finds $displayName by its name and offers all its operations', async (node) => {
		await editor.searchInNewWorkflow();
		await editor.search(node.displayName, node.displayName);
		const operations = operationsOf(node);
		const transcribe = operations.find(({ values }) => values.operation === 'transcribe');
		await editor.page
			.locator('[data-test-id=node-creator-item-name]')
			.getByText(node.displayName, { exact: true })
			.first()
			.click();
		await editor.find('node-creator-category-item').filter({ hasText: 'Actions' }).click();
		const names = editor.find('node-creator-item-name');
		await names.filter({ hasText: transcribe?.action ?? '' }).waitFor();
		const offered = (await names.allInnerTexts()).map((name) => name.trim());
		await screenshot(editor.page, 'search', node.displayName);
		expect(offered).toEqual(expect.arrayContaining(operations.map(({ action }) => action)));
		await names.getByText(transcribe?.action ?? '', { exact: true }).click();
		await editor.find('node-parameters').waitFor();
		await editor.shows('operation', transcribe?.operation ?? '');
	});

	it.each(triggerNodes)('finds $displayName and adds it', async (node) => {
		const vendor = node.displayName.replace(/ Trigger$/, '');
		await editor.searchInNewWorkflow();
		await editor.search(vendor, vendor);
		await editor.add(vendor, 'Triggers', 'On job completed');
		expect(await editor.find('node-parameters').innerText()).toContain('Events');
	});
});
