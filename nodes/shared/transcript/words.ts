import type { EventLoopYielder } from '../core/eventLoop';
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
	const pieces = new Pieces(text, language);
	while (pieces.next()) words.push({ text: pieces.text, kind: pieces.kind, spaceBefore: pieces.spaceBefore });
	return words;
}

/** Number of words that `splitWords` would return. */
export function countWords(text: string): number {
	if (UNSPACED_SCRIPT.test(text)) return splitWords(text).length;
	const trimmed = text.trim();
	return trimmed === '' ? 0 : trimmed.split(WHITE_SPACE).length;
}

/** The pieces of a text, one after the other in the same object, because a text may have a million. */
class Pieces {
	text = '';

	kind: Word['kind'] = 'word';

	spaceBefore = false;

	private readonly parts: readonly string[];

	private readonly isSpaced: boolean;

	private at = 0;

	private hasSpace = false;

	private segmenter: Intl.Segmenter | undefined;

	/** The rest of a part without spaces. */
	private inner: Iterator<{ segment: string }> | undefined;

	constructor(
		text: string,
		private readonly language: string | null | undefined,
	) {
		this.isSpaced = !UNSPACED_SCRIPT.test(text);
		this.parts = text.split(WHITE_SPACE);
	}

	/** Moves to the next piece; `false` after the last. */
	next(): boolean {
		for (;;) {
			if (this.inner) {
				const result = this.inner.next();
				if (result.done !== true) return this.show(result.value.segment, false);
				this.inner = undefined;
				this.hasSpace = true;
			}
			const part = this.parts[this.at];
			if (part === undefined) return false;
			this.at += 1;
			if (part === '') continue;
			if (this.isSpaced || !UNSPACED_SCRIPT.test(part)) return this.show(part, true);
			this.segmenter ??= new Intl.Segmenter(languageTag(this.language), { granularity: 'word' });
			this.inner = segmentsOf(part, this.segmenter)[Symbol.iterator]();
		}
	}

	private show(text: string, isSpaceNext: boolean): true {
		this.text = text;
		this.kind = kindOf(text);
		this.spaceBefore = this.hasSpace;
		this.hasSpace = isSpaceNext;
		return true;
	}
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
	const spread = new Spread(text, start, end, spoken);
	spread.collect(Infinity);
	spread.setTimes(Infinity);
	return spread.words;
}

/** Number of words between two checks of the clock. */
const CHECK_INTERVAL = 1024;

/** The same for a text of any length, yielding to n8n's event loop. */
export async function spreadLongText(
	text: string,
	start: number,
	end: number,
	spoken: Spoken,
	yielder: EventLoopYielder,
): Promise<Word[]> {
	const spread = new Spread(text, start, end, spoken);
	while (spread.collect(CHECK_INTERVAL)) await yielder.pause();
	while (spread.setTimes(CHECK_INTERVAL)) await yielder.pause();
	return spread.words;
}

/** Words whose times are known when all of them are. */
class Spread {
	readonly words: Word[] = [];

	private readonly pieces: Pieces;

	private readonly common: Pick<Word, 'confidence' | 'speaker' | 'channel'>;

	private readonly weights: number[] = [];

	private readonly from: number;

	private readonly length: number;

	private total = 0;

	private spent = 0;

	private timed = 0;

	constructor(text: string, start: number, end: number, spoken: Spoken) {
		const from = toSeconds(start);
		const { confidence = null, speaker = null, channel = null } = spoken;
		this.common = { confidence, speaker, channel };
		this.from = from;
		this.length = Math.max(0, toSeconds(end) - from);
		this.pieces = new Pieces(text, spoken.language);
	}

	/** Adds up to this many words; `false` after the last. */
	collect(count: number): boolean {
		const { from, pieces } = this;
		const { confidence, speaker, channel } = this.common;
		for (let left = count; left > 0; left -= 1) {
			if (!pieces.next()) return false;
			const { text, kind, spaceBefore } = pieces;
			const weight = kind === 'punctuation' ? 0 : weightOf(text);
			this.words.push({
				text,
				start: from,
				end: from,
				confidence,
				speaker,
				channel,
				kind,
				timing: 'estimated',
				spaceBefore,
			});
			this.weights.push(weight);
			this.total += weight;
		}
		return true;
	}

	/** Sets the times of up to this many words; `false` after the last. */
	setTimes(count: number): boolean {
		const to = Math.min(this.words.length, this.timed + count);
		let at = this.timeNow();
		for (; this.timed < to; this.timed += 1) {
			const word = this.words[this.timed];
			if (word === undefined) return false;
			this.spent += this.weights[this.timed] ?? 0;
			word.start = at;
			at = this.timeNow();
			word.end = at;
		}
		return to < this.words.length;
	}

	private timeNow(): number {
		return this.total === 0 ? this.from : toSeconds(this.from + (this.length * this.spent) / this.total);
	}
}

function kindOf(text: string): Word['kind'] {
	return isAsciiLetterOrDigit(text.charCodeAt(0)) || HAS_LETTER_OR_DIGIT.test(text) ? 'word' : 'punctuation';
}

/** Letters take time, and so does the pause between words. A Chinese character is a syllable. */
function weightOf(word: string): number {
	let weight = 1;
	let isUnspaced = false;
	for (const character of word) {
		const code = character.charCodeAt(0);
		// Most characters need no pattern.
		if (code < 0x80) weight += isAsciiLetterOrDigit(code) ? 1 : 0;
		else if (/\p{Script=Han}/u.test(character)) weight += 3;
		else if (HAS_LETTER_OR_DIGIT.test(character)) weight += 1;
		isUnspaced ||= code >= 0x80 && UNSPACED_SCRIPT.test(character);
	}
	return isUnspaced ? weight - 1 : weight;
}

function isAsciiLetterOrDigit(code: number): boolean {
	const lower = code | 0x20;
	return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
