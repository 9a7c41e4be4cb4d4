import type { ByteReader } from './byteReader';

/** Rate of the positions of Opus, whatever the rate of the recording (RFC 7845, section 4). */
const OPUS_RATE = 48_000;

interface Stream {
	serial: number;
	rate: number;
	/** Samples at the start that are not played. */
	skipped: number;
}

/**
 * Seconds of Ogg with Opus, Vorbis, FLAC or Speex: the position of the last page of the first such stream (RFC 3533,
 * section 6).
 */
export async function oggSeconds(reader: ByteReader): Promise<number | undefined> {
	let stream: Stream | undefined;
	let last: number | undefined;
	for (;;) {
		const header = await reader.read(27);
		if (header.length < 27 || header.toString('latin1', 0, 4) !== 'OggS') break;
		const segments = await reader.read(header[26] ?? 0);
		const length = segments.reduce((sum, each) => sum + each, 0);
		const serial = header.readUInt32LE(14);
		const isFirstPage = ((header[5] ?? 0) & 2) === 2;
		if (isFirstPage && !stream) stream = streamOf(serial, await reader.peek(Math.min(length, 64)));
		const position = header.readBigInt64LE(6);
		// -1: no packet ends on this page.
		if (stream?.serial === serial && position > 0n) last = Number(position);
		await reader.skip(length);
	}
	if (!stream || last === undefined) return undefined;
	return Math.max(0, last - stream.skipped) / stream.rate;
}

function streamOf(serial: number, packet: Buffer): Stream | undefined {
	const text = packet.toString('latin1');
	const at = (rate: number, skipped = 0) => (rate === 0 ? undefined : { serial, rate, skipped });
	if (text.startsWith('OpusHead') && packet.length >= 12) return at(OPUS_RATE, packet.readUInt16LE(10));
	if (text.startsWith('\u0001vorbis') && packet.length >= 16) return at(packet.readUInt32LE(12));
	if (text.startsWith('Speex   ') && packet.length >= 40) return at(packet.readUInt32LE(36));
	// The mapping of FLAC has a header of 13 bytes before the "fLaC" block of STREAMINFO.
	if (text.startsWith('\u007fFLAC') && packet.length >= 30) return at(packet.readUIntBE(27, 3) >> 4);
	return undefined;
}
