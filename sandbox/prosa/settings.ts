import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

/** One setting for every point in which the vendor's documents differ or are incomplete. */
const schema = z.object({
	/** Form of job IDs; a path may contain either form. */
	jobId: z.enum(['dashed', 'hex']).default('dashed'),
	/** Name of a segment's text. */
	segmentText: z.enum(['transcript', 'words']).default('transcript'),
	/** Name of a segment's speaker, which is included if `speaker_count` was sent. */
	segmentSpeaker: z.enum(['speaker_tag', 'speaker']).default('speaker_tag'),
	/** Whether a speaker is included if one speaker was requested. */
	singleSpeaker: z.enum(['included', 'omitted']).default('included'),
	segmentChannel: z.enum(['present', 'missing']).default('present'),
	/** `mixed`: channels alternate, starting with the last one. */
	segmentOrder: z.enum(['mixed', 'sorted']).default('mixed'),
	/** `minimal`: no `progress`, no `model`, and only the label in `request`. */
	jobObject: z.enum(['full', 'minimal']).default('full'),
	/** Name of the model in `job_config` of job responses; it is always `engine` in webhooks. */
	jobConfigModel: z.enum(['model', 'engine']).default('model'),
	/** The value of the recording in the returned request. */
	echoedData: z.enum(['whole', 'placeholder']).default('whole'),
	/** The value of `result` before a job is complete. */
	pendingResult: z.enum(['absent', 'null']).default('absent'),
	/** The value of `progress` of a complete job. */
	finishedProgress: z.union([z.literal(0), z.literal(100)]).default(100),
	/** The status of a queued job. */
	queuedStatus: z.enum(['queued', 'created', 'deferred']).default('queued'),
	/** `aliases`: processing, completed, error, canceled. */
	statusNames: z.enum(['published', 'aliases']).default('published'),
	/** Body of a failed job and of its webhook: with or without the reason. */
	failedJob: z.enum(['error', 'bare']).default('error'),
	/** `short`: job ID, status and creation time. */
	submitAnswer: z.enum(['short', 'full']).default('short'),
	/** The name of the model in `config`; the other name is unknown. */
	modelField: z.enum(['either', 'engine', 'model']).default('either'),
	/** Response of a synchronous request: the job, or `{ "data": [...] }`. */
	waitAnswer: z.enum(['job', 'bare']).default('job'),
	/** Milliseconds until a synchronous request returns without a result; 0 means immediately, with any job status. */
	waitLimitMs: z.number().min(0).default(30_000),
	/** The response of a synchronous request after its timeout. */
	waitTimeoutAnswer: z.enum(['id', 'job']).default('id'),
	/** Maximum duration of the audio in a synchronous request, in seconds. */
	waitMaxSeconds: z.number().positive().default(60),
	/** The response to a synchronous request with longer audio. */
	waitTooLong: z.enum(['too-large', 'not-allowed', 'queued']).default('too-large'),
	/** Maximum duration of the audio of any job, in seconds. */
	maxSeconds: z
		.number()
		.positive()
		.default(4 * 3600),
	/** Maximum size of a request body in bytes. */
	bodyLimitBytes: z.int().positive().default(10_000_000),
	/** Response above the limit: 413 with a proxy's HTML page, or 400 with the vendor's error. */
	tooLargeBody: z.enum(['html', 'json']).default('html'),
	/** Result of a `uri` that cannot be downloaded: a failed job, or a rejected request. */
	uriFailure: z.enum(['job', 'refused']).default('job'),
	/** `archived`: four members with the status `archived`; `job`: the whole job with its previous status. */
	archiveAnswer: z.enum(['job', 'archived']).default('job'),
	/** Whether an archived job can still be requested. */
	archivedJobs: z.enum(['gone', 'kept']).default('gone'),
	/** Which of the two published sets of error codes and messages is used. */
	errorCodes: z.enum(['docs2', 'newer']).default('docs2'),
	errorContext: z.enum(['present', 'absent']).default('present'),
	/** 422 in the vendor's error format, or in that of its web framework. */
	validationErrors: z.enum(['vendor', 'framework']).default('vendor'),
	quota: z.enum(['enough', 'empty', 'insufficient']).default('enough'),
	quotaStatus: z.union([z.literal(400), z.literal(403)]).default(400),
	models: z.enum(['rest', 'with-online']).default('rest'),
	/** `absent`: `GET /stt/count` does not exist. */
	countEndpoint: z.enum(['present', 'absent']).default('present'),
	emptyPageCount: z.union([z.literal(0), z.literal(1)]).default(0),
	/** The maximum of `per_page`; `null` means no limit. */
	maxPerPage: z.int().positive().nullable().default(null),
	/** Simultaneous jobs per key. */
	concurrency: z.int().min(1).default(200),

	/** `absent`: no path in `/webhooks` exists. */
	webhooksApi: z.enum(['present', 'absent']).default('present'),
	createEndpointStatus: z.union([z.literal(200), z.literal(201)]).default(200),
	endpointId: z.enum(['uuid', 'prefixed']).default('uuid'),
	/** 64 hex digits, or `whsec_…` with `expired_at` next to it. */
	secretForm: z.enum(['hex', 'whsec']).default('hex'),
	/** URLs without TLS: accepted on loopback only (for a local n8n), never as by the vendor, or always. */
	httpEndpoints: z.enum(['loopback', 'refused', 'taken']).default('loopback'),
	/** `A`: `t=…,v1=…`; `B`: `sha256=…`; `B-bare`: the hex digits only. */
	signature: z.enum(['A', 'B', 'B-bare']).default('A'),
	eventNames: z.enum(['docs2', 'newer', 'guess']).default('docs2'),
	/** `minimal`: no `model`, a request of the label only. */
	webhookBody: z.enum(['full', 'minimal']).default('full'),
});

export type Settings = z.output<typeof schema>;

export const createSettings = () => vendorSettings(schema);
