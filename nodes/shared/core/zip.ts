import { EventLoopYielder } from './eventLoop';

/** A file for an archive; its name has ASCII characters only. */
export interface ZipEntry {
	name: string;
	text: string;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value >>> 0;
});

const SLICE = 65_536;
const VERSION = 20;
const DEFLATED = 8;
/** 1 January 1980, the first date that the format has: the same input always makes the same file. */
const DATE = 0x21;

/**
 * A ZIP archive of text files (PKWARE APPNOTE 6.3.10, without ZIP64: less than 4 GiB). Yields to the event loop; the
 * compression is not on its thread.
 */
export async function zip(entries: readonly ZipEntry[]): Promise<Buffer> {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, text } of entries) {
		const content = Buffer.from(text);
		const packed = await deflate(content);
		const fields = commonFields(await crc32(content), packed.length, content.length, name.length);
		const local = Buffer.concat([signature(0x04034b50), fields, Buffer.from(name, 'latin1')]);
		directory.push(directoryEntry(fields, offset, name));
		parts.push(local, packed);
		offset += local.length + packed.length;
	}
	const list = Buffer.concat(directory);
	return Buffer.concat([...parts, list, endOfDirectory(entries.length, list.length, offset)]);
}

function signature(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

/** What the header of a file and its entry in the directory have in common. */
function commonFields(crc: number, packed: number, size: number, nameLength: number): Buffer {
	const bytes = Buffer.alloc(26);
	bytes.writeUInt16LE(VERSION, 0);
	bytes.writeUInt16LE(DEFLATED, 4);
	bytes.writeUInt16LE(DATE, 8);
	bytes.writeUInt32LE(crc, 10);
	bytes.writeUInt32LE(packed, 14);
	bytes.writeUInt32LE(size, 18);
	bytes.writeUInt16LE(nameLength, 22);
	return bytes;
}

function directoryEntry(fields: Buffer, offset: number, name: string): Buffer {
	const version = Buffer.alloc(2);
	version.writeUInt16LE(VERSION);
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE(offset, 10);
	return Buffer.concat([signature(0x02014b50), version, fields, rest, Buffer.from(name, 'latin1')]);
}

function endOfDirectory(count: number, length: number, offset: number): Buffer {
	const bytes = Buffer.alloc(22);
	bytes.writeUInt32LE(0x06054b50, 0);
	bytes.writeUInt16LE(count, 8);
	bytes.writeUInt16LE(count, 10);
	bytes.writeUInt32LE(length, 12);
	bytes.writeUInt32LE(offset, 16);
	return bytes;
}

async function crc32(content: Buffer): Promise<number> {
	const yielder = new EventLoopYielder();
	let crc = 0xffffffff;
	for (let from = 0; from < content.length; from += SLICE) {
		for (const byte of content.subarray(from, from + SLICE)) {
			crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
		}
		await yielder.pause();
	}
	return (crc ^ 0xffffffff) >>> 0;
}

async function deflate(content: Buffer): Promise<Buffer> {
	const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	return Buffer.from(await new Response(stream).arrayBuffer());
}
