import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

const schema = z.object({
	/** `seed`: responses contain only the members of the older API; `newer`: all members. */
	fields: z.enum(['newer', 'seed']).default('newer'),
	/**
	 * The value of `speech_models` if it is omitted; accounts from before 2026-11-17 have `universal-3-5-pro` and
	 * `universal-2`.
	 */
	defaultModels: z.array(z.string()).min(1).default(['assemblyai-stt-3-7']),
	/**
	 * Codes of the languages that `assemblyai-stt-3-7` supports; `null` means all. A job in another language fails, unless
	 * another model follows in the list.
	 */
	newestModelLanguages: z.array(z.string()).nullable().default(null),
	/** Simultaneous jobs per key; further jobs are queued with `throttled: true`. */
	concurrency: z.int().min(1).default(200),
	/** `negative`: creating a job is rejected. */
	balance: z.enum(['positive', 'negative']).default('positive'),
	/** Milliseconds from the transcript to its redacted audio; `null` means the sandbox's processing time. */
	redactedAudioMs: z.number().min(0).nullable().default(null),
	/** How long a link to redacted audio is valid, in seconds. */
	linkSeconds: z.number().min(0).default(1800),
	/** Whether deleted transcripts contain `is_deleted: true`. */
	isDeleted: z.boolean().default(false),
	/** The status for an unknown transcript ID: 400 as in live responses, or 404 as in the published schema. */
	unknownIdStatus: z.union([z.literal(400), z.literal(404)]).default(400),
	/** Errors of the Sync API: with `error_code` or `detail` as documented, or as problem documents as in live responses. */
	syncErrors: z.enum(['documented', 'problem']).default('documented'),
	/** The status of the Sync API for an invalid key: 401 as documented, or 404 as in live responses. */
	syncKeyStatus: z.union([z.literal(401), z.literal(404)]).default(401),
	captionsContentType: z.string().default('text/plain; charset=utf-8'),
	/** Requests to the understanding endpoint per minute and key. */
	understandingPerMinute: z.int().min(0).default(30),
	/** Days by which the sandbox's clock is ahead: after 1, redacted audio is deleted; after 90, the list is empty. */
	daysLater: z.number().default(0),
});

export type Settings = z.output<typeof schema>;

export const createSettings = () => vendorSettings(schema);
