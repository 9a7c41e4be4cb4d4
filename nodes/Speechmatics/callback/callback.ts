import { createHash } from 'crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { ownProperty } from '../../shared/core/ownProperty';
import { toItemData } from '../../shared/execution/toItemData';
import type { CallbackEvent } from '../../shared/trigger/startWorkflow';
import { identity } from '../api/identity';
import { callbackQuerySchema } from '../api/schemas';
import { partsOf, readContents, type CallbackPart } from './contents';

/** Values of `status` in a callback, which are not those of the job (docs page "Notifications"). */
const EVENTS: Record<string, Required<Pick<CallbackEvent, 'event' | 'expectedStatus'>>> = {
	success: { event: 'completed', expectedStatus: 'completed' },
	error: { event: 'failed', expectedStatus: 'failed' },
	fetch_error: { event: 'fetchFailed', expectedStatus: 'failed' },
	trim_error: { event: 'prepareFailed', expectedStatus: 'failed' },
};

/** The ID of the job that a callback is about; `undefined` if it names none. */
export function callbackJobId(context: IWebhookFunctions): string | undefined {
	const query = callbackQuerySchema.safeParse(context.getQueryData());
	return query.success ? query.data.id : undefined;
}

/**
 * Reads a callback; `undefined` for a request that Speechmatics does not send. Speechmatics appends ID and status to the
 * query of the URL and keeps what is in it. The body is read only if the workflow starts.
 */
export function readCallbackEvent(context: IWebhookFunctions): CallbackEvent | undefined {
	const query = callbackQuerySchema.safeParse(context.getQueryData());
	if (!query.success) return undefined;
	const { id: jobId, status, ...own } = query.data;
	const known = ownProperty(EVENTS, status);
	if (known === undefined) return undefined;
	const parts = partsOf(context);
	const json: IDataObject = { vendor: identity.id, jobId, vendorStatus: status, query: toItemData(own) };
	return {
		...known,
		jobId,
		deliveryId: [jobId, status, fingerprint(own, parts)].filter((part) => part !== '').join(':'),
		json,
		readContents: async () => await readContents(context, parts),
	};
}

/**
 * Distinguishes several notifications of one job to the same address; identical for all deliveries of one notification.
 * Empty if the notification has neither a body nor a query of its own.
 */
function fingerprint(own: Record<string, unknown>, parts: readonly CallbackPart[]): string {
	if (Object.keys(own).length === 0 && parts.length === 0) return '';
	const marks = parts.map(({ name, mimeType, size, digest }) => [name, mimeType, size, digest]);
	return createHash('sha256')
		.update(JSON.stringify([own, marks]))
		.digest('hex')
		.slice(0, 16);
}
