/**
 * The real n8n engine in this process: n8n-core runs workflows through the built package (`npm run build`
 * first), with its own loader, execution, binary data, HTTP helpers and contexts. Only what belongs to n8n's
 * server is rebuilt here after its sources: credentials from fixtures, saving between runs, and the webhook
 * addresses, on a real HTTP port of loopback.
 */

import type { Readable } from 'node:stream';

import { configureGlobalAxiosDefaults } from '@n8n/backend-network';
import { Container } from '@n8n/di';
import { BinaryDataService, ExecuteContext, prepareBinaryData, RoutingNode } from 'n8n-core';
import {
	type IBinaryData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type WorkflowExecuteMode,
	createEmptyRunExecutionData,
	deepCopy,
	NodeConnectionTypes,
	UserError,
	Workflow,
} from 'n8n-workflow';

import { ActiveWorkflow } from './active-workflow';
import { NodeLoadOptionsContext } from './contexts';
import { type CredentialTypes, FixtureCredentials, nodeOfCredentialTest } from './credentials';
import { removeUserFolder } from './environment';
import { type ExecutionHandle, Executions } from './executions';
import { isRecord } from './guards';
import { type BinaryMode, Host } from './host';
import { loadPackage, NodeTypes } from './node-types';
import type { RunResult } from './run-result';
import { HttpError, WebhookServer } from './webhook-server';
import {
	chain,
	type NodeDefinition,
	type SavedWorkflow,
	saveWorkflow,
	type WorkflowDefinition,
} from './workflow-definition';

export type { ActiveWorkflow } from './active-workflow';
export type { ExecutionHandle } from './executions';
export { bucket, database, type BinaryMode } from './host';
export type { RunResult } from './run-result';
export { chain, type NodeDefinition, type WorkflowDefinition } from './workflow-definition';

export interface EngineOptions {
	/** Default `filesystem`, as in n8n 2. Only one engine at a time may run when their modes differ. */
	readonly binaryMode?: BinaryMode;
	/** The sub-path of n8n's address, e.g. `/automation/n8n`, as in N8N_PATH and N8N_WEBHOOK_URL. Default: none. */
	readonly path?: string;
	/** Fields by credential type. A node without `credentials` gets each one its type lists. */
	readonly credentials?: Readonly<Record<string, ICredentialDataDecryptedObject>>;
	/** Node types in addition to those of the package, by full name (`test.echo`). */
	readonly nodeTypes?: Readonly<Record<string, INodeType>>;
	/** Credential types in addition to those of the package, by name. */
	readonly credentialTypes?: Readonly<Record<string, ICredentialType>>;
	/** Root of the package to load; default this one. */
	readonly packageDirectory?: string;
	/** Whether a test may set parameters that a node does not have; n8n ignores them in silence. Default false. */
	readonly anyParameters?: boolean;
}

export interface RunOptions extends WorkflowDefinition {
	/** Items the start node gets; default one empty item. */
	readonly input?: INodeExecutionData[];
	/** Default: n8n's choice, which is the trigger. */
	readonly startNode?: string;
	/** Default `manual`. */
	readonly mode?: WorkflowExecuteMode;
	/** Cancels the run when aborted. */
	readonly signal?: AbortSignal;
}

export interface BinaryItemOptions {
	readonly data: Buffer | Readable;
	readonly fileName?: string;
	/** Default `application/octet-stream`. */
	readonly mimeType?: string;
	/** Name of the binary property; default `data`. */
	readonly property?: string;
	readonly json?: IDataObject;
}

export interface WebhookRequest {
	/** Default `POST`. */
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON. Without `json` and `body` the request has no body. */
	readonly json?: unknown;
	/** Sent as it is; a `FormData` as multipart, a `URLSearchParams` as form. */
	readonly body?: string | Uint8Array<ArrayBuffer> | FormData | URLSearchParams;
}

