import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/**
 * Answers a callback without starting anything. Nothing in the answer says why: an attacker learns only
 * that it did not work.
 */
export function reject(
	context: IWebhookFunctions,
	status: 400 | 401 | 422 | 503,
	body = status === 503 ? 'Try again later' : 'Refused',
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message: body });
	return { noWebhookResponse: true };
}

/** Accepts a callback that starts nothing: another event, or one that came before. */
export function acknowledge(body = 'OK'): IWebhookResponseData {
	return { webhookResponse: body };
}
