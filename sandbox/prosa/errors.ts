import type { FastifyReply } from 'fastify';
import type { Settings } from './settings';

/** An error response. */
export interface Refusal {
	readonly status: number;
	readonly body: unknown;
}

/** A violation of the schema, in the format of the vendor's web framework. */
export interface Violation {
	readonly loc: ReadonlyArray<string | number>;
	readonly msg: string;
	readonly type: string;
}

export type ErrorSettings = Pick<
	Settings,
	'errorCodes' | 'errorContext' | 'validationErrors' | 'quotaStatus'
>;

type Wording = readonly [code: string, message: string];

/** The errors of the API in the set of codes of the setting; without `newer`, both sets have the same message. */
export function refusals(settings: ErrorSettings) {
	const build = (
		status: number,
		docs2: Wording,
		options: { newer?: Wording; context?: Record<string, unknown> } = {},
	): Refusal => {
		const [code, message] = settings.errorCodes === 'newer' ? (options.newer ?? docs2) : docs2;
		const context = settings.errorContext === 'present' ? options.context : undefined;
		return { status, body: { status: code, message, ...(context === undefined ? {} : { context }) } };
	};
	const unauthorized: Wording = ['unauthorized', 'Invalid API key'];
	return {
		noKey: () => build(401, ['auth_unauthorized', 'Unauthorized'], { newer: unauthorized }),
		wrongKey: () => build(401, ['auth_invalid_api_key', 'Invalid x-api-key'], { newer: unauthorized }),
		forbidden: () => build(403, ['forbidden', 'Forbidden']),
		internal: () => build(500, ['internal_server_error', 'Internal Server Error']),
		modelNotFound: (model: string) =>
			build(400, ['asr_model_not_found', `ASR model '${model}' not found`], { context: { model } }),
		/** Both in seconds. */
		tooLong: (duration: number, max: number) => {
			const context = { duration: duration.toFixed(1), max_duration: max.toFixed(1) };
			const message = `Request too large: ${context.duration} > ${context.max_duration}`;
			return build(400, ['asr_request_file_too_large', message], { context });
		},
		/** Both in bytes. */
		tooLarge: (size: number, max: number) =>
			build(400, ['asr_request_file_too_large', `Request too large: ${size} > ${max}`]),
		invalidBase64: () =>
			build(400, ['asr_request_invalid_data', 'Invalid base64-encoded data'], {
				newer: ['asr_request_invalid_base64', 'Invalid base64 encoded audio data'],
			}),
		invalidUri: (uri: string) =>
			build(400, ['asr_request_invalid_uri', 'URI not supported'], { context: { uri } }),
		noAudio: () =>
			build(400, ['asr_request_no_audio_data', 'No audio provided'], {
				newer: ['no_audio_provided', "Either 'data' or 'uri' must be provided"],
			}),
		unsupportedMedia: (mimeType: string) =>
			build(400, ['asr_request_unsupported_media_type', 'Unsupported media type'], {
				context: { mime_type: mimeType },
			}),
		uriDownload: (uri: string) =>
			build(400, ['asr_request_uri_download_error', 'Failed to download file'], { context: { uri } }),
		waitingNotAllowed: () =>
			build(400, ['asr_request_waiting_not_allowed', 'Waiting is not allowed for this request']),
		quotaEmpty: () => build(settings.quotaStatus, ['quota_empty', 'Out of quota']),
		quotaInsufficient: (current: number, required: number) =>
			build(settings.quotaStatus, ['quota_insufficient', 'Insufficient quota'], {
				context: { current, required },
			}),
		jobNotFound: (jobId: string) =>
			build(404, ['job_not_found', 'Job not found'], {
				newer: ['job_not_found', `Job '${jobId}' not found`],
				context: { job_id: jobId },
			}),
		/** The error of the archive request, which does not distinguish unknown and archived jobs. */
		jobGone: (jobId: string) =>
			build(404, ['job_not_found', 'Job not found'], {
				newer: ['job_not_found', 'Job not found or already archived'],
				context: { job_id: jobId },
			}),
		jobRunning: (jobId: string) =>
			build(403, ['job_cancellation_failure', 'Unable to cancel job'], {
				newer: ['job_cancellation_error', 'Cannot archive job while in progress'],
				context: { job_id: jobId },
			}),
		endpointNotFound: (id: string) => build(404, ['endpoint_not_found', `Endpoint '${id}' not found`]),
		eventNotFound: (id: string) => build(404, ['event_not_found', `Event '${id}' not found`]),
		deliveryNotFound: (id: string) => build(404, ['delivery_not_found', `Delivery '${id}' not found`]),
		invalidUrl: () => build(400, ['invalid_url', 'URL must be a valid HTTPS endpoint']),
		invalid(violations: readonly Violation[]): Refusal {
			if (settings.validationErrors === 'framework') return { status: 422, body: { detail: violations } };
			return build(422, ['request_validation_error', 'Request validation error'], {
				context: { errors: violations },
			});
		},
	};
}

export type Refusals = ReturnType<typeof refusals>;

/** An unknown path, as the vendor's web framework responds to it. */
export const UNKNOWN_PATH: Refusal = { status: 404, body: { detail: 'Not Found' } };

export async function refuse(reply: FastifyReply, refusal: Refusal): Promise<FastifyReply> {
	return await reply.code(refusal.status).send(refusal.body);
}

/** An error that is thrown while a request is read; `withKey` sends the response. */
export class Refused extends Error {
	override readonly name = 'Refused';

	constructor(readonly refusal: Refusal) {
		super('refused');
	}
}
