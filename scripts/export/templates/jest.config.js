/** The tests of the nodes: in isolation, in n8n's engine, and against the samples of the vendor's documentation. */
const { existsSync } = require('node:fs');

const swc = (syntax) => [
	'@swc/jest',
	{ jsc: { parser: { syntax }, target: 'es2022' }, module: { type: 'commonjs' } },
];

/** @type {import('jest').Config} */
module.exports = {
	roots: ['nodes', 'credentials', 'sandbox', 'test']
		.filter((folder) => existsSync(`${__dirname}/${folder}`))
		.map((folder) => `<rootDir>/${folder}`),
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testEnvironment: 'node',
	testTimeout: 60_000,
	// subsrt-ts is published as an ES module only.
	transform: { '^.+\\.ts$': swc('typescript'), '/node_modules/subsrt-ts/.+\\.js$': swc('ecmascript') },
	transformIgnorePatterns: ['/node_modules/(?!subsrt-ts/)'],
};
