import { execFile, spawn } from 'child_process';
import { chown, mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { createInterface } from 'readline';
import { promisify } from 'util';

import { freePort } from '../ports';
import { runCommand } from '../processes';
import { fromCopy } from './copyText';

/** Debian's package creates this user; PostgreSQL refuses to run as root. */
const USER = 'postgres';

const DATABASE = 'postgres';

/** A running PostgreSQL with an empty database. */
export interface Postgres {
	port: number;
	user: string;
	database: string;
	/** The first column of each row of a query, row by row. Throws with PostgreSQL's message if the query fails. */
	column(sql: string): AsyncIterable<string>;
	/** Stops it and deletes its data. */
	stop(): Promise<void>;
}

/**
 * Starts a separate PostgreSQL on a free port of the loopback interface, without affecting an installed one. As root it
 * runs as the user `postgres`, otherwise as the current user. Throws with the end of the log.
 */
export async function startPostgres(programs: string, logs: string): Promise<Postgres> {
	// Not inside the project, because another user may not have access to its parent folders.
	const folder = await mkdtemp(join(tmpdir(), 'queue-postgres-'));
	const isRoot = process.getuid?.() === 0;
	if (isRoot) await chown(folder, await idOf('-u'), await idOf('-g'));
	const run = async (program: string, ...args: string[]): Promise<void> => {
		const [command = '', ...rest] = [
			...(isRoot ? ['runuser', '-u', USER, '--'] : []),
			join(programs, program),
			...args,
		];
		await runCommand(command, rest, { cwd: folder, logFile: join(logs, `${program}.log`) });
	};
	const data = join(folder, 'data');
	const port = await freePort();
	const pgCtl = async (...args: string[]) => await run('pg_ctl', '-D', data, '-w', ...args);
	const listen = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder}`;
	// Data loss in a crash of the machine does not matter here.
	const careless = '-c fsync=off -c synchronous_commit=off -c max_connections=200';
	try {
		await run('initdb', '-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-sync');
		await pgCtl('-l', join(folder, 'postgres.log'), '-o', `${listen} ${careless}`, 'start');
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
	return {
		port,
		user: USER,
		database: DATABASE,
		column: (sql) => columnOf(join(programs, 'psql'), port, sql),
		async stop() {
			await pgCtl('-m', 'immediate', 'stop').catch(() => undefined);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function* columnOf(psql: string, port: number, sql: string): AsyncGenerator<string> {
	const connection = ['--host=127.0.0.1', `--port=${port}`, `--username=${USER}`, `--dbname=${DATABASE}`];
	const child = spawn(
		psql,
		[...connection, '--no-psqlrc', '--quiet', '--command', `COPY (${sql}) TO STDOUT`],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	let complaints = '';
	child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	for await (const line of createInterface({ input: child.stdout })) yield fromCopy(line);
	if ((await ended) !== 0) throw new Error(`PostgreSQL: ${complaints}`);
}

async function idOf(flag: '-u' | '-g'): Promise<number> {
	const { stdout } = await promisify(execFile)('id', [flag, USER]);
	return Number(stdout.trim());
}
