import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { loadPackage, NodeTypes } from '../../support/engine/node-types';
import { fieldsOfOperation, operationsOf, type OperationValues } from '../../support/parameters';

/** What n8n shows below a node on the canvas. */
function shownSubtitle(
	nodeTypes: NodeTypes,
	type: string,
	{ subtitle }: INodeTypeDescription,
	parameters: OperationValues,
): unknown {
	const node: INode = {
		id: 'n1',
		name: 'Node',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: { ...parameters },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

it('the text below a node says what its operation does', async () => {
	const loaded = await loadPackage();
	const nodeTypes = new NodeTypes(loaded, {});
	let shown = 0;
	for (const [name, { type }] of Object.entries(loaded.nodes)) {
		const { description } = NodeHelpers.getVersionedNodeType(type);
		for (const parameters of operationsOf(description).filter(({ operation }) => operation !== undefined)) {
			const text = shownSubtitle(nodeTypes, `${loaded.name}.${name}`, description, parameters);
			expect(text).toBe(actionOf(description, parameters));
			shown += 1;
		}
	}
	expect(shown).toBeGreaterThan(50);
});

function actionOf(description: INodeTypeDescription, parameters: OperationValues): string | undefined {
	const menu = fieldsOfOperation(description, parameters).find(({ name }) => name === 'operation');
	const options = (menu?.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);
	return options.find(({ value }) => value === parameters.operation)?.action;
}
