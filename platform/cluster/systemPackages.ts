import { access, constants, readdir } from 'fs/promises';
import { delimiter, join } from 'path';

import { stateFolder } from '../paths';
import { runCommand } from '../processes';
import type { Progress } from '../progress';

/** Where Debian installs the server programs of PostgreSQL: one folder per major version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** The programs that the queue mode requires in addition to n8n. */
export interface SystemPrograms {
	redisServer: string;
	/** Folder with `initdb`, `pg_ctl` and `postgres`. */
	postgresFolder: string;
}

/**
 * Finds Redis and PostgreSQL; installs Debian's packages if they are missing. Throws with the end of the log if that
 * fails, and on systems without apt-get.
 */
export async function ensureSystemPrograms(progress: Progress): Promise<SystemPrograms> {
	const found = await findPrograms();
	if (found) return found;
	progress.say("Installing Debian's redis-server and postgresql …");
	await aptGet('update', '-q');
	await aptGet('install', '-yq', '--no-install-recommends', 'redis-server', 'postgresql');
	const installed = await findPrograms();
	if (installed) return installed;
	throw new Error('redis-server or postgresql is still missing after its installation');
}

async function findPrograms(): Promise<SystemPrograms | undefined> {
	const path = (process.env.PATH ?? '').split(delimiter);
	const redis = await firstWith([...path, '/usr/bin'], 'redis-server');
	const versions = await readdir(DEBIAN_POSTGRES).catch(() => []);
	const debian = versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
	const postgresFolder = await firstWith([...debian, ...path], 'initdb');
	if (redis === undefined || postgresFolder === undefined) return undefined;
	return { redisServer: join(redis, 'redis-server'), postgresFolder };
}

async function firstWith(folders: string[], program: string): Promise<string | undefined> {
	for (const folder of folders) {
		const isThere = await access(join(folder, program), constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) return folder;
	}
	return undefined;
}

async function aptGet(...args: string[]): Promise<void> {
	const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
	const [command = '', ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
	await runCommand(command, rest, { cwd: '/', logFile: join(stateFolder, 'logs', 'apt-get.log') });
}
