import type { IWebhookFunctions } from 'n8n-workflow';

/**
 * Has n8n read the body of a callback. For nodes with a version above 1, n8n does not read bodies whose content type it
 * cannot parse (`webhook-helpers.js`, `parseRequestBody`). It always reads forms, which have no raw body.
 */
export async function readRawBody(context: Pick<IWebhookFunctions, 'getRequestObject'>): Promise<void> {
	const request: object = context.getRequestObject();
	const contentType: unknown = Reflect.get(request, 'contentType');
	const isForm = typeof contentType === 'string' && contentType.startsWith('multipart/');
	const read: unknown = Reflect.get(request, 'readRawBody');
	if (isForm || typeof read !== 'function' || rawBodyOf(context) !== undefined) return;
	await Reflect.apply(read, request, []);
}

/** The body as it was sent; `undefined` for a form. Call `readRawBody` first. */
export function rawBodyOf(context: Pick<IWebhookFunctions, 'getRequestObject'>): Buffer | undefined {
	const body: unknown = Reflect.get(context.getRequestObject(), 'rawBody');
	return Buffer.isBuffer(body) ? body : undefined;
}
