import { z } from 'zod/v4';

import { baseUrlOf } from '../../../credentials/BotlhaleTranscriptionApi.credentials';
import { parseJson } from '../../shared/core/json';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';
import { quoteLargeIntegers } from './quoteLargeIntegers';

/** How Botlhale AI's API is reached: a bearer token that n8n renews, errors in several forms, XML from the storage. */
export const botlhaleHttp: VendorHttp = {
	...identity,
	credentialType: 'botlhaleTranscriptionApi',
	secretFields: ['refreshToken', 'bearerToken', 'sessionToken'],
	renewsToken: true,
	baseUrl: baseUrlOf,
	preprocessJson: quoteLargeIntegers,
	parseError,
	outcomeUnknownHint:
		'The recording may have been transcribed and counted anyway. Botlhale AI has no list of jobs to check.',
};

const LONG_RECORDING =
	'For recordings longer than 60 seconds, use Transcript: Transcribe, which accepts up to 400 minutes.';

/** By the message or the code of an error of the API. */
const API_HINTS: ReadonlyArray<[RegExp, string]> = [
	[
		/token_missing|token_refused/,
		'Check the refresh token, the host and the token endpoint in the credential. The token must be complete, active and issued for this host.',
	],
	[
		/token_unreachable/,
		'Check the host in the credential and whether n8n can reach the Internet, or try again later.',
	],
	[/provide org_id|Organisation not found/i, 'Check "Organisation ID" in the credential.'],
	[
		/allocation exceeded/i,
		'The transcription allowance of your organisation is used up. Ask Botlhale AI for more.',
	],
	[/longer than|too long|duration|exceeds?\b.*\b(seconds|minute|limit)/i, LONG_RECORDING],
	[
		/missing_parameter|Missing fileName|provide (speech_file|SpeechFile)/i,
		'Select the other "Parameter Names" in the credential.',
	],
	[/language_code/, 'Choose another language, or remove the language to have it detected.'],
];

const API_STATUS_HINTS: Readonly<Record<number, string>> = {
	400: `Check the values of this node. ${LONG_RECORDING}`,
	401: 'Check the refresh token (or bearer token), the host and the token endpoint in the credential.',
	404: 'Check the job ID, and the organisation and host in the credential. Right after the upload, Botlhale AI may not know the job yet.',
	413: `Compress or split the recording. ${LONG_RECORDING}`,
};

/** By the message or the code of an error of the storage, which knows nothing of the credential. */
const STORAGE_HINTS: ReadonlyArray<[RegExp, string]> = [
	[/expired/i, 'Try again: a new upload slot is requested.'],
	[
		/Extra input fields|SignatureDoesNotMatch|Policy Condition failed/,
		'The storage requires other fields than Botlhale AI returned. Try again, and report the error if it persists.',
	],
	[/EntityTooLarge/, 'The storage does not accept files of this size. Compress or split the recording.'],
	[/SlowDown|ServiceUnavailable|InternalError|RequestTimeout/, 'The storage is overloaded. Try again later.'],
];

const STORAGE_HINT =
	'The storage rejected the upload, which is not related to the credential. Try again: a new upload slot is requested. Report the error to Botlhale AI if it persists.';

function parseError(status: number, body: string): VendorMessage {
	const isStorage = /^\s*(<\?xml|<Error>)/.test(body);
	const { message, code } = withoutTokens(isStorage ? ofStorage(body) : ofApi(body));
	const words = `${code ?? ''} ${message ?? ''}`;
	const hint = isStorage
		? (hintFor(STORAGE_HINTS, words) ?? STORAGE_HINT)
		: (hintFor(API_HINTS, words) ?? API_STATUS_HINTS[status]);
	return {
		...(message ? { message } : {}),
		...(code ? { code } : {}),
		...(hint === undefined ? {} : { hint }),
		...(isStorage && NOT_STORED.has(code ?? '') ? { rateLimited: true } : {}),
	};
}

/** Codes of the storage for too many requests: it did not store the file, although their status is 503. */
const NOT_STORED = new Set(['SlowDown', 'ServiceUnavailable']);

interface Words {
	message?: string | undefined;
	code?: string | undefined;
}

function hintFor(hints: ReadonlyArray<[RegExp, string]>, words: string): string | undefined {
	return hints.find(([pattern]) => pattern.test(words))?.[1];
}

/** Longer messages are cut: they are not bounded, and more is not shown. */
const MAX_MESSAGE = 2_000;
const MAX_RAW_MESSAGE = 200;

/** Amazon S3, "REST error responses": `<Error><Code>…</Code><Message>…</Message></Error>`. */
function ofStorage(body: string): Words {
	const start = body.slice(0, MAX_MESSAGE);
	const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(start)?.[1]?.trim() ?? '';
	return { message: element('Message'), code: element('Code') };
}

const text = z.string().trim().min(1).optional().catch(undefined);
const entity = z.looseObject({ code: text, message: text });

const errorSchema = z.looseObject({
	error: z.union([entity, text]).optional().catch(undefined),
	error_description: text,
	message: text,
	errors: z
		.array(z.union([z.string(), entity]))
		.optional()
		.catch(undefined),
	detail: text,
});

/** The form of an error is not documented; these have been seen or are usual. 401 and 404 have no body. */
function ofApi(body: string): Words {
	const parsed = errorSchema.safeParse(parseJson(body));
	if (!parsed.success) return { message: /^\s*</.test(body) ? '' : body.trim().slice(0, MAX_RAW_MESSAGE) };
	const { error, error_description, message, errors, detail } = parsed.data;
	const [first] = errors ?? [];
	const inner = typeof error === 'object' ? error : undefined;
	const said =
		inner?.message ??
		error_description ??
		message ??
		(typeof error === 'string' ? error : undefined) ??
		(typeof first === 'string' ? first : first?.message) ??
		detail;
	return { message: said?.slice(0, MAX_MESSAGE), code: inner?.code?.slice(0, MAX_RAW_MESSAGE) };
}

/** A bearer token that was fetched while the node runs is not in the credential it has read. */
function withoutTokens({ message, code }: Words): Words {
	return { message: message?.replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***'), code };
}
