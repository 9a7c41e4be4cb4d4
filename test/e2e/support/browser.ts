import { mkdir } from 'fs/promises';
import { join } from 'path';
import type { Browser, Page } from 'playwright-core';

import { demoOwner } from '../../../platform/stage';

/** Where screenshots are kept. */
export const artefacts = join(__dirname, '..', 'artefacts');

export type Theme = 'light' | 'dark';

/** How long the editor may take for one step, in milliseconds; generous, for slow machines. */
const STEP_TIMEOUT_MS = 30_000;

/** A page in which the owner has signed in. */
export async function signIn(
	browser: Browser,
	n8nUrl: string,
	theme: Theme = 'light',
	viewport = { width: 1440, height: 900 },
): Promise<Page> {
	const context = await browser.newContext({
		viewport,
		colorScheme: theme,
		permissions: ['clipboard-read', 'clipboard-write'],
		reducedMotion: 'reduce',
	});
	const page = await context.newPage();
	page.setDefaultTimeout(STEP_TIMEOUT_MS);
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
