/**
 * `npm run release`: prepares a release without publishing it. Checks the version, the changelog and the publisher,
 * builds, scans all packages, and writes to `release/` the tarball of the package of all vendors, and for each vendor
 * and the Transcript node the whole repository of its own package, ready to be committed and tagged there. Only the
 * workflow that a tag starts publishes a package, in a job without development dependencies.
 *
 * `-- --publisher <file>` takes another file than publisher.json; `-- --repositories <folder>` only writes these
 * repositories, to this folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { placeholdersIn } from './export/publisher.js';
import { repositoryOf } from './export/repository.js';
import { describePackages } from './manifest.js';
import { npmCommand } from './npm.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const TARGET = path.join(ROOT, 'release');
const PACKAGES = path.join(ROOT, 'dist-packages');

const { values: options } = parseArgs({
	options: {
		publisher: { type: 'string', default: path.join(ROOT, 'publisher.json') },
		repositories: { type: 'string' },
	},
});

const run = ({ command, args }) => execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' });

/** Fails unless the version is a semantic one that has its own heading in the changelog; returns it. */
function checkVersion() {
	const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error(`${version} is no semantic version`);
	const changelog = readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
	if (!changelog.includes(`## ${version}`)) {
		throw new Error(`CHANGELOG.md has no heading "## ${version}": describe the changes, then release`);
	}
	return version;
}

/** Fails if the author or the owner of the repositories is still a placeholder. */
function readPublisher() {
	const publisher = JSON.parse(readFileSync(options.publisher, 'utf8'));
	const placeholders = placeholdersIn(publisher);
	if (placeholders.length > 0) {
		throw new Error(
			`${path.basename(options.publisher)} contains placeholders: ${placeholders.join(', ')}. Replace them, then run "npm run register"`,
		);
	}
	return publisher;
}

async function writeRepositories(target, publisher) {
	const packages = await describePackages();
	for (const own of packages) {
		const files = repositoryOf(own, packages, publisher);
		const folder = path.join(target, own.packageName);
		rmSync(folder, { recursive: true, force: true });
		for (const [file, content] of files) {
			mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
			writeFileSync(path.join(folder, file), content);
		}
		console.log(`${own.packageName}/  ${files.size} files`);
	}
}

function pack(directory) {
	const { command, args } = npmCommand(['pack', '--ignore-scripts', '--json', '--pack-destination', TARGET]);
	const [{ filename }] = JSON.parse(
		execFileSync(command, args, { cwd: directory, stdio: ['ignore', 'pipe', 'ignore'] }),
	);
	const size = statSync(path.join(TARGET, filename)).size;
	console.log(`${filename}  ${(size / 1024).toFixed(0)} KB`);
}

async function release() {
	const version = checkVersion();
	const publisher = readPublisher();
	run({ command: process.execPath, args: ['scripts/register.mjs', '--check'] });
	run(npmCommand(['exec', '--', 'gulp', 'packages', '--silent']));
	const packages = readdirSync(PACKAGES).map((name) => path.join(PACKAGES, name));
	run({ command: process.execPath, args: ['scripts/scan.mjs', ROOT, ...packages] });
	rmSync(TARGET, { recursive: true, force: true });
	mkdirSync(TARGET);
	console.log(`Version ${version}:`);
	await writeRepositories(TARGET, publisher);
	pack(ROOT);
	console.log('Nothing was published. A tag v<version> lets the workflow do that.');
}

try {
	if (options.repositories === undefined) await release();
	else await writeRepositories(path.resolve(options.repositories), readPublisher());
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
