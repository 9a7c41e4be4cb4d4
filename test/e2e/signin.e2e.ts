import type { Browser, Page } from 'playwright-core';

import { openBrowser, screenshot, signIn } from './support/browser';
import { openStage, type Surroundings } from './support/stage';

let stage: Surroundings;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	stage = await openStage();
	browser = await openBrowser();
	page = await signIn(browser, stage.n8nUrl, 'light');
});

afterAll(async () => {
	await browser.close();
});

describe('looking for a node in the editor', () => {
	it.each(['assemblyai', 'transcribe', 'speech to text', 'subtitles', 'captions'])(
		'finds it by «%s»',
		async (words) => {
			await page.goto(`${stage.n8nUrl}/workflow/new`);
			await page.locator('[data-test-id=canvas-add-button]').first().click();
			await page.locator('[data-test-id=node-creator-search-bar]').waitFor();
			await page.keyboard.type(words);
			const names = page.locator('[data-test-id=node-creator-item-name]');
			await names.filter({ hasText: 'AssemblyAI' }).first().waitFor();
			await screenshot(page, 'search', words);
			expect(await names.allInnerTexts()).toContain('AssemblyAI');
		},
	);
});
