import './environment';

import type { Request, Response } from 'express';
import {
	type IHttpRequestMethods,
	type INode,
	type IRunExecutionData,
	type IWebhookData,
	type IWebhookDescription,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
	NodeHelpers,
	UserError,
} from 'n8n-workflow';

import { NodeWebhookContext } from './contexts';
import type { Host } from './host';
import { parseBody, type WebhookAnswer } from './webhook-server';

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const satisfies IHttpRequestMethods[];

/** One webhook of a node with everything that is required to call it. */
export interface WebhookCall {
	readonly host: Host;
	readonly workflow: Workflow;
	readonly node: INode;
	readonly webhook: IWebhookData;
	readonly mode: WorkflowExecuteMode;
	/** The run that waits, for a webhook that resumes one. */
	readonly run: IRunExecutionData | null;
	readonly executionId?: string;
}

/** The result of the node's `webhook()`, and the response of n8n to the caller. */
export interface WebhookOutcome {
	readonly data: IWebhookResponseData;
	readonly answer: WebhookAnswer | undefined;
	/** Set if `webhook()` threw: n8n responds with 500 and records a failed execution. */
	readonly error?: unknown;
}

function evaluate(
	workflow: Workflow,
	node: INode,
	value: string | boolean | undefined,
	fallback: string | number | boolean,
): unknown {
	return workflow.expression.getSimpleParameterValue(node, value, 'internal', {}, undefined, fallback);
}

/** The webhooks of a node with method and path worked out, as n8n registers them (`webhook.service.js`). */
export function webhooksOf(
	workflow: Workflow,
	node: INode,
	additionalData: IWorkflowExecuteAdditionalData,
	isTest: boolean,
): IWebhookData[] {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	return (description.webhooks ?? []).flatMap((webhook: IWebhookDescription) => {
		const path = String(evaluate(workflow, node, webhook.path, '')).replace(/^\/|\/$/g, '');
		const isFullPath = evaluate(workflow, node, webhook.isFullPath, false) === true;
		const isRestart = evaluate(workflow, node, webhook.restartWebhook, false) === true;
		const methods = String(evaluate(workflow, node, webhook.httpMethod, 'GET')).split(',');
		return METHODS.filter((method) => methods.includes(method)).map((httpMethod) => ({
			httpMethod,
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(workflow.id, node, path, isFullPath, isRestart),
			webhookDescription: webhook,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			isTest,
		}));
	});
}

function answerOf(
	{ workflow, node, webhook }: WebhookCall,
	data: IWebhookResponseData,
): WebhookAnswer | undefined {
	if (data.noWebhookResponse === true) return undefined;
	const { responseCode, responseData, responseMode } = webhook.webhookDescription;
	const mode = evaluate(workflow, node, responseMode, 'onReceived');
	if (mode !== 'onReceived')
		throw new UserError(`Response mode ${String(mode)} is not part of the test engine`);
	const status = Number(evaluate(workflow, node, responseCode, 200));
	const own: unknown = data.webhookResponse;
	if (data.workflowData === undefined) return { status, body: own ?? { message: 'Webhook call received' } };
	const body = evaluate(workflow, node, responseData, 'firstEntryJson');
	if (body === 'noData') return { status, body: undefined };
	if (body) return { status, body };
	return { status, body: own ?? { message: 'Workflow was started' } };
}

function readsOwnBody(workflow: Workflow, node: INode): boolean {
	const expression = '={{$parameter["options"]["binaryData"]}}';
	return node.typeVersion === 1 && evaluate(workflow, node, expression, false) === true;
}

/** Runs the node's `webhook()` on a real request, as n8n's `executeWebhook` does. */
export async function callWebhook(call: WebhookCall, req: Request, res: Response): Promise<WebhookOutcome> {
	const { host, workflow, node, webhook, mode, run, executionId } = call;
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (type.webhook === undefined)
		throw new UserError(`Node "${node.name}" does not have any webhooks defined`);

	if (!readsOwnBody(workflow, node)) await parseBody(req, node.typeVersion);
	await host.useBinaryMode();
	const additionalData = host.additionalData({
		...(executionId !== undefined && { executionId }),
		httpRequest: req,
		httpResponse: res,
	});
	const context = new NodeWebhookContext(workflow, node, additionalData, mode, webhook, [], run);
	try {
		const data = await type.webhook.call(context);
		return { data, answer: answerOf(call, data) };
	} catch (error) {
		const message = 'Workflow Webhook Error: Workflow could not be started!';
		return { data: {}, error, answer: { status: 500, body: { code: 0, message } } };
	}
}
