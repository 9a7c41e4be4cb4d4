import { mkdir, readdir, readFile } from 'fs/promises';
import { join } from 'path';

import { runNpm } from './npm';
import { manifestSchema, type PackedPackage } from './pack';
import { projectFolder, stateFolder } from './paths';

/**
 * Builds and packs the packages of the single vendors (`gulp packages`), as they would be published.
 *
 * Throws with the last lines of the log if the build or the packing fails.
 */
export async function packVendorPackages(): Promise<PackedPackage[]> {
	const folder = join(stateFolder, 'pack');
	await mkdir(folder, { recursive: true });
	await runNpm(['exec', '--', 'gulp', 'packages'], {
		cwd: projectFolder,
		logFile: join(stateFolder, 'logs', 'packages.log'),
	});
	const built = join(projectFolder, 'dist-packages');
	const packages: PackedPackage[] = [];
	for (const name of (await readdir(built)).sort()) {
		await runNpm(['pack', '--pack-destination', folder], {
			cwd: join(built, name),
			logFile: join(stateFolder, 'logs', 'packages.log'),
		});
		const manifest = manifestSchema.parse(
			JSON.parse(await readFile(join(built, name, 'package.json'), 'utf8')),
		);
		packages.push({ ...manifest, tarball: join(folder, `${manifest.name}-${manifest.version}.tgz`) });
	}
	return packages;
}
