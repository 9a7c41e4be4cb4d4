import { EventLoopYielder } from '../core/eventLoop';
import { createFillerTest } from './fillers';
import type { Word } from './model';
import { CLOSERS, SENTENCE_END } from './sentenceEnd';
import { streamsOf } from './streams';

/** What replaces the word at an index; an empty list removes it. Words without an entry are kept. */
export type WordChanges = ReadonlyMap<number, readonly Word[]>;

/** Begins where a run of marks begins, so that a long run is read once. */
const MARKS_AT_END = /(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/u;

const CLAUSE_MARK = '[,;:،؛、，；：–—-]';

/**
 * Marks within a sentence at the end of a word, which a full stop replaces; closing quotes and brackets stay. Begins where
 * a run of marks begins.
 */
const CLAUSE_MARKS = new RegExp(`(?<!${CLAUSE_MARK})${CLAUSE_MARK}+(?=${CLOSERS}$)`, 'u');

const CLOSERS_AT_END = new RegExp(`${CLOSERS}$`, 'u');

/** Marks that belong to the next word. */
const OPENS = /^[\p{Ps}\p{Pi}"'¿¡]/u;
const QUESTION = /[?!？！]/u;

/**
 * The changes that remove hesitation sounds ("um"): those that the vendor marks as disfluencies, and in some languages
 * those of a list. The punctuation of a filler is removed with it. A full stop moves to the word before, and the next word
 * of a sentence that began with a filler gets its capital letter. A filler that is a question ("eh?") stays.
 *
 * @param language of words that have none of their own
 * @returns also the number of fillers
 */
export async function fillerChanges(
	words: readonly Word[],
	language: string | null,
): Promise<{ changes: WordChanges; count: number }> {
	const isFiller = createFillerTest(language);
	const streams = await streamsOf({ words });
	const yielder = new EventLoopYielder();
	const changes = new Map<number, readonly Word[]>();
	let count = 0;
	for (const stream of streams) {
		/** The last word that stays, as it is shown. */
		let before: { index: number; word: Word } | undefined;
		/** Whether a sentence starts here. */
		let isStart = true;
		/** Whether the next word gets a capital letter. */
		let isCapital = false;
		for (let place = 0; place < stream.length; place += 1) {
			await yielder.pause();
			const index = stream[place] ?? -1;
			const word = words[index];
			if (!word) continue;
			const marks = isFiller(word) ? marksAfter(words, stream, place) : undefined;
			if (marks === undefined || QUESTION.test(marks.text)) {
				before = { index, word };
				if (isCapital && word.kind === 'word') {
					before.word = { ...word, text: capitalized(word.text) };
					changes.set(index, [before.word]);
					isCapital = false;
				}
				// A quotation mark or bracket may be separate.
				isStart = SENTENCE_END.test(word.text) || (isStart && word.kind === 'punctuation');
				continue;
			}
			count += 1;
			if (isStart && startsUpper(word.text)) isCapital = true;
			for (let removed = place; removed <= place + marks.count; removed += 1) {
				changes.set(stream[removed] ?? -1, []);
			}
			place += marks.count;
			const end = SENTENCE_END.exec(marks.text)?.[0];
			// What the filler opens is removed with it.
			const stop = OPENS.test(word.text) ? end?.replace(CLOSERS_AT_END, '') : end;
			if (stop === undefined || before === undefined || isStart) continue;
			before.word = { ...before.word, text: before.word.text.replace(CLAUSE_MARKS, '') + stop };
			changes.set(before.index, [before.word]);
			isStart = true;
		}
	}
	return { changes, count };
}

/** The punctuation of a word: at its end, and the separate marks after it. */
function marksAfter(words: readonly Word[], stream: readonly number[], place: number) {
	let text = MARKS_AT_END.exec(words[stream[place] ?? -1]?.text ?? '')?.[0].trim() ?? '';
	let count = 0;
	for (;;) {
		const next = words[stream[place + count + 1] ?? -1];
		if (next?.kind !== 'punctuation' || (next.spaceBefore && OPENS.test(next.text))) return { text, count };
		text += next.text;
		count += 1;
	}
}

function startsUpper(text: string): boolean {
	const letter = /\p{L}/u.exec(text)?.[0] ?? '';
	return letter !== letter.toLowerCase();
}

function capitalized(text: string): string {
	return text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
