import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

import { communityRules, n8nRuleSets } from './scripts/n8nRules.mjs';

const ROOT = import.meta.dirname;

const PACKAGE = ['nodes/**/*.ts', 'credentials/**/*.ts'];

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
		'!test/fixtures/{fifthVendor,sandboxVendor}/',
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
			'no-restricted-properties': [
				'error',
				{
					object: 'URL',
					property: 'canParse',
					message: 'Use parseUrl: canParse rejects valid hosts in Node.js 20 and 22.',
				},
			],
			'no-restricted-syntax': [
				'error',
				{
					selector: "CallExpression[callee.property.name='push'] > SpreadElement",
					message: 'A call takes about 120,000 arguments: push in a loop, or use flat().',
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
		// TypeScript compares two types exactly only inside generic functions.
		files: ['test/support/types.ts'],
		rules: { '@typescript-eslint/no-unnecessary-type-parameters': 'off' },
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
