import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

const schema = z.object({
	/** What a refused key is answered with: nginx's page, the published schema's JSON, or the announced JSON. */
	unauthorized: z.enum(['html', 'permission-denied', 'unauthorized']).default('html'),
	/** `false`: an old server, which knows no `wait` and answers at once. */
	longPoll: z.boolean().default(true),
	/** Milliseconds a GET of a running job waits where `wait` is left out. */
	defaultWaitMs: z.int().min(0).default(2000),
	/** The most a `wait` is good for, in seconds. */
	waitCapSeconds: z.int().min(0).default(60),
	/** How many jobs the list gives where `limit` is left out; `null` for all. */
	defaultLimit: z.int().min(1).nullable().default(100),
	/** What a GET of a deleted job is answered with. */
	deletedJob: z.enum(['status', '404', '410']).default('status'),
	/** What a GET of an expired job is answered with. */
	expiredJob: z.enum(['status', '404', '410']).default('status'),
	/** Ids of jobs to expire now. */
	expired: z.array(z.string()).default([]),
	/** Moves the server's idea of today: jobs older than 7 days expire, finished ones show in the usage. */
	daysLater: z.number().min(0).default(0),
	/** Jobs of one account that run at once; more are refused with 429. */
	concurrentJobs: z.int().min(0).default(20_000),
	/** Why a create is refused with 403, if it is. */
	refusal: z.enum(['none', 'license', 'entitlement', 'quota']).default('none'),
	/** Early access releases that exist; any other `X-SM-EAR-Tag` is refused with 410. */
	earTags: z.array(z.string()).default([]),
	/** Bytes; a larger create is refused by nginx with 413. */
	maxUploadBytes: z.int().min(0).default(1_000_000_000),
	/** `format` of a transcript. */
	format: z.string().default('2.9'),
	/** `live`: `{predicted_language}`; `spec`: `{results}`. */
	identification: z.enum(['live', 'spec']).default('live'),
	/** How sure language identification is; `failed` is its own failure. */
	identificationConfidence: z.enum(['high', 'low', 'failed']).default('high'),
	/** Features that fail: they show in the error lists of the metadata. */
	failedFeatures: z
		.array(z.enum(['translation', 'summarization', 'sentiment_analysis', 'topic_detection', 'auto_chapters']))
		.default([]),
	/** Whether unset members of an echoed config come back as `null`, as live answers have it. */
	echoNulls: z.boolean().default(true),
	/** The channel names where no labels were given. */
	channelNames: z.enum(['Channel 1', 'channel_1']).default('Channel 1'),
	/** Blanks after the tag of `one_per_line`: four in the specification, one in the docs. */
	onePerLineSpaces: z.int().min(1).default(4),
	/** Content type of `format=json-v2`. */
	transcriptContentType: z
		.enum(['application/json', 'application/vnd.speechmatics.v2+json'])
		.default('application/json'),
	/** The key of `details` rows in the usage: the older or the newer name. */
	usageKey: z.enum(['operating_point', 'model']).default('operating_point'),
	/** How a notification with `data` alone is sent. */
	dataAlone: z.enum(['octet-stream', 'multipart']).default('octet-stream'),
	/** Whether `jobinfo` is wrapped in `{job}`. */
	jobinfo: z.enum(['wrapped', 'bare']).default('wrapped'),
	log: z.enum(['available', 'missing', 'not-implemented']).default('available'),
});

export type Settings = z.output<typeof schema>;

export const createSettings = () => vendorSettings(schema);
