import { languageTag } from './language';
import type { Segment, Word } from './model';
import { toSeconds } from './values';

/** Scripts written without blanks between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
export const WITHOUT_BLANKS =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;

const BLANKS = /\s+/u;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A word of running text before it has a time. */
export type TextWord = Pick<Word, 'text' | 'kind' | 'spaceBefore'>;

/**
 * The words of a segment: those in its range that are of its speaker and channel (its range also covers
 * words of another channel that overlaps). Punctuation goes by its channel only, as not every vendor says
 * who speaks a comma. Where the segment names no speaker or channel, all words of the range count.
 */
export function wordsOf(transcript: { words: readonly Word[] }, segment: Segment): Word[] {
	return transcript.words
		.slice(segment.words.from, segment.words.to)
		.filter(
			(word) =>
				(segment.channel === null || word.channel === null || word.channel === segment.channel) &&
				(segment.speaker === null || word.kind === 'punctuation' || word.speaker === segment.speaker),
		);
}

/** Running text of words in a row, with blanks where the words say so and none at the edges. */
export function joinWords(words: Iterable<Pick<Word, 'text' | 'spaceBefore'>>): string {
	const parts: string[] = [];
	for (const word of words) {
		if (word.spaceBefore && parts.length > 0) parts.push(' ');
		parts.push(word.text);
	}
	return parts.join('');
}

/**
 * Cuts running text into words: at blanks, and in scripts that have none where `Intl.Segmenter` sees a
 * word. Punctuation stays on its word where blanks part words, else it is a word of its own.
 * `joinWords` makes the text again, with each run of white space as one blank.
 */
export function splitWords(text: string, language?: string | null): TextWord[] {
	const words: TextWord[] = [];
	let segmenter: Intl.Segmenter | undefined;
	for (const chunk of text.split(BLANKS)) {
		if (chunk === '') continue;
		const spaceBefore = words.length > 0;
		if (!WITHOUT_BLANKS.test(chunk)) {
			words.push({ text: chunk, kind: kindOf(chunk), spaceBefore });
			continue;
		}
		segmenter ??= new Intl.Segmenter(languageTag(language), { granularity: 'word' });
		let first = true;
		for (const piece of segmenter.segment(chunk)) {
			words.push({ text: piece.segment, kind: kindOf(piece.segment), spaceBefore: spaceBefore && first });
			first = false;
		}
	}
	return words;
}

/** What the words of one segment have in common. */
export interface Spoken {
	speaker?: string | null;
	channel?: string | null;
	/** Decides how text without blanks is cut. */
	language?: string | null;
	confidence?: number | null;
}

/**
 * Words with estimated times for vendors that time whole segments: the time from `start` to `end`
 * (seconds) is shared out by the length of the words, punctuation takes none. Times never run backwards
 * and never leave the segment.
 */
export function spreadWords(text: string, start: number, end: number, spoken: Spoken = {}): Word[] {
	const from = toSeconds(start);
	const length = Math.max(0, toSeconds(end) - from);
	const pieces = splitWords(text, spoken.language);
	const weights = pieces.map(weightOf);
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const timeAt = (weight: number) => toSeconds(from + (total === 0 ? 0 : (length * weight) / total));
	let spent = 0;
	return pieces.map((piece, index) => {
		const wordStart = timeAt(spent);
		spent += weights[index] ?? 0;
		return {
			text: piece.text,
			start: wordStart,
			end: timeAt(spent),
			confidence: spoken.confidence ?? null,
			speaker: spoken.speaker ?? null,
			channel: spoken.channel ?? null,
			kind: piece.kind,
			timing: 'estimated',
			spaceBefore: piece.spaceBefore,
		};
	});
}

function kindOf(text: string): Word['kind'] {
	return HAS_LETTER_OR_DIGIT.test(text) ? 'word' : 'punctuation';
}

/** Letters take time, and so does the little pause between words; one sign of Chinese is a syllable. */
function weightOf(word: TextWord): number {
	if (word.kind === 'punctuation') return 0;
	let weight = WITHOUT_BLANKS.test(word.text) ? 0 : 1;
	for (const sign of word.text) {
		if (/\p{Script=Han}/u.test(sign)) weight += 3;
		else if (HAS_LETTER_OR_DIGIT.test(sign)) weight += 1;
	}
	return weight;
}