export interface WebhookReply {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

/** Sends one HTTP request, as a vendor's callback does. */
export async function send(url: string, request: WebhookRequest = {}): Promise<WebhookReply> {
	const { method = 'POST', json } = request;
	const body = json === undefined ? request.body : JSON.stringify(json);
	const response = await fetch(url, {
		method,
		redirect: 'manual',
		headers: {
			connection: 'close',
			...(json !== undefined && { 'content-type': 'application/json' }),
			...request.headers,
		},
		...(body !== undefined && { body }),
	});
	return { status: response.status, headers: response.headers, text: await response.text() };
}

const open = new Set<Engine>();

/** An n8n instance in this process; `closeEngines` closes it when its owner does not. */
export class Engine {
	private readonly active: ActiveWorkflow[] = [];

	private constructor(
		private readonly host: Host,
		private readonly credentialType: CredentialTypes,
		private readonly nodeTypes: NodeTypes,
		private readonly stored: Map<string, ICredentialDataDecryptedObject>,
		private readonly executions: Executions,
		private server: WebhookServer | undefined,
	) {}

	static async create(options: EngineOptions): Promise<Engine> {
		configureGlobalAxiosDefaults();
		const loaded = await loadPackage(options.packageDirectory);
		const nodeTypes = new NodeTypes(loaded, options.nodeTypes ?? {}, options.anyParameters);
		const credentialType: CredentialTypes = (name) =>
			options.credentialTypes?.[name] ?? loaded.credentialType(name);
		const stored = new Map(Object.entries(deepCopy({ ...options.credentials })));
		const credentials = new FixtureCredentials(credentialType, nodeTypes, stored);
		const host = new Host(nodeTypes, credentials, options.binaryMode ?? 'filesystem');
		const executions = await Executions.create(host);
		const engine = new Engine(host, credentialType, nodeTypes, stored, executions, undefined);
		engine.server = await WebhookServer.start({
			waiting: async (id, req, res) => await engine.executions.resume(id, req, res),
			live: async (path, isTest, req, res) => {
				const workflow = engine.active.find((candidate) => candidate.answers(path, req.method, isTest));
				if (workflow !== undefined) return await workflow.handle(path, req, res);
				throw new HttpError(404, `The requested webhook "${req.method} ${path}" is not registered.`);
			},
			path: options.path ?? '',
		});
		host.baseUrl = engine.server.url;
		open.add(engine);
		return engine;
	}

	/** Address of this instance: `http://127.0.0.1:<port>` and its sub-path. */
	get url(): string {
		return this.host.baseUrl;
	}

	/** Starts a run and returns immediately, to cancel it or to act during the run. */
	start(options: RunOptions): ExecutionHandle {
		const { input = [{ json: {} }], startNode, mode = 'manual', signal } = options;
		const handle = this.executions.start(this.save(options), mode, startNode, [input]);
		if (signal?.aborted) handle.cancel();
		signal?.addEventListener('abort', () => handle.cancel(), { once: true });
		return handle;
	}

	/** Runs a workflow until it ends or waits. */
	async run(options: RunOptions): Promise<RunResult> {
		return await this.start(options).result;
	}

	/** Publishes a workflow and runs it from its first node until it ends or waits. */
	async runPublished(options: Pick<RunOptions, keyof WorkflowDefinition | 'input'>): Promise<RunResult> {
		return await (
			await this.startPublished(options)
		).result;
	}

	/** Publishes a workflow and starts it at its first node. */
	async startPublished({
		input = [{ json: {} }],
		...definition
	}: Pick<RunOptions, keyof WorkflowDefinition | 'input'>): Promise<ExecutionHandle> {
		const workflow = await this.activate(definition);
		return workflow.start(definition.nodes[0]?.name ?? '', input);
	}

	/** Runs one node after a manual trigger that passes the items to it. */
	async runNode(
		node: NodeDefinition,
		input: INodeExecutionData[] = [{ json: {} }],
		options: Pick<RunOptions, 'mode' | 'signal' | 'settings'> = {},
	): Promise<RunResult> {
		const trigger = { name: 'Manual Trigger', type: 'n8n-nodes-base.manualTrigger' };
		return await this.run({
			...options,
			nodes: [trigger, node],
			connections: chain(trigger.name, node.name),
			input,
		});
	}

