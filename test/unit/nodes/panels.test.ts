import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { loadPackage } from '../../support/engine/node-types';
import { operationsOf, type OperationValues } from '../../support/parameters';

/** n8n's guidelines: fields that most people need are shown first, the others can be added. */
const MOST = 5;

/** Lists of fields to add. */
const MOST_COLLECTIONS = 2;

/** The fields that the editor shows of a new node, without notices, and the collections to which fields can be added. */
function shown(
	description: INodeTypeDescription,
	values: OperationValues,
): { fields: string[]; collections: string[] } {
	const node = { typeVersion: 1 };
	const given: INodeParameters = { ...values };
	const { properties } = description;
	const set = NodeHelpers.getNodeParameters(properties, given, true, false, node, description) ?? given;
	const visible = properties
		.filter(({ name }) => name !== 'resource' && name !== 'operation')
		.filter(({ type }) => type !== 'notice' && type !== 'hidden')
		.filter((property) => NodeHelpers.displayParameter(set, property, node, description));
	const isCollection = ({ type }: INodeProperties) => type === 'collection' || type === 'fixedCollection';
	return {
		fields: visible.filter((property) => !isCollection(property)).map(({ displayName }) => displayName),
		collections: visible.filter(isCollection).map(({ displayName }) => displayName),
	};
}

it(`no operation initially shows more than ${MOST} fields and ${MOST_COLLECTIONS} collections`, async () => {
	const { nodes } = await loadPackage();
	const panels = Object.values(nodes).flatMap(({ type }) => {
		const { description } = NodeHelpers.getVersionedNodeType(type);
		return operationsOf(description).map((values) => ({
			panel: [description.displayName, values.resource, values.operation].filter(Boolean).join(' '),
			...shown(description, values),
		}));
	});
	expect(panels.length).toBeGreaterThan(30);
	expect(panels.filter(({ fields }) => fields.length > MOST)).toEqual([]);
	expect(panels.filter(({ collections }) => collections.length > MOST_COLLECTIONS)).toEqual([]);
});
