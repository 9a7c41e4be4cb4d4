import { createHash } from 'crypto';
import { existsSync } from 'fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod/v4';

import { runNpm } from './npm';
import { projectFolder, stateFolder } from './paths';
import type { Progress } from './progress';

/** The fields of package.json that determine the name of the tarball. */
export const manifestSchema = z.object({ name: z.string(), version: z.string() });

/** Files and folders that determine the content of the packed package. */
const sources = [
	'nodes',
	'credentials',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'scripts',
	'README.md',
	'LICENSE',
];

/** A packed package, as it would be published. */
export interface PackedPackage {
	name: string;
	version: string;
	/** The .tgz file. */
	tarball: string;
}

/**
 * Builds the project and packs it as `npm publish` does. Reuses an earlier result of the same sources.
 *
 * Throws with the last lines of the log if the build or the packing fails.
 */
export async function buildAndPack(
	progress: Pick<Progress, 'say'> = { say: () => undefined },
): Promise<PackedPackage> {
	const folder = join(stateFolder, 'pack');
	const manifest = manifestSchema.parse(
		JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')),
	);
	const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
	const stamp = await stampOfSources();
	const packed = { ...manifest, tarball };
	const stampFile = `${tarball}.stamp`;
	if (existsSync(tarball) && (await readText(stampFile)) === stamp) return packed;
	progress.say('Building and packing this package …');
	await rm(stampFile, { force: true });
	await runNpm(['run', 'build'], {
		cwd: projectFolder,
		logFile: join(stateFolder, 'logs', 'build.log'),
	});
	await rm(tarball, { force: true });
	await mkdir(folder, { recursive: true });
	await runNpm(['pack', '--pack-destination', folder], {
		cwd: projectFolder,
		logFile: join(stateFolder, 'logs', 'pack.log'),
	});
	await writeFile(stampFile, stamp);
	return packed;
}

/**
 * Installs a packed package for the n8n with its data in `userFolder`, as n8n's **Community Nodes** page does: into
 * `.n8n/nodes`, without development and peer dependencies and without running scripts. Does nothing if the same
 * package is already installed.
 */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	const stamp = hashOf([await readFile(tarball)]);
	const stampFile = join(folder, '.stamp');
	if ((await readText(stampFile)) === stamp) return;
	await mkdir(folder, { recursive: true });
	// npm keeps an earlier build of the same version.
	await rm(join(folder, 'node_modules'), { recursive: true, force: true });
	await rm(stampFile, { force: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	const flags = '--legacy-peer-deps --ignore-scripts --install-strategy=shallow --package-lock=false';
	await runNpm(['install', ...flags.split(' '), '--no-audit', '--no-fund', tarball], {
		cwd: folder,
		logFile: join(stateFolder, 'logs', 'package-install.log'),
	});
	await writeFile(stampFile, stamp);
}

async function stampOfSources(): Promise<string> {
	const files = (await Promise.all(sources.map(filesBelow))).flat().sort();
	const contents = await Promise.all(
		files.map(async (file) => [file, await readFile(join(projectFolder, file))]),
	);
	return hashOf(contents.flat());
}

/** The files of a folder of the project, or the file itself, relative to the project. */
async function filesBelow(path: string): Promise<string[]> {
	const entries = await readdir(join(projectFolder, path), { recursive: true, withFileTypes: true }).catch(
		() => undefined,
	);
	if (entries === undefined) return existsSync(join(projectFolder, path)) ? [path] : [];
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length + 1));
}

function hashOf(parts: Array<string | Buffer>): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex');
}

async function readText(file: string): Promise<string> {
	return await readFile(file, 'utf8').catch(() => '');
}
