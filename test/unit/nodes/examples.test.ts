import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers } from 'n8n-workflow';
import { z } from 'zod/v4';

import { loadPackage, type LoadedPackage } from '../../support/engine/node-types';
import { unknownParameters } from '../../support/parameters';

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');

const workflowSchema = z.object({
	nodes: z.array(
		z.looseObject({ name: z.string(), type: z.string(), parameters: z.record(z.string(), z.json()) }),
	),
});

let loaded: LoadedPackage;

beforeAll(async () => {
	loaded = await loadPackage();
});

it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.json')))(
	'%s only sets fields that the nodes have',
	(file) => {
		const { nodes } = workflowSchema.parse(JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')));
		const own = nodes.filter(({ type }) => type.startsWith(`${loaded.name}.`));
		expect(own).not.toEqual([]);
		const unknown = own.flatMap(({ name, type, parameters }) => {
			// As a tool of an agent, a node has the same fields.
			const known = loaded.nodes[type.slice(loaded.name.length + 1).replace(/Tool$/, '')];
			if (known === undefined) throw new Error(`There is no ${type}`);
			const { description } = NodeHelpers.getVersionedNodeType(known.type);
			return unknownParameters(description, parameters).map((parameter) => `${name}: ${parameter}`);
		});
		expect(unknown).toEqual([]);
	},
);
