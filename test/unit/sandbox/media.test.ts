import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readMedia } from '../../../sandbox/core/media';
import { RECORDINGS } from '../../support/sandbox';

let directory: string;

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'media-'));
});
afterAll(async () => await rm(directory, { recursive: true }));

async function read(bytes: Buffer) {
	const path = join(directory, 'recording');
	await writeFile(path, bytes);
	return await readMedia({ path, size: bytes.length, head: bytes.subarray(0, 4096) });
}

/** Frames of equal length that start with these bytes. */
function frames(count: number, length: number, start: number[], fill = 0x99): Buffer {
	const frame = Buffer.alloc(length, fill);
	frame.set(start);
	return Buffer.concat(Array.from({ length: count }, () => frame));
}

/** An EBML element; without a known size if `isLive`. */
function element(id: string, body: Buffer, isLive = false): Buffer {
	const size = Buffer.alloc(8, 0xff);
	if (!isLive) size.writeBigUInt64BE(BigInt(body.length));
	size[0] = 1;
	return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}

/** WebM as a browser's MediaRecorder writes it: no duration, and segment and cluster without a size. */
function liveWebm(seconds: number): Buffer {
	const track = element(
		'AE',
		Buffer.concat([element('83', Buffer.from([2])), element('86', Buffer.from('A_OPUS'))]),
	);
	const blocks = frames(seconds * 50, 120, [0xa3, 0x40, 0x75, 0x81, 0, 0, 0x80]);
	return Buffer.concat([
		element('1A45DFA3', element('4282', Buffer.from('webm'))),
		element('18538067', Buffer.concat([element('1654AE6B', track), element('1F43B675', blocks, true)]), true),
	]);
}

/** The shipped recording as a program writes it to a pipe: with the length 0. */
async function wavOfLength0(): Promise<Buffer> {
	const wav = await readFile(join(RECORDINGS, 'dialogue-en.wav'));
	wav.writeUInt32LE(0, 4);
	wav.writeUInt32LE(0, 40);
	return wav;
}

/** The same after a chunk of padding, as recorders write it to reserve space for a longer header. */
async function paddedWavOfLength0(): Promise<Buffer> {
	const wav = await wavOfLength0();
	const padding = Buffer.alloc(8 + 28);
	padding.write('JUNK');
	padding.writeUInt32LE(28, 4);
	return Buffer.concat([wav.subarray(0, 12), padding, wav.subarray(12)]);
}

/** A file that starts with these bytes. */
const startingWith = (start: string, size = 100_000) =>
	Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(size, 0x99)]);

/** 4 s of telephone audio with the header of a NeXT/Sun file. */
function sunAudio(): Buffer {
	const header = Buffer.alloc(24);
	header.write('.snd');
	for (const [index, value] of [24, 0xffffffff, 1, 8_000, 1].entries())
		header.writeUInt32BE(value, 4 + index * 4);
	return Buffer.concat([header, Buffer.alloc(32_000, 0x55)]);
}

describe('a recording that the vendors document is media', () => {
	it.each<[string, () => Buffer | Promise<Buffer>, string, number]>([
		['WAV of length 0', wavOfLength0, 'WAVE', 27_070],
		['WAV of length 0 after padding', paddedWavOfLength0, 'WAVE', 27_070],
		['WebM without a duration', () => liveWebm(4), 'EBML/webm', 4_000],
		['MPEG-TS', () => frames(100, 188, [0x47, 0x40, 0]), 'MPEG-TS', 1_175],
		['AC-3', () => frames(100, 768, [0x0b, 0x77, 0, 0, 0x14, 0x40]), 'AC-3', 3_200],
		['GSM', () => frames(200, 33, [0xd2]), 'GSM', 4_000],
		['AMR', () => Buffer.concat([Buffer.from('#!AMR\n'), frames(200, 32, [0x3c])]), 'AMR', 4_004],
		['AU', sunAudio, 'AU', 4_003],
		['M2TS', () => frames(100, 192, [0, 0, 0, 1, 0x47, 0x40, 0]), 'MPEG-TS', 1_200],
	])('%s', async (_what, bytes, container, durationMs) => {
		const media = await read(await bytes());
		expect(media).toMatchObject({ kind: 'media', container });
		const difference = 'durationMs' in media ? Math.abs(media.durationMs - durationMs) : Infinity;
		expect(difference).toBeLessThan(durationMs / 50);
	});
});

it.each<[string, string]>([
	['RIFF\x00\x01\x00\x00AVI LIST', 'AVI'],
	['RIFF\x00\x01\x00\x00QLCMfmt ', 'QCP'],
	['FORM\x00\x01\x00\x008SVXVHDR', '8SVX'],
	['Creative Voice File\x1a\x1a\x00', 'VOC'],
	['TTA1\x01\x00\x02\x00', 'TTA'],
	['\x02dss\x00\x00', 'DSS'],
	['\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02', 'MXF'],
	['\x00\x00\x01\xb3\x16\x00', 'MPEG'],
	['caff\x00\x01\x00\x00', 'CAF'],
	['FLV\x01\x05\x00', 'FLV'],
	['\x00\x00\x01\xba\x44\x00', 'MPEG-PS'],
])('a file that starts with %j is media: %s', async (start, container) => {
	const media = await read(startingWith(start));
	expect(media).toMatchObject({ kind: 'media', container });
	expect('durationMs' in media && media.durationMs).toBeGreaterThan(100);
});

it.each<[string, Buffer]>([
	['bytes without a format', Buffer.alloc(10_000, 0x99)],
	['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 3)])],
	['two frames', frames(2, 33, [0xd2])],
	['text', Buffer.from('#! not a recording\n'.repeat(20))],
])('%s is not media', async (_what, bytes) => {
	expect(await read(bytes)).toMatchObject({ kind: 'not-media' });
});
