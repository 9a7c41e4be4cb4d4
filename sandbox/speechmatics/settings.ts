import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

const schema = z.object({
	/** The response to an invalid key: nginx's page, the JSON of the published schema, or the announced JSON. */
	unauthorized: z.enum(['html', 'permission-denied', 'unauthorized']).default('html'),
	/** `false`: an old server, which ignores `wait` and responds immediately. */
	longPoll: z.boolean().default(true),
	/** Milliseconds that a GET of a running job waits if `wait` is omitted. */
	defaultWaitMs: z.int().min(0).default(2000),
	/** The maximum of `wait`, in seconds. */
	waitCapSeconds: z.int().min(0).default(60),
	/** How many jobs the list returns if `limit` is omitted; `null` means all. */
	defaultLimit: z.int().min(1).nullable().default(100),
	/** The response to a GET of a deleted job. */
	deletedJob: z.enum(['status', '404', '410']).default('status'),
	/** The response to a GET of an expired job. */
	expiredJob: z.enum(['status', '404', '410']).default('status'),
	/** IDs of jobs that expire now. */
	expired: z.array(z.string()).default([]),
	/** Days by which the server's clock is ahead: jobs older than 7 days expire, and finished jobs appear in the usage. */
	daysLater: z.number().min(0).default(0),
	/** Days by which the jobs in the usage are older than they are, e.g. for a report about the last month. */
	usageDaysEarlier: z.number().min(0).default(0),
	/** Simultaneous jobs per account; further jobs are rejected with 429. */
	concurrentJobs: z.int().min(0).default(20_000),
	/** The reason why a create is rejected with 403, if it is. */
	refusal: z.enum(['none', 'license', 'entitlement', 'quota']).default('none'),
	/** Existing early access releases; any other `X-SM-EAR-Tag` is rejected with 410. */
	earTags: z.array(z.string()).default([]),
	/** Bytes; nginx rejects a larger create with 413. */
	maxUploadBytes: z.int().min(0).default(1_000_000_000),
	/** The `format` of a transcript. */
	format: z.string().default('2.9'),
	/** `live`: `{predicted_language}`; `spec`: `{results}`. */
	identification: z.enum(['live', 'spec']).default('live'),
	/** The confidence of language identification; `failed` means that it fails. */
	identificationConfidence: z.enum(['high', 'low', 'failed']).default('high'),
	/** Features that fail: they appear in the error lists of the metadata. */
	failedFeatures: z
		.array(z.enum(['translation', 'summarization', 'sentiment_analysis', 'topic_detection', 'auto_chapters']))
		.default([]),
	/** Whether unset members of the returned config are `null`, as in live responses. */
	echoNulls: z.boolean().default(true),
	/** The names of channels without labels. */
	channelNames: z.enum(['Channel 1', 'channel_1']).default('Channel 1'),
	/** Number of spaces after the tag of `one_per_line`: four in the specification, one in the documentation. */
	onePerLineSpaces: z.int().min(1).default(4),
	/** Content type of `format=json-v2`. */
	transcriptContentType: z
		.enum(['application/json', 'application/vnd.speechmatics.v2+json'])
		.default('application/json'),
	/** The name of the `details` rows in the usage: the older or the newer one. */
	usageKey: z.enum(['operating_point', 'model']).default('operating_point'),
	/** How a notification with only `data` is sent. */
	dataAlone: z.enum(['octet-stream', 'multipart']).default('octet-stream'),
	/** Whether `jobinfo` is wrapped in `{job}`. */
	jobinfo: z.enum(['wrapped', 'bare']).default('wrapped'),
	log: z.enum(['available', 'missing', 'not-implemented']).default('available'),
});

export type Settings = z.output<typeof schema>;

export const createSettings = () => vendorSettings(schema);
