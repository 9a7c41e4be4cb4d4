import './environment';

import type { Request, Response } from 'express';
import {
	type IDataObject,
	type INodeExecutionData,
	type IWebhookData,
	type WebhookSetupMethodNames,
	type Workflow,
	deepCopy,
	UserError,
} from 'n8n-workflow';

import { NodeHookContext } from './contexts';
import type { ExecutionHandle, Executions } from './executions';
import type { Host } from './host';
import type { RunResult } from './run-result';
import { callWebhook, webhooksOf } from './webhook-call';
import type { WebhookAnswer } from './webhook-server';
import type { SavedWorkflow } from './workflow-definition';

/** A workflow whose triggers listen, on the production addresses or (`isTest`) on those of the editor. */
export class ActiveWorkflow {
	private readonly runs: Array<Promise<RunResult>> = [];
	private isListening = true;

	constructor(
		private readonly host: Host,
		private readonly executions: Executions,
		private readonly saved: SavedWorkflow,
		readonly isTest: boolean,
	) {
		saved.isPublished = !isTest;
	}

	/** The URL to which a vendor sends callbacks for the node. */
	url(node: string): string {
		const [webhook] = this.webhooks(this.build()).filter((candidate) => candidate.node === node);
		if (webhook === undefined) throw new UserError(`Node "${node}" has no webhook`);
		return `${this.host.baseUrl}/${this.isTest ? 'webhook-test' : 'webhook'}/${webhook.path}`;
	}

	/** Starts a run of the published workflow at a node, as its trigger does. */
	start(startNode: string, input: INodeExecutionData[]): ExecutionHandle {
		return this.executions.start(this.saved, 'trigger', startNode, [input]);
	}

	/** Runs one of the node's registration methods and saves its static data. */
	async hook(node: string, method: WebhookSetupMethodNames): Promise<boolean> {
		const workflow = this.build();
		const webhook = this.webhooks(workflow).find((candidate) => candidate.node === node);
		if (webhook === undefined) throw new UserError(`Node "${node}" has no webhook`);
		return await this.runHook(workflow, webhook, method);
	}

	/** Registers every webhook with its vendor: calls `create` if `checkExists` returns false. */
	async register(): Promise<void> {
		for (const { node } of this.webhooks(this.build())) {
			if (!(await this.hook(node, 'checkExists'))) await this.hook(node, 'create');
		}
	}

	/** Removes the webhooks at the vendors and stops listening. */
	async deactivate(): Promise<void> {
		for (const { node } of this.webhooks(this.build())) await this.hook(node, 'delete');
		this.isListening = false;
	}

	/** A copy of what the node has saved under `getWorkflowStaticData('node')`. */
	staticData(node: string): IDataObject {
		const workflow = this.build();
		const found = workflow.getNode(node);
		if (found === null) throw new UserError(`The workflow has no node "${node}"`);
		return deepCopy(workflow.getStaticData('node', found));
	}

	/** The runs that webhook calls have started so far, each ended or waiting. */
	async started(): Promise<RunResult[]> {
		return await Promise.all(this.runs);
	}

	/** Whether a request with this path and method is for this workflow. */
	answers(path: string, method: string, isTest: boolean): boolean {
		return this.isListening && isTest === this.isTest && this.find(this.build(), path, method) !== undefined;
	}

	/** Responds to a request: the node's `webhook()` decides whether a run starts. */
	async handle(path: string, req: Request, res: Response): Promise<WebhookAnswer | undefined> {
		const workflow = this.build();
		const found = this.find(workflow, path, req.method);
		const node = workflow.getNode(found?.webhook.node ?? '');
		if (found === undefined || node === null) throw new UserError(`No webhook at ${path}`);
		const { webhook } = found;
		req.params = found.params;

		const mode = this.isTest ? 'manual' : 'webhook';
		const call = { host: this.host, workflow, node, webhook, mode, run: null } as const;
		const { data, answer, error } = await callWebhook(call, req, res);
		if (error !== undefined) {
			this.runs.push(Promise.resolve(this.executions.recordFailure(this.saved, mode, node.name, error)));
			return answer;
		}
		// n8n loses static data that is written in a webhook() that starts a run and leaves the response to n8n.
		if (data.workflowData === undefined || data.noWebhookResponse === true) this.save(workflow);
		if (data.workflowData !== undefined) {
			this.runs.push(this.executions.start(this.saved, mode, node.name, data.workflowData).result);
		}
		return answer;
	}

	private build(): Workflow {
		return this.host.buildWorkflow(this.saved);
	}

	private webhooks(workflow: Workflow): IWebhookData[] {
		const additionalData = this.host.additionalData({ workflowId: workflow.id });
		return Object.values(workflow.nodes)
			.flatMap((node) => webhooksOf(workflow, node, additionalData, this.isTest))
			.filter(({ webhookDescription }) => webhookDescription.restartWebhook !== true);
	}

	private find(
		workflow: Workflow,
		path: string,
		method: string,
	): { webhook: IWebhookData; params: Record<string, string> } | undefined {
		for (const webhook of this.webhooks(workflow)) {
			const params = paramsOf(webhook, workflow.getNode(webhook.node)?.webhookId, path);
			if (params && webhook.httpMethod === method) return { webhook, params };
		}
		return undefined;
	}

	private async runHook(
		workflow: Workflow,
		webhook: IWebhookData,
		method: WebhookSetupMethodNames,
	): Promise<boolean> {
		const node = workflow.getNode(webhook.node);
		if (node === null) throw new UserError(`The workflow has no node "${webhook.node}"`);
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const run = type.webhookMethods?.[webhook.webhookDescription.name]?.[method];
		if (run === undefined) return false;
		const [mode, activation] = this.isTest
			? (['manual', 'manual'] as const)
			: (['trigger', 'activate'] as const);
		const additionalData = webhook.workflowExecuteAdditionalData;
		const context = new NodeHookContext(workflow, node, additionalData, mode, activation, webhook);
		try {
			return await run.call(context);
		} finally {
			this.save(workflow);
		}
	}

	private save(workflow: Workflow): void {
		this.saved.staticData = deepCopy(workflow.staticData);
	}
}

/**
 * The parameters in a path, `undefined` if it is not a path of this webhook. n8n puts the node's webhook ID before a path
 * with parameters (`webhook.service.js`).
 */
function paramsOf(
	{ path }: IWebhookData,
	webhookId: string | undefined,
	given: string,
): Record<string, string> | undefined {
	if (!path.includes('/:')) return path === given ? {} : undefined;
	const expected = [webhookId ?? '', ...path.split('/')];
	const parts = given.split('/');
	const fits =
		parts.length === expected.length &&
		expected.every((part, index) => part.startsWith(':') || part === parts[index]);
	if (!fits) return undefined;
	return Object.fromEntries(
		expected.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), parts[index] ?? '']] : [])),
	);
}
