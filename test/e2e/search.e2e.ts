import type { Browser } from 'playwright-core';

import { launchBrowser } from '../support/browser';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { actionNodes, operationsOf, triggerNodes } from './support/nodes';
import { searches } from './support/searches';
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
	it('finds the vendors by what people type', async () => {
		await editor.searchInNewWorkflow();
		const everyVendor = actionNodes.map(({ displayName }) => displayName);
		const missed: string[] = [];
		for (const { words, vendors = everyVendor } of searches) {
			const found = await editor.found(words);
			await screenshot(editor.page, 'search', words);
			missed.push(...vendors.filter((name) => !found.includes(name)).map((name) => `${words}: ${name}`));
		}
		expect(missed).toEqual([]);
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
		expect(offered.find((name) => !name.startsWith('On '))).toBe(transcribe?.action);
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
