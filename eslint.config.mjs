import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

import { communityRules, n8nRuleSets } from './scripts/n8nRules.mjs';

const ROOT = import.meta.dirname;

const directories = (parent) =>
	readdirSync(path.join(ROOT, parent), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);

const PACKAGE = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const VENDORS = directories('nodes').filter((name) => name !== 'shared');
const SANDBOX_VENDORS = existsSync(path.join(ROOT, 'sandbox'))
	? directories('sandbox').filter((name) => !['core', 'recordings'].includes(name))
	: [];
const AROUND = ['sandbox', 'platform', 'demo', 'test', 'scripts', 'examples'].map((name) => `./${name}`);

/**
 * The floors of `nodes/shared`, each with those that it may use: docs/architecture.md. `core` to `search` know no
 * n8n and could stand alone.
 */
const PURE = ['core', 'transcript', 'captions', 'search'];
const FLOORS = {
	core: [],
	transcript: ['core'],
	captions: ['core', 'transcript'],
	search: ['core', 'transcript'],
	n8n: ['core'],
	http: ['core', 'n8n'],
	fields: ['core', 'n8n', 'http'],
	execution: ['core', 'n8n', 'http', 'fields'],
	webhook: ['core', 'n8n', 'http', 'fields'],
	jobs: ['core', 'n8n', 'transcript', 'http', 'fields', 'execution', 'webhook'],
	operations: [...PURE, 'n8n', 'http', 'fields', 'execution', 'webhook', 'jobs'],
	trigger: [...PURE, 'n8n', 'http', 'fields', 'execution', 'webhook', 'jobs', 'operations'],
};

/** The parts of a vendor's folder, each with those that it may use. */
const VENDOR_PARTS = {
	parameters: [],
	api: [],
	response: ['api'],
	request: ['api', 'parameters', 'response'],
	callback: ['api', 'response'],
};

const unlisted = directories('nodes/shared').filter((name) => !(name in FLOORS));
if (unlisted.length > 0) throw new Error(`Give a floor to nodes/shared/${unlisted.join(', ')}`);

/** Arrows between the rooms of the house go one way: docs/architecture.md. */
const zones = [
	{
		target: './nodes/shared',
		from: './nodes',
		except: ['./shared'],
		message: 'nodes/shared knows no vendor.',
	},
	...Object.entries(FLOORS).map(([floor, below]) => ({
		target: `./nodes/shared/${floor}`,
		from: './nodes/shared',
		except: [floor, ...below].map((name) => `./${name}`),
		message: `nodes/shared/${floor} uses only the floors below it.`,
	})),
	...VENDORS.map((vendor) => ({
		target: `./nodes/${vendor}`,
		from: './nodes',
		except: [`./${vendor}`, './shared'],
		message: 'A vendor imports no other vendor.',
	})),
	...VENDORS.flatMap((vendor) =>
		Object.entries(VENDOR_PARTS).map(([part, below]) => ({
			target: `./nodes/${vendor}/${part}`,
			from: `./nodes/${vendor}`,
			except: [part, ...below].map((name) => `./${name}`),
			message: 'Arrows go from actions through request, callback and response to api, not back.',
		})),
	),
	{
		target: './credentials',
		from: './nodes',
		except: ['./shared'],
		message: 'A credential imports nothing of a node.',
	},
	{ target: ['./nodes', './credentials'], from: AROUND, message: 'The package imports nothing around it.' },
	{
		target: './sandbox',
		from: ['./nodes', './credentials'],
		message: 'The sandbox is an independent witness: it imports nothing of the package.',
	},
	{
		target: './sandbox/core',
		from: './sandbox',
		except: ['./core'],
		message: 'sandbox/core knows no vendor.',
	},
	...SANDBOX_VENDORS.map((vendor) => ({
		target: `./sandbox/${vendor}`,
		from: './sandbox',
		except: [`./${vendor}`, './core'],
		message: "A vendor's sandbox imports no other vendor's.",
	})),
];

export default defineConfig(
	globalIgnores([
		'**/node_modules/',
		'**/dist/',
		'dist-packages/',
		'.n8n/',
		'.build-*/',
		'.stryker/',
		'coverage/',
		'demo/out/',
		'test/e2e/artefacts/',
		'test/fixtures/*/',
		'!test/fixtures/fifthVendor/',
	]),
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

	js.configs.recommended,
	{
		rules: {
			eqeqeq: 'error',
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
			'object-shorthand': 'error',
			'prefer-template': 'error',
		},
	},

	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: ROOT },
		},
		rules: {
			'@typescript-eslint/ban-ts-comment': [
				'error',
				{ 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true, 'ts-check': true },
			],
			'@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true },
			],
			// n8n's interfaces ask for async methods where nothing is awaited.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/return-await': ['error', 'always'],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
		},
	},

	{
		files: ['**/*.ts'],
		plugins: { 'import-x': importX },
		settings: {
			'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.check.json' })],
		},
		rules: {
			'import-x/no-restricted-paths': ['error', { basePath: ROOT, zones }],
			'import-x/no-duplicates': ['error', { 'prefer-inline': true }],
			'import-x/order': [
				'error',
				{
					groups: ['builtin', 'external', 'parent', ['sibling', 'index']],
					'newlines-between': 'ignore',
					alphabetize: { order: 'asc', caseInsensitive: true },
				},
			],
		},
	},

	{ files: [...PACKAGE, 'package.json'], extends: [communityRules] },
	n8nRuleSets,
	{
		files: PACKAGE,
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(?!\\.{1,2}/|n8n-workflow$|zod/v4$|crypto$)',
							message: 'The package imports n8n-workflow, zod/v4, crypto and its own files only.',
						},
					],
				},
			],
		},
	},
	{
		files: PURE.map((floor) => `nodes/shared/${floor}/**/*.ts`),
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ regex: '^(?!\\.{1,2}/|zod/v4$)', message: 'This floor knows no n8n: it stands alone.' },
					],
				},
			],
		},
	},
	{ files: ['package.json'], languageOptions: { parser: tseslint.parser } },

	{
		files: ['test/**/*.ts'],
		rules: {
			// Jest's matchers (`expect.any`, `expect.objectContaining`) are typed as any.
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'no-restricted-syntax': [
				'error',
				{
					selector:
						'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo)$/]',
					message: 'Every test runs.',
				},
				{
					selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
					message: 'Every test runs.',
				},
			],
		},
	},

	{
		files: ['**/*.{js,mjs,cjs}'],
		languageOptions: {
			globals: { Buffer: 'readonly', URL: 'readonly', console: 'readonly', process: 'readonly' },
		},
	},
	{
		files: ['**/*.js'],
		languageOptions: {
			sourceType: 'commonjs',
			globals: { __dirname: 'readonly', exports: 'writable', module: 'writable', require: 'readonly' },
		},
	},
);
