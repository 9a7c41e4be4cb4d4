import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import { trimmedText } from '../../shared/core/trimmedText';
import { checkedBaseUrl } from '../../shared/http/baseUrl';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';

/** Section «Cloud endpoints» of AssemblyAI's docs. */
const HOSTS: Record<string, string> = {
	us: 'https://api.assemblyai.com',
	eu: 'https://api.eu.assemblyai.com',
};

/** How AssemblyAI's API is reached: raw key in `Authorization`, errors as `{ error }` or plain text. */
export const assemblyAiHttp: VendorHttp = {
	...identity,
	credentialType: 'assemblyAiApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl: (credential: ICredentialDataDecryptedObject) => {
		const region = trimmedText(credential.region) || 'us';
		return HOSTS[region] ?? checkedBaseUrl(credential.baseUrl);
	},
	parseError: readFault,
};

const errorBody = z.looseObject({ error: z.string() });

const HINTS: ReadonlyArray<[RegExp, string]> = [
	[
		/transcript id not found/i,
		'Check the ID and the region in the credential: a job is found only with the account and region that made it, and not after its deletion.',
	],
	[/has a status of 'error'/i, 'The job has failed and has no transcript. Job: Get tells why.'],
	[/balance is negative/i, 'Top up your AssemblyAI account, then run this again.'],
	[/Cannot access uploaded file/i, 'Upload the file with the same API key that creates the job.'],
	[
		/speech_model is deprecated/i,
		'Remove «Speech Model» under «Legacy Parameters» and set «Speech Models» under «Language and Model» instead.',
	],
	[
		/"speech_models" must be/i,
		'Choose models that your account has for «Speech Models» under «Language and Model».',
	],
	[/included in the word boost list/i, 'Change it in «Word Boost» under «Legacy Parameters».'],
	[/audio_url/i, 'Check the address of the recording: it must begin with https:// or http://.'],
	[
		/'after_id' must be a newer/i,
		'Give only one of «Created After Job» and «Created Before Job», or other jobs.',
	],
	[
		/not available in this language/i,
		'Leave the named feature out, or choose another language or speech model.',
	],
	[/Invalid endpoint schema/i, 'Check the names and types in «Options: Additional Parameters (JSON)».'],
	[/must have a status of 'completed'/i, 'Wait for the job first, with Job: Wait for Completion.'],
	[/still in progress/i, 'Wait for the job first, with Job: Wait for Completion.'],
	[/redacted audio file .* doesn't exist/i, 'Create the job with «Redact Audio» under «Privacy».'],
];

/** Section «Limits» of AssemblyAI's docs: one page has 429 for too many requests, another one 403. */
const FORBIDDEN =
	'The key may not do this, or too many requests were made: AssemblyAI answers both alike. Check the key, or try again later.';

function readFault(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body));
	const message = parsed.success ? parsed.data.error : plainText(body);
	const hint = HINTS.find(([pattern]) => pattern.test(message))?.[1];
	if (hint !== undefined) return { message, hint };
	return status === 403 ? { message, hint: FORBIDDEN, limited: true } : { message };
}

function plainText(body: string): string {
	return /^\s*</.test(body) ? '' : body.slice(0, 300);
}
