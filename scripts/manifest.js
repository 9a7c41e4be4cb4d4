/**
 * The parts of package.json that depend on the vendors: the files that n8n loads, the keywords, the description. `npm
 * run register` writes them for the package of all vendors, `gulp packages` for the packages of single vendors.
 */
const { mkdtemp, readFile, rm } = require('node:fs/promises');
const path = require('node:path');

const { loadCode } = require('./bundle.js');
const { builtFiles, findVendors } = require('./vendors.js');

const ROOT = path.resolve(__dirname, '..');

/** The vendors, each with its display name and the keywords that only its node has. */
async function describeVendors(root = ROOT) {
	const vendors = findVendors(root);
	const directory = await mkdtemp(path.join(root, '.build-manifest-'));
	try {
		const classes = await loadCode(
			vendors.map(({ folder }) => `export { ${folder} } from './nodes/${folder}/${folder}.node';`),
			path.join(directory, 'nodes.js'),
			root,
		);
		const codexes = await Promise.all(
			vendors.map(async ({ folder }) => {
				const file = path.join(root, 'nodes', folder, `${folder}.node.json`);
				return JSON.parse(await readFile(file, 'utf8')).alias;
			}),
		);
		const isOfAll = (word) => codexes.every((words) => words.includes(word));
		return vendors.map((vendor, index) => ({
			...vendor,
			displayName: new classes[vendor.folder]().description.displayName,
			words: codexes[index].filter((word) => !isOfAll(word)),
		}));
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}

/** Formats `Alignment` and `Forced Alignment` as npm keywords. */
const toKeyword = (word) => word.toLowerCase().replaceAll(' ', '-');

/** Keywords of the package of all vendors, without the names of vendors. */
function commonKeywords({ keywords }, vendors) {
	const names = vendors.map(({ name }) => name);
	return keywords.filter((word) => !names.includes(word));
}

/** The package.json of the package of all vendors, with these parts updated. */
function registerVendors(manifest, vendors, root = ROOT) {
	const names = new Intl.ListFormat('en-GB').format(vendors.map(({ displayName }) => displayName));
	return {
		...manifest,
		description: `Speech to text in n8n: transcripts, captions, word search and completion triggers for ${names}`,
		keywords: [...commonKeywords(manifest, vendors), ...vendors.map(({ name }) => name)],
		n8n: { ...manifest.n8n, ...builtFiles(root) },
	};
}

/** The package.json of a vendor's own package; `manifest` is that of the package of all. */
function manifestOf(vendor, manifest, vendors, root = ROOT) {
	const { version, license, author, homepage, repository, bugs, engines, peerDependencies } = manifest;
	return {
		name: vendor.packageName,
		version,
		description: `Speech to text with ${vendor.displayName} in n8n: transcripts, captions, word search and a completion trigger`,
		keywords: [...commonKeywords(manifest, vendors), vendor.name, ...vendor.words.map(toKeyword)],
		license,
		author,
		homepage,
		repository,
		bugs,
		engines,
		files: ['dist'],
		// With the linter's own configuration, which the development repository extends.
		n8n: { ...manifest.n8n, strict: true, ...builtFiles(root, vendor) },
		peerDependencies,
	};
}

module.exports = { describeVendors, manifestOf, registerVendors };
