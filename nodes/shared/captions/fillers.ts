import { EventLoopYielder } from '../core/eventLoop';
import { fillerChanges } from '../transcript/fillerChanges';
import type { Word } from '../transcript/model';

/** Words without fillers, and the place of each of them in the list that they are from. */
export interface KeptWords {
	words: Word[];
	indexes: number[];
}

/**
 * The words without hesitation sounds. Yields to the event loop.
 * @param language of words that have none of their own
 */
export async function withoutFillers(words: readonly Word[], language: string | null): Promise<KeptWords> {
	const { changes } = await fillerChanges(words, language);
	const yielder = new EventLoopYielder();
	const kept: KeptWords = { words: [], indexes: [] };
	for (const [index, word] of words.entries()) {
		if (index % 1024 === 0) await yielder.pause();
		for (const own of changes.get(index) ?? [word]) {
			kept.words.push(own);
			kept.indexes.push(index);
		}
	}
	return kept;
}
