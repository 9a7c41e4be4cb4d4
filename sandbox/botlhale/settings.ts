import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

/**
 * The response of a token endpoint: `result` with `AuthenticationResult` (24 h), `result-oldest` the same with
 * `RefreshToken`, `token` with `{expires, token}`, `token-expires-0` with the placeholder 0, `token-only` without a
 * lifetime; `absent`: the endpoint does not exist.
 */
const tokenForm = z.enum(['result', 'result-oldest', 'token', 'token-expires-0', 'token-only', 'absent']);

const schema = z.object({
	/** `POST /generateAuthToken`, field `REFRESH_TOKEN`. */
	generateAuthToken: tokenForm.default('result'),
	/** `POST /auth/generate`, field `refresh_token`. */
	authGenerate: tokenForm.default('token'),
	/** `POST /generate`, field `refresh_token`. */
	generate: tokenForm.default('result'),
	/** The status of an absent token endpoint. */
	absentStatus: z.union([z.literal(400), z.literal(403), z.literal(404), z.literal(405)]).default(404),
	/** Body encodings that the token endpoints accept; others return 400. */
	tokenEncodings: z
		.array(z.enum(['multipart', 'urlencoded', 'json']))
		.default(['multipart', 'urlencoded', 'json']),
	/** How long a token is valid. */
	tokenSeconds: z.number().min(0).default(86_400),
	/** A token is only valid in the generation in which it was issued: change this setting to invalidate all tokens. */
	tokenGeneration: z.int().default(0),
	/** Tokens that never expire, for credentials with a bearer token. */
	bearers: z.array(z.string()).default(['sandbox-bearer']),

	/** Names read from form bodies: `org_id` (snake), `OrgID` (old) or either. */
	fieldNames: z.enum(['both', 'snake', 'old']).default('both'),
	/** Names read from the query of status and data: `org_id` and `filename`, `OrgID` and `FileName`, or either. */
	queryNames: z.enum(['both', 'snake', 'old']).default('both'),
	/** The form of file names in status and data requests: the key, the part after its slash, or either. */
	fileNames: z.enum(['both', 'key', 'last']).default('both'),
	orgIdRequired: z.boolean().default(true),

	/** Response of `/asr`: A from 2025, B from the field table of 2025, C from 2024, D from 2021. */
	syncForm: z.enum(['A', 'B', 'C', 'D']).default('A'),
	syncLimitSeconds: z.number().min(0).default(60),
	/** Response of `/asr/async/upload`: A signature v4, B `upload_url` and v2, C v2 with temporary credentials. */
	uploadForm: z.enum(['A', 'B', 'C']).default('A'),
	/** How long an upload slot is valid. */
	slotSeconds: z.number().min(0).default(3600),
	/** Size limit of the storage; `null` means none. */
	maxUploadBytes: z.int().min(0).nullable().default(null),
	asyncLimitMinutes: z.number().min(0).default(400),

	/** Response of `/asr/async/status`: A `{data: […]}`, B top-level `status`. */
	statusForm: z.enum(['A', 'B']).default('B'),
	/** The status of a finished job. */
	finishedStatus: z.enum(['completed', 'complete', 'done']).default('completed'),
	/** The status of a failed job, which is not documented. */
	failedStatus: z.string().default('failed'),
	/** Status of a file without an upload slot. */
	unknownFile: z.enum(['not-found', 'empty', 'running']).default('not-found'),
	/** Status of a slot without an upload. */
	awaitingUpload: z.enum(['not-found', 'empty', 'running']).default('running'),

	/** The path of results; the other path returns 404. */
	dataPath: z.enum(['both', 'data', 'getdata']).default('both'),
	/** Response of the data path: A from 2025, B from the first example of 2025, `2023` is the oldest. */
	dataForm: z.enum(['A', 'B', '2023']).default('A'),
	/** The response of the data path before the job has finished. */
	notReady: z.enum(['running', 'not-found', 'bad-request']).default('running'),

	/** Body of the callback: like the data path, like the status path with names, or only name and status. */
	notifyBody: z.enum(['data', 'status', 'minimal']).default('data'),

	/** Body of a 400: `{error: {code, message}}`, `{message}` or `{error}`. */
	errorForm: z.enum(['entity', 'message', 'error']).default('entity'),
	/** Body of a 401: none as documented, or the gateway's `{message}`. */
	unauthorizedBody: z.enum(['empty', 'gateway']).default('empty'),
});

export type Settings = z.output<typeof schema>;
export type TokenForm = z.output<typeof tokenForm>;

export const createSettings = () => vendorSettings(schema);
