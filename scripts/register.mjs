/**
 * `npm run register`: writes the vendors, as their folders define them, into package.json and the issue forms, and the
 * publisher of publisher.json into package.json and into all addresses of this repository. With `-- --check` it writes
 * nothing, and fails if a file is not up to date.
 */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { publishedBy } from './export/publisher.js';
import { registerInForm } from './issueForms.js';
import { describeVendors, registerVendors } from './manifest.js';

const ROOT = path.join(import.meta.dirname, '..');

const FORMS = path.join('.github', 'ISSUE_TEMPLATE');

const publisher = JSON.parse(await readFile(path.join(ROOT, 'publisher.json'), 'utf8'));
const vendors = await describeVendors();
const names = vendors.map(({ displayName }) => displayName);

/** What each file must contain, from its current content. */
const registrations = {
	'package.json': (text) => {
		const manifest = JSON.parse(text);
		const published = { ...manifest, ...publishedBy(publisher, manifest.name) };
		return `${JSON.stringify(registerVendors(published, vendors), null, 2)}\n`;
	},
};
for (const form of await readdir(path.join(ROOT, FORMS))) {
	registrations[path.join(FORMS, form)] = (text) => registerInForm(text, names);
}

/** Folders and files with addresses of this repository, e.g. in n8n's codex files. */
const ADDRESSED = [
	'.github',
	'credentials',
	'docs',
	'examples',
	'nodes',
	'README.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
];

async function filesBelow(name) {
	if ((await stat(path.join(ROOT, name))).isFile()) return [name];
	const entries = await readdir(path.join(ROOT, name), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && /\.(json|md|ts|yml)$/.test(entry.name))
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

const withOwner = (text) =>
	text.replaceAll(/(?<=github\.com\/)[\w-]+(?=\/n8n-nodes-transcription\b(?!-))/g, publisher.githubOwner);

for (const file of (await Promise.all(ADDRESSED.map(filesBelow))).flat()) {
	const register = registrations[file] ?? ((text) => text);
	registrations[file] = (text) => withOwner(register(text));
}

for (const [file, register] of Object.entries(registrations)) {
	const text = await readFile(path.join(ROOT, file), 'utf8');
	const registered = register(text);
	if (registered === text) continue;
	if (process.argv.includes('--check')) {
		console.error(`${file} does not contain the current vendors and publisher: run "npm run register"`);
		process.exitCode = 1;
	} else {
		await writeFile(path.join(ROOT, file), registered);
		console.log(`${file} is up to date now`);
	}
}
