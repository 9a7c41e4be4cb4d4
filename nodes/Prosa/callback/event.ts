import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { matchesSchema, parseJson, isRecord } from '../../shared/core/json';
import { toItemData } from '../../shared/execution/toItemData';
import type { CallbackEvent } from '../../shared/trigger/startWorkflow';
import { identity } from '../api/identity';
import { jobSchema } from '../api/schemas';
import { normaliseId } from '../response/job';

/** Every name that Prosa.ai's documents and others give the events: `stt.jobs.completed`, `stt.job.failed`, `job.error`. */
const JOB_EVENT = /^(?:(stt|tts)\.)?jobs?\.(complete|completed|fail|failed|error)$/;
const TEST_EVENT = 'webhook.ping';

/** The request's header of this name, in lower case; a header sent twice is none. */
export function headerOf(context: IWebhookFunctions, name: string): string | undefined {
	const value: unknown = context.getHeaderData()[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The body as it was sent. */
export function rawBodyOf(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject();
	return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
}

/**
 * What a call says: an event; `ignored` for one that is not about speech to text; `malformed` for a body that
 * Prosa.ai does not send. The outcome is in the event's name, because the body has no status.
 */
export function readEvent(context: IWebhookFunctions, body: Buffer): CallbackEvent | 'ignored' | 'malformed' {
	const vendorEvent = headerOf(context, 'x-prosa-event') ?? '';
	const eventId = headerOf(context, 'x-prosa-event-uuid');
	const content = parseJson(body.toString('utf8'));
	if (!isRecord(content)) return 'malformed';
	const json: IDataObject = { vendor: identity.id, vendorEvent };
	const readContents = async () => await Promise.resolve({ json: { body: toItemData(content) } });
	if (vendorEvent === TEST_EVENT) {
		return { event: 'test', jobId: undefined, deliveryId: eventId ?? TEST_EVENT, json, readContents };
	}
	const [, product, outcome] = JOB_EVENT.exec(vendorEvent) ?? [];
	if (outcome === undefined || product === 'tts') return 'ignored';
	if (!matchesSchema(jobSchema, content)) return 'malformed';
	const { job_id: jobId } = content;
	const event = outcome.startsWith('complete') ? 'completed' : 'failed';
	return {
		event,
		expectedStatus: event,
		jobId,
		deliveryId: eventId ?? `${normaliseId(jobId)}:${event}`,
		// The signature covers the body alone: who has caught a call could send it again under another ID.
		dedupeKey: `${normaliseId(jobId)}:${event}`,
		json: { ...json, jobId },
		readContents,
	};
}
