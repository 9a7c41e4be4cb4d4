import type { Media } from './mediaModel';

/** A format that music-metadata does not read, or not without the length that its header should contain. */
interface Format {
	readonly container: string;
	readonly codec: string;
	/** Whether a file starts like this. */
	readonly isOf: (head: Buffer) => boolean;
	/** What the first bytes say, or else the usual values. */
	readonly traits: (head: Buffer) => Traits;
}

interface Traits {
	readonly bitsPerSecond: number;
	/** Hz. */
	readonly sampleRate: number;
	readonly channels: number;
}

const usual =
	(bitsPerSecond: number, sampleRate: number, channels = 1): Format['traits'] =>
	() => ({ bitsPerSecond, sampleRate, channels });

const startsWith =
	(magic: string, at = 0) =>
	(head: Buffer) =>
		head.toString('latin1', at, at + magic.length) === magic;

/** A RIFF or IFF file of this type. */
const chunksOf = (magic: 'RIFF' | 'FORM', type: string) => (head: Buffer) =>
	startsWith(magic)(head) && startsWith(type, 8)(head);

/** Whether the first frames, of which there must be three, have the same byte `at` the same place. */
const hasFrames =
	(length: number, mark: (byte: number) => boolean, at = 0) =>
	(head: Buffer) => {
		const count = Math.min(8, Math.floor(head.length / length));
		const marks = Array.from({ length: count }, (_, index) => head[index * length + at] ?? -1);
		return count >= 3 && marks.every(mark);
	};

/** Where the format chunk of a WAV file begins, which other chunks may precede; 0 if it is not in the first bytes. */
function formatOfWav(head: Buffer): number {
	let at = 12;
	while (at + 24 <= head.length) {
		if (startsWith('fmt ', at)(head)) return at + 8;
		const size = head.readUInt32LE(at + 4);
		at += 8 + size + (size % 2);
	}
	return 0;
}

/** ATSC A/52, table 5.18: kbit/s by half the frame size code. */
const AC3_KBITS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
const AC3_RATES = [48_000, 44_100, 32_000];

const GSM_FRAME_BYTES = 33;
const TS_PACKET_BYTES = 188;
const TS_SYNC = 0x47;

/** Bits of a sample by the encoding in the header of an AU file. */
const AU_BITS: Readonly<Record<number, number>> = { 1: 8, 2: 8, 3: 16, 4: 24, 5: 32, 6: 32, 7: 64, 27: 8 };

const FORMATS: readonly Format[] = [
	{
		// Written to a pipe, a WAV file has the length 0.
		container: 'WAVE',
		codec: 'PCM',
		isOf: (head) => chunksOf('RIFF', 'WAVE')(head) && formatOfWav(head) > 0,
		traits: (head) => {
			const at = formatOfWav(head);
			return {
				bitsPerSecond: head.readUInt32LE(at + 8) * 8,
				sampleRate: head.readUInt32LE(at + 4),
				channels: head.readUInt16LE(at + 2),
			};
		},
	},
	{
		// A browser's MediaRecorder does not know the duration yet.
		container: 'EBML/webm',
		codec: 'Opus',
		isOf: startsWith('\x1a\x45\xdf\xa3'),
		traits: usual(48_000, 48_000),
	},
	{
		container: 'AC-3',
		codec: 'AC-3',
		isOf: startsWith('\x0b\x77'),
		traits: (head) => {
			const code = head[4] ?? 0;
			return {
				bitsPerSecond: (AC3_KBITS[(code & 0x3f) >> 1] ?? 192) * 1000,
				sampleRate: AC3_RATES[code >> 6] ?? 48_000,
				channels: 2,
			};
		},
	},
	{
		container: 'MPEG-TS',
		codec: 'AAC',
		isOf: hasFrames(TS_PACKET_BYTES, (byte) => byte === TS_SYNC),
		traits: usual(128_000, 44_100, 2),
	},
	{
		// M2TS: each packet has a time of four bytes in front.
		container: 'MPEG-TS',
		codec: 'AC-3',
		isOf: hasFrames(4 + TS_PACKET_BYTES, (byte) => byte === TS_SYNC, 4),
		traits: usual(128_000, 48_000, 2),
	},
	{
		container: 'AU',
		codec: 'PCM',
		isOf: (head) => head.length >= 24 && startsWith('.snd')(head),
		traits: (head) => {
			const [sampleRate, channels] = [head.readUInt32BE(16), head.readUInt32BE(20)];
			return {
				bitsPerSecond: (AU_BITS[head.readUInt32BE(12)] ?? 16) * sampleRate * channels,
				sampleRate,
				channels,
			};
		},
	},
	{
		container: 'MPEG-PS',
		codec: 'MP2',
		isOf: startsWith('\0\0\x01\xba'),
		traits: usual(1_500_000, 44_100, 2),
	},
	{ container: 'MPEG', codec: 'MP2', isOf: startsWith('\0\0\x01\xb3'), traits: usual(1_500_000, 44_100, 2) },
	{ container: 'AVI', codec: 'MP3', isOf: chunksOf('RIFF', 'AVI '), traits: usual(1_500_000, 44_100, 2) },
	{ container: 'QCP', codec: 'QCELP', isOf: chunksOf('RIFF', 'QLCM'), traits: usual(13_300, 8_000) },
	{ container: '8SVX', codec: 'PCM', isOf: chunksOf('FORM', '8SVX'), traits: usual(64_000, 8_000) },
	{
		container: 'VOC',
		codec: 'PCM',
		isOf: startsWith('Creative Voice File\x1a'),
		traits: usual(88_200, 11_025),
	},
	{ container: 'TTA', codec: 'TTA', isOf: startsWith('TTA1'), traits: usual(800_000, 44_100, 2) },
	{ container: 'DSS', codec: 'DSS', isOf: startsWith('dss', 1), traits: usual(13_700, 12_000) },
	{
		container: 'MXF',
		codec: 'PCM',
		isOf: startsWith('\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02'),
		traits: usual(5_000_000, 48_000, 2),
	},
	{ container: 'AMR', codec: 'AMR', isOf: startsWith('#!AMR'), traits: usual(12_800, 8_000) },
	{ container: 'CAF', codec: 'PCM', isOf: startsWith('caff'), traits: usual(256_000, 16_000) },
	{ container: 'FLV', codec: 'AAC', isOf: startsWith('FLV\x01'), traits: usual(500_000, 44_100, 2) },
	{
		// Frames of 20 ms whose first four bits are 13 (ETSI TS 101 318).
		container: 'GSM',
		codec: 'GSM 06.10',
		isOf: hasFrames(GSM_FRAME_BYTES, (byte) => byte >> 4 === 0xd),
		traits: usual((GSM_FRAME_BYTES * 8 * 1000) / 20, 8_000),
	},
];

/** A recording in one of these formats; its duration is estimated from its size. */
export function otherMedia(head: Buffer, size: number): Media | undefined {
	const format = FORMATS.find(({ isOf }) => isOf(head));
	const traits = format?.traits(head);
	if (!format || !traits || traits.bitsPerSecond === 0) return undefined;
	return {
		kind: 'media',
		durationMs: Math.round((size * 8 * 1000) / traits.bitsPerSecond),
		container: format.container,
		codec: format.codec,
		channels: traits.channels,
		sampleRate: traits.sampleRate,
	};
}
