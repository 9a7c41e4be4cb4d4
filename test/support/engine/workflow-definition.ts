import { randomUUID } from 'node:crypto';

import {
	type IConnections,
	type IDataObject,
	type INode,
	type IPinData,
	type IWorkflowSettings,
	NodeConnectionTypes,
	UserError,
} from 'n8n-workflow';

import { unknownParameters } from '../parameters';
import type { NodeTypes } from './node-types';

/** A node as a test writes it; what is left out is filled in as n8n's editor would. */
export type NodeDefinition = Partial<INode> & Pick<INode, 'name' | 'type'>;

/** A workflow as a test writes it, or as n8n exports it. */
export interface WorkflowDefinition {
	/** Default: a new ID, as for another workflow. */
	readonly id?: string;
	readonly name?: string;
	readonly nodes: readonly NodeDefinition[];
	readonly connections?: IConnections;
	readonly settings?: IWorkflowSettings;
	readonly pinData?: IPinData;
}

/** A workflow, as n8n stores it. `staticData` is what the nodes store between runs. */
export interface SavedWorkflow {
	readonly id: string;
	readonly name: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings: IWorkflowSettings;
	readonly pinData?: IPinData;
	staticData: IDataObject;
	/** Whether it is published; n8n runs everything else as a test. */
	isPublished?: boolean;
}

/** Connections of nodes one behind the other, each by its first output. */
export function chain(...names: string[]): IConnections {
	return Object.fromEntries(
		names
			.slice(1)
			.map((name, i) => [
				names[i] ?? '',
				{ main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]] },
			]),
	);
}

/**
 * Saves a workflow: fills in ids, positions, versions, webhook ids and the credentials there are fixtures for.
 *
 * @throws UserError for a parameter that a node of the package does not have, unless the engine takes any
 */
export function saveWorkflow(
	definition: WorkflowDefinition,
	nodeTypes: NodeTypes,
	hasCredential: (type: string) => boolean,
): SavedWorkflow {
	const nodes = definition.nodes.map((node): INode => {
		const typeVersion = node.typeVersion ?? nodeTypes.newestVersion(node.type);
		const { description } = nodeTypes.getByNameAndVersion(node.type, typeVersion);
		const unknown = nodeTypes.isStrict(node.type)
			? unknownParameters(description, node.parameters ?? {})
			: [];
		if (unknown.length > 0) throw new UserError(`"${node.name}" has no ${unknown.join(', ')}`);
		const fixtures = (description.credentials ?? []).filter(({ name }) => hasCredential(name));
		return {
			id: node.name,
			position: [0, 0],
			parameters: {},
			...(fixtures.length > 0 && {
				credentials: Object.fromEntries(fixtures.map(({ name }) => [name, { id: name, name }])),
			}),
			...(description.webhooks && { webhookId: randomUUID() }),
			...node,
			typeVersion,
		};
	});
	return {
		id: definition.id ?? randomUUID(),
		name: definition.name ?? 'Test',
		nodes,
		connections: definition.connections ?? {},
		settings: { executionOrder: 'v1', ...definition.settings },
		...(definition.pinData && { pinData: definition.pinData }),
		staticData: {},
	};
}
