import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import manifest from '../../package.json';

const ROOT = join(__dirname, '..', '..');

let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'old-n8n-'));
	await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
	await mkdir(join(folder, 'node_modules'));
	const workflow = dirname(require.resolve('n8n-workflow/package.json'));
	await symlink(workflow, join(folder, 'node_modules', 'n8n-workflow'), 'junction');
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

/** Loads every class of the package as n8n does; returns the exit code and the errors. */
function load(): { status: number | null; stderr: string } {
	const code = files.map(
		(file) =>
			`try { require('./${file}') } catch (error) { console.error(error.message); process.exitCode = 1 }`,
	);
	const { status, stderr } = spawnSync(process.execPath, ['-e', code.join('\n')], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	return { status, stderr };
}

it('says which n8n is required where n8n is too old', async () => {
	const zod = join(folder, 'node_modules', 'zod');
	await mkdir(zod);
	await writeFile(
		join(zod, 'package.json'),
		JSON.stringify({ name: 'zod', version: '3.24.1', main: 'index.js', exports: { '.': './index.js' } }),
	);
	await writeFile(join(zod, 'index.js'), '');
	expect(load()).toEqual({
		status: 1,
		stderr: files.map(() => `${manifest.name} requires n8n 1.100 or later. Update n8n.\n`).join(''),
	});
	await rm(zod, { recursive: true });
});

it('loads with the zod of n8n 1.100', async () => {
	const zod = dirname(require.resolve('zod/package.json'));
	await symlink(zod, join(folder, 'node_modules', 'zod'), 'junction');
	expect(load()).toEqual({ status: 0, stderr: '' });
});
