import type { EventLoopYielder } from '../../../core/eventLoop';
import type { Segment, Transcript, Word } from '../../model';
import { wordsOf } from '../../words';
import type { Paragraph } from '../paragraphs';

/** A word and where its text begins in the text of a paragraph. */
export interface PlacedWord {
	offset: number;
	word: Word;
}

/**
 * The words of each paragraph of a turn; those after a word that the text does not contain are missing, because the
 * vendor writes text and words differently. Linear in the length of the text.
 */
export async function placeWords(
	transcript: Pick<Transcript, 'words'>,
	turn: Segment,
	paragraphs: readonly Paragraph[],
	yielder: EventLoopYielder,
): Promise<PlacedWord[][]> {
	const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
	const { from, to } = turn.words;
	// The ranges of several turns may contain the same words.
	const words = wordsOf(transcript, { ...turn, words: { from, to: Math.min(to, from + 2 * length) } });
	const places: PlacedWord[][] = paragraphs.map(() => []);
	let row = 0;
	let cursor = 0;
	for (const [index, word] of words.entries()) {
		if (index % 1024 === 0) await yielder.pause();
		let offset = offsetOf(paragraphs[row]?.text ?? '', word.text, cursor);
		if (offset === 'end') {
			row += 1;
			offset = offsetOf(paragraphs[row]?.text ?? '', word.text, 0);
		}
		if (typeof offset === 'string') break;
		places[row]?.push({ offset, word });
		cursor = offset + word.text.length;
	}
	return places;
}

/** Where the word begins at or after the cursor, with only white space before it; `end` if no text is left. */
function offsetOf(text: string, word: string, cursor: number): number | 'end' | 'different' {
	let at = cursor;
	while (at < text.length && /\s/u.test(text.charAt(at))) at += 1;
	if (at >= text.length) return 'end';
	return text.startsWith(word, at) ? at : 'different';
}
