/**
 * A plugin of StrykerJS that stands before its own runner for Jest and is several times faster. Jest's configuration
 * and its list of the project's files are read once in a process, not once for each mutant; of the test files only
 * those are loaded whose tests reach the mutant, first those that noticed most mutants so far; the first file that
 * fails is the last that runs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';
import { readConfig } from 'jest-config';
import TestRunner from 'jest-runner';
import Runtime from 'jest-runtime';

/** The files of each test, for the processes that did not do the first run; they all work in one copy of the project. */
const testFiles = () => path.join(process.cwd(), 'test-files.json');

/** What Jest makes of a configuration: costs most of a run, and is the same for all mutants. */
async function projectOf(jestConfig) {
	const argv = { $0: 'stryker', _: [], config: JSON.stringify(jestConfig), runInBand: true, silent: true };
	const { globalConfig, projectConfig } = await readConfig(argv, process.cwd());
	const context = await Runtime.createContext(projectConfig, {
		maxWorkers: 1,
		watchman: false,
	});
	return { globalConfig, context };
}

/** Runs one test file in this process and returns Jest's result, or the error because of which it has none. */
async function runFile(file, { globalConfig, context }, testNamePattern) {
	const runner = new TestRunner({ ...globalConfig, testNamePattern }, {});
	let outcome;
	runner.on('test-file-success', ([, result]) => (outcome = { result }));
	runner.on('test-file-failure', ([, error]) => (outcome = { error }));
	await runner.runTests([{ path: file, context }], { isInterrupted: () => false }, { serial: true });
	return outcome;
}

/** In place of Jest's command line: runs the given files, the best at noticing mutants first, until one fails. */
class FilesUntilOneFails {
	projects = new Map();
	noticed = new Map();
	files = [];

	async project(jestConfig) {
		const key = JSON.stringify(jestConfig);
		if (!this.projects.has(key)) this.projects.set(key, projectOf(jestConfig));
		return await this.projects.get(key);
	}

	async run({ jestConfig, testNamePattern }) {
		const project = await this.project(jestConfig);
		const times = (file) => this.noticed.get(file) ?? 0;
		const testResults = [];
		for (const file of this.files.toSorted((a, b) => times(b) - times(a))) {
			const { result, error } = await runFile(file, project, testNamePattern);
			const fault = error ?? result.testExecError;
			if (fault)
				return { results: { numRuntimeErrorTestSuites: 1, testResults: [{ testExecError: fault }] } };
			testResults.push(result);
			if (result.numFailingTests > 0) {
				this.noticed.set(file, times(file) + 1);
				break;
			}
		}
		return { results: { numRuntimeErrorTestSuites: 0, testResults } };
	}
}

class RunnerByFile {
	constructor(jest) {
		this.jest = jest;
		this.adapter = new FilesUntilOneFails();
	}

	capabilities() {
		return this.jest.capabilities();
	}

	async init() {
		await this.jest.init();
	}

	async dryRun(options) {
		const result = await this.jest.dryRun(options);
		const tests = (result.tests ?? []).map(({ id, fileName }) => ({ id, fileName }));
		writeFileSync(testFiles(), JSON.stringify(tests));
		return result;
	}

	async mutantRun(options) {
		const tests = JSON.parse(readFileSync(testFiles(), 'utf8'));
		const reaching = options.testFilter && new Set(options.testFilter);
		const files = tests.filter(({ id }) => !reaching || reaching.has(id)).map(({ fileName }) => fileName);
		this.adapter.files = [...new Set(files)];
		this.jest.jestTestAdapter = this.adapter;
		return await this.jest.mutantRun(options);
	}
}

const [jestPlugin] = jestPlugins;

function runnerByFile(injector) {
	return new RunnerByFile(jestPlugin.factory(injector));
}
runnerByFile.inject = jestPlugin.factory.inject;

export const strykerPlugins = [{ ...jestPlugin, factory: runnerByFile }];

export { strykerValidationSchema } from '@stryker-mutator/jest-runner';
