/**
 * The published code in one readable file, `bundle.js`, and next to it the files in which n8n looks for each class. n8n
 * loads every node at its start, and one file is loaded and compiled in about half the time of the hundreds of source
 * files.
 */
const { mkdir, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { build } = require('esbuild');

const ROOT = path.resolve(__dirname, '..');

/**
 * Writes a file with exports of sources, given as lines such as `export * from './nodes/…';` with paths relative to
 * `root`.
 */
async function writeCode(lines, outfile, root = ROOT) {
	await build({
		stdin: { contents: lines.join('\n'), resolveDir: root, loader: 'ts' },
		outfile,
		bundle: true,
		packages: 'external',
		platform: 'node',
		format: 'cjs',
		target: 'node20.19',
		charset: 'utf8',
		logLevel: 'warning',
	});
}

/** The class that n8n looks for in a file: `AssemblyAiTrigger` in `dist/nodes/AssemblyAi/AssemblyAiTrigger.node.js`. */
const classIn = (file) => path.basename(file).replace(/\.(node|credentials)\.js$/, '');

/**
 * Writes `bundle.js` and the file of each class below `directory`, which takes the place of `dist` in a package's
 * `n8n`.
 */
async function writeBundle({ nodes, credentials }, directory) {
	const files = [...nodes, ...credentials].map((file) => path.relative('dist', file));
	const lines = files.map((file) => `export { ${classIn(file)} } from './${file.replace(/\.js$/, '')}';`);
	await writeCode(lines, path.join(directory, 'bundle.js'));
	await Promise.all(
		files.map(async (file) => {
			const name = classIn(file);
			const bundle = path.relative(path.dirname(file), 'bundle.js');
			const target = path.join(directory, file);
			await mkdir(path.dirname(target), { recursive: true });
			await writeFile(target, `'use strict';\n\nexports.${name} = require('${bundle}').${name};\n`);
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

module.exports = { loadCode, writeBundle };
