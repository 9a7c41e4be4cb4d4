/**
 * The repository of one vendor's package, because n8n only verifies packages for one service and looks for the package
 * in the commit that its provenance names. It contains the vendor's nodes and credential, the shared code that they
 * need, the tests of both with the vendor's part of the sandbox, and what is needed to build and publish the package.
 * The repository of the Transcript node has neither a credential nor a sandbox.
 */
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const { manifestOf } = require('../manifest.js');
const { closureOf, importReader } = require('./imports.js');
const { publishedBy } = require('./publisher.js');
const { readmeOf, transcriptReadmeOf } = require('./readme.js');

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

/** Files that tests read, which no import names. */
const READ_BY_TESTS = [{ test: 'test/unit/compare/align.test.ts', file: 'test/fixtures/sclite.json' }];

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

const isVendor = ({ credentialType }) => credentialType !== undefined;

/** Whether a file belongs to another package. */
function foreignOf(own, packages) {
	const others = packages.filter(({ name }) => name !== own.name);
	const folders = others.flatMap(({ name, folder, ...other }) => [
		`nodes/${folder}/`,
		`test/engine/${name}/`,
		...(isVendor(other)
			? [`credentials/${folder}`, `sandbox/${name}/`, `test/fixtures/${name}/`, `test/unit/${name}/`]
			: []),
	]);
	if (!isVendor(own)) folders.push('sandbox/');
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
function testsOf(own, packages, code, importsOf) {
	const { isForeign, readsForeign } = foreignOf(own, packages);
	const shared = SHARED_TESTS.filter((name) => code.some((file) => file.startsWith(`nodes/shared/${name}/`)));
	const folders = new Set([
		...shared.map((name) => `test/unit/${name}`),
		`test/unit/${own.name}`,
		`test/engine/${own.name}`,
	]);
	const candidates = [
		...[...folders].flatMap(filesBelow),
		...filesBelow('test/contract').filter((file) => file.startsWith(`test/contract/${own.name}.`)),
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

function packageJson(own, packages, common, publisher, dependencies) {
	const { n8n, peerDependencies, ...manifest } = manifestOf(own, common, packages.filter(isVendor));
	const used = new Set([...TOOLS, ...dependencies]);
	const isUsed = (name) => used.has(name) || used.has(name.replace(/^@types\//, ''));
	return {
		...manifest,
		...publishedBy(publisher, own.packageName),
		scripts: {
			build: 'gulp build',
			lint: 'n8n-node lint',
			test: 'npm run build && jest --maxWorkers=2',
			...(isVendor(own) ? { sandbox: 'tsx sandbox/main.ts' } : {}),
		},
		n8n,
		peerDependencies,
		devDependencies: {
			...LINTER,
			...Object.fromEntries(Object.entries(common.devDependencies).filter(([name]) => isUsed(name))),
		},
	};
}

/** The examples that need this package only, sorted by file. */
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
			const isOwn = trigger === undefined || meta.example.vendor === name;
			return isOwn && used.length > 0 && used.every((type) => own.includes(type));
		});

/**
 * The files of a repository, by path, sorted.
 * @param own one of `describePackages()`, all of which are `packages`
 * @param publisher the content of publisher.json
 */
function repositoryOf(own, packages, publisher) {
	const common = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	const replaced = new Map(isVendor(own) ? [['sandbox/vendors.ts', sandboxOf(own)]] : []);
	const importsOf = importReader(ROOT, replaced);
	const ownFiles = [
		...filesBelow(`nodes/${own.folder}`),
		...filesBelow('credentials').filter((file) => file.startsWith(`credentials/${own.folder}`)),
	];
	const published = [...closureOf(ownFiles, importsOf)];
	const seeds = [
		...published,
		...testsOf(own, packages, published, importsOf),
		'scripts/build.js',
		...(isVendor(own) ? ['sandbox/main.ts'] : []),
	];
	const code = [...closureOf(seeds, importsOf)].filter((file) => file !== 'package.json');
	const dependencies = code.flatMap((file) => importsOf(file).packages);
	const manifest = packageJson(own, packages, common, publisher, dependencies);
	const examples = examplesOf(own);
	const page = readFileSync(path.join(ROOT, own.page), 'utf8');
	const commonUrl = `https://github.com/${publisher.githubOwner}/${COMMON}`;

	const copied = [
		...code,
		...COPIED,
		...(isVendor(own)
			? [...filesBelow('sandbox/recordings'), ...filesBelow(`test/fixtures/${own.name}`)]
			: []),
		...READ_BY_TESTS.filter(({ test }) => code.includes(test)).map(({ file }) => file),
		'docs/transcript.example.json',
		own.page,
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
	const readme = isVendor(own) ? readmeOf : transcriptReadmeOf;
	files.set('README.md', Buffer.from(readme(own, manifest, page, examples, commonUrl)));
	for (const [file, content] of files) {
		if (isText(file)) files.set(file, Buffer.from(renamed(content.toString('utf8'), own, commonUrl)));
	}
	for (const [file, content] of files) {
		if (isDevelopmentCode(file)) files.set(file, Buffer.concat([Buffer.from(DEVELOPMENT_RULES), content]));
	}
	files.set('package.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
	return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
}

const isText = (file) =>
	/\.(ts|js|json|md|yml)$/.test(file) && !/^(sandbox\/recordings|test\/fixtures)\//.test(file);

/** The names of the node types, and the addresses of the page and the examples, in this package. */
function renamed(text, { packageName, page }, commonUrl) {
	return text
		.replaceAll(new RegExp(`\\b${COMMON}\\.(?=[a-z$])(?!dev\\b)`, 'g'), `${packageName}.`)
		.replaceAll(
			`${COMMON}/${COMMON}/blob/main/${page}`,
			`${commonUrl.split('/')[3]}/${packageName}/blob/main/${page}`,
		);
}

module.exports = { repositoryOf };
