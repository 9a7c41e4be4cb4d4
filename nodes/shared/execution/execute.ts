import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Resource } from './operation';
import { readRunSettings } from './requestOptions';
import { runItems } from './runItems';

/** Runs the selected operation. @throws NodeApiError, NodeOperationError */
export async function executeNode(
	context: IExecuteFunctions,
	resources: readonly Resource[],
): Promise<INodeExecutionData[][]> {
	const resource = context.getNodeParameter('resource', 0);
	const value = context.getNodeParameter('operation', 0);
	const operation = resources
		.find((each) => each.value === resource)
		?.operations.find((each) => each.value === value);
	if (!operation) {
		throw new NodeOperationError(context.getNode(), `This node has no operation "${resource}: ${value}"`, {
			description: 'Select a resource and an operation from the lists.',
		});
	}
	if ('executeAll' in operation) return [await operation.executeAll(context)];
	return [await runItems(context, readRunSettings(context), async (call) => await operation.execute(call))];
}
