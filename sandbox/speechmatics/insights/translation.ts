import type { Notes } from '../../core/speech/words';
import type { Passage } from '../transcript/sentences';
import { placed } from './plain';

/**
 * One translation per sentence: prepared if the recording has it in this language, otherwise the original text after the
 * language code, because the sandbox does not translate.
 */
export function translate(sentences: readonly Passage[], language: string, notes: Notes | null) {
	const all = notes?.translations[language];
	const prepared = all?.length === sentences.length ? all : null;
	return sentences.map((sentence, i) => ({
		start_time: sentence.start,
		end_time: sentence.end,
		content: prepared?.[i] ?? `[${language}] ${sentence.text}`,
		...placed(sentence),
	}));
}
