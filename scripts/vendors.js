/**
 * The vendors of the package, determined by their folders. A folder of `nodes/` with a `vendor.ts` is a vendor, and
 * everything that belongs to it has the name of the folder: `nodes/AssemblyAi` has the nodes `AssemblyAi.node.ts` and
 * `AssemblyAiTrigger.node.ts`, the credential `credentials/AssemblyAiTranscriptionApi.credentials.ts`, the sandbox
 * `sandbox/assemblyai` and the page `docs/assemblyai.md`.
 */
const { existsSync, readdirSync, statSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');

const foldersOf = (directory) =>
	readdirSync(directory)
		.filter((name) => statSync(path.join(directory, name)).isDirectory())
		.sort();

const startWithLowerCase = (name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

function vendorOf(folder) {
	const node = startWithLowerCase(folder);
	const name = folder.toLowerCase();
	return {
		name,
		folder,
		node,
		trigger: `${node}Trigger`,
		credentialType: `${node}TranscriptionApi`,
		page: `docs/${name}.md`,
		packageName: `n8n-nodes-${name}-transcription`,
	};
}

/** The vendors, sorted by folder. */
function findVendors(root = ROOT) {
	return foldersOf(path.join(root, 'nodes'))
		.filter((folder) => existsSync(path.join(root, 'nodes', folder, 'vendor.ts')))
		.map(vendorOf);
}

/** The node that needs no vendor, and what belongs to it: it has neither a trigger nor a credential. */
const TRANSCRIPT = {
	name: 'transcript',
	folder: 'Transcript',
	node: 'transcript',
	page: 'docs/transcript.md',
	packageName: 'n8n-nodes-transcript',
};

/** What has a package of its own besides the package of all: each vendor, and the Transcript node. */
function findPackages(root = ROOT) {
	return [...findVendors(root), TRANSCRIPT];
}

/** The built files that n8n loads, for the section `n8n` of package.json; only those of one package if it is given. */
function builtFiles(root = ROOT, own = undefined) {
	const built = (directory, names, ending) =>
		names
			.filter((name) => name.endsWith(ending))
			.sort()
			.map((name) => `dist/${directory}/${name.replace(/\.ts$/, '.js')}`);
	const folders = own === undefined ? foldersOf(path.join(root, 'nodes')) : [own.folder];
	const credentials = readdirSync(path.join(root, 'credentials')).filter(
		(name) => own === undefined || name.startsWith(`${own.folder}TranscriptionApi.`),
	);
	return {
		credentials: built('credentials', credentials, '.credentials.ts'),
		nodes: folders.flatMap((folder) =>
			built(`nodes/${folder}`, readdirSync(path.join(root, 'nodes', folder)), '.node.ts'),
		),
	};
}

module.exports = { builtFiles, findPackages, findVendors };
