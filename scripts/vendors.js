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

/** The built files that n8n loads, for the section `n8n` of package.json; only those of one vendor if it is given. */
function builtFiles(root = ROOT, vendor = undefined) {
	const built = (directory, names, ending) =>
		names
			.filter((name) => name.endsWith(ending))
			.sort()
			.map((name) => `dist/${directory}/${name.replace(/\.ts$/, '.js')}`);
	const folders = vendor === undefined ? foldersOf(path.join(root, 'nodes')) : [vendor.folder];
	const credentials = readdirSync(path.join(root, 'credentials'));
	const own = vendor === undefined ? credentials : [`${vendor.folder}TranscriptionApi.credentials.ts`];
	return {
		credentials: built('credentials', own, '.credentials.ts'),
		nodes: folders.flatMap((folder) =>
			built(`nodes/${folder}`, readdirSync(path.join(root, 'nodes', folder)), '.node.ts'),
		),
	};
}

module.exports = { builtFiles, findVendors };
