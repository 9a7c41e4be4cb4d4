import { fileNameOfUrl, isWebAddress } from '../core/webAddress';
import type { Transcript } from './model';

/**
 * The transcript with the file name or URL of its recording as its third member.
 * @param name if `null`, a name that the transcript has stays
 */
export function withRecording(transcript: Transcript, name: string | null): Transcript {
	const { vendor, jobId, recording = null, ...rest } = transcript;
	return { vendor, jobId, recording: name ?? recording, ...rest };
}

/** The file name of a recording, which may be known by its URL; an empty text if there is none. */
export function recordingFileName(recording: string | null | undefined): string {
	return (isWebAddress(recording ?? '') ? fileNameOfUrl(recording) : recording) ?? '';
}

/** The same without its extension, for other files about it. */
export function recordingBaseName(recording: string | null | undefined): string {
	return recordingFileName(recording).replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/u, '');
}
