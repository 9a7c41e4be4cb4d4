import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

/** One switch for every point in which the vendor's publications differ, or leave something open. */
const schema = z.object({
	/** Form of job ids; either form is understood in a path. */
	jobId: z.enum(['dashed', 'hex']).default('dashed'),
	/** Key of a segment's text. */
	segmentText: z.enum(['transcript', 'words']).default('transcript'),
	/** Key of a segment's speaker, told when `speaker_count` was sent. */
	segmentSpeaker: z.enum(['speaker_tag', 'speaker']).default('speaker_tag'),
	/** Whether a speaker is told when one was asked for. */
	singleSpeaker: z.enum(['told', 'untold']).default('told'),
	segmentChannel: z.enum(['present', 'missing']).default('present'),
	/** `mixed`: channels in turns, the last one first. */
	segmentOrder: z.enum(['mixed', 'sorted']).default('mixed'),
	/** `minimal`: no `progress`, no `model`, a request of the label only. */
	jobObject: z.enum(['full', 'minimal']).default('full'),
	/** Key of the model's name in `job_config` of job answers; webhooks always say `engine`. */
	jobConfigModel: z.enum(['model', 'engine']).default('model'),
	/** What stands for the recording in the echoed request. */
	echoedData: z.enum(['whole', 'placeholder']).default('whole'),
	/** `result` before a job is complete. */
	pendingResult: z.enum(['absent', 'null']).default('absent'),
	/** Where `progress` of a complete job stands. */
	finishedProgress: z.union([z.literal(0), z.literal(100)]).default(100),
	/** What a waiting job is called. */
	queuedStatus: z.enum(['queued', 'created', 'deferred']).default('queued'),
	/** `aliases`: processing, completed, error, canceled. */
	statusNames: z.enum(['published', 'aliases']).default('published'),
	/** Body of a failed job and of its webhook: with the reason, or without a word. */
	failedJob: z.enum(['error', 'bare']).default('error'),
	/** `short`: job id, status and creation time. */
	submitAnswer: z.enum(['short', 'full']).default('short'),
	/** Which name of the model is read in `config`; the other is unknown then. */
	modelField: z.enum(['either', 'engine', 'model']).default('either'),
	/** A complete waiting call: the job, or `{ "data": [...] }`. */
	waitAnswer: z.enum(['job', 'bare']).default('job'),
	/** Milliseconds until a waiting call is answered without a result; 0 at once, whatever the job's state. */
	waitLimitMs: z.number().min(0).default(30_000),
	/** The answer of a waiting call that timed out. */
	waitTimeoutAnswer: z.enum(['id', 'job']).default('id'),
	/** Seconds of audio that a waiting call takes. */
	waitMaxSeconds: z.number().positive().default(60),
	/** What becomes of a waiting call with more audio than that. */
	waitTooLong: z.enum(['too-large', 'not-allowed', 'queued']).default('too-large'),
	/** Seconds of audio of any job. */
	maxSeconds: z
		.number()
		.positive()
		.default(4 * 3600),
	/** Bytes of a request body. */
	bodyLimitBytes: z.int().positive().default(10_000_000),
	/** Answer above the limit: 413 with a proxy's HTML page, or 400 with the vendor's error. */
	tooLargeBody: z.enum(['html', 'json']).default('html'),
	/** A `uri` that cannot be fetched: a failed job, or a refused submit. */
	uriFailure: z.enum(['job', 'refused']).default('job'),
	/** `archived`: four fields and the status «archived»; `job`: the whole job under the status it had. */
	archiveAnswer: z.enum(['job', 'archived']).default('job'),
	/** Whether an archived job can still be fetched. */
	archivedJobs: z.enum(['gone', 'kept']).default('gone'),
	/** Which of the two published families of error codes and messages is spoken. */
	errorCodes: z.enum(['docs2', 'newer']).default('docs2'),
	errorContext: z.enum(['present', 'absent']).default('present'),
	/** 422 in the vendor's error shape, or in that of its web framework. */
	validationErrors: z.enum(['vendor', 'framework']).default('vendor'),
	quota: z.enum(['enough', 'empty', 'insufficient']).default('enough'),
	quotaStatus: z.union([z.literal(400), z.literal(403)]).default(400),
	models: z.enum(['rest', 'with-online']).default('rest'),
	/** `absent`: `GET /stt/count` is unknown. */
	countEndpoint: z.enum(['present', 'absent']).default('present'),
	emptyPageCount: z.union([z.literal(0), z.literal(1)]).default(0),
	/** What a larger `per_page` is cut to; `null` for no limit. */
	maxPerPage: z.int().positive().nullable().default(null),
	/** Jobs of one key that run at once. */
	concurrency: z.int().min(1).default(200),

	/** `absent`: every path below `/webhooks` is unknown. */
	webhooksApi: z.enum(['present', 'absent']).default('present'),
	createEndpointStatus: z.union([z.literal(200), z.literal(201)]).default(200),
	endpointId: z.enum(['uuid', 'prefixed']).default('uuid'),
	/** 64 hex digits, or `whsec_…` with `expired_at` next to it. */
	secretForm: z.enum(['hex', 'whsec']).default('hex'),
	/** URLs without TLS: taken on loopback only (for a local n8n), never as at the vendor, or always. */
	httpEndpoints: z.enum(['loopback', 'refused', 'taken']).default('loopback'),
	/** `A`: `t=…,v1=…`; `B`: `sha256=…`; `B-bare`: the hex digits only. */
	signature: z.enum(['A', 'B', 'B-bare']).default('A'),
	eventNames: z.enum(['docs2', 'newer', 'guess']).default('docs2'),
	/** `minimal`: no `model`, a request of the label only. */
	webhookBody: z.enum(['full', 'minimal']).default('full'),
});

export type Settings = z.output<typeof schema>;

export const createSettings = () => vendorSettings(schema);
