import { sleep } from 'n8n-workflow';

/** More than any transcript: 24 hours of words with every extra are about 150 MB. */
const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;

/** n8n's own time limit ends when the headers are there; a body that stands still this long is lost. */
const STANDSTILL_MS = 60_000;

/** A body that could not be read to its end; `code` as for network faults. */
export class BodyFault extends Error {
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
export async function readText(body: unknown, standstillMs = STANDSTILL_MS): Promise<string> {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	if (!isAsyncIterable(body)) return body === undefined || body === null ? '' : JSON.stringify(body);
	const chunks: Buffer[] = [];
	let size = 0;
	const reader = body[Symbol.asyncIterator]();
	for (;;) {
		const step = await beforeStandstill(reader.next(), standstillMs);
		if (step === undefined) {
			stop(body);
			throw new BodyFault('EBODYSTALLED', 'The answer stopped half-way.');
		}
		if (step.done === true) break;
		const chunk = toBuffer(step.value);
		size += chunk.length;
		if (size > LARGEST_ANSWER_BYTES) {
			stop(body);
			throw new BodyFault('EBODYTOOLARGE', `The answer is larger than ${LARGEST_ANSWER_BYTES} bytes.`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks, size).toString('utf8');
}

function toBuffer(chunk: unknown): Buffer {
	if (Buffer.isBuffer(chunk)) return chunk;
	return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.from(String(chunk));
}

async function beforeStandstill<T>(step: Promise<T>, ms: number): Promise<T | undefined> {
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

/** Gives the connection back; a stream that is destroyed still reports its end as an error to nobody. */
function stop(body: unknown): void {
	if (!isStream(body)) return;
	body.on('error', () => undefined);
	body.destroy();
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
