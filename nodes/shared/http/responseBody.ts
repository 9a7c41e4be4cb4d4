import { sleep } from 'n8n-workflow';

/** More than any transcript: 24 hours of words with every extra are about 150 MB. */
const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;

/** n8n's own time limit ends when the headers are there; a body that stands still this long is lost. */
const IDLE_TIMEOUT_MS = 60_000;

/** A body that could not be read to its end; `code` as for network faults. */
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
 * Reads a body to its end as UTF-8 text.
 * @throws BodyFault when it stands still or is larger than any answer can be; the stream's own error when it breaks.
 */
export async function readText(body: unknown, idleTimeoutMs = IDLE_TIMEOUT_MS): Promise<string> {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (!isAsyncIterable(body)) return body === undefined || body === null ? '' : JSON.stringify(body);
	// Decoded as it comes: to put a day's transcript together first and decode it then holds up n8n.
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	const texts: string[] = [];
	let size = 0;
	for await (const chunk of chunksOf(body, idleTimeoutMs)) {
		size += chunk.length;
		if (size > LARGEST_ANSWER_BYTES) {
			throw new BodyError('EBODYTOOLARGE', `The answer is larger than ${LARGEST_ANSWER_BYTES} bytes.`);
		}
		texts.push(decoder.decode(chunk, { stream: true }));
	}
	texts.push(decoder.decode());
	return texts.join('');
}

/**
 * A stream of the same content that breaks with a BodyFault where it stands still, so that nobody who reads it
 * waits for ever. What is no stream is given back as it is.
 */
export function withIdleTimeout(body: unknown, idleTimeoutMs = IDLE_TIMEOUT_MS): unknown {
	if (!isAsyncIterable(body)) return body;
	const { constructor } = body;
	if (!isStreamClass(constructor)) return body;
	return constructor.from(chunksOf(body, idleTimeoutMs), { objectMode: false });
}

/**
 * The chunks of a body; the body is closed with the last one, or when nobody wants more of them. No generator,
 * because one that waits for a chunk cannot be ended.
 * @throws BodyFault when the next one does not come.
 */
function chunksOf(body: AsyncIterable<unknown>, idleTimeoutMs: number): AsyncIterableIterator<Buffer> {
	const reader = body[Symbol.asyncIterator]();
	const end = { done: true, value: undefined } as const;
	const chunks: AsyncIterableIterator<Buffer> = {
		next: async () => {
			const step = await withTimeout(reader.next(), idleTimeoutMs);
			if (step?.done === false) return { done: false, value: toBuffer(step.value) };
			destroyStream(body);
			if (step === undefined) throw new BodyError('EBODYSTALLED', 'The answer stopped half-way.');
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

/** Node's `Readable` and its kinds, which node code may not import. */
interface StreamClass {
	from(source: AsyncIterable<Buffer>, options: { objectMode: boolean }): unknown;
}

function isStreamClass(value: unknown): value is StreamClass {
	return typeof value === 'function' && 'from' in value && typeof value.from === 'function';
}

function toBuffer(chunk: unknown): Buffer {
	if (Buffer.isBuffer(chunk)) return chunk;
	return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk));
}

async function withTimeout<T>(step: Promise<T>, ms: number): Promise<T | undefined> {
	const done = new AbortController();
	const limit = sleep(ms, done.signal).then(
		() => undefined,
		() => undefined,
	);
	try {
		return await Promise.race([step, limit]);
	} finally {
		done.abort();
	}
}

/**
 * Lets a stream break without harm: one that nobody reads any more still reports that the execution has ended,
 * and an error event that nobody hears ends n8n's process.
 */
export function ignoreErrors(body: unknown): void {
	if (isStream(body)) body.on('error', () => undefined);
}

/** Closes a stream that is not read to its end: gives its connection or its file back. */
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
