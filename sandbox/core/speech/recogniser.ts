import type { StoredFile } from '../files';
import type { Media } from '../media';
import { inventSpeech } from './invent';
import type { RecordingShelf } from './recordings';
import type { Speech } from './words';

/**
 * The «recognition»: prepared words for the shipped recordings, invented ones for anything else. It recognises
 * nothing. `language` is what the caller asked for; a shipped recording keeps the language it is in.
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
