import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Core } from '../core/vendor';
import type { Entry } from './model';

export const STORAGE_PREFIX = '/assemblyai-s3';

/**
 * A new pre-signed link to the redacted audio, on a separate host as at the vendor. It is valid for a GET request without
 * credentials until it expires.
 */
export function redactedAudioLink(core: Core, entry: Entry, seconds: number): string {
	const file = `${entry.id}.${entry.params.redact_pii_audio_quality ?? 'mp3'}`;
	const token = randomBytes(12).toString('base64');
	const expires = String(Math.floor(Date.now() / 1000 + seconds));
	const query = new URLSearchParams({
		AWSAccessKeyId: 'SANDBOXKEYID',
		Signature: signature(file, token, expires),
		'x-amz-security-token': token,
		Expires: expires,
	});
	return `${core.origin()}${STORAGE_PREFIX}/redacted-audio/${file}?${query.toString()}`;
}

/** Whether the query of a link was issued for the file and is still valid. */
export function checkLink(
	file: string,
	query: {
		Signature?: string | undefined;
		'x-amz-security-token'?: string | undefined;
		Expires?: string | undefined;
	},
): 'valid' | 'wrong' | 'expired' {
	const { Signature: given, 'x-amz-security-token': token = '', Expires: expires = '' } = query;
	if (given !== signature(file, token, expires)) return 'wrong';
	return Number(expires) * 1000 < Date.now() ? 'expired' : 'valid';
}

function signature(file: string, token: string, expires: string): string {
	return createHash('sha1').update(`sandbox\n${file}\n${token}\n${expires}`).digest('base64');
}

/** One frame of MPEG-2 layer III, 16 kHz mono at 32 kbit/s without bit reservoir: 36 ms, independent of other frames. */
const FRAME_MS = 36;
const FRAME_BYTES = 144;
const TONE = frame('//NIxAAJ2/XwALgVaP//q//+EePkGWvX//q/+oo/////+///r//8qO/////+v//0//+CMumIKaimZcYmBgA');
const SILENCE = frame('//NIxAAAAANIAAAAAExBTUUzLjEwMA');
const WAV_RATE = 8000;

interface Span {
	start: number;
	end: number;
}

/**
 * The redacted audio of the sandbox. It has the length of the recording and contains a tone for every redacted word
 * (silence if requested) and silence elsewhere; it is not a copy of the recording. `size` is in bytes.
 */
export function redactedAudio(
	durationMs: number,
	spans: readonly Span[],
	options: { format: 'mp3' | 'wav'; silent: boolean },
): { stream: Readable; size: number; contentType: string } {
	const beeps = options.silent ? [] : spans;
	if (options.format === 'mp3') {
		const frames = Math.ceil(durationMs / FRAME_MS);
		const stream = Readable.from(mp3(frames, beeps), { objectMode: false });
		return { stream, size: frames * FRAME_BYTES, contentType: 'audio/mpeg' };
	}
	const samples = Math.round((durationMs * WAV_RATE) / 1000);
	const stream = Readable.from(wav(samples, beeps), { objectMode: false });
	return { stream, size: 44 + samples * 2, contentType: 'audio/wav' };
}

function* mp3(frames: number, beeps: readonly Span[]): Generator<Buffer> {
	const inBeep = follow(beeps);
	for (let i = 0; i < frames; i += 1000) {
		const chunk: Buffer[] = [];
		for (let k = i; k < Math.min(frames, i + 1000); k++) chunk.push(inBeep(k * FRAME_MS) ? TONE : SILENCE);
		yield Buffer.concat(chunk);
	}
}

function* wav(samples: number, beeps: readonly Span[]): Generator<Buffer> {
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples * 2, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(WAV_RATE, 24);
	header.writeUInt32LE(WAV_RATE * 2, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples * 2, 40);
	yield header;
	const inBeep = follow(beeps);
	for (let from = 0; from < samples; from += WAV_RATE) {
		const count = Math.min(WAV_RATE, samples - from);
		const chunk = Buffer.alloc(count * 2);
		for (let k = 0; k < count; k++) {
			const at = from + k;
			if (inBeep((at * 1000) / WAV_RATE)) {
				chunk.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * 1000 * at) / WAV_RATE)), k * 2);
			}
		}
		yield chunk;
	}
}

/** Whether a time is in one of the spans. Spans and calls must be in ascending order. */
function follow(spans: readonly Span[]): (ms: number) => boolean {
	let next = 0;
	return (ms) => {
		while (next < spans.length && (spans[next]?.end ?? 0) <= ms) next += 1;
		const span = spans[next];
		return span !== undefined && ms >= span.start;
	};
}

function frame(base64: string): Buffer {
	const bytes = Buffer.alloc(FRAME_BYTES);
	Buffer.from(base64, 'base64').copy(bytes);
	return bytes;
}
