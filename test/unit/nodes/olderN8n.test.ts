import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { loadPackage } from '../../support/engine/node-types';

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/** The conditions of fields that name neither a field of the same list nor, as in `/output`, one of the node. */
function unknownConditions(entries: readonly Entry[], path: string): string[] {
	const names = new Set(entries.map(({ name }) => name));
	return entries.flatMap((entry) => {
		const at = `${path}.${entry.name}`;
		const { show = {}, hide = {} } = ('displayOptions' in entry ? entry.displayOptions : undefined) ?? {};
		const unknown = [...Object.keys(show), ...Object.keys(hide)].filter(
			(name) => !/^[/@]/.test(name) && !names.has(name),
		);
		const nested = 'values' in entry ? entry.values : 'options' in entry ? (entry.options ?? []) : [];
		return [...unknown.map((name) => `${at}: ${name}`), ...unknownConditions(nested, at)];
	});
}

// In n8n 1.100 to 2.20, a workflow does not start otherwise: "Could not resolve parameter dependencies".
it('has no field whose condition names a field that does not exist', async () => {
	const { nodes } = await loadPackage();
	const descriptions = Object.values(nodes).map(
		({ type }) => NodeHelpers.getVersionedNodeType(type).description,
	);
	expect(descriptions.length).toBeGreaterThan(5);
	expect(descriptions.flatMap(({ name, properties }) => unknownConditions(properties, name))).toEqual([]);
});
