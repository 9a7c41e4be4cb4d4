/**
 * `npm run register`: writes into package.json what it says of the vendors, as their folders have it. With `-- --check`
 * it writes nothing, and fails if there is something to write.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describeVendors, registerVendors } from './manifest.js';

const FILE = path.join(import.meta.dirname, '..', 'package.json');

const text = await readFile(FILE, 'utf8');
const registered = `${JSON.stringify(registerVendors(JSON.parse(text), await describeVendors()), null, 2)}\n`;
if (registered !== text) {
	if (process.argv.includes('--check')) {
		console.error('package.json does not list the vendors as they are: run "npm run register"');
		process.exitCode = 1;
	} else {
		await writeFile(FILE, registered);
		console.log('package.json is up to date now');
	}
}
