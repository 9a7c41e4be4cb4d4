import { joinWords, type Notes } from '../../core/speech/words';
import type { Word } from '../model';
import { wordSentences } from '../text/sentences';

/**
 * Prepared sentences if the recording has them in this language. Otherwise the original text after the language code,
 * because the sandbox does not translate. `within` selects the sentences of one utterance.
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
