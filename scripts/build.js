/**
 * The tasks that build the package: `gulp build` (what `npm run build` runs) checks the types and writes `dist/`,
 * `gulp transpile` writes the same without a type check, for a quick look while editing.
 *
 * Both write into a directory of their own and swap it for `dist/` at the end, so that a failed build leaves
 * the last good one in place and a running n8n or test never sees half a package.
 */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { mkdir, readdir, rename, rm } = require('node:fs/promises');
const path = require('node:path');

const { dest, parallel, series, src } = require('gulp');

const { name, n8n } = require('../package.json');
const { writeBundle } = require('./bundle.js');
const { writeOutputSchemas } = require('./outputSchemas.js');

const ROOT = path.resolve(__dirname, '..');
const DIST = path.join(ROOT, 'dist');
const STAGE = path.join(ROOT, `.build-${process.pid}`);
const RETIRED = `${STAGE}-old`;

/** What n8n reads beside the code: icons and codex files. */
// A pattern that begins with alternatives would search the whole project, n8n's installations included.
const ASSETS = ['nodes/**/*.svg', 'credentials/**/*.svg', 'nodes/**/*.node.json'];

const remove = async (directory) => await rm(directory, { recursive: true, force: true });

/** Directories of builds that were killed; a build of a process that still runs is left alone. */
async function clean() {
	const isRunning = (pid) => {
		try {
			return process.kill(pid, 0);
		} catch {
			return false;
		}
	};
	const leftovers = (await readdir(ROOT)).filter((name) => {
		const pid = /^\.build-(\d+)/.exec(name)?.[1];
		return pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)));
	});
	await Promise.all(leftovers.map(async (name) => await remove(path.join(ROOT, name))));
}

/** Checks the types of `nodes/` and `credentials/` by tsconfig.json. */
async function check() {
	const tsc = require.resolve('typescript/bin/tsc');
	const child = spawn(process.execPath, [tsc, '--project', path.join(ROOT, 'tsconfig.json'), '--noEmit'], {
		stdio: 'inherit',
	});
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`tsc ended with ${code}`);
}

async function bundle() {
	await writeBundle({ name, n8n }, STAGE);
}

function copyAssets() {
	return src(ASSETS, { cwd: ROOT, base: ROOT, encoding: false, allowEmpty: true }).pipe(dest(STAGE));
}

/** Shapes of the operations' outputs, which n8n reads too. */
async function writeSchemas() {
	await writeOutputSchemas(STAGE);
}

async function publish() {
	await mkdir(STAGE, { recursive: true });
	await rename(DIST, RETIRED).catch((error) => {
		if (error.code !== 'ENOENT') throw error;
	});
	await rename(STAGE, DIST);
	await remove(RETIRED);
}

exports.clean = series(clean, async function removeDist() {
	await remove(DIST);
});
const writing = (...tasks) => series(clean, parallel(...tasks, copyAssets, writeSchemas), publish);

exports.build = writing(check, bundle);
exports.transpile = writing(bundle);

/** The task `build` with something done to the directory of the bundle before it becomes `dist/`. */
exports.buildWith = (change) =>
	writing(
		check,
		series(bundle, async function changeBundle() {
			await change(STAGE);
		}),
	);
