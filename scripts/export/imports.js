/** Which files of the project a file needs, by its imports; types count too, so that an exported tree type-checks. */
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

const ts = require('typescript');

const ENDINGS = ['', '.ts', '.d.ts', '.js', '.mjs', '.json', '/index.ts'];

/** The files that an import of `from` can mean; several, because a `.js` file has its types next to it. */
function resolve(root, from, specifier) {
	const base = path.posix.join(path.posix.dirname(from), specifier);
	const stem = base.replace(/\.js$/, '');
	return [...new Set([base, stem])]
		.flatMap((name) => ENDINGS.map((ending) => `${name}${ending}`))
		.filter((file) => /\.\w+$/.test(file) && existsSync(path.join(root, file)));
}

/**
 * Reads imports below `root`, each file once. `importsOf(file)` returns the project's files and the packages that a
 * file imports; `replaced` has the text of files that the export changes.
 */
function importReader(root, replaced) {
	const known = new Map();
	return function importsOf(file) {
		const read = known.get(file);
		if (read !== undefined) return read;
		const text = replaced.get(file) ?? readFileSync(path.join(root, file), 'utf8');
		const isCode = /\.(ts|js|mjs)$/.test(file);
		const specifiers = isCode
			? ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
			: [];
		const imports = {
			files: specifiers
				.filter((specifier) => specifier.startsWith('.'))
				.flatMap((specifier) => resolve(root, file, specifier)),
			packages: specifiers
				.filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
				.map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)[0]),
		};
		known.set(file, imports);
		return imports;
	};
}

/** The files and everything that they import, also indirectly. */
function closureOf(files, importsOf) {
	const found = new Set(files);
	for (const file of found) for (const each of importsOf(file).files) found.add(each);
	return found;
}

module.exports = { closureOf, importReader };
