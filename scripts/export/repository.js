/**
 * The repository of one vendor's package, because n8n only verifies packages for one service and looks for the package
 * in the commit that its provenance names. It contains the vendor's nodes and credential, the shared code that they
 * need, the tests of both with the vendor's part of the sandbox, and what is needed to build and publish the package.
 */
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const { manifestOf } = require('../manifest.js');
const { closureOf, importReader } = require('./imports.js');
const { publishedBy } = require('./publisher.js');
const { readmeOf } = require('./readme.js');

const ROOT = path.resolve(__dirname, '..', '..');
const TEMPLATES = path.join(__dirname, 'templates');

/** The name of the package of all vendors, which is also that of its repository. */
const COMMON = 'n8n-nodes-transcription';

/** The folders of shared code that have unit tests of their own. */
const SHARED_TESTS = readdirSync(path.join(ROOT, 'nodes', 'shared')).filter((name) =>
	existsSync(path.join(ROOT, 'test', 'unit', name)),
);

/** Files that every repository has as they are. */
const COPIED = [
	'.editorconfig',
	'.gitignore',
	'.npmrc',
	'CHANGELOG.md',
	'LICENSE',
	'SECURITY.md',
	'tsconfig.json',
];

/** n8n's command line, whose linter every repository must pass; here it is a tool of `npm run verification` only. */
const LINTER = JSON.parse(
	readFileSync(path.join(ROOT, 'platform', 'verification', 'lint', 'package.json'), 'utf8'),
).dependencies;

/**
 * `n8n-node lint` checks tests by the rules of published code, and its configuration must not be changed. Published code
 * is in `nodes/` and `credentials/` only.
 */
const DEVELOPMENT_RULES = `/* eslint ${[
	'no-dangerous-functions',
	'no-hardcoded-secrets',
	'no-restricted-globals',
	'no-restricted-imports',
	'require-node-api-error',
]
	.map((rule) => `"@n8n/community-nodes/${rule}": "off"`)
	.join(', ')} */
`;

const isDevelopmentCode = (file) => file.endsWith('.ts') && !/^(nodes|credentials)\//.test(file);

/** Development dependencies that no import names. */
const TOOLS = [
	'@swc/core',
	'@swc/jest',
	'@types/jest',
	'@types/node',
	'esbuild',
	'gulp',
	'jest',
	'tsx',
	'typescript',
];

/** The files below a folder, sorted. */
const filesBelow = (folder) => {
	const whole = path.join(ROOT, folder);
	return readdirSync(whole, { recursive: true })
		.map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
		.filter((file) => statSync(path.join(ROOT, file)).isFile())
		.sort();
};

/** Whether a file belongs to another vendor. */
function foreignOf(vendor, vendors) {
	const others = vendors.filter(({ name }) => name !== vendor.name);
	const folders = others.flatMap(({ name, folder }) => [
		`nodes/${folder}/`,
		`credentials/${folder}`,
		`sandbox/${name}/`,
		`test/fixtures/${name}/`,
		`test/engine/${name}/`,
		`test/unit/${name}/`,
	]);
	const fixtures = new RegExp(`fixtures['/, ]+(${others.map(({ name }) => name).join('|')})\\b`);
	return {
		isForeign: (file) => folders.some((folder) => file.startsWith(folder)),
		readsForeign: (text) => fixtures.test(text),
	};
}

/** `sandbox/vendors.ts` with one vendor. */
const sandboxOf = ({ name }) => `import type { VendorModule } from './core/vendor';
import { ${name} } from './${name}';

/** The vendors that the sandbox implements. */
export const vendors: readonly VendorModule[] = [${name}];
`;

/** The tests that need nothing but the package's own code, the fixtures of its vendor and the tools of the tests. */
function testsOf(vendor, vendors, code, importsOf) {
	const { isForeign, readsForeign } = foreignOf(vendor, vendors);
	const shared = SHARED_TESTS.filter((name) => code.some((file) => file.startsWith(`nodes/shared/${name}/`)));
	const folders = [
		...shared.map((name) => `test/unit/${name}`),
		`test/unit/${vendor.name}`,
		`test/engine/${vendor.name}`,
	];
	const candidates = [
		...folders.flatMap(filesBelow),
		...filesBelow('test/contract').filter((file) => file.startsWith(`test/contract/${vendor.name}.`)),
	].filter((file) => file.endsWith('.test.ts'));
	const isUnused = (file) => file.startsWith('nodes/') && !code.includes(file);
	return candidates.filter((test) => {
		const needed = [...closureOf([test], importsOf)];
		return !needed.some(
			(file) =>
				isForeign(file) || isUnused(file) || readsForeign(readFileSync(path.join(ROOT, file), 'utf8')),
		);
	});
}

