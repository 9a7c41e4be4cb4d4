/**
 * `npm run register`: writes the vendors, as their folders define them, into package.json and the issue forms, and the
 * publisher of publisher.json into package.json. With `-- --check` it writes nothing, and fails if a file is not up to
 * date.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
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

for (const [file, register] of Object.entries(registrations)) {
	const text = await readFile(path.join(ROOT, file), 'utf8');
	const registered = register(text);
	if (registered === text) continue;
	if (process.argv.includes('--check')) {
		console.error(`${file} does not contain the current vendors: run "npm run register"`);
		process.exitCode = 1;
	} else {
		await writeFile(path.join(ROOT, file), registered);
		console.log(`${file} is up to date now`);
	}
}
