/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/{unit,engine,contract}/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
		// Published as an ES module only.
		'/node_modules/subsrt-ts/.+\\.js$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'ecmascript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!subsrt-ts/)'],
	modulePathIgnorePatterns: ['<rootDir>/.n8n/', '<rootDir>/platform/', '<rootDir>/dist-packages/'],
	maxWorkers: 2,
	testTimeout: 60_000,
};
