import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const CHUNK = randomBytes(1024 * 1024);

/** Bytes per second in the header; a low value turns a small file into a long recording. */
const DEFAULT_BYTE_RATE = 8_000_000;

/**
 * Writes a WAV file of this many bytes: a header from which the sandbox reads the duration, followed by noise. It
 * contains no recognizable speech.
 */
export async function writeRecording(
	file: string,
	bytes: number,
	byteRate = DEFAULT_BYTE_RATE,
): Promise<void> {
	const out = createWriteStream(file);
	out.write(header(bytes, byteRate));
	for (let written = 44; written < bytes; written += CHUNK.length) {
		const ready = out.write(CHUNK.subarray(0, Math.min(CHUNK.length, bytes - written)));
		if (!ready) await once(out, 'drain');
	}
	out.end();
	await once(out, 'finish');
}

/** A file that is only as large as necessary for this duration in seconds. */
export function silentRecording(seconds: number): Buffer {
	const byteRate = 100;
	return Buffer.concat([header(44 + seconds * byteRate, byteRate), Buffer.alloc(seconds * byteRate)]);
}

/** RIFF header of 8-bit PCM, one channel. */
function header(bytes: number, byteRate: number): Buffer {
	const most = 0xffff_ffff;
	const head = Buffer.alloc(44);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(Math.min(most, bytes - 8), 4);
	head.write('WAVEfmt ', 8, 'latin1');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(byteRate, 24);
	head.writeUInt32LE(byteRate, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(Math.min(most - 36, bytes - 44), 40);
	return head;
}
