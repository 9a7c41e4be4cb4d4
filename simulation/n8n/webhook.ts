import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject, type Answer } from '../network/message';
import { commonContext, type ContextParts } from './context';

/** A request to a webhook of n8n. */
export interface WebhookRequest {
	method: string;
	query: Record<string, string>;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: IDataObject;
	/** The unmodified body. */
	text: string;
	/** The parameters in the path. */
	params?: Record<string, string>;
}

export interface WebhookParts extends ContextParts {
	/** Default: `default`. */
	webhookName?: string;
	request: WebhookRequest;
	staticData: IDataObject;
	executionId: string;
	/** What nodes of the execution store, by the name of the node. */
	contexts: ReadonlyMap<string, IDataObject>;
}

/** The result of a node's `webhook`: items that start or resume the execution, or an error that fails it. */
export type WebhookResult =
	{ kind: 'data'; data: IWebhookResponseData['workflowData'] } | { kind: 'error'; error: unknown };

export interface WebhookOutcome {
	/** The response, possibly before the node has finished. */
	answered: Promise<Answer>;
	result: Promise<WebhookResult>;
}

type Webhook = (this: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** Calls a node's `webhook` like n8n. */
export function callWebhook(webhook: Webhook, parts: WebhookParts): WebhookOutcome {
	let tell: (answer: Answer) => void = () => undefined;
	const answered = new Promise<Answer>((resolve) => {
		tell = resolve;
	});
	const context = webhookContext(parts, (answer) => tell(answer));
	const result = webhook.call(context).then(
		({ workflowData, noWebhookResponse, webhookResponse = '' }): WebhookResult => {
			if (noWebhookResponse !== true) tell({ status: 200, body: JSON.stringify(webhookResponse) });
			return { kind: 'data', data: workflowData };
		},
		(error: unknown): WebhookResult => {
			tell({ status: 500, body: '' });
			return { kind: 'error', error };
		},
	);
	return { answered, result };
}

function webhookContext(parts: WebhookParts, tell: (answer: Answer) => void): IWebhookFunctions {
	const { helpers, parameter, requestWith, ...common } = commonContext(parts);
	const { request, staticData, executionId, contexts, webhookName = 'default' } = parts;
	let status = 200;
	const send = (body?: unknown) => {
		tell({ status, body: JSON.stringify(body ?? '') });
		return response;
	};
	const response = {
		status: (given: number) => {
			status = given;
			return response;
		},
		json: send,
		send,
		end: send,
	};
	const contextData = Object.fromEntries([...contexts].map(([name, kept]) => [`node:${name}`, kept]));
	const context = {
		...common,
		getBodyData: () => request.body,
		getQueryData: () => request.query,
		getHeaderData: () => request.headers,
		getRequestObject: () => ({ ...request, rawBody: Buffer.from(request.text) }),
		getResponseObject: () => response,
		getMode: () => 'trigger',
		getWebhookName: () => webhookName,
		getParamsData: () => request.params ?? {},
		getExecutionId: () => executionId,
		runExecutionData: { executionData: { contextData } },
		getWorkflowStaticData: () => staticData,
		getNodeParameter: (name: string, fallback?: unknown) => parameter(name, 0, fallback, false),
		nodeHelpers: {},
		helpers: {
			...helpers,
			httpRequestWithAuthentication: async (_type: string, options: unknown) =>
				await requestWith(isRequest(options) ? options : { url: '' }, undefined),
		},
	};
	if (!isWebhookContext(context)) throw new Error('The context is not complete');
	return context;
}

function isRequest(options: unknown): options is { url: string } {
	return isObject(options) && typeof options.url === 'string';
}

function isWebhookContext(context: object): context is IWebhookFunctions {
	return 'getBodyData' in context && 'helpers' in context;
}
