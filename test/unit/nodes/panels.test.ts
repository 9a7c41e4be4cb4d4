import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';

import { loadPackage } from '../../support/engine/node-types';
import { operationsOf, type OperationValues } from '../../support/parameters';

/** n8n's guidelines: fields that most people need are shown first, the others can be added. */
const MOST = 3;

/** Display names of the fields that the editor shows of a new node, without groups and notices. */
function shownFields(description: INodeTypeDescription, values: OperationValues): string[] {
	const node = { typeVersion: 1 };
	const given: INodeParameters = { ...values };
	const { properties } = description;
	const set = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? given;
	return properties
		.filter(({ name }) => name !== 'resource' && name !== 'operation')
		.filter(({ type }) => !['notice', 'hidden', 'collection', 'fixedCollection'].includes(type))
		.filter((property) => NodeHelpers.displayParameter(set, property, node, description))
		.map(({ displayName }) => displayName);
}

it(`no operation initially shows more than ${MOST} fields`, async () => {
	const { nodes } = await loadPackage();
	const panels = Object.values(nodes).flatMap(({ type }) => {
		const { description } = NodeHelpers.getVersionedNodeType(type);
		return operationsOf(description).map((values) => ({
			panel: [description.displayName, values.resource, values.operation].filter(Boolean).join(' '),
			fields: shownFields(description, values),
		}));
	});
	expect(panels.length).toBeGreaterThan(30);
	expect(panels.filter(({ fields }) => fields.length > MOST)).toEqual([]);
});
