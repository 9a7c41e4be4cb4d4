/**
 * A plugin of StrykerJS in place of its own runner for Jest: for each mutant Jest loads only the files whose tests reach it.
 * Otherwise Jest loads all files of the layer to look for these tests by name, which takes most of the time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { strykerPlugins as jestPlugins } from '@stryker-mutator/jest-runner';

/** The files of each test, for the processes that did not do the first run; they all work in one copy of the project. */
const testFiles = () => path.join(process.cwd(), 'test-files.json');

class RunnerByFile {
	constructor(jest) {
		this.jest = jest;
	}

	capabilities() {
		return this.jest.capabilities();
	}

	async init() {
		await this.jest.init();
		this.config = this.jest.jestConfig;
	}

	async dryRun(options) {
		const result = await this.jest.dryRun(options);
		const tests = (result.tests ?? []).map(({ id, fileName }) => ({ id, fileName }));
		writeFileSync(testFiles(), JSON.stringify(tests));
		return result;
	}

	async mutantRun(options) {
		const reaching = new Set(options.testFilter);
		const tests = JSON.parse(readFileSync(testFiles(), 'utf8'));
		const files = tests.filter(({ id }) => reaching.has(id)).map(({ fileName }) => fileName);
		this.jest.jestConfig =
			files.length > 0 ? { ...this.config, testMatch: [...new Set(files)] } : this.config;
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
