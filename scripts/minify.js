/**
 * Makes the published `bundle.js` a fourth smaller. Only the package with all vendors needs it: those of one vendor stay
 * readable for n8n's reviewers, see docs/decisions/one-bundle.md.
 */
const { readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { minify } = require('terser');

/** Shortens the names and drops the white space of the `bundle.js` in `directory`. */
async function minifyBundle(directory) {
	const bundle = path.join(directory, 'bundle.js');
	const { code } = await minify(await readFile(bundle, 'utf8'), {
		ecma: 2020,
		toplevel: true,
		compress: { passes: 2 },
		// An error names a line, which should not be the whole file.
		format: { max_line_len: 500 },
	});
	await writeFile(bundle, code);
}

module.exports = { minifyBundle };
