import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { ParameterSource } from '../../nodes/shared/fields/parameters';

/** A node of a workflow, for what needs no more than its name in errors. */
export const FAKE_NODE: INode = {
	id: '1',
	name: 'Node',
	type: 'n8n-nodes-transcription.example',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const isContext = (context: object): context is IExecuteFunctions => 'getNode' in context;

/**
 * An item of this node.
 * @param more what the context has besides the node, e.g. `getNodeParameter`
 */
export function fakeSource(itemIndex = 0, more: object = {}): ParameterSource {
	const context = { getNode: () => FAKE_NODE, ...more };
	if (!isContext(context)) throw new Error('This is not a context');
	return { context, itemIndex };
}
