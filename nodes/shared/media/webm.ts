import type { ByteReader } from './byteReader';

/** IDs of elements (RFC 9559). */
const SEGMENT = 0x18_53_80_67;
const INFO = 0x15_49_a9_66;
const CLUSTER = 0x1f_43_b6_75;
const BLOCK_GROUP = 0xa0;
const SCALE = 0x2a_d7_b1;
const DURATION = 0x44_89;
const CLUSTER_TIME = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;

const CONTAINERS = new Set([SEGMENT, INFO, CLUSTER, BLOCK_GROUP]);

/** Longer than what is read of an element. */
const MOST_BYTES = 16;

/**
 * Seconds of WebM or Matroska: by its duration, or, as browsers write none into a recording, by the time of the last
 * block.
 */
export async function webmSeconds(reader: ByteReader): Promise<number | undefined> {
	let nanoseconds = 1_000_000;
	let duration: number | undefined;
	let clusterTime = 0;
	let last: number | undefined;
	for (;;) {
		const id = await readVariable(reader, true);
		const size = id === undefined ? undefined : await readVariable(reader, false);
		if (id === undefined || size === undefined) break;
		if (id === CLUSTER && duration !== undefined) break;
		if (CONTAINERS.has(id)) continue;
		// Only containers may have an unknown size.
		if (size === UNKNOWN_SIZE) break;
		const content = await reader.peek(Math.min(size, MOST_BYTES));
		if (id === SCALE) nanoseconds = unsigned(content);
		if (id === DURATION) duration = floating(content);
		if (id === CLUSTER_TIME) clusterTime = unsigned(content);
		if (id === SIMPLE_BLOCK || id === BLOCK) last = Math.max(last ?? 0, clusterTime + blockTime(content));
		await reader.skip(size);
	}
	const ticks = duration ?? last;
	return ticks === undefined || !(ticks > 0) ? undefined : (ticks * nanoseconds) / 1e9;
}

const UNKNOWN_SIZE = -1;

/**
 * An integer of variable length; all bits of a size set mean that it is unknown.
 * @param withMarker whether to keep the bit that marks the length, as IDs do
 */
async function readVariable(reader: ByteReader, withMarker: boolean): Promise<number | undefined> {
	const [first] = await reader.peek(1);
	if (first === undefined || first === 0) return undefined;
	const length = Math.clz32(first) - 23;
	const bytes = await reader.read(length);
	if (bytes.length < length) return undefined;
	const mask = 0xff >> length;
	const isUnknown = (first & mask) === mask && bytes.subarray(1).every((byte) => byte === 0xff);
	if (!withMarker && isUnknown) return UNKNOWN_SIZE;
	return bytes.subarray(1).reduce((value, byte) => value * 256 + byte, withMarker ? first : first & mask);
}

const unsigned = (bytes: Buffer) => bytes.reduce((value, byte) => value * 256 + byte, 0);

function floating(bytes: Buffer): number | undefined {
	if (bytes.length === 4) return bytes.readFloatBE(0);
	return bytes.length === 8 ? bytes.readDoubleBE(0) : undefined;
}

/** The time of a block relative to its cluster, after the number of the track. */
function blockTime(block: Buffer): number {
	const track = Math.clz32(block[0] ?? 0) - 23;
	return track > 8 || block.length < track + 2 ? 0 : block.readInt16BE(track);
}
