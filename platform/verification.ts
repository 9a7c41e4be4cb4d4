import { createHash } from 'crypto';
import { copyFile, mkdir, readFile } from 'fs/promises';
import { join } from 'path';

import { ensureFolder } from './folders';
import { withLock } from './lock';
import { environmentWithoutNpm, runNpm } from './npm';
import { stateFolder } from './paths';
import type { Progress } from './progress';

/** A set of n8n's tools: a folder of `platform/verification` with a manifest and a lockfile. */
export type Tools = 'lint' | 'scanner';

const MANIFESTS = ['package.json', 'package-lock.json'];

/**
 * Returns the folder in which a set of n8n's tools is installed, from its lockfile. Only the first call installs it.
 *
 * Throws with the last lines of the log if npm fails.
 */
export async function ensureTools(tools: Tools, progress: Progress): Promise<string> {
	const source = join(__dirname, 'verification', tools);
	const hash = createHash('sha256');
	for (const file of MANIFESTS) hash.update(await readFile(join(source, file)));
	await mkdir(join(stateFolder, 'verification'), { recursive: true });
	return await withLock(
		join(stateFolder, 'install.lock'),
		progress,
		async () =>
			await ensureFolder(join('verification', tools), hash.digest('hex'), progress, async (folder) => {
				progress.say(`Installing n8n's ${tools} for packages …`);
				for (const file of MANIFESTS) await copyFile(join(source, file), join(folder, file));
				await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
					cwd: folder,
					logFile: join(stateFolder, 'logs', `${tools}-install.log`),
					env: environmentWithoutNpm(),
				});
			}),
	);
}
