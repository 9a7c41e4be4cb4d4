import { type INodePropertyOptions, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

import { findVendors } from '../../../scripts/vendors';
import { loadPackage } from '../../support/engine/node-types';

/** The entries of a menu of a node, in the order of the panel and of the node creator. */
function entries(description: INodeTypeDescription, menu: string, resource?: string): string[] {
	const property = description.properties.find(
		({ name, displayOptions }) =>
			name === menu &&
			(resource === undefined || displayOptions?.show?.resource?.some((value) => value === resource)),
	);
	return (property?.options ?? [])
		.filter((option): option is INodePropertyOptions => 'value' in option)
		.map(({ name }) => name);
}

async function describedNodes(): Promise<Map<string, INodeTypeDescription>> {
	const { nodes } = await loadPackage();
	return new Map(
		Object.values(nodes).map(({ type }) => {
			const { description } = NodeHelpers.getVersionedNodeType(type);
			return [description.displayName, description];
		}),
	);
}

it('describes a vendor by both nodes alike, because n8n shows the description of the trigger for both', async () => {
	const nodes = await describedNodes();
	const pairs = [...nodes].filter(([name]) => nodes.has(`${name} Trigger`));
	expect(pairs).toHaveLength(findVendors().length);
	for (const [name, { description }] of pairs) {
		expect(nodes.get(`${name} Trigger`)?.description).toBe(description);
		expect(description).toMatch(/transcribe.+captions.+search.+start a workflow/i);
	}
});

it('outputs the text by default from every trigger, so that it can be sent on', async () => {
	const triggers = [...(await describedNodes())].filter(([name]) => name.endsWith(' Trigger'));
	expect(triggers).toHaveLength(findVendors().length);
	for (const [, { properties }] of triggers) {
		expect(properties.find(({ name }) => name === 'output')?.default).toBe('text');
	}
});

it.each([
	['AssemblyAI', ['Transcript', 'Job', 'File']],
	['Botlhale AI', ['Transcript', 'Job']],
	['Prosa.ai', ['Transcript', 'Job', 'Model']],
	['Speechmatics', ['Transcript', 'Job', 'Usage']],
])('%s offers transcripts first and what is seldom needed last', async (name, resources) => {
	const description = (await describedNodes()).get(name);
	if (!description) throw new Error(`There is no node ${name}.`);
	expect(entries(description, 'resource')).toEqual(resources);
	const [first, ...others] = entries(description, 'operation', 'transcript');
	expect(first).toBe('Transcribe');
	expect(others).toEqual([...others].sort());
});
