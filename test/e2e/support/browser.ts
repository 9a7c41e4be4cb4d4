import { mkdir } from 'fs/promises';
import { join } from 'path';
import type { Browser, Locator, Page } from 'playwright-core';

import { demoOwner } from '../../../platform/stage';

/** Where screenshots are stored. */
const artefacts = join(__dirname, '..', 'artefacts');

/** Timeout in ms for one step in the editor; high, for slow machines. */
export const STEP_TIMEOUT_MS = 60_000;

/** A page on which the owner is signed in. */
export async function signIn(
	browser: Browser,
	n8nUrl: string,
	viewport = { width: 1440, height: 900 },
): Promise<Page> {
	const context = await browser.newContext({
		viewport,
		colorScheme: 'light',
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

/** Stores a screenshot as `artefacts/<path>.png`. */
export async function screenshot(page: Page, ...path: string[]): Promise<void> {
	await page.screenshot({ path: await artefact(path) });
}

const ICONS = {
	dark: 'img[src$=".dark.svg"]:visible',
	light: 'img[src$=".svg"]:not([src$=".dark.svg"]):visible',
};

/** Stores one screenshot in the light and one in the dark theme, of the part of the page that contains this. */
export async function screenshotInBothThemes(page: Page, part: Locator, ...path: string[]): Promise<void> {
	const box = await part.boundingBox();
	if (box === null) throw new Error(`There is nothing to see for ${path.join(', ')}`);
	// The first one is visible: the editor takes a moment to change the theme.
	const isDark = await page.locator(ICONS.dark).first().isVisible();
	for (const colorScheme of isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)) {
		await page.emulateMedia({ colorScheme });
		// Icons change last.
		await page.locator(ICONS[colorScheme]).first().waitFor();
		await page.screenshot({ path: await artefact([...path, colorScheme]), clip: box });
	}
}

async function artefact(path: string[]): Promise<string> {
	const names = path.map((part) => part.replace(/[^\p{L}\p{N}]+/gu, '-'));
	const folder = join(artefacts, ...names.slice(0, -1));
	await mkdir(folder, { recursive: true });
	return join(folder, `${names.at(-1) ?? 'page'}.png`);
}
