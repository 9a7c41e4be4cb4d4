/**
 * `npm run test:versions [-- [--write] [--quick] [--check NAME]… VERSION…]`: the packed package in several versions of n8n,
 * by default all of `testedVersions`; `newest` is the newest one on npm. Prints one table, and writes it into
 * docs/versions.md with `--write`. `--quick` leaves out the checks that take longest, `--check` runs only those named.
 * Exits with 1 if a check fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod/v4';

import { projectFolder, stateFolder } from '../../platform/paths';
import { testedVersions } from '../../platform/versions';
import { npmCommand } from '../../scripts/npm';
import {
	CHECKS,
	chosenChecks,
	type Check,
	failuresOf,
	reportSchema,
	rowsOf,
	toTable,
	type Outcome,
} from './support/report';
import { uploadFigure, VERSION_VARIABLE } from './support/version';

const PAGE = join(projectFolder, 'docs', 'versions.md');
const RESULTS = join(projectFolder, 'test', 'versions', 'latest.json');

/** The cell of a check without a result. */
const FAILED = 'failed';

const resultsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** Runs the tests in one version; returns what each check says. */
function test(version: string, checks: readonly Check[]): { outcome: Outcome; failures: string[] } {
	const file = join(stateFolder, 'logs', `versions-${version}.json`);
	mkdirSync(join(stateFolder, 'logs'), { recursive: true });
	rmSync(file, { force: true });
	rmSync(uploadFigure(version), { force: true });
	const jest = createRequire(__filename).resolve('jest/bin/jest');
	const flags = ['--selectProjects', 'versions', '--maxWorkers=1', '--json', `--outputFile=${file}`];
	const files = ['--testPathPatterns', checks.map(({ file }) => file.source).join('|')];
	spawnSync(process.execPath, [jest, ...flags, ...files], {
		cwd: projectFolder,
		env: { ...process.env, [VERSION_VARIABLE]: version },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const text = readText(file);
	if (text === undefined) return { outcome: {}, failures: [`n8n ${version} did not start`] };
	const report = reportSchema.parse(JSON.parse(text));
	return { outcome: rowsOf(report, readText(uploadFigure(version))), failures: failuresOf(report) };
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

function newest(): string {
	const { command, args } = npmCommand(['view', 'n8n', 'version']);
	return execFileSync(command, args, { encoding: 'utf8' }).trim();
}

function main(): number {
	const { values, positionals } = parseArgs({
		options: {
			write: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			check: { type: 'string', multiple: true },
		},
		allowPositionals: true,
	});
	const checks = chosenChecks(values.check, values.quick);
	const chosen = positionals.length > 0 ? positionals : testedVersions;
	const results: Record<string, Outcome> = {};
	let failed = false;
	for (const name of chosen) {
		const version = name === 'newest' ? newest() : name;
		const { outcome, failures } = test(version, checks);
		const notMade = checks.flatMap(({ name: check }) =>
			outcome[check] === undefined ? [[check, FAILED]] : [],
		);
		results[version] = { ...outcome, ...Object.fromEntries(notMade) };
		failed ||= failures.length > 0 || notMade.length > 0;
		for (const failure of failures) process.stderr.write(`n8n ${version}: ${failure}\n`);
	}
	process.stdout.write(`${toTable(results, checks)}\n`);
	if (values.write) {
		const earlier = resultsSchema.parse(JSON.parse(readText(RESULTS) ?? '{}'));
		const all = { ...earlier };
		// A run that was interrupted says nothing of n8n.
		const finished = Object.entries(results).filter(([, outcome]) =>
			Object.values(outcome).some((cell) => cell !== FAILED),
		);
		for (const [version, outcome] of finished) all[version] = { ...earlier[version], ...outcome };
		const known = testedVersions.filter((version) => all[version] !== undefined);
		const kept = Object.fromEntries(known.map((version) => [version, inOrder(all[version] ?? {})]));
		writeFileSync(RESULTS, `${JSON.stringify(kept, undefined, '\t')}\n`);
		writePage(kept);
		const prettier = createRequire(__filename).resolve('prettier/bin/prettier.cjs');
		execFileSync(process.execPath, [prettier, '--log-level=warn', '--write', RESULTS, PAGE]);
	}
	return failed ? 1 : 0;
}

/** The cells of one version in the order of the table. */
function inOrder(outcome: Outcome): Outcome {
	return Object.fromEntries(
		CHECKS.flatMap(({ name }) => (outcome[name] === undefined ? [] : [[name, outcome[name]]])),
	);
}

function writePage(results: Record<string, Outcome>): void {
	const page = readFileSync(PAGE, 'utf8');
	const marks = /(<!-- table -->\n)[^]*(<!-- \/table -->)/;
	writeFileSync(
		PAGE,
		page.replace(marks, (_all, start: string, end: string) => `${start}\n${toTable(results)}\n\n${end}`),
	);
}

process.exitCode = main();
