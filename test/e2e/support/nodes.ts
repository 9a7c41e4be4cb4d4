import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { z } from 'zod/v4';

import { projectFolder } from '../../../platform/paths';

const conditionSchema = z.record(z.string(), z.array(z.unknown()));

const propertySchema = z.looseObject({
	displayName: z.string(),
	name: z.string(),
	type: z.string(),
	default: z.unknown(),
	required: z.boolean().optional(),
	hint: z.string().optional(),
	description: z.string().optional(),
	placeholder: z.string().optional(),
	displayOptions: z.object({ show: conditionSchema.optional(), hide: conditionSchema.optional() }).optional(),
	options: z.array(z.looseObject({ name: z.string() })).optional(),
});
/** A field of a node or a credential. */
export type Property = z.infer<typeof propertySchema>;

const choiceSchema = z.looseObject({ name: z.string(), value: z.string(), action: z.string().optional() });

const nodeSchema = z.looseObject({
	displayName: z.string(),
	name: z.string(),
	description: z.string(),
	inputs: z.array(z.string()),
	credentials: z.array(z.object({ name: z.string() })).default([]),
	properties: z.array(propertySchema),
});
/** A node of this package, as described by the build. */
export type NodeDescription = z.infer<typeof nodeSchema>;

const credentialSchema = z.looseObject({
	name: z.string(),
	displayName: z.string(),
	properties: z.array(propertySchema),
});
export type CredentialDescription = z.infer<typeof credentialSchema>;

/** An entry of the "Operation" menu. */
export interface OperationEntry {
	/** The labels of the menus. */
	resource: string;
	operation: string;
	/** Its name in the node creator. */
	action: string;
	/** The values of the menus. */
	values: { resource: string; operation: string };
}

const manifest = z
	.object({
		name: z.string(),
		n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
	})
	.parse(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')));

const load = createRequire(__filename);

function classFrom(file: string): unknown {
	const name = basename(file).split('.')[0] ?? '';
	const exports = z.record(z.string(), z.unknown()).parse(load(join(projectFolder, file)));
	const found = exports[name];
	if (typeof found !== 'function') throw new Error(`${file} exports no class ${name}`);
	return Reflect.construct(found, []);
}

const nodes = manifest.n8n.nodes.map(
	(file) => z.object({ description: nodeSchema }).parse(classFrom(file)).description,
);

/** The action nodes of the vendors. */
export const actionNodes = nodes.filter(
	({ inputs, credentials }) => inputs.length > 0 && credentials.length > 0,
);

/** The trigger nodes. */
export const triggerNodes = nodes.filter(({ inputs }) => inputs.length === 0);

export const credentialTypes = manifest.n8n.credentials.map((file) =>
	credentialSchema.parse(classFrom(file)),
);

/** The type of a node of the installed package in n8n. */
export const typeOf = ({ name }: Pick<NodeDescription, 'name'>): string => `${manifest.name}.${name}`;

/** The version that the editor gives to a new node of this package, and 1 for other nodes. */
export const versionOf = (type: string): number => (type.startsWith(`${manifest.name}.`) ? 2 : 1);

/** Every resource and operation of a node, in the order of the menus. */
export function operationsOf(node: NodeDescription): OperationEntry[] {
	const resources = choices(node.properties.find(({ name }) => name === 'resource'));
	return resources.flatMap((resource) =>
		choices(
			node.properties.find(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
			),
		).map((operation) => ({
			resource: resource.name,
			operation: operation.name,
			action: operation.action ?? '',
			values: { resource: resource.value, operation: operation.value },
		})),
	);
}

/** The fields of one operation, including those that are hidden at first. */
export function fieldsOf(node: NodeDescription, { values }: OperationEntry): Property[] {
	return node.properties.filter(
		({ displayOptions }) =>
			displayOptions?.show?.resource?.includes(values.resource) &&
			displayOptions.show.operation?.includes(values.operation),
	);
}

function choices(property: Property | undefined): Array<z.infer<typeof choiceSchema>> {
	return z.array(choiceSchema).parse(property?.options ?? []);
}
