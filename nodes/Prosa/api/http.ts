import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import { ownProperty } from '../../shared/core/ownProperty';
import { trimmedText } from '../../shared/core/trimmedText';
import { checkedBaseUrl } from '../../shared/http/baseUrl';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';

/** Section 1 of the vendor's REST page. */
export const PRODUCTION_URL = 'https://api.prosa.ai/v2/speech';

const baseUrl = (credential: ICredentialDataDecryptedObject) =>
	checkedBaseUrl(trimmedText(credential.baseUrl) || PRODUCTION_URL);

/** How Prosa.ai's API is reached: `x-api-key`, errors as `{ status, message, context }` in two families of codes. */
export const prosaHttp: VendorHttp = {
	displayName: identity.displayName,
	credentialType: 'prosaApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl,
	parseError: readFault,
};

/** What a path that does not exist is answered with. */
const NO_SUCH_PATH = new Set([404, 405, 501]);

const NO_WEBHOOKS_HINT =
	'There is no webhook API at this address. Check the webhook base URL in the credential, or choose «By Hand» under «Registration» of the trigger.';

/** The same for webhook endpoints, which the staging environment keeps on a host of their own. */
export const prosaWebhooksHttp: VendorHttp = {
	...prosaHttp,
	baseUrl: (credential) =>
		trimmedText(credential.webhookBaseUrl) === ''
			? baseUrl(credential)
			: checkedBaseUrl(credential.webhookBaseUrl),
	parseError: (status, body) => {
		const fault = readFault(status, body);
		return fault.hint === undefined && NO_SUCH_PATH.has(status)
			? { ...fault, hint: NO_WEBHOOKS_HINT }
			: fault;
	},
	outcomeUnknownHint:
		'The endpoint may exist all the same: activating the workflow again finds it by its address.',
};

const KEY_HINT =
	'Check the key in the credential: it must be complete, active, and a key for speech to text; keys for text to speech are others.';
const AUDIO_HINT = 'Choose a file or a URL of a recording; binary data must be an audio or video file.';
const ARCHIVE_HINT =
	'Prosa.ai archives a job before it is transcribed or after that, not meanwhile. Wait for its end with Job: Wait for Completion, then delete it.';
const QUOTA_HINT = 'Top up the quota of your Prosa.ai account, then run this again.';

/** By the vendor's code; the older and the newer documents have different codes for the same. */
const HINTS: Readonly<Record<string, string>> = {
	asr_model_not_found: 'Choose a model from the list; it shows those that your account may use.',
	asr_request_file_too_large:
		'Recordings of up to 4 hours are taken, and up to 60 seconds while the call waits. Split the recording, or choose «Never» under «Wait in the Call».',
	asr_request_invalid_data: AUDIO_HINT,
	asr_request_invalid_base64: AUDIO_HINT,
	asr_request_invalid_uri:
		'Enter an address that begins with https://, a Google Drive share link, or googledrive:// and the ID of the file.',
	asr_request_no_audio_data: AUDIO_HINT,
	no_audio_provided: AUDIO_HINT,
	asr_request_unsupported_media_type:
		'Convert the recording: Prosa.ai takes wav, mp3, m4a, ogg, weba, webm, flac, gsm and wma, and mp4, mov, avi, wmv and mpg video.',
	asr_request_uri_download_error:
		'Prosa.ai could not fetch the recording. It must be readable by everyone, without a login.',
	asr_request_waiting_not_allowed:
		'Choose «Never» under «Wait in the Call»: the job is then waited for from outside.',
	auth_invalid_api_key: KEY_HINT,
	auth_unauthorized: KEY_HINT,
	unauthorized: KEY_HINT,
	job_cancellation_failure: ARCHIVE_HINT,
	job_cancellation_error: ARCHIVE_HINT,
	job_not_found:
		'Check the ID. Jobs are found only with the account that made them, and not after they were archived.',
	quota_empty: QUOTA_HINT,
	quota_insufficient: QUOTA_HINT,
	request_validation_error:
		'Check the ID or the values of this node; «Options: Additional Parameters (JSON)» too.',
	invalid_url:
		'Prosa.ai calls addresses that begin with https:// only. Set N8N_WEBHOOK_URL to the public address of n8n.',
	endpoint_not_found: 'The webhook endpoint was removed at Prosa.ai. Deactivate and activate the workflow.',
};

const text = z.string().trim().min(1).optional().catch(undefined);
const problems = z.array(
	z.looseObject({ loc: z.array(z.union([z.string(), z.number()])).optional(), msg: text }),
);

const errorBody = z.looseObject({
	status: text,
	message: text,
	context: z
		.looseObject({ errors: problems.optional().catch(undefined) })
		.optional()
		.catch(undefined),
	/** The web framework's own errors: wrong fields, or words alone. */
	detail: z.union([problems, z.string()]).optional().catch(undefined),
});

function readFault(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body));
	if (!parsed.success) return { message: /^\s*</.test(body) ? '' : body.trim().slice(0, 300) };
	const { status: said, message, context, detail } = parsed.data;
	// The web framework's own error has no code.
	const code = said ?? (status === 422 && detail !== undefined ? 'request_validation_error' : undefined);
	const words = sentence([
		withContext(message ?? (typeof detail === 'string' ? detail : ''), context),
		wrongFields(context?.errors ?? (Array.isArray(detail) ? detail : undefined)),
	]);
	const hint = code === undefined ? undefined : ownProperty(HINTS, code);
	return {
		message: words,
		...(code === undefined ? {} : { code }),
		...(hint === undefined ? {} : { hint }),
	};
}

function sentence(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(': ');
}

/** Fills placeholders, as in `Request too large: {duration} > {max_duration}`, and adds what the message leaves out. */
function withContext(message: string, context: Record<string, unknown> | undefined): string {
	const facts = Object.entries(context ?? {}).flatMap(([key, value]) =>
		typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
	);
	const filled = facts.reduce((words, [key, value]) => words.replaceAll(`{${key}}`, value), message);
	const missing = facts
		.filter(([, value]) => !filled.includes(value))
		.map(([key, value]) => `${key} ${value}`);
	return missing.length === 0 ? filled : `${filled} (${missing.join(', ')})`;
}

function wrongFields(errors: z.infer<typeof problems> | undefined): string {
	return (errors ?? []).map(({ loc, msg }) => `${(loc ?? []).join('.')} ${msg ?? ''}`.trim()).join('; ');
}
