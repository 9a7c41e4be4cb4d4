import { createHash } from 'crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { ownProperty } from '../../shared/core/ownProperty';
import { toItemData } from '../../shared/execution/toItemData';
import type { CallbackEvent } from '../../shared/trigger/startWorkflow';
import { identity } from '../api/identity';
import { callbackQuerySchema } from '../api/schemas';
import { partsOf, readContents, type CallbackPart } from './contents';

/** `status` of a callback, which is not the one of the job (docs, «Notifications»). */
const EVENTS: Record<string, Required<Pick<CallbackEvent, 'event' | 'expectedStatus'>>> = {
	success: { event: 'completed', expectedStatus: 'completed' },
	error: { event: 'failed', expectedStatus: 'failed' },
	fetch_error: { event: 'fetchFailed', expectedStatus: 'failed' },
	trim_error: { event: 'prepareFailed', expectedStatus: 'failed' },
};

/** The job that a callback is about. */
export function callbackJobId(context: IWebhookFunctions): string | undefined {
	const query = callbackQuerySchema.safeParse(context.getQueryData());
	return query.success ? query.data.id : undefined;
}

/**
 * What a callback says; `undefined` for one that Speechmatics does not send. ID and status stand in the query,
 * behind what the URL had in it of its own, which is kept. The body is read only if the workflow starts.
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
 * Tells apart the several notifications that a job may have to one address; the same for every repetition.
 * Empty where there is nothing to tell apart.
 */
function fingerprint(own: Record<string, unknown>, parts: readonly CallbackPart[]): string {
	if (Object.keys(own).length === 0 && parts.length === 0) return '';
	const marks = parts.map(({ name, mimeType, size, digest }) => [name, mimeType, size, digest]);
	return createHash('sha256')
		.update(JSON.stringify([own, marks]))
		.digest('hex')
		.slice(0, 16);
}
