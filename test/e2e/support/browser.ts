import { existsSync } from 'fs';
import { mkdir } from 'fs/promises';
import { join } from 'path';
import { chromium, type Browser, type Page } from 'playwright-core';

import { demoOwner } from '../../../platform/stage';

const candidates = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const flags =
	'--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
	'--disable-component-update --disable-sync';

/** Where screenshots are kept. */
export const artefacts = join(__dirname, '..', 'artefacts');

export type Theme = 'light' | 'dark';

/** Starts a headless Chromium. Throws with how to get one when there is none. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
	if (executablePath === undefined) {
		throw new Error(
			'These tests need Chromium. On Debian and Ubuntu: sudo apt-get install chromium. ' +
				'Elsewhere, install Chrome or Chromium and set CHROMIUM_PATH to its executable.',
		);
	}
	return await chromium.launch({ executablePath, headless: true, args: flags.split(' ') });
}

/** A page in which the owner has signed in. */
export async function signIn(browser: Browser, n8nUrl: string, theme: Theme): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: theme,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	const page = await context.newPage();
	await page.goto(`${n8nUrl}/signin`);
	await page.locator('[name=emailOrLdapLoginId]').fill(demoOwner.email);
	await page.locator('[name=password]').fill(demoOwner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/(home|workflow)/);
	return page;
}

/** Keeps a screenshot under `artefacts/<path>.png`. */
export async function screenshot(page: Page, ...path: string[]): Promise<void> {
	const names = path.map((part) => part.replace(/[^\p{L}\p{N}]+/gu, '-'));
	const folder = join(artefacts, ...names.slice(0, -1));
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${names.at(-1) ?? 'page'}.png`) });
}
