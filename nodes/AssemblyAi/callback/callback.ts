import { createHash } from 'crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { z } from 'zod/v4';

import { ownProperty } from '../../shared/core/ownProperty';
import { parseUrl } from '../../shared/core/webAddress';
import { toItemData } from '../../shared/execution/toItemData';
import { NotYetError, type CallbackEvent } from '../../shared/trigger/startWorkflow';
import { getRedactedAudio } from '../api/api';
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
	return audioEvent(audio.data, query);
}

type AudioCallback = z.infer<typeof redactedAudioCallbackSchema>;

/** The callback has no job ID, but the link contains it as the name of the file. */
function audioEvent({ redacted_audio_url: link, status }: AudioCallback, query: IDataObject): CallbackEvent {
	const event = 'redactedAudioReady';
	const json: IDataObject = { vendor: identity.id, vendorStatus: status, query };
	const jobId = jobIdIn(link);
	if (jobId === undefined) {
		return {
			event,
			jobId,
			deliveryId: createHash('sha256').update(link).digest('hex'),
			json: { ...json, redactedAudioUrl: link },
			unconfirmable: 'the link to the redacted audio does not contain a job ID, so it cannot be confirmed',
		};
	}
	return {
		event,
		jobId: undefined,
		deliveryId: `${jobId}:${status}`,
		json,
		// The link in the callback is not used: anyone who knows the webhook secret could send any link.
		confirm: async (client) => {
			const audio = await getRedactedAudio(client.forJob(jobId), jobId);
			if (!('ready' in audio)) throw new NotYetError(`The redacted audio of job ${jobId} is not ready`);
			return { jobId, redactedAudioUrl: audio.ready };
		},
	};
}

function jobIdIn(link: string): string | undefined {
	return /\/([\w-]{16,64})\.\w{2,4}$/.exec(parseUrl(link)?.pathname ?? '')?.[1];
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}
