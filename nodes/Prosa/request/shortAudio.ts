import type { UploadFile } from '../../shared/http/multipart';
import { isAsyncIterable } from '../../shared/http/responseBody';

/** Prosa.ai waits for up to 60 seconds of audio; the vendor group's own code stays below, because 59 were rejected. */
const LONGEST_SECONDS = 55;

/** About a minute of MP3 at a usual bit rate, for files whose duration is unknown. */
const LARGEST_SHORT_BYTES = 1_000_000;

const HEADER_BYTES = 44;

/**
 * Whether a recording is short enough for a server-side wait: by the header of a WAV file, by size for other files.
 * A wrong guess costs one more request, because Prosa.ai rejects the first.
 */
export async function looksShort(file: UploadFile): Promise<boolean> {
	const seconds = wavSeconds(await headOf(file), file.size);
	return seconds === undefined ? file.size <= LARGEST_SHORT_BYTES : seconds <= LONGEST_SECONDS;
}

async function headOf(file: UploadFile): Promise<Buffer> {
	if (file.base64 !== undefined) return Buffer.from(file.base64.slice(0, 80), 'base64');
	const content = await file.open();
	if (!isAsyncIterable(content)) return content.subarray(0, HEADER_BYTES);
	let head: Buffer = Buffer.alloc(0);
	for await (const chunk of content) {
		head = Buffer.concat([head, chunk]);
		if (head.length >= HEADER_BYTES) break;
	}
	return head;
}

/** Seconds of a RIFF/WAVE file by its byte rate (Microsoft, "Multiple channel audio data and WAVE files"). */
function wavSeconds(head: Buffer, size: number): number | undefined {
	if (head.length < HEADER_BYTES || head.toString('latin1', 0, 4) !== 'RIFF') return undefined;
	if (head.toString('latin1', 8, 16) !== 'WAVEfmt ') return undefined;
	const bytesPerSecond = head.readUInt32LE(28);
	return bytesPerSecond === 0 ? undefined : (size - HEADER_BYTES) / bytesPerSecond;
}
