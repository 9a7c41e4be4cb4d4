import type { StoredFile } from '../files';
import type { Media } from '../mediaModel';
import { inventSpeech } from './invent';
import type { RecordingShelf } from './recordings';
import type { Speech } from './words';

/**
 * Returns prepared words for the shipped recordings and generated words for other files, in place of speech
 * recognition. `language` is the requested language; a shipped recording keeps its own.
 */
export type Recogniser = (
	file: Pick<StoredFile, 'sha256'>,
	media: Media,
	options?: { language?: string | undefined },
) => Speech;

export function createRecogniser(recordings: RecordingShelf): Recogniser {
	return (file, media, options = {}) =>
		recordings.speech(file.sha256) ??
		inventSpeech({
			seed: file.sha256,
			durationMs: media.durationMs,
			channels: media.channels,
			language: options.language,
		});
}
