import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Prevents requests of the browser itself. */
const flags =
	'--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
	'--disable-component-update --disable-sync';

/**
 * Chromium, headless by default. `CHROMIUM_PATH` selects another one than that of the system. Close it when done.
 * Throws with installation instructions if there is none.
 */
export async function launchBrowser({ headless = true } = {}): Promise<Browser> {
	const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
	if (executablePath === undefined) {
		throw new Error(
			'These tests need Chromium. On Debian and Ubuntu: sudo apt-get install chromium. ' +
				'Elsewhere, install Chrome or Chromium and set CHROMIUM_PATH to its executable.',
		);
	}
	return await chromium.launch({ executablePath, headless, args: flags.split(' ') });
}
