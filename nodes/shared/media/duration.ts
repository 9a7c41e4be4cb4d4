import { amrSeconds } from './amr';
import { ByteReader } from './byteReader';
import { flacSeconds } from './flac';
import { mp4Seconds } from './mp4';
import { adtsSeconds, isAdtsFrame, isMpegFrame, mpegSeconds, skipId3 } from './mpeg';
import { oggSeconds } from './ogg';
import { wavSeconds } from './wav';
import { webmSeconds } from './webm';

/**
 * The length of a recording in seconds, from its headers: WAV, MP3, MP4 and M4A, FLAC, Ogg (Opus, Vorbis), WebM, AMR and
 * AAC. `undefined` if it is unknown. Reads no more of the file than necessary, at most once to its end, and keeps none of
 * it in memory.
 * @param size bytes of the file
 * @throws what the content throws
 */
export async function durationOf(
	content: Buffer | AsyncIterable<Uint8Array>,
	size: number,
): Promise<number | undefined> {
	const reader = new ByteReader(content);
	try {
		const seconds = await secondsOf(reader, size);
		return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
	} finally {
		await reader.close();
	}
}

async function secondsOf(reader: ByteReader, size: number): Promise<number | undefined> {
	await skipId3(reader);
	const head = await reader.peek(12);
	const text = head.toString('latin1');
	if (/^(RIFF|RF64)/.test(text) && text.endsWith('WAVE')) return await wavSeconds(reader, size);
	if (text.startsWith('fLaC')) return await flacSeconds(reader);
	if (text.startsWith('OggS')) return await oggSeconds(reader);
	if (text.startsWith('#!AMR')) return await amrSeconds(reader);
	if (text.startsWith('\u001aE\u00df\u00a3')) return await webmSeconds(reader);
	if (/^.{4}(ftyp|moov|mdat|free|wide|skip|styp)/s.test(text)) return await mp4Seconds(reader);
	if (isAdtsFrame(head)) return await adtsSeconds(reader);
	return isMpegFrame(head) ? await mpegSeconds(reader, size) : undefined;
}
