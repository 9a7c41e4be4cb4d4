import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

import { z } from 'zod/v4';

import { findPackages, findVendors, type PackageFolder, type VendorFolder } from '../../../scripts/vendors';

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

it('writes one repository per vendor, and one for the Transcript node', () => {
	expect(readdirSync(join(folder, 'first')).sort()).toEqual(
		[...vendors.map(({ packageName }) => packageName), 'n8n-nodes-transcript'].sort(),
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

/** The files of a repository, and the text of one of them. */
function repositoryOf({ packageName }: Pick<PackageFolder, 'packageName'>) {
	const files = filesOf(join(folder, 'first', packageName));
	return { files, textOf: (name: string) => files.get(name)?.toString('utf8') ?? '' };
}

describe.each(findPackages())('the repository of $packageName', (own: PackageFolder) => {
	let files: Map<string, Buffer>;
	let textOf: (name: string) => string;

	beforeAll(() => {
		({ files, textOf } = repositoryOf(own));
	});

	it('has the published name, the publisher and its own address in the package.json at its root', () => {
		const url = `https://github.com/ada-example/${own.packageName}`;
		const manifest = manifestSchema.parse(JSON.parse(textOf('package.json')));
		expect(manifest).toMatchObject({
			name: own.packageName,
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
				`nodes/${own.folder}/${own.folder}.node.ts`,
				own.page,
			]),
		);
		expect(textOf('eslint.config.mjs')).toBe(
			"import { config } from '@n8n/node-cli/eslint';\n\nexport default config;\n",
		);
		expect(textOf('.github/workflows/publish.yml')).toContain('--provenance');
	});

	it('has a README whose links lead to its own files', () => {
		const readme = textOf('README.md');
		expect(readme).not.toMatch(/<!--|undefined/);
		const linked = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, target = '']) => target);
		expect(linked.length).toBeGreaterThan(1);
		expect(linked.filter((target) => !files.has(target))).toEqual([]);
	});

	it('contains no other node, and only types of its own package', () => {
		const others = findPackages().filter(({ name }) => name !== own.name);
		const paths = [...files.keys()];
		for (const { folder: other, name, credentialType } of others) {
			expect(
				paths.filter(
					(file) =>
						file.includes(`/${other}/`) ||
						file.startsWith(`sandbox/${name}/`) ||
						(credentialType !== undefined && file.startsWith(`credentials/${other}`)),
				),
			).toEqual([]);
		}
		const examples = paths.filter((file) => file.startsWith('examples/'));
		expect(examples.filter((file) => textOf(file).includes('"n8n-nodes-transcription.'))).toEqual([]);
	});

	it('names no node of the common package', () => {
		const wrong = [...files.keys()]
			.filter((file) => /^nodes\/.+\.ts$/.test(file))
			.filter((file) => /['"`]n8n-nodes-transcription['"`.]/.test(textOf(file)));
		expect(wrong).toEqual([]);
	});

	it('has the tests of the shared code', () => {
		const tests = [...files.keys()].filter((file) => file.endsWith('.test.ts'));
		const folders = new Set(tests.map((file) => file.split('/').slice(0, 3).join('/')));
		expect([...folders]).toEqual(
			expect.arrayContaining([
				`test/engine/${own.name}`,
				...['captions', 'core', 'fields', 'search', 'transcript'].map((name) => `test/unit/${name}`),
			]),
		);
		expect(tests.length).toBeGreaterThan(90);
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

describe.each(vendors)('the repository of $packageName', (vendor: VendorFolder) => {
	let files: Map<string, Buffer>;
	let textOf: (name: string) => string;

	beforeAll(() => {
		({ files, textOf } = repositoryOf(vendor));
	});

	it('has its nodes and its credential', () => {
		expect([...files.keys()]).toEqual(
			expect.arrayContaining([
				`credentials/${vendor.folder}TranscriptionApi.credentials.ts`,
				`nodes/${vendor.folder}/${vendor.folder}Trigger.node.ts`,
			]),
		);
	});

	it('has a README with installation, usage, credential, examples and limits', () => {
		expect(textOf('README.md').match(/^## .*/gm)).toEqual([
			'## Installation',
			'## Usage',
			'## Credential',
			'## Examples',
			'## Limits and notes',
			'## Development',
			'## Licence',
		]);
		const examples = [...files.keys()].filter((file) => file.startsWith('examples/'));
		expect(examples.length).toBeGreaterThan(2);
	});

	it('names only operations of its node in the README', () => {
		const [, usage = ''] = /^## Usage\n([\s\S]*?)^## /m.exec(textOf('README.md')) ?? [];
		const named = [...usage.matchAll(/\*\*(\w+): ([^*]+)\*\*/g)].map(
			([, resource = '', operation = '']) => `| ${resource} | ${operation} |`,
		);
		expect(named.length).toBeGreaterThan(2);
		expect(named.filter((row) => !textOf(vendor.page).includes(row))).toEqual([]);
	});

	it('has the tests of its vendor and of what only vendors need', () => {
		const folders = new Set([...files.keys()].map((file) => file.split('/').slice(0, 3).join('/')));
		expect([...folders]).toEqual(
			expect.arrayContaining([vendor.name, 'http', 'jobs', 'webhook'].map((name) => `test/unit/${name}`)),
		);
		expect(folders).toContain('sandbox/main.ts');
	});
});

describe('the repository of n8n-nodes-transcript', () => {
	it('has neither a credential nor a sandbox, and a README that says so', () => {
		const { files, textOf } = repositoryOf({ packageName: 'n8n-nodes-transcript' });
		const folders = new Set([...files.keys()].map((file) => file.split('/')[0]));
		expect([...folders].filter((name) => name === 'credentials' || name === 'sandbox')).toEqual([]);
		expect(textOf('README.md')).toContain('It needs no credential');
		expect(textOf('README.md')).toContain('| **Merge** ');
		expect(JSON.parse(textOf('package.json'))).toMatchObject({
			n8n: { credentials: [], nodes: ['dist/nodes/Transcript/Transcript.node.js'] },
			scripts: expect.not.objectContaining({ sandbox: expect.anything() }),
		});
	});
});
