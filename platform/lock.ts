import { open, readFile, rm } from 'fs/promises';

import type { Progress } from './progress';
import { waitFor } from './wait';

/** Long enough for an installation over a slow connection. */
const LOCK_TIMEOUT_MS = 30 * 60_000;

/**
 * Runs `work` while holding a lock file, so that two commands do not install into the same folder at the same time.
 * A lock is taken over if its process no longer exists.
 */
export async function withLock<T>(file: string, progress: Progress, work: () => Promise<T>): Promise<T> {
	let reported = false;
	await waitFor(
		async () => {
			if (await takeLock(file)) return true;
			if (!reported) progress.say('Another command is installing n8n; waiting for it …');
			reported = true;
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

/** Takes a lock unless a running process holds it; returns whether it did. Delete the file to release it. */
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
