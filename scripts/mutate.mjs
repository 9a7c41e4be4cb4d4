/**
 * `npm run mutate`: StrykerJS changes the code of one floor of `nodes/shared` at a time, one change (mutant) after
 * the other, and runs the floor's unit tests on each. Fails when they notice a smaller share of the mutants than
 * the floor demands.
 *
 *     npm run mutate                       all floors
 *     npm run mutate -- search captions    these floors
 *     npm run mutate -- http/backoff       this file of a floor, with all tests of the floor
 *     npm run mutate -- http/client:1-200  these lines of the file
 *     npm run mutate -- search --force     every mutant again; otherwise only what changed since the last run
 *     npm run mutate -- --concurrency 1    on a machine that is busy; the default is 2
 *
 * `.stryker/` holds the results and, for each floor, a report for the browser.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { Stryker } from '@stryker-mutator/core';

/**
 * The floors with tests beside them: the smallest share of mutants, in percent, that the tests must notice, and files
 * that are left out, with the reason.
 */
const FLOORS = {
	core: { atLeast: 90 },
	transcript: { atLeast: 85 },
	// Lists of words in thirty languages, and no code.
	captions: { atLeast: 85, without: ['lexicons/*.ts'] },
	search: { atLeast: 90 },
	http: { atLeast: 90 },
	webhook: { atLeast: 90 },
	jobs: { atLeast: 90 },
};

/** Tests with random or large input: each mutant would cost seconds, and another run would have another result. */
const LEFT_OUT = '/(properties|load|peers|linear|crosstalk)\\.test\\.ts$';

/** What Stryker reports of a mutant that was tried, or that no test reaches. */
const VERDICTS = new Set(['Killed', 'Survived', 'Timeout', 'NoCoverage']);

/** The floor, the file and the lines of e.g. `http/client:1-200`; the last two may be absent. */
function partsOf(target) {
	return /^(?<floor>\w+)(\/(?<file>[\w/]+)(?<lines>:\d+-\d+)?)?$/.exec(target)?.groups ?? {};
}

/** @returns {import('@stryker-mutator/api/core').PartialStrykerOptions} */
function optionsFor(target) {
	const { floor, file, lines } = partsOf(target);
	const { atLeast, without = [] } = FLOORS[floor];
	const files = `${floor}/${file ?? '**/*'}.ts${lines ?? ''}`;
	return {
		mutate: [`nodes/shared/${files}`, ...without.map((left) => `!nodes/shared/${floor}/${left}`)],
		// Not in the configuration, where knip takes it for a package.
		testRunner: 'unitTests',
		unitTests: { folder: `test/unit/${floor}`, leftOut: LEFT_OUT },
		incrementalFile: `.stryker/${floor}.json`,
		htmlReporter: { fileName: `.stryker/${target.replaceAll(/\W/g, '-')}.html` },
		thresholds: { high: 100, low: atLeast, break: atLeast },
	};
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { force: { type: 'boolean', default: false }, concurrency: { type: 'string', default: '2' } },
});

process.chdir(path.join(import.meta.dirname, '..'));

function isKnown(target) {
	const { floor = '', file } = partsOf(target);
	if (!Object.hasOwn(FLOORS, floor)) return false;
	return file === undefined || existsSync(`nodes/shared/${floor}/${file}.ts`);
}

const unknown = positionals.filter((target) => !isKnown(target));
if (unknown.length > 0) {
	console.error(
		`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(FLOORS).join(', ')}, and a file, e.g. http/backoff`,
	);
	process.exit(2);
}

const failed = [];
for (const target of positionals.length > 0 ? positionals : Object.keys(FLOORS)) {
	console.log(`\n=== ${target}`);
	process.exitCode = 0;
	try {
		const results = await new Stryker({
			...optionsFor(target),
			concurrency: Number(values.concurrency),
			force: values.force,
		}).runMutationTest();
		// Stryker accepts a layer without a score.
		if (!results.some(({ status }) => VERDICTS.has(status))) throw new Error('No mutant was tried');
	} catch (error) {
		console.error(error);
		process.exitCode = 1;
	}
	// Stryker only reports a score below the threshold by its exit code.
	if (process.exitCode !== 0) failed.push(target);
}
process.exitCode = failed.length > 0 ? 1 : 0;
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : '\nAll thresholds met');