	/** "Retry execution" of a run that failed: with the original workflow, or with the one that is saved now. */
	async retry(failed: RunResult, changed?: WorkflowDefinition): Promise<RunResult> {
		return await this.executions.retry(failed, changed && this.save(changed)).result;
	}

	/** The result of a run when it has ended for good, also one that waits and is resumed by a callback. */
	async finished(executionId: string): Promise<RunResult> {
		return await this.executions.finished(executionId);
	}

	/** Sends a request to the resume URL of a waiting run; `run` describes what follows if the request resumed it. */
	async resume(waiting: RunResult, request: WebhookRequest = {}): Promise<WebhookReply> {
		return await send(waiting.resumeUrl, request);
	}

	/** Stops a waiting execution as the button does. */
	stopWaiting(executionId: string): void {
		this.executions.stopWaiting(executionId);
	}

	/** Ends a wait by its time limit: n8n passes the node's input on. */
	async expireWait(waiting: RunResult): Promise<RunResult> {
		return await this.executions.expireWait(waiting.executionId).result;
	}

	/**
	 * Activates a workflow: its triggers register and listen. `isTest` is the editor's "Listen for test event"; with
	 * `register: false`, the test calls the registration methods itself (`hook`).
	 */
	async activate(
		definition: WorkflowDefinition,
		{ isTest = false, register = true }: { isTest?: boolean; register?: boolean } = {},
	): Promise<ActiveWorkflow> {
		const workflow = new ActiveWorkflow(this.host, this.executions, this.save(definition), isTest);
		this.active.push(workflow);
		if (register) await workflow.register();
		return workflow;
	}

	/** What a drop-down of the node's panel offers. */
	async loadOptions(node: NodeDefinition, method: string): Promise<INodePropertyOptions[]> {
		const load = this.methods(node)?.loadOptions?.[method];
		if (load === undefined) throw new UserError(`${node.type} has no loadOptions method "${method}"`);
		return await load.call(this.loadOptionsContext(node));
	}

	/** What a resource locator's list offers. */
	async listSearch(
		node: NodeDefinition,
		method: string,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const search = this.methods(node)?.listSearch?.[method];
		if (search === undefined) throw new UserError(`${node.type} has no listSearch method "${method}"`);
		return await search.call(this.loadOptionsContext(node), filter, paginationToken);
	}

	/** Replaces a credential's fields. */
	setCredential(type: string, data: ICredentialDataDecryptedObject): void {
		this.stored.set(type, deepCopy(data));
	}

	/** A credential's fields as saved now, with the token that `preAuthentication` fetched. */
	credential(type: string): ICredentialDataDecryptedObject {
		const data = this.stored.get(type);
		if (data === undefined) throw new UserError(`There is no fixture of credential "${type}"`);
		return deepCopy(data);
	}

	/** Runs the credential's `test` request, as Save does (`n8n/dist/services/credentials-tester.service.js`). */
	async testCredential(
		type: string,
		fields: ICredentialDataDecryptedObject = this.credential(type),
	): Promise<INodeCredentialTestResult> {
		const { test } = this.credentialType(type);
		if (test === undefined) {
			return { status: 'Error', message: 'No testing function found for this credential.' };
		}
		const previous = this.stored.get(type);
		this.stored.set(type, deepCopy(fields));
		try {
			const response = await this.requestOfTest(type, test.request);
			for (const rule of test.rules ?? []) {
				if (rule.type !== 'responseSuccessBody') continue;
				if (valueAt(response, rule.properties.key) === rule.properties.value) {
					return { status: 'Error', message: rule.properties.message };
				}
			}
			return { status: 'OK', message: 'Connection successful!' };
		} catch (error) {
			const status = statusOf(error);
			const rule = (test.rules ?? []).find(
				(candidate) => candidate.type === 'responseCode' && candidate.properties.value === status,
			);
			return { status: 'Error', message: rule?.properties.message ?? statusTextOf(error) };
		} finally {
			if (previous === undefined) this.stored.delete(type);
			else this.stored.set(type, previous);
		}
	}

