import { z } from 'zod/v4';
import { vendorSettings } from '../core/settings';

/**
 * How a token endpoint answers: `result` as `AuthenticationResult` (24 h), `result-oldest` the same with
 * `RefreshToken`, `token` as `{expires, token}`, `token-expires-0` with the placeholder 0, `token-only` without a
 * lifetime; `absent`: there is no such endpoint.
 */
const tokenForm = z.enum(['result', 'result-oldest', 'token', 'token-expires-0', 'token-only', 'absent']);

const schema = z.object({
	/** `POST /generateAuthToken`, field `REFRESH_TOKEN`. */
	generateAuthToken: tokenForm.default('result'),
	/** `POST /auth/generate`, field `refresh_token`. */
	authGenerate: tokenForm.default('token'),
	/** `POST /generate`, field `refresh_token`. */
	generate: tokenForm.default('result'),
	/** What an absent token endpoint answers. */
	absentStatus: z.union([z.literal(400), z.literal(403), z.literal(404), z.literal(405)]).default(404),
	/** Body encodings that the token endpoints take; others get 400. */
	tokenEncodings: z
		.array(z.enum(['multipart', 'urlencoded', 'json']))
		.default(['multipart', 'urlencoded', 'json']),
	/** How long a token is good for. */
	tokenSeconds: z.number().min(0).default(86_400),
	/** A token is good in the generation it was issued in only: change it and every token is refused. */
	tokenGeneration: z.int().default(0),
	/** Tokens that are good for ever, for credentials that hold a ready bearer. */
	bearers: z.array(z.string()).default(['sandbox-bearer']),

	/** Names read from form bodies: `org_id` (snake), `OrgID` (old) or either. */
	fieldNames: z.enum(['both', 'snake', 'old']).default('both'),
	/** Names read from the query of status and data: `org_id` and `filename`, `OrgID` and `FileName`, or either. */
	queryNames: z.enum(['both', 'snake', 'old']).default('both'),
	/** How status and data take the name of a file: the key, its part after the slash, or either. */
	fileNames: z.enum(['both', 'key', 'last']).default('both'),
	orgIdRequired: z.boolean().default(true),

	/** Answer of `/asr`: A of 2025, B of its field table, C of 2024, D of 2021. */
	syncForm: z.enum(['A', 'B', 'C', 'D']).default('A'),
	syncLimitSeconds: z.number().min(0).default(60),
	/** Answer of `/asr/async/upload`: A signature v4, B `upload_url` and v2, C v2 with temporary credentials. */
	uploadForm: z.enum(['A', 'B', 'C']).default('A'),
	/** How long an upload slot is open. */
	slotSeconds: z.number().min(0).default(3600),
	/** Size limit of the storage; `null` for none. */
	maxUploadBytes: z.int().min(0).nullable().default(null),
	asyncLimitMinutes: z.number().min(0).default(400),

	/** Answer of `/asr/async/status`: A `{data: […]}`, B top-level `status`. */
	statusForm: z.enum(['A', 'B']).default('B'),
	/** The word for finished. */
	finishedStatus: z.enum(['completed', 'complete', 'done']).default('completed'),
	/** The word for failed; nowhere documented. */
	failedStatus: z.string().default('failed'),
	/** Status of a file nobody asked a slot for. */
	unknownFile: z.enum(['not-found', 'empty', 'running']).default('not-found'),
	/** Status of a slot that nothing was uploaded to. */
	awaitingUpload: z.enum(['not-found', 'empty', 'running']).default('running'),

	/** Under which path results are; the other answers 404. */
	dataPath: z.enum(['both', 'data', 'getdata']).default('both'),
	/** Answer of the data path: A of 2025, B of its first example, `2023` the oldest. */
	dataForm: z.enum(['A', 'B', '2023']).default('A'),
	/** What the data path answers before the end. */
	notReady: z.enum(['running', 'not-found', 'bad-request']).default('running'),

	/** Body of the callback: as the data path, as the status path with names, or name and status only. */
	notifyBody: z.enum(['data', 'status', 'minimal']).default('data'),

	/** Body of a 400: `{error: {code, message}}`, `{message}` or `{error}`. */
	errorForm: z.enum(['entity', 'message', 'error']).default('entity'),
	/** Body of a 401: none, as documented, or the gateway's `{message}`. */
	unauthorizedBody: z.enum(['empty', 'gateway']).default('empty'),
});

export type Settings = z.output<typeof schema>;
export type TokenForm = z.output<typeof tokenForm>;

export const createSettings = () => vendorSettings(schema);
