/**
 * One package per vendor, from the same build: n8n verifies packages of one service only. `packages.config.json` has
 * their names by vendor folder; a vendor without nodes yet is left out. Each gets the vendor's nodes and credential with
 * the code that they need, a README of its own and a package.json with what is common taken from the root's.
 */
const { cp, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { writeBundle } = require('./bundle.js');

const ROOT = path.resolve(__dirname, '..');
const TARGET = path.join(ROOT, 'dist-packages');

const readJson = async (file) => JSON.parse(await readFile(path.join(ROOT, file), 'utf8'));

/** The manifest of a vendor's package, or `undefined` while the vendor has no nodes. */
function manifestOf(vendor, { name, displayName, keywords }, root, allVendorWords) {
	const nodes = root.n8n.nodes.filter((file) => file.startsWith(`dist/nodes/${vendor}/`));
	if (nodes.length === 0) return undefined;
	const { version, license, author, homepage, repository, bugs, engines, peerDependencies } = root;
	return {
		name,
		version,
		description: `Speech to text with ${displayName} in n8n: transcripts, captions, word search and a completion trigger`,
		keywords: [...root.keywords.filter((word) => !allVendorWords.includes(word)), ...keywords],
		license,
		author,
		homepage,
		repository,
		bugs,
		engines,
		files: ['dist'],
		n8n: {
			...root.n8n,
			credentials: root.n8n.credentials.filter((file) => file.startsWith(`dist/credentials/${vendor}`)),
			nodes,
		},
		peerDependencies,
	};
}

function readmeOf({ name, description, homepage }, displayName) {
	return `# ${name}

${description}.

Install it in n8n under **Settings > Community nodes** by the name \`${name}\`, create a **${displayName} API** credential, and add the **${displayName}** node or the **${displayName} Trigger** to a workflow.

This package holds the ${displayName} nodes of [n8n-nodes-transcription](${homepage}), where the documentation and example workflows are. Install one or the other.
`;
}

/** Writes `dist-packages/<name>/` for each vendor; `dist` must be built. */
async function writeVendorPackages() {
	const [root, config] = await Promise.all([readJson('package.json'), readJson('packages.config.json')]);
	const allVendorWords = Object.values(config).flatMap(({ keywords }) => keywords);
	await rm(TARGET, { recursive: true, force: true });
	for (const [vendor, entry] of Object.entries(config)) {
		const manifest = manifestOf(vendor, entry, root, allVendorWords);
		if (manifest === undefined) continue;
		const target = path.join(TARGET, manifest.name);
		await mkdir(target, { recursive: true });
		await Promise.all(
			[`dist/nodes/${vendor}`, 'LICENSE'].map(async (file) => {
				await cp(path.join(ROOT, file), path.join(target, file), { recursive: true });
			}),
		);
		await Promise.all([
			writeBundle(manifest.n8n, path.join(target, 'dist')),
			writeFile(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`),
			writeFile(path.join(target, 'README.md'), readmeOf(manifest, entry.displayName)),
		]);
	}
}

module.exports = { writeVendorPackages };
