/**
 * Writes the schema of each operation's output next to its node (`__schema__/v1.0.0/<resource>/<operation>.json`),
 * where n8n's editor looks for fields to suggest before the first run. The schemas are generated from the zod schemas
 * of the operations.
 */
const { existsSync, readdirSync } = require('node:fs');
const { mkdir, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { z } = require('zod/v4');

const { loadCode } = require('./bundle.js');
const ROOT = path.resolve(__dirname, '..');

/** n8n supports types and properties; for a nullable value, it requires the other type. */
function simplify(schema) {
	const known = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
	const { type, properties, items } = known;
	return {
		type: Array.isArray(type) ? type.find((each) => each !== 'null') : (type ?? 'object'),
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, inner]) => [name, simplify(inner)]),
			),
		}),
		...(items && { items: simplify(items) }),
	};
}

/** The folders of nodes with operations. */
const findFolders = () =>
	readdirSync(path.join(ROOT, 'nodes')).filter((name) =>
		existsSync(path.join(ROOT, 'nodes', name, 'resources.ts')),
	);

/** Writes the schemas of all nodes below `directory`, which takes the place of `dist`. */
async function writeOutputSchemas(directory) {
	const folders = findFolders();
	const resourcesOf = await loadCode(
		folders.map((folder) => `export { resources as ${folder} } from './nodes/${folder}/resources';`),
		path.join(directory, 'resources.js'),
	);
	for (const folder of folders) {
		for (const resource of resourcesOf[folder]) {
			const target = path.join(directory, 'nodes', folder, '__schema__', 'v1.0.0', resource.value);
			for (const operation of resource.operations) {
				await mkdir(target, { recursive: true });
				const schema = { version: 1, ...simplify(z.toJSONSchema(operation.output, { io: 'output' })) };
				await writeFile(path.join(target, `${operation.value}.json`), `${JSON.stringify(schema)}\n`);
			}
		}
	}
}

module.exports = { writeOutputSchemas };
