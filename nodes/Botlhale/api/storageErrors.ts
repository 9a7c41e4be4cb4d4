import { isTransient } from '../../shared/http/failure';
import type { VendorMessage } from '../../shared/http/types';
import { hintFor, readWords, type Words } from './errors';

const OTHER_FIELDS =
	'The storage requires other fields than Botlhale AI returned. Try again, and report the error if it persists.';
const TOO_LARGE = 'The storage does not accept files of this size. Compress or split the recording.';

/** By the message or the code. */
const HINTS = [
	[/expired/i, 'Try again: a new upload slot is requested.'],
	[/Extra input fields|SignatureDoesNotMatch|Policy Condition failed/, OTHER_FIELDS],
	[/EntityTooLarge/, TOO_LARGE],
	[/SlowDown|ServiceUnavailable|InternalError|RequestTimeout/, 'The storage is overloaded. Try again later.'],
] as const;

const REJECTED =
	'The storage rejected the upload, which is not related to the credential. Try again: a new upload slot is requested. Report the error to Botlhale AI if it persists.';

/** Codes for too many requests: the file was not stored, although their status is 503. */
const NOT_STORED = new Set(['SlowDown', 'ServiceUnavailable']);

/** An error of the storage, which has a signed form instead of the credential: XML, or a response of a proxy. */
export function parseStorageError(status: number, body: string): VendorMessage {
	const { message, code } = /^\s*(<\?xml|<Error>)/.test(body) ? readXml(body) : readWords(body);
	const hint = hintFor(HINTS, `${code ?? ''} ${message ?? ''}`) ?? hintOf(status);
	return {
		...(message ? { message } : {}),
		...(code ? { code } : {}),
		...(hint === undefined ? {} : { hint }),
		...(NOT_STORED.has(code ?? '') ? { rateLimited: true } : {}),
	};
}

/** None for a temporary error or a 407 of a proxy, which have usual advice. */
function hintOf(status: number): string | undefined {
	if (status === 413) return TOO_LARGE;
	return status === 407 || status >= 500 || isTransient({ kind: 'status', status }) ? undefined : REJECTED;
}

/** More is not shown. */
const MAX_LENGTH = 2_000;

/** Amazon S3, "REST error responses": `<Error><Code>…</Code><Message>…</Message></Error>`. */
function readXml(body: string): Words {
	const start = body.slice(0, MAX_LENGTH);
	const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(start)?.[1]?.trim() ?? '';
	return { message: element('Message'), code: element('Code') };
}
