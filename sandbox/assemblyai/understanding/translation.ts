import { joinWords, type Notes } from '../../core/speech/words';
import type { Word } from '../model';
import { wordSentences } from '../text/sentences';

/**
 * Prepared sentences where the recording has them in the language; else the text itself with the language before
 * it, because the sandbox does not translate. `within` picks the sentences of one utterance.
 */
export function translateWords(
	words: readonly Word[],
	language: string,
	notes: Notes | null,
	within?: { start: number; end: number; speaker: string },
): string {
	const sentences = wordSentences(words);
	const prepared = notes?.translations[language];
	return sentences
		.map((sentence, i) => ({ sentence, text: prepared?.[i] ?? `[${language}] ${joinWords(sentence)}` }))
		.filter(({ sentence }) => {
			const [first] = sentence;
			if (within === undefined || first === undefined) return true;
			return (
				first.start >= within.start &&
				first.start < within.end &&
				(first.speaker ?? first.channel) === within.speaker
			);
		})
		.map(({ text }) => text)
		.join(' ');
}
