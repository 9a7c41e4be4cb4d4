/**
 * The parts of package.json that depend on the vendors: the files that n8n loads, the keywords, the description. `npm
 * run register` writes them for the package of all vendors, `gulp packages` for the packages of single vendors.
 */
const { mkdtemp, readFile, rm } = require('node:fs/promises');
const path = require('node:path');

const { loadCode } = require('./bundle.js');
const { builtFiles, findPackages, findVendors } = require('./vendors.js');

const ROOT = path.resolve(__dirname, '..');

/** The vendors, each with its display name, its operations and the keywords that only its node has. */
async function describeVendors(root = ROOT) {
	return await described(findVendors(root), root);
}

/** What has a package of its own, described like the vendors. */
async function describePackages(root = ROOT) {
	return await described(findPackages(root), root);
}

async function described(packages, root) {
	const directory = await mkdtemp(path.join(root, '.build-manifest-'));
	try {
		const classes = await loadCode(
			packages.map(({ folder }) => `export { ${folder} } from './nodes/${folder}/${folder}.node';`),
			path.join(directory, 'nodes.js'),
			root,
		);
		const codexes = await Promise.all(
			packages.map(async ({ folder }) => {
				const file = path.join(root, 'nodes', folder, `${folder}.node.json`);
				return JSON.parse(await readFile(file, 'utf8')).alias;
			}),
		);
		const ofVendors = codexes.filter((_, index) => packages[index].credentialType !== undefined);
		const isOfAll = (word) => ofVendors.every((words) => words.includes(word));
		return packages.map((own, index) => {
			const { displayName, properties } = new classes[own.folder]().description;
			return {
				...own,
				displayName,
				operations: operationsOf(properties),
				words: codexes[index].filter((word) => !isOfAll(word)),
			};
		});
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}

/** The operations of a node, e.g. `job:create`. */
const operationsOf = (properties) =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options.map(({ value }) => `${resource}:${value}`),
			),
		);

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

const describe = ({ credentialType, displayName }) =>
	credentialType === undefined
		? 'Transcripts from any tool in n8n: captions, search, editing, measures, comparison and chunks for vector stores'
		: `Speech to text with ${displayName} in n8n: transcripts, captions, word search and a completion trigger`;

/** The package.json of a vendor's own package, or of the Transcript node's; `manifest` is that of the package of all. */
function manifestOf(own, manifest, vendors, root = ROOT) {
	const { version, license, author, homepage, repository, bugs, engines, peerDependencies } = manifest;
	return {
		name: own.packageName,
		version,
		description: describe(own),
		keywords: [...new Set([...commonKeywords(manifest, vendors), own.name, ...own.words.map(toKeyword)])],
		license,
		author,
		homepage,
		repository,
		bugs,
		engines,
		files: ['dist'],
		// With the linter's own configuration, which the development repository extends.
		n8n: { ...manifest.n8n, strict: true, ...builtFiles(root, own) },
		peerDependencies,
	};
}

module.exports = { describePackages, describeVendors, manifestOf, registerVendors };
