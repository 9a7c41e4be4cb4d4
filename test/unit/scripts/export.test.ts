import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

import { z } from 'zod/v4';

import { findVendors, type VendorFolder } from '../../../scripts/vendors';

const ROOT = join(__dirname, '..', '..', '..');

const vendors = findVendors();

const manifestSchema = z.looseObject({
	name: z.string(),
	author: z.unknown(),
	homepage: z.string(),
	repository: z.unknown(),
	scripts: z.record(z.string(), z.string()),
	devDependencies: z.record(z.string(), z.string()),
});

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'release-'));
	const publisher = { author: { name: 'Ada', email: 'ada@example.org' }, githubOwner: 'ada-example' };
	writeFileSync(join(folder, 'publisher.json'), JSON.stringify(publisher));
	for (const target of ['first', 'second'])
		release('--publisher', join(folder, 'publisher.json'), '--repositories', join(folder, target));
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function release(...args: string[]) {
	const { status, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', ...args], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	return { status, stderr };
}

/** The files below a folder with their content. */
const filesOf = (directory: string): Map<string, Buffer> =>
	new Map(
		readdirSync(directory, { recursive: true, encoding: 'utf8' })
			.map((name) => name.replaceAll('\\', '/'))
			.filter((name) => statSync(join(directory, name)).isFile())
			.sort()
			.map((name) => [name, readFileSync(join(directory, name))]),
	);

it('refuses to release for a publisher that is a placeholder', () => {
	const { status, stderr } = release('--repositories', join(folder, 'never'));
	expect(status).toBe(1);
	expect(stderr).toContain(
		'publisher.json contains placeholders: author.name, author.email, githubOwner. Replace them, then run "npm run register"',
	);
	expect(readdirSync(folder)).not.toContain('never');
});

it('writes one repository per vendor', () => {
	expect(readdirSync(join(folder, 'first')).sort()).toEqual(
		vendors.map(({ packageName }) => packageName).sort(),
	);
});

it('writes the same bytes again', () => {
	const [first, second] = ['first', 'second'].map((name) => filesOf(join(folder, name)));
	expect(first?.size).toBeGreaterThan(1000);
	expect([...(second?.keys() ?? [])]).toEqual([...(first?.keys() ?? [])]);
	const different = [...(first ?? [])].filter(
		([name, content]) => second?.get(name)?.equals(content) !== true,
	);
	expect(different.map(([name]) => name)).toEqual([]);
});

describe.each(vendors)('the repository of $packageName', (vendor: VendorFolder) => {
	let files: Map<string, Buffer>;
	const textOf = (name: string) => files.get(name)?.toString('utf8') ?? '';

	beforeAll(() => {
		files = filesOf(join(folder, 'first', vendor.packageName));
	});

	it('has the published name, the publisher and its own address in the package.json at its root', () => {
		const url = `https://github.com/ada-example/${vendor.packageName}`;
		const manifest = manifestSchema.parse(JSON.parse(textOf('package.json')));
		expect(manifest).toMatchObject({
			name: vendor.packageName,
			license: 'MIT',
			author: { name: 'Ada', email: 'ada@example.org' },
			homepage: `${url}#readme`,
			repository: { type: 'git', url: `git+${url}.git` },
			n8n: { strict: true },
			peerDependencies: { 'n8n-workflow': '*' },
			scripts: { build: 'gulp build', lint: 'n8n-node lint' },
		});
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('overrides');
		// A directory means that the package is one of several.
		expect(manifest).not.toHaveProperty('repository.directory');
		expect(manifest.devDependencies).toHaveProperty('@n8n/node-cli');
	});

	it('has the files that n8n and its reviewers look for', () => {
		expect([...files.keys()]).toEqual(
			expect.arrayContaining([
				'.github/workflows/ci.yml',
				'.github/workflows/publish.yml',
				'CHANGELOG.md',
				'LICENSE',
				'README.md',
				`credentials/${vendor.folder}TranscriptionApi.credentials.ts`,
				`nodes/${vendor.folder}/${vendor.folder}.node.ts`,
				`nodes/${vendor.folder}/${vendor.folder}Trigger.node.ts`,
				vendor.page,
			]),
		);
		expect(textOf('eslint.config.mjs')).toBe(
			"import { config } from '@n8n/node-cli/eslint';\n\nexport default config;\n",
		);
		expect(textOf('.github/workflows/publish.yml')).toContain('--provenance');
	});

	it('has a README with installation, usage, credential, examples and limits', () => {
		const readme = textOf('README.md');
		expect(readme.match(/^## .*/gm)).toEqual([
			'## Installation',
			'## Usage',
			'## Credential',
			'## Examples',
			'## Limits and notes',
			'## Development',
			'## Licence',
		]);
		expect(readme).not.toMatch(/<!--|undefined/);
		const linked = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, target = '']) => target);
		expect(linked.length).toBeGreaterThan(3);
		expect(linked.filter((target) => !files.has(target))).toEqual([]);
	});

	it('contains no other vendor and only types of its own package', () => {
		const others = vendors.filter(({ name }) => name !== vendor.name);
		const paths = [...files.keys()];
		for (const { folder: other, name } of others) {
			expect(
				paths.filter((file) => file.includes(`/${other}/`) || file.startsWith(`sandbox/${name}/`)),
			).toEqual([]);
		}
		const examples = paths.filter((file) => file.startsWith('examples/'));
		expect(examples.length).toBeGreaterThan(2);
		expect(examples.filter((file) => textOf(file).includes('"n8n-nodes-transcription.'))).toEqual([]);
	});

	it('names no node of the common package', () => {
		const wrong = [...files.keys()]
			.filter((file) => /^nodes\/.+\.ts$/.test(file))
			.filter((file) => /['"`]n8n-nodes-transcription['"`.]/.test(textOf(file)));
		expect(wrong).toEqual([]);
	});

	it('has the tests of its vendor and of the shared code', () => {
		const tests = [...files.keys()].filter((file) => file.endsWith('.test.ts'));
		const folders = new Set(tests.map((file) => file.split('/').slice(0, 3).join('/')));
		expect([...folders]).toEqual(
			expect.arrayContaining([
				...['engine', 'unit'].map((kind) => `test/${kind}/${vendor.name}`),
				...['captions', 'core', 'fields', 'http', 'jobs', 'search', 'transcript', 'webhook'].map(
					(name) => `test/unit/${name}`,
				),
			]),
		);
		expect(tests.length).toBeGreaterThan(100);
	});

	it('contains no shared code that its nodes do not need', () => {
		const code = [...files.keys()].filter((file) => /^(nodes|credentials)\/.*\.ts$/.test(file));
		const imported = new Set(
			code.flatMap((file) =>
				[...textOf(file).matchAll(/from '(\.[^']+)'/g)].map(([, target = '']) =>
					posix.join(posix.dirname(file), target),
				),
			),
		);
		const shared = code.filter((file) => file.startsWith('nodes/shared/'));
		expect(shared.length).toBeGreaterThan(100);
		expect(shared.filter((file) => !imported.has(file.replace(/(\/index)?\.ts$/, '')))).toEqual([]);
	});
});
