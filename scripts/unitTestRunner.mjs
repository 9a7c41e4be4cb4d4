/**
 * A plugin of StrykerJS that runs unit tests without Jest's environments: code and tests are loaded once in a process,
 * with Jest's own `expect`, mocks and fake timers, so that a mutant costs the milliseconds of the tests that reach it.
 * Only mutants outside of functions load everything again. Tests may not use `jest.mock`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

import { ModernFakeTimers } from '@jest/fake-timers';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
	determineHitLimitReached,
	DryRunStatus,
	TestStatus,
	toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { transformSync } from '@swc/core';
import { expect } from 'expect';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';

/** What instrumented code reads and writes. */
const stryker = (globalThis.__stryker__ ??= {});

/** The copy of the project in which Stryker works, which is the working directory only later. */
const root = () => process.cwd();
const require = createRequire(import.meta.url);

const swc = (file) =>
	transformSync(readFileSync(file, 'utf8'), {
		filename: file,
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs', ignoreDynamic: true },
		configFile: false,
		swcrc: false,
	}).code;

const compiled = new Map();
Module._extensions['.ts'] = (module, file) => {
	if (!compiled.has(file)) compiled.set(file, swc(file));
	module._compile(compiled.get(file), file);
};

/** Lets the code and the tests be loaded again. */
function forgetModules() {
	for (const file of Object.keys(require.cache)) {
		const isOwn = file.startsWith(root()) && !file.includes(`${path.sep}node_modules${path.sep}`);
		if (isOwn) Reflect.deleteProperty(require.cache, file);
	}
}

/** The tests of a file with the hooks around each, as the functions for tests collect them. */
class Suite {
	beforeEach = [];
	afterEach = [];
	constructor(name, parent) {
		this.name = name;
		this.parent = parent;
	}

	get fullName() {
		return this.parent ? [this.parent.fullName, this.name].filter(Boolean).join(' ') : this.name;
	}

	get chain() {
		return this.parent ? [...this.parent.chain, this] : [this];
	}
}

let suite;
let collected;

function describe(name, body) {
	suite = new Suite(String(name), suite);
	body();
	suite = suite.parent;
}

function it(name, body) {
	collected.push({ name: [suite.fullName, name].filter(Boolean).join(' '), body, suite });
}

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ global: globalThis, config: { fakeTimers: {}, rootDir: '/' } });

const jest = {
	fn: (...given) => mocker.fn(...given),
	spyOn: (...given) => mocker.spyOn(...given),
	restoreAllMocks: () => mocker.restoreAllMocks(),
	useFakeTimers: (options) => timers.useFakeTimers(options),
	useRealTimers: () => timers.useRealTimers(),
	advanceTimersToNextTimer: (steps) => timers.advanceTimersToNextTimer(steps),
	advanceTimersByTimeAsync: async (ms) => await timers.advanceTimersByTimeAsync(ms),
	getTimerCount: () => timers.getTimerCount(),
};

Object.assign(globalThis, {
	describe: Object.assign(describe, { each: bind(describe, false) }),
	it: Object.assign(it, { each: bind(it, false) }),
	test: Object.assign(it, { each: bind(it, false) }),
	expect,
	jest,
	...Object.fromEntries(['beforeEach', 'afterEach'].map((hook) => [hook, (body) => suite[hook].push(body)])),
});

/** Loads a test file. The tests that it has, each with an ID of its own. */
function load(file) {
	suite = new Suite('');
	collected = [];
	require(file);
	const known = new Map();
	return collected.map(({ name, body, suite: own }) => {
		const place = (known.get(name) ?? 0) + 1;
		known.set(name, place);
		return { id: `${path.relative(root(), file)} ${place} ${name}`, name, body, suite: own, fileName: file };
	});
}

/** Real also while a test has fake timers. */
const { setTimeout, clearTimeout } = globalThis;

/** Fails if the work is never done. */
async function withinTime(work, ms) {
	let timer;
	const tooLong = new Promise((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`Took longer than ${ms} ms`)), ms);
	});
	try {
		await Promise.race([work(), tooLong]);
	} finally {
		clearTimeout(timer);
	}
}

/** Runs a test with its hooks. @returns the message of its error; `undefined` if it passes */
async function failureOf({ body, suite: own }, limit) {
	const suites = own.chain;
	expect.setState({ assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false });
	let failure;
	const attempt = async (work) => {
		try {
			await withinTime(async () => await work(), limit);
		} catch (error) {
			failure ??= String(error?.message ?? error);
		}
	};
	for (const each of suites.flatMap(({ beforeEach }) => beforeEach)) await attempt(each);
	if (failure === undefined) await attempt(body);
	for (const each of suites.toReversed().flatMap(({ afterEach }) => afterEach)) await attempt(each);
	for (const { error } of expect.extractExpectedAssertionsErrors()) failure ??= error.message;
	timers.useRealTimers();
	return failure;
}

/** The least time for a test that takes milliseconds, on a machine that is busy, in ms. */
const LEAST_LIMIT = 2000;

