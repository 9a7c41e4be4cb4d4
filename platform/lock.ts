import { open, readFile, rm } from 'fs/promises';

import type { Progress } from './progress';
import { waitFor } from './wait';

/** An install on a slow line takes a while; waiting longer than this means something is stuck. */
const LOCK_TIMEOUT_MS = 30 * 60_000;

/**
 * Runs `work` while holding a lock file, so that two commands don't install into the same folder at once.
 * A lock whose process has died is taken over.
 */
export async function withLock<T>(file: string, progress: Progress, work: () => Promise<T>): Promise<T> {
	let told = false;
	await waitFor(
		async () => {
			if (await takeLock(file)) return true;
			if (!told) progress.say('Another command is installing n8n; waiting for it …');
			told = true;
			return undefined;
		},
		{ what: `the lock ${file} (delete it if no other command is running)`, timeoutMs: LOCK_TIMEOUT_MS },
	);
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}

/** Takes a lock if nobody who still lives holds it; says whether it did. Delete the file to let go. */
export async function takeLock(file: string): Promise<boolean> {
	if (await createLock(file)) return true;
	const owner = Number(await readFile(file, 'utf8').catch(() => ''));
	if (owner === 0 || isAlive(owner)) return false;
	await rm(file, { force: true });
	return await createLock(file);
}

async function createLock(file: string): Promise<boolean> {
	try {
		const handle = await open(file, 'wx');
		await handle.writeFile(String(process.pid));
		await handle.close();
		return true;
	} catch {
		return false;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
