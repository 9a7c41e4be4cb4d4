import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { base64Body, bodySize } from '../../../nodes/Prosa/request/base64Body';
import { looksShort } from '../../../nodes/Prosa/request/shortAudio';
import type { UploadFile } from '../../../nodes/shared/http/multipart';
import { RECORDINGS } from '../../support/sandbox';

const SUBMISSION = {
	config: { engine: 'stt-general' },
	request: { label: 'Café «rapat»' },
	rest: { extra: 1 },
};

function file(bytes: Buffer, more: Partial<UploadFile> = {}): UploadFile {
	return {
		fileName: 'a.wav',
		mimeType: 'audio/wav',
		size: bytes.length,
		identity: async () => await Promise.resolve('a'),
		open: async () => await Promise.resolve(bytes),
		...more,
	};
}

/** The bytes as a stream whose chunks have odd lengths. */
function streamed(bytes: Buffer, lengths: readonly number[]): Partial<UploadFile> {
	return {
		open: async () => {
			async function* chunks(): AsyncGenerator<Uint8Array> {
				let from = 0;
				for (let i = 0; from < bytes.length; i += 1) {
					const length = lengths[i % lengths.length] ?? 1;
					yield await Promise.resolve(new Uint8Array(bytes.subarray(from, from + length)));
					from += length;
				}
			}
			return await Promise.resolve(chunks());
		},
	};
}

async function made(recording: UploadFile): Promise<Buffer> {
	const body = await base64Body(recording, SUBMISSION).create();
	if (!Buffer.isBuffer(body)) throw new Error('no bytes');
	return body;
}

describe('the body of a submission', () => {
	const bytes = randomBytes(100_001);
	const expected = JSON.stringify({
		...SUBMISSION.rest,
		config: SUBMISSION.config,
		request: { ...SUBMISSION.request, data: bytes.toString('base64') },
	});

	it.each<[string, Partial<UploadFile>]>([
		['bytes in memory', {}],
		['base64 in memory', { base64: bytes.toString('base64') }],
		['base64 that is not as it should be', { base64: bytes.toString('base64url') }],
		['a stream', streamed(bytes, [65_536])],
		['a stream in odd pieces', streamed(bytes, [1, 2, 3, 5, 7, 1024, 4097])],
	])('is JSON with the file in base64, from %s', async (_name, more) => {
		const body = await made(file(bytes, more));
		expect(body.toString('utf8')).toBe(expected);
		expect(base64Body(file(bytes, more), SUBMISSION).size).toBe(body.length);
	});

	it.each([1, 2, 3, 4])('has the correct padding for %d bytes', async (length) => {
		const few = randomBytes(length);
		const sent: unknown = JSON.parse((await made(file(few, streamed(few, [1])))).toString());
		expect(sent).toMatchObject({ request: { ...SUBMISSION.request, data: few.toString('base64') } });
	});

	it('can be created again for another attempt', async () => {
		const body = base64Body(file(bytes, streamed(bytes, [999])), SUBMISSION);
		expect(await body.create()).toEqual(await body.create());
	});

	it('is not sent if the file does not have the size that n8n states', async () => {
		for (const size of [bytes.length - 3, bytes.length + 3]) {
			await expect(made({ ...file(bytes, streamed(bytes, [4096])), size })).rejects.toThrow(
				/bytes that n8n reports/,
			);
		}
	});

	it('needs one copy of the recording', async () => {
		const large = Buffer.alloc(7_400_000, 7);
		const recording = file(large, streamed(large, [65_536]));
		expect(bodySize(recording, SUBMISSION)).toBeLessThan(10_000_000);
		// Buffers of the size of the recording or more; memory that is not yet collected would say nothing.
		const sizes = [
			jest.spyOn(Buffer, 'alloc'),
			jest.spyOn(Buffer, 'allocUnsafe'),
			jest.spyOn(Buffer, 'allocUnsafeSlow'),
			jest.spyOn(Buffer, 'concat'),
			jest.spyOn(Buffer, 'from'),
		];
		const body = await made(recording);
		const copies = sizes.flatMap(({ mock }) =>
			mock.results.flatMap(({ value }) =>
				Buffer.isBuffer(value) && value.length > 1_000_000 ? [value] : [],
			),
		);
		jest.restoreAllMocks();
		expect(copies.filter(({ buffer }) => buffer !== large.buffer)).toEqual([body]);
		expect(body.length).toBe(bodySize(recording, SUBMISSION));
		expect(createHash('sha256').update(large).digest('hex')).toBe(
			createHash('sha256')
				.update(
					Buffer.from(body.toString('latin1').slice(-(Math.ceil(large.length / 3) * 4) - 3, -3), 'base64'),
				)
				.digest('hex'),
		);
	});
});

describe('a recording counts as short', () => {
	const wav = readFileSync(join(RECORDINGS, 'dialogue-en.wav'));

	it('by the header of a WAV file', async () => {
		expect(wav.length).toBeLessThan(1_000_000);
		expect(await looksShort(file(wav))).toBe(true);
		expect(await looksShort(file(wav, streamed(wav, [7])))).toBe(true);
		expect(await looksShort(file(wav, { base64: wav.toString('base64') }))).toBe(true);
		// 16 kHz, 16 bit: 32,000 bytes per second.
		const rate = wav.readUInt32LE(28);
		expect(await looksShort(file(wav, { size: 44 + rate * 55 }))).toBe(true);
		expect(await looksShort(file(wav, { size: 44 + rate * 56 }))).toBe(false);
	});

	it('by its size if its header has no duration', async () => {
		expect(await looksShort(file(Buffer.alloc(10), { size: 1_000_000 }))).toBe(true);
		expect(await looksShort(file(Buffer.alloc(100), { size: 1_000_001 }))).toBe(false);
		const broken = Buffer.from(wav.subarray(0, 44));
		broken.writeUInt32LE(0, 28);
		expect(await looksShort(file(broken, { size: 2_000_000 }))).toBe(false);
	});
});
