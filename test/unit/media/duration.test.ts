import { execFileSync } from 'node:child_process';
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { z } from 'zod/v4';

import { durationOf } from '../../../nodes/shared/media/duration';
import { RECORDINGS } from '../../support/sandbox';
import { wav } from '../../support/wav';

const of = async (bytes: Buffer, size = bytes.length) => await durationOf(bytes, size);

const box = (type: string, content: Buffer): Buffer => {
	const head = Buffer.alloc(8);
	head.writeUInt32BE(8 + content.length, 0);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, content]);
};

const FILES = readdirSync(RECORDINGS)
	.filter((name) => !name.endsWith('.json'))
	.map((name) => join(RECORDINGS, name));

/** In a process of its own, because Jest cannot import music-metadata, which is an ES module. */
const JUDGE = `
	import { parseFile } from 'music-metadata';
	const read = async (path) => (await parseFile(path, { duration: true })).format.duration;
	console.log(JSON.stringify(await Promise.all(process.argv.slice(1).map(read))));
`;

it('agrees with music-metadata', async () => {
	const output = execFileSync(process.execPath, ['--input-type=module', '-e', JUDGE, ...FILES], {
		encoding: 'utf8',
	});
	const judged = z.array(z.number()).parse(JSON.parse(output));
	const found = await Promise.all(
		FILES.map(async (path) => await durationOf(createReadStream(path), statSync(path).size)),
	);
	expect(found.length).toBeGreaterThan(7);
	for (const [index, seconds] of found.entries()) expect(seconds).toBeCloseTo(judged[index] ?? 0, 1);
});

it('uses the size of the file if the header of a WAV file has none, as from a stream', async () => {
	const bytes = wav(0, 0xff_ff_ff_ff);
	expect(await of(bytes, 44 + 32_000 * 90)).toBe(90);
	// A file that was cut is as long as what is left of it.
	expect(await of(wav(3600), 44 + 32_000 * 5)).toBe(5);
});

it('reads the header of an MP4 file at its end without keeping 2 GiB', async () => {
	const movie = Buffer.alloc(100);
	movie.writeUInt32BE(1000, 12);
	movie.writeUInt32BE(5_400_000, 16);
	const data = 2 ** 31;
	const dataHead = Buffer.alloc(16);
	dataHead.writeUInt32BE(1, 0);
	dataHead.write('mdat', 4, 'latin1');
	dataHead.writeBigUInt64BE(BigInt(16 + data), 8);
	const filler = Buffer.alloc(2 ** 20);
	async function* content() {
		yield await Promise.resolve(box('ftyp', Buffer.from('M4A \0\0\0\0')));
		yield dataHead;
		for (let sent = 0; sent < data; sent += filler.length) yield filler;
		yield box('moov', box('mvhd', movie));
	}
	const before = process.memoryUsage().arrayBuffers;
	expect(await durationOf(content(), data + 200)).toBe(5400);
	expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
});

it('closes the file as soon as the length is known', async () => {
	let isClosed = false;
	async function* content() {
		try {
			yield await Promise.resolve(wav(60));
			for (;;) yield Buffer.alloc(1000);
		} finally {
			isClosed = true;
		}
	}
	expect(await durationOf(content(), 44 + 32_000 * 60)).toBe(60);
	expect(isClosed).toBe(true);
});

it.each([
	['text', Buffer.from('Good morning. This is no recording.')],
	['nothing', Buffer.alloc(0)],
	['zeros', Buffer.alloc(100_000)],
	['FLAC without a number of samples', Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(40)])],
	['WAV without a rate', Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEdata\0\0\0\0'), Buffer.alloc(50)])],
	['MP4 of which only the start is there', box('ftyp', Buffer.alloc(8))],
])('is unknown: %s', async (_name, bytes) => {
	expect(await of(bytes)).toBeUndefined();
});

const MAGICS = [
	'RIFF\0\0\0\0WAVE',
	'RIFF\0\0\0\0WAVEfmt \u0010\0\0\0',
	'fLaC',
	'OggS',
	'#!AMR\n',
	'#!AMR-WB\n',
	'\u001aE\u00df\u00a3',
	'\u0018S\u0080g',
	'\0\0\0\u0008ftyp',
	'\0\0\0\u0008moov',
	'ID3',
	'\u00ff\u00fb\u0090\u0000',
	'\u00ff\u00f1\u0050\u0080',
];

it('never fails for bytes of any kind, and is a positive number or unknown', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...MAGICS),
			fc.array(fc.oneof(fc.constantFrom(...MAGICS), fc.string({ unit: 'binary', maxLength: 40 }))),
			async (magic, rest) => {
				const seconds = await of(Buffer.from(magic + rest.join(''), 'latin1'));
				expect(seconds === undefined || (Number.isFinite(seconds) && seconds > 0)).toBe(true);
			},
		),
		{ numRuns: 500 },
	);
});
