import { strFromU8, unzipSync } from 'fflate';

import { zip } from '../../../nodes/shared/core/zip';

const ENTRIES = [
	{ name: 'empty.txt', text: '' },
	{ name: 'folder/letters.txt', text: 'ä漢😀 '.repeat(50_000) },
	{ name: 'a.xml', text: '<a/>' },
];

/** The fields of the end of an archive: entries, size of the directory, its offset. */
function endOf(archive: Buffer) {
	const at = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
	return {
		length: archive.length - at,
		disks: [archive.readUInt16LE(at + 4), archive.readUInt16LE(at + 6)],
		entries: [archive.readUInt16LE(at + 8), archive.readUInt16LE(at + 10)],
		size: archive.readUInt32LE(at + 12),
		offset: archive.readUInt32LE(at + 16),
		start: at,
	};
}

it('an archive contains its files', async () => {
	const files = unzipSync(await zip(ENTRIES));
	expect(Object.entries(files).map(([name, bytes]) => ({ name, text: strFromU8(bytes) }))).toEqual(ENTRIES);
	expect(unzipSync(await zip([]))).toEqual({});
});

it('an archive ends with the place of its directory', async () => {
	const end = endOf(await zip(ENTRIES));
	expect(end).toMatchObject({ length: 22, disks: [0, 0], entries: [3, 3] });
	expect(end.offset + end.size).toBe(end.start);
});

it('each file has a header with its checksum, its sizes and the first date of the format', async () => {
	const archive = await zip([{ name: 'a.txt', text: '123456789' }]);
	const local = archive.subarray(0, 35);
	expect(local.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
	// Version 2.0, no flags, deflated, midnight of 1 January 1980.
	expect([4, 6, 8, 10, 12].map((at) => local.readUInt16LE(at))).toEqual([20, 0, 8, 0, 0x21]);
	// The check value of CRC-32.
	expect(local.readUInt32LE(14)).toBe(0xcbf43926);
	const packed = local.readUInt32LE(18);
	expect(local.readUInt32LE(22)).toBe(9);
	expect([local.readUInt16LE(26), local.readUInt16LE(28)]).toEqual([5, 0]);
	expect(local.subarray(30).toString('latin1')).toBe('a.txt');

	const { offset, start } = endOf(archive);
	expect(offset).toBe(35 + packed);
	const entry = archive.subarray(offset, start);
	expect(entry.subarray(0, 4).toString('latin1')).toBe('PK\u0001\u0002');
	expect(entry.readUInt16LE(4)).toBe(20);
	expect(entry.subarray(6, 32)).toEqual(local.subarray(4, 30));
	// No comment, first disk, no attributes, at the start of the archive.
	expect(entry.subarray(32, 46)).toEqual(Buffer.alloc(14));
	expect(entry.subarray(46).toString('latin1')).toBe('a.txt');
});
