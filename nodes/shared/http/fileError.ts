import { isRecord } from '../core/json';
import { messageOf } from '../core/messageOf';

/** n8n could not open the file: the request is not sent. */
export const FILE_NOT_OPENED = 'EFILENOTOPENED';

/** n8n could not read the file to its end: the vendor did not receive it completely. */
export const FILE_CUT = 'EFILECUT';

/** Why a file could not be uploaded, in the words of n8n's storage. */
class FileError extends Error {
	constructor(
		readonly code: typeof FILE_NOT_OPENED | typeof FILE_CUT,
		reason: unknown,
	) {
		super(messageOf(reason), { cause: reason });
	}
}

/** @throws Error with the code FILE_NOT_OPENED */
export async function opened<T>(open: () => Promise<T>): Promise<T> {
	try {
		return await open();
	} catch (error) {
		throw fileError(FILE_NOT_OPENED, error);
	}
}

/**
 * The same bytes. Errors of the source get the code FILE_CUT. Errors of the upload, which the HTTP client throws into the
 * stream, keep theirs.
 */
export async function* readToEnd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const chunks = source[Symbol.asyncIterator]();
	try {
		for (;;) {
			const [next] = await Promise.allSettled([chunks.next()]);
			if (next.status === 'rejected') throw fileError(FILE_CUT, next.reason);
			if (next.value.done === true) return;
			yield next.value.value;
		}
	} finally {
		await chunks.return?.();
	}
}

/** n8n's storage on disk opens a file only when it is read; its code for a missing file is kept. */
function fileError(code: typeof FILE_NOT_OPENED | typeof FILE_CUT, error: unknown): unknown {
	return isRecord(error) && error.code === 'ENOENT' ? error : new FileError(code, error);
}
