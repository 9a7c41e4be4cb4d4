import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import { trimmedText } from '../../shared/core/trimmedText';
import { checkedBaseUrl } from '../../shared/http/baseUrl';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';

/** Docs page «Authentication»; `eu` is the host of the first API reference, an alias of EU1. */
const HOSTS: Record<string, string> = {
	eu: 'https://asr.api.speechmatics.com',
	eu1: 'https://eu1.asr.api.speechmatics.com',
	eu2: 'https://eu2.asr.api.speechmatics.com',
	us1: 'https://us1.asr.api.speechmatics.com',
	us2: 'https://us2.asr.api.speechmatics.com',
	au1: 'https://au1.asr.api.speechmatics.com',
};

/**
 * How Speechmatics' batch API is reached: a bearer token, hosts by region, errors as
 * `{code, error, detail?}` or, for a refused key, nginx's HTML page.
 */
export const speechmaticsHttp: VendorHttp = {
	displayName: identity.displayName,
	credentialType: 'speechmaticsApi',
	secretFields: ['apiKey', 'webhookSecret', 'previousWebhookSecret'],
	baseUrl: (credential: ICredentialDataDecryptedObject) => {
		const region = trimmedText(credential.region) || 'eu1';
		// People copy the address from the docs, where it ends with the version.
		return HOSTS[region] ?? checkedBaseUrl(credential.baseUrl).replace(/\/v2$/, '');
	},
	parseError: readFault,
	requestOptions: {
		fields: [
			{
				displayName: 'Early Access Release Tag',
				name: 'earTag',
				type: 'string',
				default: '',
				placeholder: 'e.g. preview-2026-03',
				description: 'Sent as X-SM-EAR-Tag, for early access releases that Speechmatics has given you',
			},
		],
		headers: (options: IDataObject) => earHeader(trimmedText(options.earTag)),
	},
};

/** A tag with other characters than these could end the header. */
function earHeader(tag: string): Record<string, string> {
	const safe = tag.replace(/[^\x20-\x7e]/g, '');
	return safe === '' ? {} : { 'X-SM-EAR-Tag': safe };
}

const errorBody = z.looseObject({
	error: z.string().nullish(),
	detail: z.string().nullish(),
	details: z.string().nullish(),
});

const HINTS: ReadonlyArray<[RegExp, string]> = [
	[/Transcription not ready/i, 'Wait for the job first, with Job: Wait for Completion.'],
	[/Job In Progress/i, 'Wait for the job first, with Job: Wait for Completion.'],
	[
		/Resource Locked/i,
		'The job is still running. Wait for its end, or turn on «Force» to end and delete it now.',
	],
	[
		/not of type alignment/i,
		'This job is a transcription: use Transcript: Get. Alignments come from Job: Create Alignment.',
	],
	[/not of type transcription/i, 'This job is an alignment: use Transcript: Get Alignment.'],
	[
		/Job Expired|File Expired/i,
		'Speechmatics keeps jobs for seven days. Transcribe the recording again, and fetch the transcript sooner.',
	],
	[
		/Early Access Release/i,
		'Check «Early Access Release Tag» under «Options», or remove it: Speechmatics does not know this release.',
	],
	[
		/Entitlement check failed/i,
		'Your contract does not include what this job asks for, e.g. the language or the model. Choose another, or ask Speechmatics.',
	],
	[/Invalid or missing license/i, 'Ask Speechmatics to check your license.'],
	[/Your limit is/i, 'The hours of your plan are used up. Wait for the next month or change the plan.'],
	[
		/Max concurrent running jobs/i,
		'Too many jobs run at once for your account. Run this again when some have ended.',
	],
	[/Missing data_file/i, 'Give the recording as a file or a URL.'],
	[/Missing text_file/i, 'An alignment needs the spoken text, as a file, a text or a URL.'],
	[
		/Job config JSON is invalid|Job rejected/i,
		'Check the values of this node, above all «Options: Job Config (JSON)», against Speechmatics’ API reference.',
	],
	[/path not found/i, 'Check the base URL in the credential: Speechmatics’ API is not at this address.'],
	[
		/Job not found/i,
		'Check the ID and the region in the credential: a job is found only in the region that made it, and for seven days.',
	],
];

function readFault(status: number, body: string): VendorMessage {
	const parsed = errorBody.safeParse(parseJson(body));
	const said = parsed.success ? sentence(parsed.data) : plainText(body);
	if (status === 401) return refusedKey(said);
	const hint = HINTS.find(([pattern]) => pattern.test(said))?.[1];
	return { message: said, ...(hint === undefined ? {} : { hint }) };
}

function sentence({ error, detail, details }: z.infer<typeof errorBody>): string {
	return [error, detail ?? details]
		.filter((part) => part !== null && part !== undefined && part !== '')
		.join(': ');
}

/** A page of a web server says nothing that helps. */
function plainText(body: string): string {
	return /^\s*</.test(body) ? '' : body.trim().slice(0, 300);
}

/** Keys are good in one region only, and the answer for all others is a bare page of nginx. */
function refusedKey(said: string): VendorMessage {
	return {
		message: `key refused in this region${said === '' ? '' : `: ${said}`}`,
		hint: 'Check the key in the credential and its region: a key is good only in the region it was made for, and jobs are found only there.',
	};
}