class UnitTestRunner {
	/** The tests by file, of the files that are loaded. */
	loaded = new Map();
	/** How many mutants a test noticed, or all tests of a file. */
	noticed = new Map();
	/** Milliseconds of each test when it last passed. */
	durations = new Map();

	constructor(options) {
		this.options = options.unitTests;
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		process.env.NODE_ENV = 'test';
		const { folder, leftOut } = this.options;
		this.files = readdirSync(folder, { recursive: true })
			.map((file) => path.join(root(), folder, file))
			.filter((file) => file.endsWith('.test.ts') && !new RegExp(leftOut).test(file));
	}

	/** The tests of a file, which has modules of its own, because modules have a state. */
	tests(file) {
		if (!this.loaded.has(file)) {
			forgetModules();
			this.loaded.set(file, load(file));
		}
		return this.loaded.get(file);
	}

	async run(test, limit = LEAST_LIMIT + 10 * (this.durations.get(test.id) ?? 0)) {
		const start = performance.now();
		const failure = await failureOf(test, limit);
		if (failure === undefined) this.durations.set(test.id, performance.now() - start);
		return failure;
	}

	async dryRun() {
		stryker.mutantCoverage = { static: {}, perTest: {} };
		const tests = [];
		for (const test of this.files.flatMap((file) => this.tests(file))) {
			stryker.currentTestId = test.id;
			const failureMessage = await this.run(test, 60_000);
			stryker.currentTestId = undefined;
			tests.push(resultOf(test, this.durations.get(test.id) ?? 0, failureMessage));
		}
		return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit, reloadEnvironment, disableBail }) {
		const only = testFilter && new Set(testFilter);
		stryker.hitLimit = hitLimit;
		try {
			let run = await this.try(activeMutant.id, only, reloadEnvironment);
			if (run.isDirty) run = await this.try(activeMutant.id, only, true);
			return toMutantRunResult(
				determineHitLimitReached(stryker.hitCount, hitLimit) ?? {
					status: DryRunStatus.Complete,
					tests: run.tests,
				},
				disableBail,
			);
		} finally {
			stryker.activeMutant = undefined;
			stryker.hitCount = undefined;
			if (reloadEnvironment) this.loaded.clear();
		}
	}

	/**
	 * Runs the tests on a mutant until one fails, first those that noticed most mutants for the time that they take.
	 * @param only the IDs of the tests; all if there are none
	 * @param isFresh whether everything is loaded with the mutant, file by file
	 * @returns the tests; `isDirty` if the last one also fails without the mutant, because of what others left behind
	 */
	async try(mutant, only, isFresh) {
		const worth = ({ id }) => ((this.noticed.get(id) ?? 0) + 0.5) / ((this.durations.get(id) ?? 0) + 0.2);
		const times = (file) => this.noticed.get(file) ?? 0;
		const wanted = only && new Set(Array.from(only, (id) => path.join(root(), id.slice(0, id.indexOf(' ')))));
		const files = this.files
			.filter((file) => !wanted || wanted.has(file))
			.toSorted((a, b) => times(b) - times(a));
		stryker.hitCount = stryker.hitLimit ? 0 : undefined;
		if (isFresh) this.loaded.clear();
		const done = [];
		for (const group of isFresh ? files.map((file) => [file]) : [files]) {
			stryker.activeMutant = isFresh ? mutant : undefined;
			let tests;
			try {
				tests = group.flatMap((file) => this.tests(file));
			} catch (error) {
				const test = { id: group[0], name: group[0], fileName: group[0] };
				return { tests: [resultOf(test, 0, String(error))] };
			}
			stryker.activeMutant = mutant;
			const reaching = tests.filter(({ id }) => !only || only.has(id));
			for (const test of reaching.toSorted((a, b) => worth(b) - worth(a))) {
				const failureMessage = await this.run(test);
				done.push(resultOf(test, 0, failureMessage));
				if (failureMessage === undefined) continue;
				if (!isFresh && !(await this.passesWithout(test))) return { tests: done, isDirty: true };
				for (const key of [test.id, test.fileName]) this.noticed.set(key, times(key) + 1);
				return { tests: done };
			}
		}
		return { tests: done };
	}

	async passesWithout(test) {
		const { hitCount } = stryker;
		stryker.activeMutant = undefined;
		const failure = await this.run(test);
		stryker.hitCount = hitCount;
		return failure === undefined;
	}
}

function resultOf({ id, name, fileName }, timeSpentMs, failureMessage) {
	const test = { id, name, fileName, timeSpentMs };
	return failureMessage === undefined
		? { ...test, status: TestStatus.Success }
		: { ...test, status: TestStatus.Failed, failureMessage };
}

const unitTestRunner = Object.assign((options) => new UnitTestRunner(options), {
	inject: tokens(commonTokens.options),
});

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'unitTests', unitTestRunner)];

export const strykerValidationSchema = {
	properties: {
		unitTests: {
			description: 'The folder of the tests, and a pattern of the files to leave out.',
			type: 'object',
			properties: { folder: { type: 'string' }, leftOut: { type: 'string' } },
		},
	},
};
