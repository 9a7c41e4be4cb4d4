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

/** Whether a byte is the same at the start of each of the first frames, of which there must be three. */
const hasFrames = (length: number, mark: (byte: number) => boolean) => (head: Buffer) => {
	const starts = Array.from({ length: Math.min(8, Math.floor(head.length / length)) }, (_, i) => i * length);
	return starts.length >= 3 && starts.every((start) => mark(head[start] ?? -1));
};

/** ATSC A/52, table 5.18: kbit/s by half the frame size code. */
const AC3_KBITS = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
const AC3_RATES = [48_000, 44_100, 32_000];

const GSM_FRAME_BYTES = 33;
const TS_PACKET_BYTES = 188;

const FORMATS: readonly Format[] = [
	{
		// Written to a pipe, a WAV file has the length 0.
		container: 'WAVE',
		codec: 'PCM',
		isOf: (head) => head.length >= 44 && startsWith('RIFF')(head) && startsWith('WAVEfmt ', 8)(head),
		traits: (head) => ({
			bitsPerSecond: head.readUInt32LE(28) * 8,
			sampleRate: head.readUInt32LE(24),
			channels: head.readUInt16LE(22),
		}),
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
		isOf: hasFrames(TS_PACKET_BYTES, (byte) => byte === 0x47),
		traits: usual(128_000, 44_100, 2),
	},
	{
		container: 'MPEG-PS',
		codec: 'MP2',
		isOf: startsWith('\0\0\x01\xba'),
		traits: usual(1_500_000, 44_100, 2),
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
