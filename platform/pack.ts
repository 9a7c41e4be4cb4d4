import { mkdir, readFile, rm, writeFile } from 'fs/promises';
import { join } from 'path';
import { z } from 'zod/v4';

import { projectFolder, stateFolder } from './paths';
import { runCommand } from './processes';

const manifestSchema = z.object({ name: z.string(), version: z.string() });

/** A package, packed as it would be published. */
export interface PackedPackage {
	name: string;
	version: string;
	/** The .tgz file. */
	tarball: string;
}

/**
 * Builds the project and packs it as `npm publish` would.
 *
 * Throws with the log's end when the build or the packing fails.
 */
export async function buildAndPack(): Promise<PackedPackage> {
	const folder = join(stateFolder, 'pack');
	const manifest = manifestSchema.parse(
		JSON.parse(await readFile(join(projectFolder, 'package.json'), 'utf8')),
	);
	const tarball = join(folder, `${manifest.name}-${manifest.version}.tgz`);
	await runCommand('npm', ['run', 'build'], {
		cwd: projectFolder,
		logFile: join(stateFolder, 'logs', 'build.log'),
	});
	await rm(tarball, { force: true });
	await mkdir(folder, { recursive: true });
	await runCommand('npm', ['pack', '--pack-destination', folder], {
		cwd: projectFolder,
		logFile: join(stateFolder, 'logs', 'pack.log'),
	});
	return { ...manifest, tarball };
}

/**
 * Installs a packed package for an n8n that keeps its data in `userFolder`, as the Community Nodes screen does:
 * into `.n8n/nodes`, without its development and peer dependencies and without running scripts.
 */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	// npm would keep an earlier build of the same version.
	await rm(join(folder, 'node_modules'), { recursive: true, force: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	const flags = '--legacy-peer-deps --ignore-scripts --install-strategy=shallow --package-lock=false';
	await runCommand('npm', ['install', ...flags.split(' '), '--no-audit', '--no-fund', tarball], {
		cwd: folder,
		logFile: join(stateFolder, 'logs', 'package-install.log'),
	});
}
