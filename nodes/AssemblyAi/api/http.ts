import { z } from 'zod/v4';

import { baseUrlOf } from '../../../credentials/AssemblyAiTranscriptionApi.credentials';
import { parseJson } from '../../shared/core/json';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';

/** How to reach AssemblyAI's API: hosts by region, the key in `Authorization`, errors as `{ error }` or plain text. */
export const assemblyAiHttp: VendorHttp = {
	...identity,
	credentialType: 'assemblyAiTranscriptionApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl: baseUrlOf,
	addressLabel: ({ region }) => (region === 'custom' ? 'Base URL' : 'Region'),
	parseError,
};

const errorBody = z.looseObject({ error: z.string() });

const HINTS: ReadonlyArray<[RegExp, string]> = [
	[
		/transcript id not found/i,
		'Check the ID and the region in the credential. Jobs are only visible to the account and region that created them, until they are deleted.',
	],
	[/has a status of 'error'/i, 'The job failed and has no transcript. Job: Get returns the reason.'],
	[/balance is negative/i, 'Top up your AssemblyAI account, then run the workflow again.'],
	[/Cannot access uploaded file/i, 'Upload the file with the same API key that creates the job.'],
	[
		/speech_model is deprecated/i,
		'Remove "Speech Model" from "Options" and set "Speech Models" under "Additional Fields" instead.',
	],
	[
		/"speech_models" must be/i,
		'Under "Additional Fields", set "Speech Models" to models that are available to your account.',
	],
	[/included in the word boost list/i, 'Change it in "Word Boost" under "Options".'],
	[/audio_url/i, 'Check the URL of the recording. It must start with https:// or http://.'],
	[
		/'after_id' must be a newer/i,
		'Set only one of "Created After Job" and "Created Before Job", or choose other jobs.',
	],
	[
		/not available in this language/i,
		'Turn off the feature that the message names, or choose another language or speech model.',
	],
	[/Invalid endpoint schema/i, 'Check the names and types in "Options: Additional Parameters (JSON)".'],
	[/must have a status of 'completed'/i, 'Wait for the job first with Job: Wait for Completion.'],
	[/still in progress/i, 'Wait for the job first with Job: Wait for Completion.'],
	[/redacted audio file .* doesn't exist/i, 'Create the job with "Redact Audio" under "Additional Fields".'],
];

/** AssemblyAI's docs name two statuses for too many requests: 429 and, on another page, 403. */
const FORBIDDEN =
	'The key lacks permission, or there were too many requests: AssemblyAI uses the same status for both. Check the key, or try again later.';

/** Characters; longer messages are not shown and not searched. */
const LONGEST_MESSAGE = 2_000;

function parseError(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body));
	const message = (parsed.success ? parsed.data.error : plainText(body)).slice(0, LONGEST_MESSAGE);
	const hint = HINTS.find(([pattern]) => pattern.test(message))?.[1];
	if (hint !== undefined) return { message, hint };
	return status === 403 ? { message, hint: FORBIDDEN, rateLimited: true } : { message };
}

function plainText(body: string): string {
	return /^\s*</.test(body) ? '' : body.slice(0, 300);
}
