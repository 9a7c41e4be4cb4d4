import { segmentsOf } from '../core/segmentText';
import { languageTag } from './language';
import type { Segment, Word } from './model';
import { toSeconds } from './values';

/** Matches scripts written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
export const UNSPACED_SCRIPT =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;

const WHITE_SPACE = /\s+/u;
const HAS_LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** A word of running text, without times. */
export type TextWord = Pick<Word, 'text' | 'kind' | 'spaceBefore'>;

/**
 * The words of a segment: those in its range with its speaker and channel (the range also contains words of an
 * overlapping channel). Punctuation is matched by channel only, because not every vendor assigns a speaker to it. A
 * segment without a speaker or channel matches all.
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

/** Running text of consecutive words, with spaces according to `spaceBefore` and none at the start. */
export function joinWords(words: Iterable<Pick<Word, 'text' | 'spaceBefore'>>): string {
	const parts: string[] = [];
	for (const word of words) {
		if (word.spaceBefore && parts.length > 0) parts.push(' ');
		parts.push(word.text);
	}
	return parts.join('');
}

/**
 * Splits running text into words: at white space, and in scripts without spaces at the boundaries of `Intl.Segmenter`.
 * Punctuation stays attached to its word in scripts with spaces, otherwise it is a separate word. `joinWords` restores the
 * text, with white space collapsed to single spaces.
 */
export function splitWords(text: string, language?: string | null): TextWord[] {
	const words: TextWord[] = [];
	let segmenter: Intl.Segmenter | undefined;
	for (const chunk of text.split(WHITE_SPACE)) {
		if (chunk === '') continue;
		const spaceBefore = words.length > 0;
		if (!UNSPACED_SCRIPT.test(chunk)) {
			words.push({ text: chunk, kind: kindOf(chunk), spaceBefore });
			continue;
		}
		segmenter ??= new Intl.Segmenter(languageTag(language), { granularity: 'word' });
		let first = true;
		for (const piece of segmentsOf(chunk, segmenter)) {
			words.push({ text: piece.segment, kind: kindOf(piece.segment), spaceBefore: spaceBefore && first });
			first = false;
		}
	}
	return words;
}

/** The common properties of the words of a segment. */
export interface Spoken {
	speaker?: string | null;
	channel?: string | null;
	/** Determines how text without spaces is split. */
	language?: string | null;
	confidence?: number | null;
}

/**
 * Words with estimated times, for vendors that provide times for segments only. The time from `start` to `end` (seconds)
 * is distributed by the length of the words; punctuation takes none. Times are ascending and within the segment.
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

/** Letters take time, and so does the pause between words. A Chinese character is a syllable. */
function weightOf(word: TextWord): number {
	if (word.kind === 'punctuation') return 0;
	let weight = UNSPACED_SCRIPT.test(word.text) ? 0 : 1;
	for (const character of word.text) {
		if (/\p{Script=Han}/u.test(character)) weight += 3;
		else if (HAS_LETTER_OR_DIGIT.test(character)) weight += 1;
	}
	return weight;
}
