import type { ByteReader } from './byteReader';

/** Boxes that contain those with the duration (ISO/IEC 14496-12). */
const CONTAINERS = new Set(['moov', 'mvex']);

/** A longer index is not read. */
const MOST_INDEX_BYTES = 1024 * 1024;

/** Longer than the part of another box that is read. */
const MOST_BYTES = 44;

/**
 * Seconds of an MP4, M4A or QuickTime file: by the movie header, or for a fragmented file by the movie extends header or
 * the segment index. The header may be at the end of the file; the boxes before it are skipped.
 */
export async function mp4Seconds(reader: ByteReader): Promise<number | undefined> {
	let timescale = 0;
	for (;;) {
		const header = await reader.read(8);
		if (header.length < 8) return undefined;
		const type = header.toString('latin1', 4, 8);
		const length = await contentLength(reader, header.readUInt32BE(0));
		if (length === undefined) return undefined;
		if (CONTAINERS.has(type)) continue;
		const content = await reader.peek(Math.min(length, MOST_BYTES));
		const isLong = content[0] === 1;
		let ticks: number | undefined;
		if (type === 'mvhd' && content.length >= (isLong ? 32 : 20)) {
			timescale = content.readUInt32BE(isLong ? 20 : 12);
			ticks = isLong ? Number(content.readBigUInt64BE(24)) : content.readUInt32BE(16);
		}
		if (type === 'mehd' && content.length >= (isLong ? 12 : 8)) {
			ticks = isLong ? Number(content.readBigUInt64BE(4)) : content.readUInt32BE(4);
		}
		if (ticks !== undefined && isKnown(ticks) && timescale > 0) return ticks / timescale;
		if (type === 'sidx' && length <= MOST_INDEX_BYTES) return indexSeconds(await reader.read(length));
		await reader.skip(length);
	}
}

const isKnown = (ticks: number) => ticks > 0 && ticks !== 0xff_ff_ff_ff && Number.isSafeInteger(ticks);

/** Bytes of a box after its header; `undefined` if it extends to the end of the file, or is not valid. */
async function contentLength(reader: ByteReader, length: number): Promise<number | undefined> {
	if (length >= 8) return length - 8;
	if (length !== 1) return undefined;
	const long = await reader.read(8);
	const whole = long.length < 8 ? 0 : Number(long.readBigUInt64BE(0));
	return whole < 16 ? undefined : whole - 16;
}

/** The sum of the durations in a segment index. */
function indexSeconds(index: Buffer): number | undefined {
	const start = index[0] === 1 ? 28 : 20;
	if (index.length < start + 4) return undefined;
	const timescale = index.readUInt32BE(8);
	const count = index.readUInt16BE(start + 2);
	let ticks = 0;
	for (let at = start + 4; at + 12 <= index.length && at < start + 4 + count * 12; at += 12) {
		ticks += index.readUInt32BE(at + 4);
	}
	return timescale === 0 || ticks === 0 ? undefined : ticks / timescale;
}
