/**
 * Loads all nodes and credentials of the built package like n8n, in plain Node.js without a compiler: measures the time
 * and the remaining heap, with n8n-workflow and zod loaded before.
 */
const { performance } = require('node:perf_hooks');
const path = require('node:path');

const { package: folder } = JSON.parse(process.argv[2] ?? '{}');
const root = path.resolve(folder);
const { n8n } = require(path.join(root, 'package.json'));

const measure = (load) => {
	globalThis.gc();
	const heap = process.memoryUsage().heapUsed;
	const began = performance.now();
	load();
	const ms = performance.now() - began;
	globalThis.gc();
	return { ms, heapMiB: (process.memoryUsage().heapUsed - heap) / 2 ** 20 };
};

const before = measure(() => {
	require('n8n-workflow');
	require('zod/v4');
});
const classes = [];
const own = measure(() => {
	for (const file of [...n8n.nodes, ...n8n.credentials]) {
		const [Type] = Object.values(require(path.join(root, file)));
		// n8n creates one of each to read its description.
		classes.push(new Type());
	}
});
process.send({ own, before, classes: classes.length });
process.disconnect();
