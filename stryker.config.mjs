/**
 * What `npm run mutate` does alike on every floor; scripts/mutate.mjs adds the floor's own options.
 *
 * Mutants outside of functions (regular expressions, tables) are tested too: the rules are in them, although each
 * costs a run of all tests of the floor, and loads everything again.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	plugins: ['./scripts/unitTestRunner.mjs'],
	coverageAnalysis: 'perTest',
	incremental: true,
	tempDirName: '.stryker/tmp',
	ignorePatterns: [
		'**',
		'!{nodes,credentials,sandbox}/**',
		'!test/{fixtures,support,unit}/**',
		'!docs/*.json',
		'!package.json',
	],
	reporters: ['progress-append-only', 'clear-text', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
	// For a mutant that loops; one that never answers is stopped by the time limit of a test, see scripts/mutate.mjs.
	timeoutMS: 10_000,
	// Jest's runner keeps memory with every run.
	maxTestRunnerReuse: 200,
};
