import { z } from 'zod/v4';

import { baseUrlOf, webhookBaseUrlOf } from '../../../credentials/ProsaTranscriptionApi.credentials';
import { parseJson } from '../../shared/core/json';
import { messageOf } from '../../shared/core/messageOf';
import { ownProperty } from '../../shared/core/ownProperty';
import { trimmedText } from '../../shared/core/trimmedText';
import { vendorCodeOf } from '../../shared/http/explainedError';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';

/** The code of a 422. */
const INVALID = 'request_validation_error';

/** How Prosa.ai's API is reached: `x-api-key`, errors as `{ status, message, context }` with two families of codes. */
export const prosaHttp: VendorHttp = {
	...identity,
	credentialType: 'prosaTranscriptionApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl: baseUrlOf,
	parseError: (status, body) => withStatusHint(status, parseError(status, body)),
};

/** Statuses of a path that does not exist. */
const NO_SUCH_PATH = new Set([404, 405, 501]);

/** The same for webhook endpoints, which the staging environment has on another host. */
function webhooksHttp(advice: {
	/** For a URL without a webhook API. */
	noWebhooks: string;
	outcomeUnknown: string;
}): VendorHttp {
	return {
		...prosaHttp,
		baseUrl: webhookBaseUrlOf,
		addressLabel: ({ webhookBaseUrl }) =>
			trimmedText(webhookBaseUrl) === '' ? 'Base URL' : 'Webhook Base URL',
		parseError: (status, body) => {
			const error = parseError(status, body);
			return error.hint === undefined && NO_SUCH_PATH.has(status)
				? { ...error, hint: advice.noWebhooks }
				: withStatusHint(status, error);
		},
		notFoundHint: advice.noWebhooks,
		outcomeUnknownHint: advice.outcomeUnknown,
	};
}

const NO_WEBHOOKS = 'This URL has no webhook API. Check "Webhook Base URL" in the credential';

/** For the endpoint of a trigger. */
export const prosaTriggerHttp: VendorHttp = webhooksHttp({
	noWebhooks: `${NO_WEBHOOKS}, or set "Registration" of the trigger to "Manual".`,
	outcomeUnknown:
		'The endpoint may have been created anyway. Activate the workflow again: an existing endpoint is found by its URL.',
});

/** For the endpoints of suspended executions. */
export const prosaWakeUpHttp: VendorHttp = webhooksHttp({
	noWebhooks: `${NO_WEBHOOKS}.`,
	outcomeUnknown: 'The endpoint may have been created anyway. If so, a later run of the node removes it.',
});

const KEY_HINT =
	'Check the API key in the credential: it must be complete, active and a speech-to-text key. Text-to-speech keys do not work.';
const AUDIO_HINT = 'Provide an audio or video file, or the URL of one.';
const ARCHIVE_HINT =
	'Prosa.ai cannot archive a job while it is being transcribed. Wait until it finishes with Job: Wait for Completion, then delete it.';
/** Job: Create waits only if the JSON option says so, and Transcript: Transcribe also has an option for it. */
const DO_NOT_WAIT =
	'Remove "config.wait" from "Additional Parameters (JSON)", or set "Server-Side Wait" to "Never" if the operation has it.';
const JOB_HINT =
	'Check the ID. Jobs are only visible to the account that created them, and archived jobs cannot be found.';
const QUOTA_HINT = 'Top up the quota of your Prosa.ai account, then try again.';

/** By the vendor's code; the older and the newer documents use different codes for the same error. */
const HINTS: Readonly<Record<string, string>> = {
	asr_model_not_found: 'Choose a model from the list, which shows the models available to your account.',
	asr_request_file_too_large: `The limit is 4 hours, or 60 seconds with a server-side wait. Split the recording, or do not wait. ${DO_NOT_WAIT}`,
	asr_request_invalid_data: AUDIO_HINT,
	asr_request_invalid_base64: AUDIO_HINT,
	asr_request_invalid_uri:
		'Enter a URL that starts with https://, a Google Drive share link, or googledrive:// followed by a file ID.',
	asr_request_no_audio_data: AUDIO_HINT,
	no_audio_provided: AUDIO_HINT,
	asr_request_unsupported_media_type:
		'Convert the recording. Prosa.ai supports wav, mp3, m4a, ogg, weba, webm, flac, gsm and wma audio, and mp4, webm, mov, avi, wmv and mpg video.',
	asr_request_uri_download_error:
		'Prosa.ai could not download the recording. The URL must be accessible without logging in.',
	asr_request_waiting_not_allowed: `${DO_NOT_WAIT} The job is then checked at intervals.`,
	auth_invalid_api_key: KEY_HINT,
	auth_unauthorized: KEY_HINT,
	unauthorized: KEY_HINT,
	job_cancellation_failure: ARCHIVE_HINT,
	job_cancellation_error: ARCHIVE_HINT,
	job_not_found: JOB_HINT,
	quota_empty: QUOTA_HINT,
	quota_insufficient: QUOTA_HINT,
	[INVALID]:
		'Check the ID and the values of this node, including "Additional Parameters (JSON)" under "Options".',
	invalid_url:
		'Prosa.ai only calls URLs that start with https://. Set N8N_WEBHOOK_URL to the public URL of n8n.',
	endpoint_not_found:
		'The webhook endpoint was removed at Prosa.ai. It is registered again when the workflow is activated or suspended the next time.',
};

