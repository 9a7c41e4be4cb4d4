import {
	NodeOperationError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';

import { isObject, valueAt } from '../network/message';
import type { Network, Sender } from '../network/network';
import { contentOf } from '../vendors/jobs';
import type { CredentialStore } from './credentials';
import { resolve, type ExpressionScope } from './expressions';
import { httpRequest, httpRequestWithAuthentication } from './http';
import type { NodeType, Process } from './process';
import type { RequestOptions } from './requestOptions';

/** A node of a workflow. */
export interface NodeModel {
	name: string;
	type: NodeType;
	parameters: INodeParameters;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** "Retry On Fail". */
	tries: number;
	waitBetweenTriesMs: number;
}

/** A workflow, as its nodes see it. */
export interface WorkflowModel {
	id: string;
	/** Whether it is published. */
	isActive: boolean;
	/** Whether its executions are test runs in the editor. */
	isTest: boolean;
}

/** The ID in the path of a node's webhooks. */
export function webhookIdOf({ name }: Pick<NodeModel, 'name'>, { id }: WorkflowModel): string {
	return `${id}-${name}`;
}

/** n8n's public URL. */
const PUBLIC_URL = 'https://n8n.example.com';

/** What the contexts of a node have in common. */
export interface ContextParts {
	process: Process;
	network: Network;
	sender: Sender;
	credentials: CredentialStore;
	node: NodeModel;
	workflow: WorkflowModel;
	log: (level: 'info' | 'warn', message: string) => void;
	scope: (itemIndex: number) => ExpressionScope;
}

function nodeOf({ node, credentials, workflow }: ContextParts): INode {
	return {
		id: `node-${node.name}`,
		webhookId: webhookIdOf(node, workflow),
		name: node.name,
		type: `n8n-nodes-transcription.${node.type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentials.type]: { id: 'credential-1', name: 'Account' } },
		onError: node.onError,
	};
}

/** The members that all contexts have; each kind adds its own. */
export function commonContext(parts: ContextParts) {
	const { process, network, sender, credentials, node, workflow, log, scope } = parts;
	const parameters = process.parametersOf(node.type, node.parameters);
	const info = nodeOf(parts);
	return {
		logger: {
			info: (message: string) => log('info', message),
			warn: (message: string) => log('warn', message),
		},
		getNode: () => info,
		additionalData: {
			webhookBaseUrl: `${PUBLIC_URL}/webhook`,
			webhookWaitingBaseUrl: `${PUBLIC_URL}/webhook-waiting`,
		},
		getWorkflow: () => ({ id: workflow.id, name: 'Workflow', active: workflow.isActive }),
		getTimezone: () => 'UTC',
		getCredentials: async () => credentials.read(),
		evaluateExpression: (expression: string, itemIndex: number) =>
			resolve(`=${expression}`, scope(itemIndex)),
		parameter: (name: string, itemIndex: number, fallback: unknown, extractsValue: boolean): unknown => {
			const value = valueAt(parameters, ...name.split('.')) ?? fallback;
			if (value === undefined) throw new Error(`Could not get parameter: ${name}`);
			const resolved = resolve(value, scope(itemIndex));
			return extractsValue && isObject(resolved) && resolved.__rl === true ? resolved.value : resolved;
		},
		helpers: {
			httpRequest: async (options: RequestOptions) => await httpRequest(network, sender, options),
			prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> => ({
				data: data.toString('base64'),
				fileName,
				mimeType,
			}),
		},
		requestWith: async (options: RequestOptions, cancel: AbortSignal | undefined) =>
			await httpRequestWithAuthentication(network, sender, credentials, info, options, cancel),
	};
}

/** The members that the context of `execute` adds. */
export interface ExecuteParts extends ContextParts {
	items: readonly INodeExecutionData[];
	runIndex: number;
	executionId: string;
	cancel: AbortSignal;
	isTool: boolean;
	/** The node's context, which n8n stores with the execution. */
	kept: IDataObject;
	putToWait: (until: Date) => void;
}

export function executeContext(parts: ExecuteParts): IExecuteFunctions {
	const { helpers, parameter, requestWith, ...common } = commonContext(parts);
	const { items, runIndex, executionId, cancel, isTool, kept, putToWait, node, workflow } = parts;
	const context = {
		...common,
		getInputData: () => items,
		getMode: () => (workflow.isTest ? 'manual' : 'trigger'),
		getExecutionId: () => executionId,
		getExecutionCancelSignal: () => cancel,
		getContext: () => kept,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown, options?: object) =>
			parameter(name, itemIndex, fallback, valueAt(options, 'extractValue') === true),
		continueOnFail: () => node.onError !== 'stopWorkflow',
		isToolExecution: () => isTool,
		addExecutionHints: () => undefined,
		putExecutionToWait: async (until: Date) => putToWait(until),
		helpers: {
			...helpers,
			httpRequestWithAuthentication: async (_type: string, options: RequestOptions) =>
				await requestWith(options, cancel),
			assertBinaryData: (itemIndex: number, property: string) => {
				const data = items[itemIndex]?.binary?.[property];
				if (data) return data;
				throw new NodeOperationError(common.getNode(), `There is no binary data in ${property}`);
			},
			getBinaryStream: async (id: string) => fileStream(id),
		},
	};
	if (!isExecuteContext(context)) throw new Error('The context is not complete');
	return context;
}

function isExecuteContext(context: object): context is IExecuteFunctions {
	return 'helpers' in context && 'getInputData' in context;
}

/** The ID under which n8n stores the file of a recording. */
export function fileId(recording: string): string {
	return `filesystem-v2:${recording}`;
}

/** In two chunks, so that an upload can fail between them. */
async function* fileStream(id: string): AsyncGenerator<Buffer> {
	const content = contentOf(id.replace('filesystem-v2:', ''));
	const half = content.length >> 1;
	yield Buffer.from(content.slice(0, half));
	yield Buffer.from(content.slice(half));
}
