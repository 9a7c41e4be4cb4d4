import { withTimeout } from '../n8n/pause';

/** Larger than any transcript: 24 hours of words with all extras are about 150 MB. */
const MAX_BYTES = 256 * 1024 * 1024;

/** n8n's own timeout only covers the time until the headers; a body that stops arriving for this long has failed. */
const IDLE_TIMEOUT_MS = 60_000;

/** Bytes a second on average; a body that arrives more slowly for this many idle timeouts would not end. */
const SLOWEST_BYTES_PER_SECOND = 1_000;
const PATIENCE = 5;

/** A body that could not be read completely; `code` is like that of a network error. */
export class BodyError extends Error {
	constructor(
		readonly code: 'EBODYSTALLED' | 'EBODYTOOLARGE' | 'EBODYCUT',
		message: string,
	) {
		super(message);
	}
}

export function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/**
 * Reads a complete body as UTF-8 text.
 * @throws BodyError if it stops arriving or exceeds the size limit; the stream's own error if the stream fails
 */
export async function readText(
	body: unknown,
	{ idleTimeoutMs = IDLE_TIMEOUT_MS, maxBytes = MAX_BYTES } = {},
): Promise<string> {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (!isAsyncIterable(body)) return body === undefined || body === null ? '' : JSON.stringify(body);
	// Decodes each chunk as it arrives: decoding the transcript of a day at once would block n8n.
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	const texts: string[] = [];
	let size = 0;
	for await (const chunk of chunksOf(body, idleTimeoutMs)) {
		size += chunk.length;
		if (size > maxBytes) {
			throw new BodyError('EBODYTOOLARGE', `The response exceeds ${maxBytes} bytes.`);
		}
		texts.push(decoder.decode(chunk, { stream: true }));
	}
	texts.push(decoder.decode());
	return texts.join('');
}

/**
 * A stream of the same content that fails with a BodyError if it stops arriving, so that its reader does not wait
 * indefinitely. A body that is not a stream is returned unchanged.
 */
export function withIdleTimeout(body: unknown, idleTimeoutMs = IDLE_TIMEOUT_MS): unknown {
	if (!isAsyncIterable(body)) return body;
	const { constructor } = body;
	if (!isStreamClass(constructor)) return body;
	return constructor.from(chunksOf(body, idleTimeoutMs), { objectMode: false });
}

/**
 * The chunks of a body, which is closed after the last one or when the reader stops. Not a generator, because a
 * generator that is waiting for a chunk cannot be ended.
 * @throws BodyError if the next chunk does not arrive in time
 */
function chunksOf(body: AsyncIterable<unknown>, idleTimeoutMs: number): AsyncIterableIterator<Buffer> {
	const reader = body[Symbol.asyncIterator]();
	const end = { done: true, value: undefined } as const;
	const startedAtMs = Date.now();
	let size = 0;
	const chunks: AsyncIterableIterator<Buffer> = {
		next: async () => {
			const step = await withTimeout(reader.next(), idleTimeoutMs);
			if (step?.done === false) {
				const value = toBuffer(step.value);
				size += value.length;
				if (!isTooSlow(size, Date.now() - startedAtMs, idleTimeoutMs)) return { done: false, value };
			}
			destroyStream(body);
			if (step?.done !== true) throw new BodyError('EBODYSTALLED', 'The response stopped arriving.');
			return end;
		},
		return: async () => {
			destroyStream(body);
			return await Promise.resolve(end);
		},
		[Symbol.asyncIterator]: () => chunks,
	};
	return chunks;
}

/** Node.js's `Readable` and its subclasses, which node code must not import. */
interface StreamClass {
	from(source: AsyncIterable<Buffer>, options: { objectMode: boolean }): unknown;
}

function isStreamClass(value: unknown): value is StreamClass {
	return typeof value === 'function' && 'from' in value && typeof value.from === 'function';
}

function isTooSlow(size: number, ms: number, idleTimeoutMs: number): boolean {
	return ms > PATIENCE * idleTimeoutMs && size * 1000 < SLOWEST_BYTES_PER_SECOND * ms;
}

function toBuffer(chunk: unknown): Buffer {
	if (Buffer.isBuffer(chunk)) return chunk;
	return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk));
}

/**
 * Ignores the errors of a stream: one that is no longer read still reports the end of the execution as an error, and an
 * error event without a listener terminates n8n.
 */
export function ignoreErrors(body: unknown): void {
	if (isStream(body)) body.on('error', () => undefined);
}

/** Closes a stream that is not read completely, and with it its connection or file. */
export function destroyStream(body: unknown): void {
	ignoreErrors(body);
	if (isStream(body)) body.destroy();
}

interface Stream {
	on(event: 'error', listener: () => void): unknown;
	destroy(): unknown;
}

function isStream(value: unknown): value is Stream {
	return (
		typeof value === 'object' &&
		value !== null &&
		'on' in value &&
		typeof value.on === 'function' &&
		'destroy' in value &&
		typeof value.destroy === 'function'
	);
}
