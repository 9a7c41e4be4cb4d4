import type { ByteReader } from './byteReader';

/** Bit rates in kbit/s of layers 1 to 3 in MPEG-1, then in MPEG-2 and 2.5 (ISO/IEC 11172-3 and 13818-3). */
const RATES = {
	first: [
		[0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
		[0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
		[0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	],
	second: [
		[0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
		[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
		[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
	],
};

const FREQUENCIES = [44_100, 48_000, 32_000];

/** Sampling rates of AAC by index (ISO/IEC 14496-3). */
const AAC_FREQUENCIES = [
	96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

const AAC_SAMPLES = 1024;

interface Frame {
	length: number;
	samples: number;
	frequency: number;
}

/** Whether bytes start a frame of MPEG audio. */
export const isMpegFrame = (bytes: Buffer): boolean => mpegFrame(bytes) !== undefined;

/** Whether bytes start a frame of AAC in ADTS. */
export const isAdtsFrame = (bytes: Buffer): boolean => adtsFrame(bytes) !== undefined;

function mpegFrame(bytes: Buffer): Frame | undefined {
	const [first = 0, second = 0, third = 0] = bytes;
	if (bytes.length < 4 || first !== 0xff || (second & 0xe0) !== 0xe0) return undefined;
	const version = (second >> 3) & 3;
	const layer = 4 - ((second >> 1) & 3);
	if (version === 1 || layer === 4) return undefined;
	const isFirst = version === 3;
	const kbits = (isFirst ? RATES.first : RATES.second)[layer - 1]?.[third >> 4];
	const base = FREQUENCIES[(third >> 2) & 3];
	if (kbits === undefined || kbits === 0 || base === undefined) return undefined;
	const frequency = base / (isFirst ? 1 : version === 2 ? 2 : 4);
	const padding = (third >> 1) & 1;
	if (layer === 1) {
		return { length: (Math.floor((12_000 * kbits) / frequency) + padding) * 4, samples: 384, frequency };
	}
	const samples = layer === 3 && !isFirst ? 576 : 1152;
	return { length: Math.floor((samples * 125 * kbits) / frequency) + padding, samples, frequency };
}

function adtsFrame(bytes: Buffer): Frame | undefined {
	const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0] = bytes;
	if (bytes.length < 7 || first !== 0xff || (second & 0xf6) !== 0xf0) return undefined;
	const frequency = AAC_FREQUENCIES[(third >> 2) & 15];
	const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
	if (frequency === undefined || length < 7) return undefined;
	return { length, samples: AAC_SAMPLES * ((seventh & 3) + 1), frequency };
}

/** Skips ID3v2 tags, of which there may be several (id3.org, "ID3 tag version 2.4.0"). */
export async function skipId3(reader: ByteReader): Promise<void> {
	for (;;) {
		const head = await reader.peek(10);
		if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return;
		const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6);
		const footer = (head[5] ?? 0) & 0x10 ? 10 : 0;
		await reader.skip(10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) + footer);
	}
}

/** Frames between which a constant bit rate is assumed if all have the same. */
const SAME_FRAMES = 200;

/** Longer than the header of Xing or Fraunhofer in the first frame. */
const FIRST_FRAME_BYTES = 200;

/**
 * Seconds of MPEG audio: by the number of frames in the first one, by the bit rate if it is constant, or by counting all
 * frames.
 */
export async function mpegSeconds(reader: ByteReader, size: number): Promise<number | undefined> {
	const head = await reader.peek(FIRST_FRAME_BYTES);
	const first = mpegFrame(head);
	if (!first) return undefined;
	const counted = framesInHeader(head);
	if (counted !== undefined) return (counted * first.samples) / first.frequency;
	const start = reader.position;
	return await countFrames(reader, mpegFrame, (frames, samples) => {
		// Padding makes frames of a constant bit rate differ by a byte.
		const bytes = reader.position - start;
		const isConstant = Math.abs(bytes / frames - first.length) <= 1;
		return frames === SAME_FRAMES && isConstant ? ((size - start) / bytes) * samples : undefined;
	});
}

/** Seconds of AAC in ADTS, whose frames are counted. */
export async function adtsSeconds(reader: ByteReader): Promise<number | undefined> {
	return await countFrames(reader, adtsFrame);
}

/** Bytes of garbage between frames after which a file is not read further. */
const MOST_GARBAGE = 4096;

/** @param estimate the seconds of the whole file by its first frames; `undefined` to continue */
async function countFrames(
	reader: ByteReader,
	frameAt: (bytes: Buffer) => Frame | undefined,
	estimate: (frames: number, seconds: number) => number | undefined = () => undefined,
): Promise<number | undefined> {
	let frames = 0;
	let seconds = 0;
	let garbage = 0;
	for (;;) {
		const bytes = await reader.peek(7);
		const frame = frameAt(bytes);
		if (bytes.length < 7 || (!frame && garbage >= MOST_GARBAGE)) break;
		if (!frame) {
			garbage += await reader.skip(1);
			continue;
		}
		garbage = 0;
		frames += 1;
		seconds += frame.samples / frame.frequency;
		await reader.skip(frame.length);
		const estimated = estimate(frames, seconds);
		if (estimated !== undefined) return estimated;
	}
	return frames === 0 ? undefined : seconds;
}

/** The number of frames that encoders with a variable bit rate write into the first frame. */
function framesInHeader(head: Buffer): number | undefined {
	const vbri = head.indexOf('VBRI', 0, 'latin1');
	if (vbri >= 0 && vbri + 18 <= head.length) return head.readUInt32BE(vbri + 14);
	const [xing = -1] = ['Xing', 'Info'].map((name) => head.indexOf(name, 0, 'latin1')).filter((at) => at >= 0);
	if (xing < 0 || xing + 12 > head.length) return undefined;
	const hasFrames = (head.readUInt32BE(xing + 4) & 1) === 1;
	const frames = head.readUInt32BE(xing + 8);
	return hasFrames && frames > 0 ? frames : undefined;
}