/** For an error without a known code. Prosa.ai has no regions. */
const STATUS_HINTS: Readonly<Record<number, string>> = {
	401: KEY_HINT,
	403: 'The key is valid but not allowed to do this. Check its permissions and your plan.',
	404: JOB_HINT,
};

function withStatusHint(status: number, error: VendorMessage): VendorMessage {
	const hint = error.hint ?? STATUS_HINTS[status];
	return hint === undefined ? error : { ...error, hint };
}

const MODEL_HINT =
	'Change "Send Model As" under "Additional Fields": Prosa.ai has documented two names for the model.';

/** Whether an error is about the parameter that names the model, `config.engine` or `config.model`. */
export function isAboutModelName(error: unknown): boolean {
	return vendorCodeOf(error) === INVALID && MODEL_NAMES.test(messageOf(error));
}

const MODEL_NAMES = /\bconfig\W+(engine|model)\b/;

const text = z.lazy(() => z.string().trim().min(1).optional().catch(undefined));
const problems = z.lazy(() =>
	z.array(z.looseObject({ loc: z.array(z.union([z.string(), z.number()])).optional(), msg: text })),
);

const errorBody = z.lazy(() =>
	z.looseObject({
		status: text,
		message: text,
		context: z
			.looseObject({ errors: problems.optional().catch(undefined) })
			.optional()
			.catch(undefined),
		/** Errors of the web framework: invalid fields, or text alone. */
		detail: z.union([problems, z.string()]).optional().catch(undefined),
	}),
);

function parseError(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body));
	if (!parsed.success) return { message: /^\s*</.test(body) ? '' : body.trim().slice(0, 300) };
	const { status: given, message, context, detail } = parsed.data;
	// The web framework's own error has no code.
	const code = given ?? (status === 422 && detail !== undefined ? INVALID : undefined);
	const words = joined([
		withContext(message ?? (typeof detail === 'string' ? detail : ''), context),
		invalidFields(context?.errors ?? (Array.isArray(detail) ? detail : undefined)),
	]);
	const hint = hintFor(code, words);
	return {
		message: words,
		...(code === undefined ? {} : { code }),
		...(hint === undefined ? {} : { hint }),
	};
}

function hintFor(code: string | undefined, words: string): string | undefined {
	if (code === INVALID && MODEL_NAMES.test(words)) return MODEL_HINT;
	return code === undefined ? undefined : ownProperty(HINTS, code);
}

function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(': ');
}

/** More of a context or of a list of errors is not shown, nor longer values: the vendor's text is not bounded. */
const MOST_FACTS = 20;
const LONGEST_FACT = 200;

/** Fills placeholders, as in `Request too large: {duration} > {max_duration}`, and adds values missing in the message. */
function withContext(message: string, context: Record<string, unknown> | undefined): string {
	const facts = new Map(
		Object.entries(context ?? {})
			.slice(0, MOST_FACTS)
			.flatMap(([key, value]) =>
				typeof value === 'string' || typeof value === 'number'
					? [[key, String(value).slice(0, LONGEST_FACT)] as const]
					: [],
			),
	);
	// In one pass, so that a value that looks like a placeholder is not filled again.
	const filled = message
		.slice(0, MOST_FACTS * LONGEST_FACT)
		.replace(/\{([^{}]{1,50})\}/g, (placeholder, key: string) => facts.get(key) ?? placeholder);
	const missing = [...facts]
		.filter(([, value]) => !filled.includes(value))
		.map(([key, value]) => `${key} ${value}`);
	return missing.length === 0 ? filled : `${filled} (${missing.join(', ')})`;
}

function invalidFields(errors: z.infer<typeof problems> | undefined): string {
	return (errors ?? [])
		.slice(0, MOST_FACTS)
		.map(({ loc, msg }) => `${(loc ?? []).join('.')} ${msg ?? ''}`.trim().slice(0, LONGEST_FACT))
		.join('; ');
}
