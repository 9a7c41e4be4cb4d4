import type { ByteReader } from './byteReader';

/** Bytes of a frame by its type, with the first byte (3GPP TS 26.101 and TS 26.201, RFC 4867 section 5.3). */
const NARROW = [13, 14, 16, 18, 20, 21, 27, 32, 6, 6, 6, 6, 1, 1, 1, 1];
const WIDE = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1];

const SECONDS_PER_FRAME = 0.02;

const WIDE_MAGIC = '#!AMR-WB\n';

/** Seconds of AMR or AMR-WB, whose frames of 20 ms are counted. */
export async function amrSeconds(reader: ByteReader): Promise<number | undefined> {
	const head = (await reader.peek(WIDE_MAGIC.length)).toString('latin1');
	const isWide = head === WIDE_MAGIC;
	if (!isWide && !head.startsWith('#!AMR\n')) return undefined;
	await reader.skip(isWide ? WIDE_MAGIC.length : 6);
	const lengths = isWide ? WIDE : NARROW;
	let frames = 0;
	for (;;) {
		const [first] = await reader.peek(1);
		if (first === undefined) break;
		await reader.skip(lengths[(first >> 3) & 15] ?? 1);
		frames += 1;
	}
	return frames === 0 ? undefined : frames * SECONDS_PER_FRAME;
}
