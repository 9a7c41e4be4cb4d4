import { z } from 'zod/v4';

import { parseJson } from '../../shared/core/json';
import type { VendorMessage } from '../../shared/http/types';
import { TOO_LONG } from './fallback';

/** What to do, by the words of an error. */
type Hints = ReadonlyArray<readonly [RegExp, string]>;

const API_HINTS: Hints = [
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
	[
		/missing_parameter|Missing fileName|provide (speech_file|SpeechFile)/i,
		'Select the other "Parameter Names" in the credential.',
	],
	[/language_code/, 'Choose another language, or remove the language to have it detected.'],
];

type StatusHints = Readonly<Record<number, string>>;

const STATUS_HINTS: StatusHints = {
	400: 'Check the values of this node.',
	401: 'Check the refresh token (or bearer token), the host and the token endpoint in the credential.',
	403: 'The token is valid but not allowed to do this. Check "Organisation ID" in the credential, and your plan.',
	404: 'Check the job ID, and the organisation and host in the credential. Right after the upload, Botlhale AI may not know the job yet.',
	413: 'Compress or split the recording.',
};

const LONG_RECORDING =
	'For recordings longer than 60 seconds, use Transcript: Transcribe, which accepts up to 400 minutes.';

/** The same for a short recording, which Botlhale AI may reject because of its length; the message is not documented. */
const SHORT_STATUS_HINTS: StatusHints = {
	...STATUS_HINTS,
	400: `Check the values of this node. ${LONG_RECORDING}`,
	413: `Compress or split the recording. ${LONG_RECORDING}`,
	422: `Check the values of this node. ${LONG_RECORDING}`,
};

/** An error of the API. */
export function parseError(status: number, body: string): VendorMessage {
	return explained(body, API_HINTS, STATUS_HINTS[status]);
}

/** An error of the request that transcribes a short recording. */
export function parseShortError(status: number, body: string): VendorMessage {
	return explained(body, [...API_HINTS, [TOO_LONG, LONG_RECORDING]], SHORT_STATUS_HINTS[status]);
}

function explained(body: string, hints: Hints, otherwise: string | undefined): VendorMessage {
	const { message, code } = readWords(body);
	const hint = hintFor(hints, `${code ?? ''} ${message ?? ''}`) ?? otherwise;
	return {
		...(message ? { message } : {}),
		...(code ? { code } : {}),
		...(hint === undefined ? {} : { hint }),
	};
}

/** The first hint whose pattern matches. */
export function hintFor(hints: Hints, words: string): string | undefined {
	return hints.find(([pattern]) => pattern.test(words))?.[1];
}

export interface Words {
	message?: string | undefined;
	code?: string | undefined;
}

/** Longer messages are cut: they are not bounded, and more is not shown. */
const MAX_MESSAGE = 2_000;
const MAX_RAW_MESSAGE = 200;

const text = z.lazy(() => z.string().trim().min(1).optional().catch(undefined));
const entity = z.looseObject({ code: text, message: text });
const invalidField = z.lazy(() =>
	z
		.looseObject({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string() })
		.transform(({ loc, msg }) => `${loc.join('.')} ${msg}`.trim()),
);

const errorSchema = z.lazy(() =>
	z.looseObject({
		error: z.union([entity, text]).optional().catch(undefined),
		error_description: text,
		message: text,
		errors: z
			.array(z.union([z.string(), entity]))
			.optional()
			.catch(undefined),
		/** Text, or the invalid fields as FastAPI lists them. */
		detail: z
			.union([z.array(invalidField), text])
			.optional()
			.catch(undefined),
	}),
);

/** The form of an error is not documented; these have been seen or are usual. 401 and 404 have no body. */
export function readWords(body: string): Words {
	const parsed = errorSchema.safeParse(parseJson(body));
	if (!parsed.success) {
		return withoutTokens({ message: /^\s*</.test(body) ? '' : body.trim().slice(0, MAX_RAW_MESSAGE) });
	}
	const { error, error_description, message, errors, detail } = parsed.data;
	const [first] = errors ?? [];
	const inner = typeof error === 'object' ? error : undefined;
	const said =
		inner?.message ??
		error_description ??
		message ??
		(typeof error === 'string' ? error : undefined) ??
		(typeof first === 'string' ? first : first?.message) ??
		(Array.isArray(detail) ? detail[0] : detail);
	return withoutTokens({
		message: said?.slice(0, MAX_MESSAGE),
		code: inner?.code?.slice(0, MAX_RAW_MESSAGE),
	});
}

/** A bearer token that was fetched while the node runs is not in the credential it has read. */
function withoutTokens({ message, code }: Words): Words {
	return { message: message?.replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***'), code };
}