function packageJson(vendor, vendors, common, publisher, packages) {
	const { n8n, peerDependencies, ...manifest } = manifestOf(vendor, common, vendors);
	const used = new Set([...TOOLS, ...packages]);
	const isUsed = (name) => used.has(name) || used.has(name.replace(/^@types\//, ''));
	return {
		...manifest,
		...publishedBy(publisher, vendor.packageName),
		scripts: {
			build: 'gulp build',
			lint: 'n8n-node lint',
			test: 'npm run build && jest --maxWorkers=2',
			sandbox: 'tsx sandbox/main.ts',
		},
		n8n,
		peerDependencies,
		devDependencies: {
			...LINTER,
			...Object.fromEntries(Object.entries(common.devDependencies).filter(([name]) => isUsed(name))),
		},
	};
}

/** The vendor's examples, sorted by file. */
const examplesOf = ({ name, node, trigger }) =>
	filesBelow('examples')
		.map((file) => ({
			file: path.basename(file),
			text: readFileSync(path.join(ROOT, file), 'utf8'),
		}))
		.map(({ file, text }) => ({ file, text, workflow: JSON.parse(text) }))
		.filter(({ workflow: { meta, nodes } }) => {
			const own = [node, `${node}Tool`, trigger].map((type) => `${COMMON}.${type}`);
			const used = nodes.map(({ type }) => type).filter((type) => type.startsWith(`${COMMON}.`));
			return meta.example.vendor === name && used.every((type) => own.includes(type));
		});

/**
 * The files of a vendor's repository, by path, sorted.
 * @param vendor one of `describeVendors()`, all of which are `vendors`
 * @param publisher the content of publisher.json
 */
function repositoryOf(vendor, vendors, publisher) {
	const common = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	const replaced = new Map([['sandbox/vendors.ts', sandboxOf(vendor)]]);
	const importsOf = importReader(ROOT, replaced);
	const own = [
		...filesBelow(`nodes/${vendor.folder}`),
		...filesBelow('credentials').filter((file) => file.startsWith(`credentials/${vendor.folder}`)),
	];
	const published = [...closureOf(own, importsOf)];
	const seeds = [
		...published,
		...testsOf(vendor, vendors, published, importsOf),
		'scripts/build.js',
		'sandbox/main.ts',
	];
	const code = [...closureOf(seeds, importsOf)].filter((file) => file !== 'package.json');
	const packages = code.flatMap((file) => importsOf(file).packages);
	const manifest = packageJson(vendor, vendors, common, publisher, packages);
	const examples = examplesOf(vendor);
	const page = readFileSync(path.join(ROOT, vendor.page), 'utf8');
	const commonUrl = `https://github.com/${publisher.githubOwner}/${COMMON}`;

	const copied = [
		...code,
		...COPIED,
		...filesBelow('sandbox/recordings'),
		...filesBelow(`test/fixtures/${vendor.name}`),
		'docs/transcript.example.json',
		vendor.page,
	];
	const files = new Map(copied.map((file) => [file, readFileSync(path.join(ROOT, file))]));
	for (const [file, text] of replaced) files.set(file, Buffer.from(text));
	for (const { file, text } of examples) files.set(`examples/${file}`, Buffer.from(text));
	for (const [file, target] of [
		['eslint.config.mjs', 'eslint.config.mjs'],
		['gulpfile.js', 'gulpfile.js'],
		['jest.config.js', 'jest.config.js'],
		['ci.yml', '.github/workflows/ci.yml'],
		['publish.yml', '.github/workflows/publish.yml'],
	]) {
		files.set(target, readFileSync(path.join(TEMPLATES, file)));
	}
	files.set('README.md', Buffer.from(readmeOf(vendor, manifest, page, examples, commonUrl)));
	for (const [file, content] of files) {
		if (isText(file)) files.set(file, Buffer.from(renamed(content.toString('utf8'), vendor, commonUrl)));
	}
	for (const [file, content] of files) {
		if (isDevelopmentCode(file)) files.set(file, Buffer.concat([Buffer.from(DEVELOPMENT_RULES), content]));
	}
	files.set('package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
	return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
}

const isText = (file) =>
	/\.(ts|js|json|md|yml)$/.test(file) && !/^(sandbox\/recordings|test\/fixtures)\//.test(file);

/** The names of the node types, and the addresses of the vendor's page and examples, in this package. */
function renamed(text, { packageName, page }, commonUrl) {
	return text
		.replaceAll(new RegExp(`\\b${COMMON}\\.(?=[a-z$])(?!dev\\b)`, 'g'), `${packageName}.`)
		.replaceAll(
			`${COMMON}/${COMMON}/blob/main/${page}`,
			`${commonUrl.split('/')[3]}/${packageName}/blob/main/${page}`,
		);
}

module.exports = { repositoryOf };
