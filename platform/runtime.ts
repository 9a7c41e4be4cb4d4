import { createHash } from 'crypto';
import { existsSync } from 'fs';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'fs/promises';
import { availableParallelism } from 'os';
import { delimiter, dirname, join } from 'path';
import { z } from 'zod/v4';

import { compilerAdvice } from './compiler';
import { ensureFolder } from './folders';
import { withLock } from './lock';
import { environmentWithoutNpm, runNpm } from './npm';
import { stateFolder } from './paths';
import type { Progress } from './progress';
import { nodeFor, pinsOf, versions } from './versions';

/** n8n's SQLite driver. Its binary fits every version of Node.js, so it is built once for all versions of n8n. */
const DRIVER = { name: 'sqlite3', version: '5.1.7' };

const DRIVER_BINARY = join('node_modules', DRIVER.name, 'build', 'Release', 'node_sqlite3.node');

const manifestSchema = z.looseObject({ dependencies: z.record(z.string(), z.string()) });

const lockfileSchema = z.object({ packages: z.record(z.string(), z.unknown()) });

/** An installed n8n and the Node.js to run it with. */
export interface Runtime {
	/** The Node.js executable. */
	node: string;
	/** n8n's command line script: `node <n8n> start`. */
	n8n: string;
	/** The version of n8n. */
	version: string;
}

/**
 * Returns an n8n, installed into the project's state folder: from its lockfile, if it is one of `testedVersions`.
 *
 * The first call takes several minutes and reports its progress. Node.js, the SQLite driver and n8n are each installed
 * in a temporary folder that is renamed when it is complete, so that an interrupted installation starts over; later
 * calls only read the stamp. The driver comes first, because it may have to be compiled: without a compiler, this throws
 * before n8n is downloaded. Throws with the last lines of the log if npm fails.
 */
export async function ensureRuntime(progress: Progress, version = versions.n8n): Promise<Runtime> {
	if (process.platform === 'win32') {
		throw new Error(
			'n8n runs here on Linux and macOS. On Windows, use the Windows Subsystem for Linux (WSL).',
		);
	}
	await mkdir(stateFolder, { recursive: true });
	return await withLock(join(stateFolder, 'install.lock'), progress, async () => {
		const node = nodeFor(version);
		const nodeFolder = await ensureFolder(
			`node${node.split('.')[0] ?? ''}`,
			nodeStamp(node),
			progress,
			async (folder) => await installNode(folder, node, progress),
		);
		const runtimeFolder = await ensureFolder(
			version === versions.n8n ? 'runtime' : join('versions', version),
			await n8nStamp(version),
			progress,
			async (folder) => await installN8n(folder, version, nodeFolder, progress),
		);
		return {
			node: nodeExecutable(nodeFolder),
			n8n: join(runtimeFolder, 'node_modules', 'n8n', 'bin', 'n8n'),
			version,
		};
	});
}

function nodeStamp(node: string): string {
	return `node ${node} ${process.platform} ${process.arch}`;
}

async function n8nStamp(version: string): Promise<string> {
	const pins = pinsOf(version);
	const hash = createHash('sha256');
	for (const file of pins.hasLockfile ? ['package.json', 'package-lock.json'] : ['package.json']) {
		hash.update(await readFile(join(pins.folder, file)));
	}
	const name = pins.hasLockfile ? 'n8n' : `n8n ${version}`;
	return `${name} ${hash.digest('hex')} ${nodeStamp(nodeFor(version))}`;
}

async function installNode(folder: string, version: string, progress: Progress): Promise<void> {
	progress.say(`Installing Node.js ${version} for n8n …`);
	await installAlone(folder, { node: version });
	// The script of the package downloads the binary and the headers for this platform.
	await npm(folder, ['rebuild', 'node', '--ignore-scripts=false'], 'node-rebuild.log');
	const executable = nodeExecutable(folder);
	if (!existsSync(executable)) {
		throw new Error(
			`npm has no Node.js ${version} for ${process.platform} ${process.arch}; see ${logFile('node-rebuild.log')}`,
		);
	}
}

