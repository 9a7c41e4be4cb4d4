const { modulePathIgnorePatterns, transform } = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
	transform,
	modulePathIgnorePatterns,
	globalSetup: '<rootDir>/test/e2e/support/setup.ts',
	globalTeardown: '<rootDir>/test/e2e/support/teardown.ts',
	setupFilesAfterEnv: ['<rootDir>/test/e2e/support/retry.ts'],
	// One n8n and one browser: side by side the tests would only slow each other down.
	maxWorkers: 1,
	testTimeout: 300_000,
	verbose: true,
};
