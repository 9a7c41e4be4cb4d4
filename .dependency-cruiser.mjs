import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The allowed imports between folders, which `npm run lint` checks; docs/architecture.md explains them. */

const ROOT = import.meta.dirname;

/** The layers of `nodes/shared` and the parts of a vendor's folder, each with those it may import. */
const LAYERS = JSON.parse(readFileSync(path.join(ROOT, 'scripts', 'layers.json'), 'utf8'));

const unlisted = readdirSync(path.join(ROOT, 'nodes', 'shared')).filter((name) => !(name in LAYERS.shared));
if (unlisted.length > 0) {
	throw new Error(`scripts/layers.json has no entry for nodes/shared/${unlisted.join(', ')}`);
}

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const oneOf = (names) => `(${names.join('|')})`;

/** A vendor's folder; rules name it by `$1`. */
const VENDOR = '^nodes/(?!shared/)([^/]+)/';

export default {
	forbidden: [
		forbid(
			'no-circle',
			'Files that import each other in a circle can only be understood together.',
			{},
			{ circular: true },
		),
		forbid(
			'shared-without-vendors',
			'nodes/shared imports no vendor.',
			{ path: '^nodes/shared/' },
			{ path: '^nodes/(?!shared/)' },
		),
		...Object.entries(LAYERS.shared).map(([layer, below]) =>
			forbid(
				`layer-${layer}`,
				`scripts/layers.json does not allow this import in nodes/shared/${layer}.`,
				{ path: `^nodes/shared/${layer}/` },
				{ path: '^nodes/shared/', pathNot: `^nodes/shared/${oneOf([layer, ...below])}/` },
			),
		),
		forbid(
			'layer-without-n8n',
			'This layer must not depend on n8n: it imports zod and its own files only.',
			{ path: `^nodes/shared/${oneOf(LAYERS.withoutN8n)}/` },
			{ pathNot: ['^nodes/shared/', '(^|/)node_modules/zod/'] },
		),
		forbid(
			'vendor-without-vendors',
			'A vendor imports no other vendor.',
			{ path: VENDOR },
			{ path: '^nodes/(?!shared/)', pathNot: '^nodes/$1/' },
		),
		...Object.entries(LAYERS.vendor).map(([part, below]) =>
			forbid(
				`vendor-${part}`,
				`scripts/layers.json does not allow this import in the part ${part} of a vendor's folder.`,
				{ path: `${VENDOR}${part}/` },
				{ path: '^nodes/$1/', pathNot: `^nodes/$1/${oneOf([part, ...below])}/` },
			),
		),
		forbid(
			'credential-without-nodes',
			'A credential imports nothing from a node.',
			{ path: '^credentials/' },
			{ path: '^nodes/(?!shared/)' },
		),
		forbid(
			'package-alone',
			'The package imports nothing around it.',
			{ path: '^(nodes|credentials)/' },
			{ pathNot: '^(nodes|credentials|node_modules)/', dependencyTypes: ['local'] },
		),
		forbid(
			'sandbox-alone',
			'The sandbox is an independent implementation: it imports nothing from the package.',
			{ path: '^sandbox/' },
			{ path: '^(nodes|credentials)/' },
		),
		forbid(
			'facts-alone',
			'Facts are what nodes and sandbox are compared with: they import neither.',
			{ path: '^facts/' },
			{ pathNot: '^(facts|node_modules)/', dependencyTypes: ['local'] },
		),
		forbid(
			'simulation-alone',
			'The simulation has vendors of its own: it imports the package and nothing around it.',
			{ path: '^simulation/' },
			{ pathNot: '^(simulation|nodes|credentials|node_modules)/', dependencyTypes: ['local'] },
		),
		forbid(
			'sandbox-core-without-vendors',
			'sandbox/core imports no vendor.',
			{ path: '^sandbox/core/' },
			{ path: '^sandbox/(?!core/)' },
		),
		forbid(
			'sandbox-vendor-without-vendors',
			"A vendor's sandbox imports no other vendor's.",
			{ path: '^sandbox/(?!core/)([^/]+)/' },
			{ path: '^sandbox/(?!core/)', pathNot: '^sandbox/$1/' },
		),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(node_modules|dist|dist-packages|\\.n8n|\\.stryker|\\.build-[^/]*)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: path.join(ROOT, 'tsconfig.check.json') },
	},
};
