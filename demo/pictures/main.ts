/**
 * `npm run pictures [-- name…]`: runs the example workflows that have a page in `docs/outcomes`, in a real n8n with the
 * apps played, and stores a picture of each result and of each run in `docs/images/outcomes`.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { projectFolder, stateFolder } from '../../platform/paths';
import { pictureFolder, showPictures } from '../../platform/pictures';
import { freePort } from '../../platform/ports';
import { endWithThisProcess, stopEverything } from '../../platform/processes';
import { consoleProgress } from '../../platform/progress';
import { signIn } from '../../test/e2e/support/browser';
import { deliveries, forgetDeliveries } from '../../test/e2e/support/outcomes';
import { launchBrowser } from '../../test/support/browser';
import { prepare } from '../demonstrate';
import { runExample } from '../runExample';
import { photograph } from './photograph';
import { photographResult, resultOf } from './result';

const SPEED_MS = 400;

async function main(): Promise<void> {
	const pages = (await readdir(join(projectFolder, 'docs', 'outcomes'))).map((page) => basename(page, '.md'));
	const wanted = process.argv.slice(2);
	const names = new Set(wanted.length === 0 ? pages : wanted);
	const userFolder = await mkdtemp(join(stateFolder, 'pictures-'));
	const cleanups = [async () => await rm(userFolder, { recursive: true, force: true })];
	const setting = {
		port: await freePort(),
		speedMs: SPEED_MS,
		progress: consoleProgress(),
		onEnd: (cleanup: () => Promise<void>) => void cleanups.unshift(cleanup),
	};
	try {
		const { stage, examples } = await prepare(setting, userFolder);
		const browser = await launchBrowser();
		cleanups.unshift(async () => await browser.close());
		const page = await signIn(browser, stage.n8n.url);
		const blank = await browser.newPage();
		const appsUrl = stage.apps.url;
		for (const example of examples.filter(({ name }) => names.has(name))) {
			await forgetDeliveries({ appsUrl });
			const { status, error, files } = await runExample(stage.client, example, examples);
			if (status !== 'success') throw new Error(`"${example.name}" failed: ${error ?? status}`);
			const [execution] = await stage.client.executionsOf(example.stored.id);
			if (execution === undefined) throw new Error(`"${example.name}" has no execution`);
			const picture = (end: string): string => join(pictureFolder, `${example.name}${end}.jpg`);
			await photographResult(blank, await resultOf(await deliveries({ appsUrl }), files), picture('-result'));
			await showPictures(userFolder);
			const url = `${stage.n8n.url}/workflow/${example.stored.id}/executions/${execution.id}`;
			await photograph(page, url, example.workflow, picture(''));
			setting.progress.say(picture(''));
		}
	} finally {
		for (const cleanup of cleanups) await cleanup();
		await stopEverything();
	}
}

endWithThisProcess();
// The server of the played apps would keep this process alive.
main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