async function installAlone(folder: string, dependencies: Record<string, string>): Promise<void> {
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
	await npm(folder, ['install', '--ignore-scripts'], 'small-install.log');
}

/** Downloads the binary of the driver, or compiles it where there is none for this system. */
async function installDriver(folder: string, nodeFolder: string, progress: Progress): Promise<void> {
	await installAlone(folder, { [DRIVER.name]: DRIVER.version });
	try {
		await withTicker(
			async (seconds) => {
				progress.update(`Building n8n's database driver: ${seconds} s (about 2 minutes) …`);
			},
			async () =>
				await npm(folder, ['rebuild', DRIVER.name, '--ignore-scripts=false'], 'n8n-sqlite3.log', nodeFolder),
		);
	} catch (error) {
		const advice = await compilerAdvice();
		if (advice === undefined) throw error;
		throw new Error(`There is no ready binary of n8n's database driver for this system. ${advice}`);
	}
	progress.say("Built n8n's database driver");
}

async function installN8n(
	folder: string,
	version: string,
	nodeFolder: string,
	progress: Progress,
): Promise<void> {
	const driverFolder = await ensureFolder(
		`${DRIVER.name}-${DRIVER.version}`,
		`${DRIVER.name} ${process.platform} ${process.arch}`,
		progress,
		async (unfinished) => await installDriver(unfinished, nodeFolder, progress),
	);
	const pins = pinsOf(version);
	const manifest = manifestSchema.parse(
		JSON.parse(await readFile(join(pins.folder, 'package.json'), 'utf8')),
	);
	const dependencies = { ...manifest.dependencies, n8n: version };
	await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }, undefined, 2));
	if (pins.hasLockfile) {
		await copyFile(join(pins.folder, 'package-lock.json'), join(folder, 'package-lock.json'));
	}
	const expected = await expectedPackages(join(pins.folder, 'package-lock.json'));
	await withTicker(
		async (seconds) => {
			const found = expected.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
			progress.update(
				`Installing n8n ${version} (2.4 GB, only once): ${found} of ${expected.length} packages, ${seconds} s …`,
			);
		},
		// `npm ci` rejects lockfiles without the optional binaries of other platforms; `npm install` accepts them.
		async () =>
			await npm(folder, ['install', '--legacy-peer-deps', '--ignore-scripts'], 'n8n-install.log', nodeFolder),
	);
	await addDriver(folder, driverFolder, nodeFolder);
	progress.say(`Installed n8n ${version}`);
}

/** Copies the binary of the driver into an n8n, or builds it there if that n8n has another version of the driver. */
async function addDriver(folder: string, driverFolder: string, nodeFolder: string): Promise<void> {
	const manifest = join(folder, 'node_modules', DRIVER.name, 'package.json');
	const { version } = z
		.looseObject({ version: z.string() })
		.parse(JSON.parse(await readFile(manifest, 'utf8')));
	if (version === DRIVER.version) {
		const target = join(folder, DRIVER_BINARY);
		await mkdir(dirname(target), { recursive: true });
		await copyFile(join(driverFolder, DRIVER_BINARY), target);
	} else {
		await npm(folder, ['rebuild', DRIVER.name, '--ignore-scripts=false'], 'n8n-sqlite3.log', nodeFolder);
	}
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
	const options = {
		cwd: folder,
		logFile: logFile(log),
		env: {
			...environmentWithoutNpm(),
			...(nodeFolder === undefined ? {} : await compilerEnvironment(nodeFolder)),
		},
	};
	const node = nodeFolder === undefined ? undefined : nodeExecutable(nodeFolder);
	await runNpm([...args, '--no-audit', '--no-fund'], options, node);
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
	throw new Error(`No C++ headers of Node.js in ${nodeFolder}`);
}

function nodeExecutable(nodeFolder: string): string {
	return join(nodeFolder, 'node_modules', 'node', 'bin', 'node');
}

function logFile(name: string): string {
	return join(stateFolder, 'logs', name);
}
