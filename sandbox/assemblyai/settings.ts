import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

const schema = z.object({
	/** `seed`: answers carry only the keys of the older API; `newer`: all of them. */
	fields: z.enum(['newer', 'seed']).default('newer'),
	/** Jobs of one key that run at once; the others are queued with `throttled: true`. */
	concurrency: z.int().min(1).default(200),
	/** `negative`: creating is refused. */
	balance: z.enum(['positive', 'negative']).default('positive'),
	/** Milliseconds from the transcript to its redacted audio; the sandbox's processing time when `null`. */
	redactedAudioMs: z.number().min(0).nullable().default(null),
	/** How many seconds a link to redacted audio is good for. */
	linkSeconds: z.number().min(0).default(1800),
	/** Whether deleted transcripts carry `is_deleted: true`. */
	isDeleted: z.boolean().default(false),
	/** What an unknown transcript id is answered with: live answers 400, the published schema 404. */
	unknownIdStatus: z.union([z.literal(400), z.literal(404)]).default(400),
	captionsContentType: z.string().default('text/plain; charset=utf-8'),
	/** Calls of the understanding endpoint a minute and key. */
	understandingPerMinute: z.int().min(0).default(30),
	/** Days the sandbox's today is ahead: after 1 redacted audio is gone, after 90 the list is empty. */
	daysLater: z.number().default(0),
});

export type Settings = z.output<typeof schema>;

export const createSettings = () => vendorSettings(schema);
