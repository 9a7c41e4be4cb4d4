/**
 * The published code in one file, `bundle.js`, and next to it the files in which n8n looks for each class. n8n loads
 * every node at its start, and one file is loaded and compiled in about half the time of the hundreds of source files.
 */
const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { build } = require('esbuild');

const ROOT = path.resolve(__dirname, '..');

/**
 * The first statements of the bundle. n8n before 1.100 has no `zod/v4`; instead of "Cannot find module", its log then
 * says what to do.
 */
const requireN8n = (packageName) => `
try {
	require('zod/v4');
} catch (error) {
	if (!['MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'].includes(error.code)) throw error;
	throw new Error('${packageName} requires n8n 1.100 or later. Update n8n.');
}
`;

/**
 * Writes a file with exports of sources, given as lines such as `export * from './nodes/…';` with paths relative to
 * `root`.
 */
async function writeCode(lines, outfile, root = ROOT, banner = '') {
	await build({
		stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
		outfile,
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'cjs',
		target: 'node20.19',
		charset: 'utf8',
		banner: { js: banner },
		logLevel: 'warning',
	});
}

/**
 * The lines from which the bundle is written, and the file of each class that n8n looks for, e.g. `AssemblyAiTrigger` in
 * `nodes/AssemblyAi/AssemblyAiTrigger.node.js`. The paths of package.json have slashes on every system, and so must the
 * written code: a backslash of Windows would be an escape.
 */
function entriesOf({ nodes, credentials }) {
	const { basename, dirname, relative } = path.posix;
	const entries = [...nodes, ...credentials].map((built) => {
		const file = relative('dist', built);
		return { file, name: basename(file).replace(/\.(node|credentials)\.js$/, '') };
	});
	return {
		lines: entries.map(({ file, name }) => `export { ${name} } from './${file.replace(/\.js$/, '')}';`),
		files: entries.map(({ file, name }) => {
			const bundle = relative(dirname(file), 'bundle.js');
			return [file, `'use strict';\n\nexports.${name} = require('${bundle}').${name};\n`];
		}),
	};
}

/**
 * Writes `bundle.js` and the file of each class below `directory`, which takes the place of `dist` in the package with
 * this package.json.
 */
async function writeBundle({ name, n8n }, directory) {
	const { lines, files } = entriesOf(n8n);
	await writeCode(lines, path.join(directory, 'bundle.js'), ROOT, requireN8n(name));
	await Promise.all(
		files.map(async ([file, code]) => {
			const target = path.join(directory, file);
			await mkdir(path.dirname(target), { recursive: true });
			await writeFile(target, code);
		}),
	);
}

/** Loads exports of sources, given as for `writeCode`; `outfile` only exists during this. */
async function loadCode(lines, outfile, root = ROOT) {
	await writeCode(lines, outfile, root);
	const loaded = require(outfile);
	await rm(outfile);
	return loaded;
}

module.exports = { entriesOf, loadCode, writeBundle };
