import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { matchesSchema, parseJson, isRecord } from '../../shared/core/json';
import { toItemData } from '../../shared/execution/toItemData';
import { maskSecrets } from '../../shared/http/maskSecrets';
import type { CallbackEvent } from '../../shared/trigger/startWorkflow';
import { identity } from '../api/identity';
import { jobSchema } from '../api/schemas';
import { normaliseId } from '../response/job';

/** Every documented name of an event: `stt.jobs.completed`, `stt.job.failed`, `job.error`. */
const JOB_EVENT = /^(?:(stt|tts)\.)?jobs?\.(complete|completed|fail|failed|error)$/;
const TEST_EVENT = 'webhook.ping';

/** A request header by its lower-case name; `undefined` if it is absent or sent twice. */
export function headerOf(context: IWebhookFunctions, name: string): string | undefined {
	const value: unknown = context.getHeaderData()[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/**
 * The event of a callback; `ignored` if it is not about speech to text, `malformed` if Prosa.ai does not send such a
 * body. The outcome comes from the name of the event, because the body has no status.
 * @param isSigned whether the signature was verified; otherwise only the job ID and the name of the event are used, which
 * Prosa.ai confirms
 */
export function readEvent(
	context: IWebhookFunctions,
	body: Buffer,
	isSigned: boolean,
): CallbackEvent | 'ignored' | 'malformed' {
	const vendorEvent = headerOf(context, 'x-prosa-event') ?? '';
	const eventId = headerOf(context, 'x-prosa-event-uuid');
	// The request of the job may name the URL at which n8n serves the recording.
	const content = parseJson(maskSecrets(body.toString('utf8'), []));
	if (!isRecord(content)) return 'malformed';
	const json: IDataObject = { vendor: identity.id, vendorEvent };
	const readContents = async (confirmed: IDataObject | undefined) =>
		await Promise.resolve({ json: { body: isSigned ? toItemData(content) : (confirmed ?? {}) } });
	if (vendorEvent === TEST_EVENT) {
		// Prosa.ai cannot confirm a test.
		if (!isSigned) return 'ignored';
		return { event: 'test', jobId: undefined, deliveryId: eventId ?? TEST_EVENT, json, readContents };
	}
	const [, product, outcome] = JOB_EVENT.exec(vendorEvent) ?? [];
	if (outcome === undefined || product === 'tts') return 'ignored';
	if (!matchesSchema(jobSchema, content)) return 'malformed';
	const { job_id: jobId } = content;
	const event = outcome.startsWith('complete') ? 'completed' : 'failed';
	const id = normaliseId(jobId);
	return {
		event,
		expectedStatus: event,
		jobId,
		deliveryId: isSigned && eventId !== undefined ? eventId : `${id}:${event}`,
		// The signature covers the body only: a captured callback could be sent again with another event ID.
		dedupeKey: `${id}:${event}`,
		json: { ...json, jobId },
		readContents,
	};
}
