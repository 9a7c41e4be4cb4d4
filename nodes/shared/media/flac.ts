import type { ByteReader } from './byteReader';

/** Bytes up to the end of the number of samples in STREAMINFO. */
const HEADER_BYTES = 26;

/** Seconds of a FLAC file, by STREAMINFO, the first block (RFC 9639, section 8.2). */
export async function flacSeconds(reader: ByteReader): Promise<number | undefined> {
	const head = await reader.read(HEADER_BYTES);
	return head.length < HEADER_BYTES ? undefined : secondsOf(head.subarray(8));
}

/** @param info the content of the block */
function secondsOf(info: Buffer): number | undefined {
	const frequency = info.readUIntBE(10, 3) >> 4;
	const samples = ((info[13] ?? 0) & 15) * 2 ** 32 + info.readUInt32BE(14);
	// 0 samples mean that the encoder did not know the number.
	return frequency === 0 || samples === 0 ? undefined : samples / frequency;
}
