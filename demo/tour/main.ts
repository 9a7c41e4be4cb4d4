/**
 * `npm run tour -- [vendor]`: plays a demonstration of about five minutes in n8n's editor, against the sandbox, and
 * stores a screenshot of each step in `demo/out/tour/<vendor>/`. Prints the text that belongs to each step.
 *
 * `--pace <seconds>` is how long each step is shown (default: 20). `--window` shows the browser, to record the screen.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { projectFolder, stateFolder } from '../../platform/paths';
import { freePort } from '../../platform/ports';
import { endWithThisProcess, stopEverything } from '../../platform/processes';
import { consoleProgress } from '../../platform/progress';
import { vendorNamed } from '../../platform/vendors';
import { signIn } from '../../test/e2e/support/browser';
import { Editor } from '../../test/e2e/support/editor';
import { launchBrowser } from '../../test/support/browser';
import { prepare } from '../demonstrate';
import { steps } from './steps';

const DEFAULT_VENDOR = 'assemblyai';

const DEFAULT_PACE_SECONDS = 20;

/** How long a job takes in the sandbox, in milliseconds: long enough to be seen. */
const SPEED_MS = 3000;

const VIEWPORT = { width: 1600, height: 900 };

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			pace: { type: 'string', default: String(DEFAULT_PACE_SECONDS) },
			window: { type: 'boolean', default: false },
		},
	});
	const vendor = vendorNamed(positionals[0] ?? DEFAULT_VENDOR);
	const paceMs = Number(values.pace) * 1000;
	if (!(paceMs >= 0)) throw new Error(`--pace must be a number of seconds, not "${values.pace}"`);
	const out = join(projectFolder, 'demo', 'out', 'tour', vendor.name);
	await rm(out, { recursive: true, force: true });
	await mkdir(out, { recursive: true });

	const userFolder = await mkdtemp(join(stateFolder, 'tour-'));
	const cleanups = [async () => await rm(userFolder, { recursive: true, force: true })];
	const setting = {
		port: await freePort(),
		speedMs: SPEED_MS,
		progress: consoleProgress(),
		onEnd: (cleanup: () => Promise<void>) => void cleanups.unshift(cleanup),
	};
	try {
		const { stage, examples } = await prepare(setting, userFolder);
		const browser = await launchBrowser({ headless: !values.window });
		cleanups.unshift(async () => await browser.close());
		const editor = new Editor(await signIn(browser, stage.n8n.url, VIEWPORT), stage.n8n.url);
		const tour = { editor, client: stage.client, vendor, examples };
		for (const [index, step] of steps.entries()) {
			const { name, text } = step;
			const number = String(index + 1).padStart(2, '0');
			console.log(`${number} ${name}: ${text}`);
			await step.play(tour);
			// Animations of the editor end.
			await delay(1000);
			await editor.page.screenshot({ path: join(out, `${number}-${name}.png`) });
			await delay(paceMs);
		}
		console.log(`${steps.length} screenshots in ${out}`);
	} finally {
		for (const cleanup of cleanups) await cleanup();
		await stopEverything();
	}
}

endWithThisProcess();
main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
