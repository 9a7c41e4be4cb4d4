import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { projectFolder } from '../../platform/paths';
import { launchBrowser } from '../support/browser';
import { codeBlocks } from '../support/docs';
import { screenshot, signIn } from './support/browser';
import { Editor } from './support/editor';
import { Newcomer } from './support/newcomer';
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

it('leads from an empty workflow to captions in as many clicks as the quick start says', async () => {
	const page = await signIn(browser, stage.n8nUrl);
	const editor = new Editor(page, stage.n8nUrl);
	const newcomer = new Newcomer(editor);
	await newcomer.paste(await firstWorkflow(), 3);
	await newcomer.openNode('Captions');
	await newcomer.click(editor.find('node-credentials-select').first());
	await newcomer.click(page.getByText('AssemblyAI (sandbox)', { exact: true }).last());
	await newcomer.closeNode();
	await screenshot(page, 'newcomer', 'pasted');

	const form = await newcomer.openForm();
	await newcomer.choose(form, 'dialogue-en.mp3');
	const downloads = form.waitForEvent('download');
	await newcomer.click(form.getByRole('button', { name: 'Submit' }));
	const download = await downloads;
	expect(download.suggestedFilename()).toBe('dialogue-en.srt');
	expect(await readFile(await download.path(), 'utf8')).toMatch(
		/^1\n00:00:00,\d{3} --> .+\nGood morning, Karoo Dental,\n/,
	);
	expect(newcomer.clicks).toBe(PROMISED_CLICKS);
	expect(newcomer.texts).toBe(0);
});
