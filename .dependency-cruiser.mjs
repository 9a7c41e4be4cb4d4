/** No circle of files anywhere, types included. The arrows between folders are ESLint's: eslint.config.mjs. */
export default {
	forbidden: [
		{
			name: 'no-circle',
			severity: 'error',
			comment: 'Files that import each other in a circle can only be understood together.',
			from: {},
			to: { circular: true },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(node_modules|dist|dist-packages|\\.n8n)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.check.json' },
	},
};
