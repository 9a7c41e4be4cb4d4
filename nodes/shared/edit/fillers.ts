import { fillerChanges } from '../transcript/fillerChanges';
import type { Transcript } from '../transcript/model';
import { withChangedWords } from './changes';
import type { Counted } from './replace';

/**
 * The transcript without hesitation sounds, in the language of each word. Times of other words are kept.
 * @param language if `null`, that of the transcript
 */
export async function removeFillers(transcript: Transcript, language: string | null): Promise<Counted> {
	const { changes, count } = await fillerChanges(transcript.words, language ?? transcript.language);
	return { transcript: await withChangedWords(transcript, changes), count };
}
