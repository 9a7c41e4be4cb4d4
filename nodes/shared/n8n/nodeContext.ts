import type { IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../core/json';

/**
 * What a node stored with `getContext('node')` in the execution that a callback may resume; `undefined` if nothing.
 * Webhook contexts have no `getContext`, but they contain the execution's data (n8n-core, `NodeExecutionContext`, since
 * before n8n 1.100), with the node's name as the key. An expression with the node's name would fail for names such as
 * `a }} b` or `constructor`.
 */
export function nodeContextOf(context: IWebhookFunctions): Record<string, unknown> | undefined {
	const run: unknown = Reflect.get(context, 'runExecutionData');
	const data = isRecord(run) && isRecord(run.executionData) ? run.executionData.contextData : undefined;
	const key = `node:${context.getNode().name}`;
	const own: unknown = isRecord(data) && Object.hasOwn(data, key) ? data[key] : undefined;
	return isRecord(own) ? own : undefined;
}
