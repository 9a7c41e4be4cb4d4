import type { IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../core/json';

/**
 * What a node kept with `getContext('node')` in the execution that a webhook call may wake; `undefined` without any.
 * Webhook contexts have no `getContext`. They hold the execution's data all the same (n8n-core,
 * `NodeExecutionContext`, since before n8n 1.100), where the node's name is a key: an expression that names the node
 * would break with names such as `a }} b` or `constructor`.
 */
export function nodeContextOf(context: IWebhookFunctions): Record<string, unknown> | undefined {
	const run: unknown = Reflect.get(context, 'runExecutionData');
	const data = isRecord(run) && isRecord(run.executionData) ? run.executionData.contextData : undefined;
	const key = `node:${context.getNode().name}`;
	const own: unknown = isRecord(data) && Object.hasOwn(data, key) ? data[key] : undefined;
	return isRecord(own) ? own : undefined;
}
