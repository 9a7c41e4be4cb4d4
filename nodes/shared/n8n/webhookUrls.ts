import { isRecord } from '../core/json';
import { parseUrl } from '../core/webAddress';

/**
 * The base URLs of n8n's webhooks, which the process builds from its N8N_WEBHOOK_URL. No expression returns them, but all
 * contexts hold them (n8n-core, `NodeExecutionContext.additionalData`, since before n8n 1.100).
 * @param kind `webhookBaseUrl`: of published workflows; `webhookWaitingBaseUrl`: of suspended executions
 * @returns without a trailing slash; `undefined` if n8n does not have it
 */
export function n8nWebhookBase(
	context: object,
	kind: 'webhookBaseUrl' | 'webhookWaitingBaseUrl',
): string | undefined {
	const data: unknown = Reflect.get(context, 'additionalData');
	const url: unknown = isRecord(data) ? data[kind] : undefined;
	return typeof url === 'string' && parseUrl(url) ? url.replace(/\/+$/, '') : undefined;
}