	/** An item with a file, stored in this engine's binary mode. */
	async binaryItem(options: BinaryItemOptions): Promise<INodeExecutionData> {
		const { data, fileName, mimeType = 'application/octet-stream', property = 'data', json = {} } = options;
		await this.host.useBinaryMode();
		const binary = await prepareBinaryData(data, 'input', 'input', fileName, mimeType);
		return { json, binary: { [property]: binary } };
	}

	/** The bytes of a file that a node output. */
	async readBinary(item: INodeExecutionData | undefined, property = 'data'): Promise<Buffer> {
		const binary: IBinaryData | undefined = item?.binary?.[property];
		if (binary === undefined) throw new UserError(`The item has no binary property "${property}"`);
		return await Container.get(BinaryDataService).getAsBuffer(binary);
	}

	/** Stops listening. */
	async close(): Promise<void> {
		open.delete(this);
		await this.executions.settle();
		await this.server?.close();
	}

	private save(definition: WorkflowDefinition): SavedWorkflow {
		return saveWorkflow(definition, this.nodeTypes, (type) => this.stored.has(type));
	}

	private methods(node: NodeDefinition): INodeType['methods'] {
		return this.nodeTypes.getByNameAndVersion(node.type, node.typeVersion).methods;
	}

	private loadOptionsContext(definition: NodeDefinition): NodeLoadOptionsContext {
		const workflow = this.host.buildWorkflow(this.save({ nodes: [definition] }));
		const node = workflow.getNode(definition.name);
		if (node === null) throw new UserError(`The workflow has no node "${definition.name}"`);
		const additionalData = this.host.additionalData({ currentNodeParameters: node.parameters });
		return new NodeLoadOptionsContext(workflow, node, additionalData, 'parameters');
	}

	private async requestOfTest(type: string, request: IDataObject | object): Promise<unknown> {
		const node = nodeOfCredentialTest(type);
		const noOp = this.nodeTypes.getByNameAndVersion(node.type);
		const nodeType: INodeType = {
			description: {
				...noOp.description,
				credentials: [{ name: type, required: true }],
				properties: [
					{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
				],
			},
		};
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		});
		const context = new ExecuteContext(
			workflow,
			node,
			this.host.additionalData({ currentNodeParameters: node.parameters }),
			'internal',
			createEmptyRunExecutionData(),
			0,
			[],
			{ [NodeConnectionTypes.Main]: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
		const output = await new RoutingNode(context, nodeType).runNode();
		return output?.[0]?.[0]?.json;
	}
}

/** The value at a dotted path, which may be inherited, as n8n reads it (with `get` of lodash). */
function valueAt(source: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, key) => (value === null || value === undefined ? undefined : Reflect.get(Object(value), key)),
			source,
		);
}

/** What n8n shows of a failed credential test without a rule for its status. */
function statusTextOf(error: unknown): string {
	const cause = isRecord(error) ? error.cause : undefined;
	const response = isRecord(cause) ? cause.response : undefined;
	if (isRecord(response)) {
		return typeof response.statusText === 'string' && response.statusText !== ''
			? response.statusText
			: `Received HTTP status code: ${String(response.status)}`;
	}
	if (isRecord(cause) && typeof cause.code === 'string') return cause.code;
	return error instanceof Error ? error.message : String(error);
}

function statusOf(error: unknown): number | undefined {
	if (!isRecord(error)) return undefined;
	const cause =
		isRecord(error.cause) && isRecord(error.cause.response) ? error.cause.response.status : undefined;
	const status = Number(cause ?? error.httpCode);
	return Number.isNaN(status) ? undefined : status;
}

/**
 * Starts an n8n instance in this process.
 *
 * @throws UserError when the package is not built
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
	return await Engine.create(options);
}

/** Closes every engine that is still open and deletes what they stored: for the end of a process or a test file. */
export async function closeEngines(): Promise<void> {
	await Promise.all([...open].map(async (engine) => await engine.close()));
	await removeUserFolder();
}
