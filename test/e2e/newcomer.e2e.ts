import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';

import { projectFolder } from '../../platform/paths';
import { launchBrowser } from '../support/browser';
import { codeBlocks } from '../support/docs';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { openStage, type Surroundings } from './support/stage';

/** What the quick start promises, including the two clicks of the browser's dialog for files. */
const PROMISED_CLICKS = 8;

let stage: Surroundings;
let browser: Browser;

beforeAll(async () => {
	stage = await openStage();
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser.close();
});

/** The first workflow of the quick start, as a reader copies it. */
async function firstWorkflow(): Promise<string> {
	const page = await readFile(join(projectFolder, 'docs', 'quick-start.md'), 'utf8');
	return codeBlocks(page, 'json')[0] ?? '';
}

async function paste(page: Page, text: string): Promise<void> {
	await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
	await page.keyboard.press('Control+V');
}

it('leads from an empty workflow to captions in as many clicks as the quick start says', async () => {
	const page = await signIn(browser, stage.n8nUrl);
	const editor = new Editor(page, stage.n8nUrl);
	let clicks = 0;
	const click = async (what: Locator): Promise<void> => {
		clicks += 1;
		await what.click();
	};
	await page.goto(`${stage.n8nUrl}/workflow/new`);
	await editor.find('canvas-add-button').first().waitFor();
	await paste(page, await firstWorkflow());
	await editor.find('canvas-node').nth(2).waitFor();

	clicks += 1;
	await editor.openNode('Captions');
	await click(editor.find('node-credentials-select').first());
	await click(page.getByText('AssemblyAI (sandbox)', { exact: true }).last());
	await click(editor.find('ndv-close-button').first());
	await screenshot(page, 'newcomer', 'pasted');

	const opened = page.waitForEvent('popup');
	await click(editor.find('execute-workflow-button').first());
	const form = await opened;
	clicks += 2;
	await form
		.locator('input[type=file]')
		.setInputFiles(join(projectFolder, 'sandbox', 'recordings', 'dialogue-en.mp3'));
	const downloads = form.waitForEvent('download');
	await click(form.getByRole('button', { name: 'Submit' }));
	const download = await downloads;
	expect(download.suggestedFilename()).toBe('dialogue-en.srt');
	expect(await readFile(await download.path(), 'utf8')).toMatch(
		/^1\n00:00:00,\d{3} --> .+\nGood morning, Karoo Dental,\n/,
	);
	expect(clicks).toBe(PROMISED_CLICKS);
});
