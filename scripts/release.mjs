/**
 * `npm run release`: prepares a release without publishing it. Checks the version and the changelog, builds, creates
 * the vendors' packages, scans all of them, and writes the tarballs to `release/`. Only the workflow that a tag starts
 * publishes them, in a job without development dependencies.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const TARGET = path.join(ROOT, 'release');
const PACKAGES = path.join(ROOT, 'dist-packages');

const run = (command, ...words) => execFileSync(command, words, { cwd: ROOT, stdio: 'inherit' });

/** A release has its own heading in the changelog, and a semantic version. */
function checkVersion() {
	const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) throw new Error(`${version} is no semantic version`);
	const changelog = readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8');
	if (!changelog.includes(`## ${version}`)) {
		throw new Error(`CHANGELOG.md has no heading "## ${version}": describe the changes, then release`);
	}
	return version;
}

function pack(directory) {
	const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', TARGET];
	const [{ filename }] = JSON.parse(
		execFileSync('npm', words, { cwd: directory, stdio: ['ignore', 'pipe', 'ignore'] }),
	);
	const size = statSync(path.join(TARGET, filename)).size;
	console.log(`${filename}  ${(size / 1024).toFixed(0)} KB`);
}

const version = checkVersion();
run('npx', 'gulp', 'packages', '--silent');
const vendors = readdirSync(PACKAGES).map((name) => path.join(PACKAGES, name));
run('node', 'scripts/scan.mjs', ROOT, ...vendors);
rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET);
console.log(`Version ${version}:`);
for (const directory of [ROOT, ...vendors]) pack(directory);
console.log('Nothing was published. A tag v<version> lets the workflow do that.');
