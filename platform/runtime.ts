import { createHash } from 'crypto';
import { existsSync } from 'fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'fs/promises';
import { availableParallelism } from 'os';
import { delimiter, dirname, join } from 'path';
import { z } from 'zod/v4';

import { withLock } from './lock';
import { stateFolder } from './paths';
import { runCommand } from './processes';
import type { Progress } from './progress';

/** The pinned versions. n8n 2.41.1 requires Node.js 24 or later. */
export const versions = { n8n: '2.41.1', node: '24.21.0' };

/** Folder with package.json and lockfile of the pinned n8n. */
const pinnedFolder = join(__dirname, `n8n-${versions.n8n}`);

const lockfileSchema = z.object({ packages: z.record(z.string(), z.unknown()) });

/** An installed n8n and the Node.js to run it with. */
export interface Runtime {
	/** The Node.js 24 executable. */
	node: string;
	/** n8n's command line script: `node <n8n> start`. */
	n8n: string;
}

/**
 * Returns the pinned n8n, installed from its lockfile into the project's state folder.
 *
 * The first call takes several minutes and reports its progress. Node.js and n8n are each installed in a temporary
 * folder that is renamed when it is complete, so that an interrupted installation starts over; later calls only read
 * the stamp. Throws with the last lines of the log if npm or the compiler fails.
 */
export async function ensureRuntime(progress: Progress): Promise<Runtime> {
	if (process.platform === 'win32') {
		throw new Error('The demo runs on Linux and macOS. On Windows, use the Windows Subsystem for Linux.');
	}
	await mkdir(stateFolder, { recursive: true });
	return await withLock(join(stateFolder, 'install.lock'), progress, async () => {
		const nodeFolder = await ensureFolder('node24', nodeStamp(), progress, installNode);
		const runtimeFolder = await ensureFolder('runtime', await n8nStamp(), progress, async (folder) => {
			await installN8n(folder, nodeFolder, progress);
		});
		return {
			node: nodeExecutable(nodeFolder),
			n8n: join(runtimeFolder, 'node_modules', 'n8n', 'bin', 'n8n'),
		};
	});
}

/** The folder, installed by `install` unless its stamp is this one. */
async function ensureFolder(
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

function nodeStamp(): string {
	return `node ${versions.node} ${process.platform} ${process.arch}`;
}

async function n8nStamp(): Promise<string> {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) {
		hash.update(await readFile(join(pinnedFolder, file)));
	}
	return `n8n ${hash.digest('hex')} ${nodeStamp()}`;
}

async function installNode(folder: string, progress: Progress): Promise<void> {
	progress.say(`Installing Node.js ${versions.node} for n8n …`);
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({ private: true, dependencies: { node: versions.node } }),
	);
	await npm(folder, ['install', '--ignore-scripts'], 'node-install.log');
	// The script of the package downloads the binary and the headers for this platform.
	await npm(folder, ['rebuild', 'node', '--ignore-scripts=false'], 'node-rebuild.log');
	const executable = nodeExecutable(folder);
	if (!existsSync(executable)) {
		throw new Error(
			`npm has no Node.js ${versions.node} for ${process.platform} ${process.arch}; see ${logFile('node-rebuild.log')}`,
		);
	}
}

async function installN8n(folder: string, nodeFolder: string, progress: Progress): Promise<void> {
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(pinnedFolder, file), join(folder, file));
	}
	const expected = await expectedPackages(join(folder, 'package-lock.json'));
	await withTicker(
		async (seconds) => {
			const found = expected.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
			progress.update(
				`Installing n8n ${versions.n8n} (2.4 GB, only once): ${found} of ${expected.length} packages, ${seconds} s …`,
			);
		},
		// `npm ci` rejects lockfiles without the optional binaries of other platforms; `npm install` accepts them.
		async () =>
			await npm(folder, ['install', '--legacy-peer-deps', '--ignore-scripts'], 'n8n-install.log', nodeFolder),
	);
	progress.say(`Installed n8n ${versions.n8n}`);
	await withTicker(
		async (seconds) => {
			progress.update(`Building n8n's database driver: ${seconds} s (about 2 minutes) …`);
		},
		async () =>
			await npm(folder, ['rebuild', 'sqlite3', '--ignore-scripts=false'], 'n8n-sqlite3.log', nodeFolder),
	);
	progress.say("Built n8n's database driver");
}

/** The paths (`node_modules/…`) of all packages in a lockfile. */
async function expectedPackages(lockfile: string): Promise<string[]> {
	const { packages } = lockfileSchema.parse(JSON.parse(await readFile(lockfile, 'utf8')));
	return Object.keys(packages).filter((path) => path !== '');
}

/** Calls `tick` every second with the elapsed seconds until `work` ends. */
async function withTicker(
	tick: (seconds: number) => Promise<void>,
	work: () => Promise<void>,
): Promise<void> {
	const start = Date.now();
	const timer = setInterval(() => void tick(Math.round((Date.now() - start) / 1000)), 1000);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
}

/** Runs npm in a folder; with `nodeFolder`, it uses that Node.js and compiles with its headers. */
async function npm(folder: string, args: string[], log: string, nodeFolder?: string): Promise<void> {
	await runCommand('npm', [...args, '--no-audit', '--no-fund'], {
		cwd: folder,
		logFile: logFile(log),
		env: {
			...environmentWithoutNpm(),
			...(nodeFolder === undefined ? {} : await compilerEnvironment(nodeFolder)),
		},
	});
}

/** The environment without the variables of `npm run`: settings of this project must not affect another one. */
function environmentWithoutNpm(): NodeJS.ProcessEnv {
	const own = /^npm_(config_ignore_scripts|config_nodedir|package_|lifecycle_|command)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

async function compilerEnvironment(nodeFolder: string): Promise<NodeJS.ProcessEnv> {
	return {
		PATH: [dirname(nodeExecutable(nodeFolder)), process.env.PATH ?? ''].join(delimiter),
		npm_config_nodedir: await headersFolder(nodeFolder),
		// More parallel compilers use too much memory.
		JOBS: String(Math.min(availableParallelism(), 4)),
	};
}

/** The folder with `include/node`: in the package for this platform, which npm installs next to or inside `node`. */
async function headersFolder(nodeFolder: string): Promise<string> {
	const modules = join(nodeFolder, 'node_modules');
	for (const parent of [join(modules, 'node', 'node_modules'), modules]) {
		for (const name of await readdir(parent).catch(() => [])) {
			const folder = join(parent, name);
			if (existsSync(join(folder, 'include', 'node', 'node.h'))) return folder;
		}
	}
	throw new Error(`No C++ headers of Node.js ${versions.node} in ${nodeFolder}`);
}

function nodeExecutable(nodeFolder: string): string {
	return join(nodeFolder, 'node_modules', 'node', 'bin', 'node');
}

function logFile(name: string): string {
	return join(stateFolder, 'logs', name);
}
