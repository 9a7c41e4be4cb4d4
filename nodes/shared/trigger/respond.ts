import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/**
 * Rejects a callback without starting the workflow. The response does not say why, so that an attacker learns only that
 * the attempt failed.
 */
export function reject(
	context: IWebhookFunctions,
	status: 400 | 401 | 422 | 503,
	body = status === 503 ? 'Try again later' : 'Rejected',
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message: body });
	return { noWebhookResponse: true };
}

/** Accepts a callback that does not start the workflow: another event, or a repetition. */
export function acknowledge(body = 'OK'): IWebhookResponseData {
	return { webhookResponse: body };
}
