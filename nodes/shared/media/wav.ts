import type { ByteReader } from './byteReader';

/** A size that does not fit its field, or that was unknown when the header was written. */
const UNKNOWN = new Set([0, 0xff_ff_ff_ff]);

/** PCM, floating point, and the extensible form of both; others have the number of samples in "fact". */
const PLAIN_FORMATS = new Set([1, 3, 0xff_fe]);

/**
 * Seconds of a RIFF/WAVE or RF64 file, by its byte rate or number of samples (Microsoft, "Multiple channel audio data
 * and WAVE files"; EBU Tech 3306 for RF64).
 */
export async function wavSeconds(reader: ByteReader, size: number): Promise<number | undefined> {
	await reader.skip(12);
	let bytesPerSecond = 0;
	let frequency = 0;
	let isPlain = true;
	let samples = 0;
	let longSize: number | undefined;
	for (;;) {
		const header = await reader.read(8);
		if (header.length < 8) return undefined;
		const id = header.toString('latin1', 0, 4);
		const length = header.readUInt32LE(4);
		if (id === 'data') {
			if (bytesPerSecond === 0) return undefined;
			const rest = Math.max(0, size - reader.position);
			const bytes = longSize ?? (UNKNOWN.has(length) ? rest : Math.min(length, rest));
			return !isPlain && samples > 0 && frequency > 0 ? samples / frequency : bytes / bytesPerSecond;
		}
		const body = await reader.peek(Math.min(length, 40));
		if (id === 'fmt ' && body.length >= 12) {
			isPlain = PLAIN_FORMATS.has(body.readUInt16LE(0));
			frequency = body.readUInt32LE(4);
			bytesPerSecond = body.readUInt32LE(8);
		}
		if (id === 'fact' && body.length >= 4) samples = body.readUInt32LE(0);
		if (id === 'ds64' && body.length >= 16) longSize = Number(body.readBigUInt64LE(8));
		await reader.skip(length + (length % 2));
	}
}
