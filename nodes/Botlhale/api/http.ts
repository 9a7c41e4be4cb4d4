import { z } from 'zod/v4';

import { baseUrlOf } from '../../../credentials/BotlhaleApi.credentials';
import { parseJson } from '../../shared/core/json';
import { checkedBaseUrl } from '../../shared/http/baseUrl';
import type { VendorMessage, VendorHttp } from '../../shared/http/types';
import { identity } from './identity';
import { quoteBigNumbers } from './quoteLargeIntegers';

/** How Botlhale AI's API is reached: a bearer that n8n renews, errors in several forms, XML from the storage. */
export const botlhaleHttp: VendorHttp = {
	...identity,
	credentialType: 'botlhaleApi',
	secretFields: ['refreshToken', 'bearerToken', 'sessionToken'],
	renewsToken: true,
	baseUrl: (credential) => checkedBaseUrl(baseUrlOf(credential)),
	preprocessJson: quoteBigNumbers,
	parseError: readFault,
	outcomeUnknownHint:
		'The recording may have been transcribed and counted all the same; Botlhale AI has no list to look it up in.',
};

const HINTS: ReadonlyArray<[RegExp, string]> = [
	[
		/token_missing|token_refused/,
		'Check refresh token, host and token endpoint in the credential: the token must be complete, active and of this host.',
	],
	[
		/token_unreachable/,
		'Botlhale AI cannot be reached. Check the host in the credential, and whether n8n can reach the Internet, or try again later.',
	],
	[/policy expired/i, 'Run this again: it asks for a new place to upload to.'],
	[
		/Extra input fields|SignatureDoesNotMatch/,
		'The storage wants other fields than Botlhale AI gave. Run this again, and report it if it stays.',
	],
	[/EntityTooLarge/, 'The storage does not take files of this size. Compress the recording or split it.'],
	[/provide org_id|Organisation not found/i, 'Check «Organisation ID» in the credential.'],
	[/allocation exceeded/i, 'The time your organisation may transcribe is used up. Ask Botlhale AI for more.'],
	[
		/missing_parameter|Missing fileName|provide (speech_file|SpeechFile)/i,
		'Try the other «Parameter Names» in the credential.',
	],
	[/language_code/, 'Choose another language, or leave it out to have it detected.'],
];

const STATUS_HINTS: Record<number, string> = {
	401: 'Check refresh token (or bearer token), host and token endpoint in the credential.',
	404: 'Check job ID, organisation and host. Botlhale AI says the same of a job that it does not know yet.',
};

function readFault(status: number, body: string): VendorMessage {
	const { message, code } = withoutTokens(/^\s*<\?xml|<Error>/.test(body) ? ofStorage(body) : ofApi(body));
	const hint =
		HINTS.find(([pattern]) => pattern.test(`${code ?? ''} ${message ?? ''}`))?.[1] ?? STATUS_HINTS[status];
	return {
		...(message ? { message } : {}),
		...(code ? { code } : {}),
		...(hint === undefined ? {} : { hint }),
		...(NOT_STORED.has(code ?? '') ? { limited: true } : {}),
	};
}

/** Amazon S3, "Error responses": with these it says that it has not taken the file. */
const NOT_STORED = new Set(['SlowDown', 'ServiceUnavailable', 'RequestTimeout', 'IncompleteBody']);

type Words = Pick<VendorMessage, 'message' | 'code'>;

/** Amazon S3, «REST error responses»: `<Error><Code>…</Code><Message>…</Message></Error>`. */
function ofStorage(body: string): Words {
	const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]?.trim() ?? '';
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

/** The form of an error is never shown; these have been seen or are usual. A 401 or 404 has no body. */
function ofApi(body: string): Words {
	const parsed = errorSchema.safeParse(parseJson(body));
	if (!parsed.success) return { message: /^\s*</.test(body) ? '' : body.trim().slice(0, 200) };
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
	return { ...(said ? { message: said } : {}), ...(inner?.code ? { code: inner.code } : {}) };
}

/** A bearer that was fetched while the node runs is not in the credential it has read. */
function withoutTokens({ message, code }: Words): Words {
	const masked = message?.replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***');
	return { ...(masked === undefined ? {} : { message: masked }), ...(code === undefined ? {} : { code }) };
}
