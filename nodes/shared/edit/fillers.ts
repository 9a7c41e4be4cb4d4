import { EventLoopYielder } from '../core/eventLoop';
import { createFillerTest } from '../transcript/fillers';
import type { Transcript, Word } from '../transcript/model';
import { ownIndexes, withChangedWords } from './changes';
import type { Counted } from './replace';

const SENTENCE_END = /[.!?…。！？]["'”’)\]]*$/u;

const PUNCTUATION_AT_END = /[^\p{L}\p{M}\p{N}]+$/u;

/**
 * Removes sounds that fill a pause, in the language of each word, with the comma after them. The word before one at the
 * end of a sentence gets its period; the word after one at the start gets its capital. Times of other words are kept.
 * @param language if `null`, that of the transcript
 */
export async function removeFillers(transcript: Transcript, language: string | null): Promise<Counted> {
	const isFiller = createFillerTest(language ?? transcript.language);
	const yielder = new EventLoopYielder();
	const changes = new Map<number, readonly Word[]>();
	let count = 0;
	for (const segment of transcript.segments) {
		await yielder.pause();
		let before: number | undefined;
		let removed: { mark: string; isCapital: boolean } | undefined;
		for (const index of ownIndexes(transcript, segment)) {
			const word = transcript.words[index];
			if (word === undefined) continue;
			if (isFiller(word)) {
				count += 1;
				changes.set(index, []);
				removed = {
					mark: PUNCTUATION_AT_END.exec(word.text)?.[0] ?? '',
					isCapital: removed?.isCapital === true || (isSentenceStart(before) && isCapital(word.text)),
				};
				if (SENTENCE_END.test(removed.mark)) closeSentence(before, removed.mark);
			} else if (removed !== undefined && word.kind === 'punctuation') {
				// A vendor that writes punctuation as words of its own: the comma goes, the period stays unless there is one.
				const isEnd = SENTENCE_END.test(word.text) && before !== undefined && !isSentenceStart(before);
				if (!isEnd) changes.set(index, []);
				if (isEnd) before = index;
			} else {
				if (removed?.isCapital === true) changes.set(index, [{ ...word, text: capital(word.text) }]);
				removed = undefined;
				before = index;
			}
		}
	}
	return { transcript: await withChangedWords(transcript, changes), count };

	function isSentenceStart(index: number | undefined): boolean {
		return index === undefined || SENTENCE_END.test(current(index)?.text ?? '');
	}

	function current(index: number): Word | undefined {
		return changes.get(index)?.[0] ?? transcript.words[index];
	}

	/** Gives the word before a removed one its period, in place of a comma. */
	function closeSentence(index: number | undefined, mark: string): void {
		const word = index === undefined ? undefined : current(index);
		if (index === undefined || word === undefined || SENTENCE_END.test(word.text)) return;
		changes.set(index, [{ ...word, text: `${word.text.replace(PUNCTUATION_AT_END, '')}${mark.trim()}` }]);
	}
}

function isCapital(text: string): boolean {
	const letter = /\p{L}/u.exec(text)?.[0] ?? '';
	return letter !== letter.toLowerCase();
}

function capital(text: string): string {
	return text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
