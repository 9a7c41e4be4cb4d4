const { modulePathIgnorePatterns, transform } = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/queue/**/*.queue.ts'],
	transform,
	modulePathIgnorePatterns,
	globalSetup: '<rootDir>/test/queue/support/setup.ts',
	globalTeardown: '<rootDir>/test/queue/support/teardown.ts',
	// One cluster for all: side by side the tests would only slow each other down.
	maxWorkers: 1,
	testTimeout: 240_000,
	verbose: true,
	reporters: ['default', '<rootDir>/test/queue/support/counts.js'],
};
