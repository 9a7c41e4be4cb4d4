import { mkdir, readFile, rename, rm, writeFile } from 'fs/promises';
import { join } from 'path';

import { stateFolder } from './paths';
import type { Progress } from './progress';

/**
 * Returns the path of a folder of the project's state folder, written by `install` unless its stamp is this one. A folder
 * that was interrupted while it was written starts over.
 */
export async function ensureFolder(
	name: string,
	stamp: string,
	progress: Progress,
	install: (folder: string, progress: Progress) => Promise<void>,
): Promise<string> {
	const folder = join(stateFolder, name);
	if ((await readStamp(folder)) === stamp) return folder;
	const unfinished = `${folder}.unfinished`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true });
	await install(unfinished, progress);
	await writeFile(join(unfinished, '.stamp'), stamp);
	await rm(folder, { recursive: true, force: true });
	await rename(unfinished, folder);
	return folder;
}

async function readStamp(folder: string): Promise<string | undefined> {
	return await readFile(join(folder, '.stamp'), 'utf8').catch(() => undefined);
}
