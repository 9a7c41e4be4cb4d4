import { createHash } from 'crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { ownProperty } from '../../shared/core/ownProperty';
import { toItemData } from '../../shared/execution/toItemData';
import type { CallbackEvent } from '../../shared/trigger/startWorkflow';
import { identity } from '../api/identity';
import { jobCallbackSchema, redactedAudioCallbackSchema } from '../api/schemas';

/** The ID of the job that a callback reports; `undefined` for redacted audio, whose callback has no ID. */
export function callbackJobId(context: IWebhookFunctions): string | undefined {
	const body = jobCallbackSchema.safeParse(context.getBodyData());
	return body.success ? body.data.transcript_id : undefined;
}

const EVENTS: Record<string, 'completed' | 'failed'> = { completed: 'completed', error: 'failed' };

/**
 * The event of a callback; `undefined` for a body that AssemblyAI does not send. The query of the URL is kept, because
 * AssemblyAI documents it as the way to add your own data (docs page "Webhooks").
 */
export function readCallbackEvent(context: IWebhookFunctions): CallbackEvent | undefined {
	const body: unknown = context.getBodyData();
	const query = toItemData(asObject(context.getQueryData()));
	const job = jobCallbackSchema.safeParse(body);
	if (job.success) {
		const { transcript_id: jobId, status } = job.data;
		const event = ownProperty(EVENTS, status);
		if (event === undefined) return undefined;
		const json: IDataObject = { vendor: identity.id, jobId, vendorStatus: status, query };
		return { event, expectedStatus: event, jobId, deliveryId: `${jobId}:${status}`, json };
	}
	const audio = redactedAudioCallbackSchema.safeParse(body);
	if (!audio.success) return undefined;
	const { redacted_audio_url: redactedAudioUrl, status } = audio.data;
	return {
		event: 'redactedAudioReady',
		jobId: undefined,
		deliveryId: createHash('sha256').update(redactedAudioUrl).digest('hex'),
		json: { vendor: identity.id, vendorStatus: status, redactedAudioUrl, query },
	};
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}
