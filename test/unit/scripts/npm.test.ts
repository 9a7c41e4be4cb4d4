import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';

import { findNpm, npmCommand, type Machine } from '../../../scripts/npm';

const ROOT = join(__dirname, '..', '..', '..');

const NODE = String.raw`C:\Program Files\nodejs\node.exe`;
const NPM = String.raw`C:\Program Files\nodejs\node_modules\npm\bin\npm-cli.js`;

const windows = (more: Partial<Machine>): Machine => ({
	platform: 'win32',
	path: win32,
	environment: {},
	execPath: NODE,
	exists: () => false,
	...more,
});

const linux = (more: Partial<Machine>): Machine => ({
	...windows(more),
	platform: 'linux',
	path: posix,
	execPath: '/usr/bin/node',
	...more,
});

describe('npm on Windows', () => {
	it('is the file next to Node.js, and is started by Node.js without a shell', () => {
		expect(npmCommand(['view', 'n8n', 'version'], NODE, windows({ exists: (file) => file === NPM }))).toEqual(
			{
				command: NODE,
				args: [NPM, 'view', 'n8n', 'version'],
			},
		);
	});

	it('is the npm that runs the script', () => {
		const environment = { npm_execpath: String.raw`D:\tools\npm\bin\npm-cli.js` };
		expect(findNpm(windows({ environment, exists: () => true }))).toBe(environment.npm_execpath);
	});

	it('is not the package manager that runs the script if that is another one', () => {
		const environment = { npm_execpath: String.raw`D:\tools\pnpm\bin\pnpm.cjs` };
		expect(findNpm(windows({ environment, exists: (file) => file === NPM }))).toBe(NPM);
	});

	it('is next to npm.cmd in a folder of PATH', () => {
		const found = String.raw`C:\Users\a\AppData\Roaming\npm\node_modules\npm\bin\npm-cli.js`;
		const environment = { PATH: String.raw`C:\Windows;;C:\Users\a\AppData\Roaming\npm` };
		expect(findNpm(windows({ environment, exists: (file) => file === found }))).toBe(found);
	});

	it('is required', () => {
		expect(() => npmCommand(['pack'], NODE, windows({}))).toThrow(/^npm was not found\. .* PATH\.$/);
	});
});

describe('npm on Linux and macOS', () => {
	it.each([
		['next to Node.js', {}, '/usr/lib/node_modules/npm/bin/npm-cli.js'],
		[
			'in a folder of PATH',
			{ PATH: '/bin:/opt/homebrew/bin' },
			'/opt/homebrew/lib/node_modules/npm/bin/npm-cli.js',
		],
	])('is found %s', (_where, environment, file) => {
		expect(findNpm(linux({ environment, exists: (candidate) => candidate === file }))).toBe(file);
	});

	it('is started by its name if its files are elsewhere', () => {
		expect(npmCommand(['pack'], '/usr/bin/node', linux({}))).toEqual({ command: 'npm', args: ['pack'] });
	});
});

it('starts npm on this machine', () => {
	const { command, args } = npmCommand(['--version']);
	expect(execFileSync(command, args, { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+/);
});

it('is the only way in which the scripts start npm', () => {
	const folders = ['scripts', 'platform', 'demo', 'bench', 'sandbox', 'simulation', 'test'];
	const files = folders.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(ts|js|mjs)$/.test(file))
			.map((file) => join(folder, file)),
	);
	const starts = /(?:spawn|spawnSync|exec|execSync|execFile|execFileSync|run|runCommand)\(\s*['"`]np[mx]\b/;
	expect(files.filter((file) => starts.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
