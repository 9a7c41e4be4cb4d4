/**
 * One package per vendor, from the same build, because n8n only verifies packages for one service, and one with the
 * Transcript node alone. Each contains its nodes and credential with the code that they require, its own README and its
 * own package.json.
 */
const { cp, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { writeBundle } = require('./bundle.js');
const { describePackages, manifestOf } = require('./manifest.js');
const { findVendors } = require('./vendors.js');

const ROOT = path.resolve(__dirname, '..');
const TARGET = path.join(ROOT, 'dist-packages');

function readmeOf({ name, description, homepage }, { credentialType, displayName }) {
	const steps =
		credentialType === undefined
			? `and add the **${displayName}** node to a workflow. It needs no credential`
			: `create a **${displayName} API** credential, and add the **${displayName}** node or the **${displayName} Trigger** to a workflow`;
	return `# ${name}

${description}.

Install it in n8n under **Settings > Community nodes** by the name \`${name}\`, ${steps}.

This package contains the ${displayName} ${credentialType === undefined ? 'node' : 'nodes'} of [n8n-nodes-transcription](${homepage}), where the documentation and example workflows are. Install one or the other.
`;
}

/** Writes `dist-packages/<name>/` for each package; requires a built `dist`. */
async function writeVendorPackages() {
	const common = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
	const packages = await describePackages();
	const vendors = findVendors();
	await rm(TARGET, { recursive: true, force: true });
	for (const own of packages) {
		const manifest = manifestOf(own, common, vendors);
		const target = path.join(TARGET, manifest.name);
		await mkdir(target, { recursive: true });
		await Promise.all(
			[`dist/nodes/${own.folder}`, 'LICENSE'].map(async (file) => {
				await cp(path.join(ROOT, file), path.join(target, file), { recursive: true });
			}),
		);
		await Promise.all([
			writeBundle(manifest, path.join(target, 'dist')),
			writeFile(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`),
			writeFile(path.join(target, 'README.md'), readmeOf(manifest, own)),
		]);
	}
}

module.exports = { writeVendorPackages };
