/**
 * One project for each kind of test, in the folder of its name: `npx jest --selectProjects unit`, or a path as usual.
 * The npm scripts add what Jest has no setting for in a project, such as the number of workers.
 */

const swc = (syntax) => [
	'@swc/jest',
	{ jsc: { parser: { syntax }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** @returns {import('jest').ProjectConfig} */
const project = (displayName, options = {}) => ({
	displayName,
	rootDir: __dirname,
	// What tests import and what they are: Jest need not look through an installed n8n.
	roots: ['facts', 'verify', 'nodes', 'credentials', 'sandbox', 'test'].map(
		(folder) => `<rootDir>/${folder}`,
	),
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	testEnvironment: 'node',
	// subsrt-ts is published as an ES module only.
	transform: { '^.+\\.ts$': swc('typescript'), '/node_modules/subsrt-ts/.+\\.js$': swc('ecmascript') },
	transformIgnorePatterns: ['/node_modules/(?!subsrt-ts/)'],
	...options,
});

/** A project whose tests share one n8n, which starts before the first and stops after the last. */
const onStage = (displayName, sharedTests = []) =>
	project(displayName, {
		testMatch: [`<rootDir>/test/${displayName}/**/*.${displayName}.ts`, ...sharedTests],
		globalSetup: `<rootDir>/test/${displayName}/support/setup.ts`,
		globalTeardown: `<rootDir>/test/${displayName}/support/teardown.ts`,
		setupFilesAfterEnv: [`<rootDir>/test/${displayName}/support/limits.ts`],
	});

/** @type {import('jest').Config} */
module.exports = {
	projects: [
		project('unit'),
		// The built nodes in n8n's real engine, against the sandbox.
		project('engine'),
		project('contract'),
		// The fault matrix, generated input and forged callbacks: takes minutes.
		project('faults'),
		// The packed package in a real n8n and its editor.
		onStage('e2e'),
		// The packed package in n8n's queue mode.
		onStage('queue'),
		// The packed package in another version of n8n: `npm run test:versions`.
		onStage(
			'versions',
			['agents', 'paidOnce', 'waiting'].map((name) => `<rootDir>/test/e2e/${name}.e2e.ts`),
		),
	],
	testTimeout: 60_000,
};
