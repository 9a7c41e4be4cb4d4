import { chromium, type Browser } from 'playwright-core';

/**
 * Chromium without a window. `CHROMIUM_PATH` names another one than the system's. Close it when done.
 * The arguments keep it from any traffic of its own.
 */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
