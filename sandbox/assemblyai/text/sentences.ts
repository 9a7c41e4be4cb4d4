import { joinWords, meanConfidence } from '../../core/speech/words';
import type { Word } from '../model';

export interface TextPart {
	text: string;
	start: number;
	end: number;
	confidence: number;
	words: Word[];
}

const PARAGRAPH_SENTENCES = 3;
const PARAGRAPH_GAP_MS = 2000;

/** Sentences end at `.`, `?`, `!`, and where the speaker or the channel changes. */
export function wordSentences(words: readonly Word[]): Word[][] {
	const sentences: Word[][] = [];
	let current: Word[] = [];
	words.forEach((word, i) => {
		current.push(word);
		const next = words[i + 1];
		const over =
			next === undefined ||
			/[.?!。？！।]["')\]]*$/u.test(word.text) ||
			next.speaker !== word.speaker ||
			next.channel !== word.channel;
		if (!over) return;
		sentences.push(current);
		current = [];
	});
	return sentences;
}

/** Rows of `/sentences`. */
export function toSentenceRows(
	words: readonly Word[],
): Array<TextPart & { channel?: string; speaker: string | null }> {
	return wordSentences(words).map((sentence) => {
		const first = sentence[0];
		const channel = first?.channel;
		return {
			...toPart(sentence),
			...(channel === undefined ? {} : { channel }),
			speaker: first?.speaker ?? null,
		};
	});
}

/** Rows of `/paragraphs`: up to three sentences; a long pause starts a new row; a row can have several speakers. */
export function toParagraphRows(words: readonly Word[]): TextPart[] {
	const paragraphs: Word[][][] = [];
	for (const sentence of wordSentences(words)) {
		const last = paragraphs.at(-1);
		const before = last?.at(-1)?.at(-1);
		const gap = (sentence[0]?.start ?? 0) - (before?.end ?? 0);
		if (last !== undefined && last.length < PARAGRAPH_SENTENCES && gap < PARAGRAPH_GAP_MS)
			last.push(sentence);
		else paragraphs.push([sentence]);
	}
	return paragraphs.map((sentences) => toPart(sentences.flat()));
}

function toPart(words: Word[]): TextPart {
	return {
		text: joinWords(words),
		start: words[0]?.start ?? 0,
		end: words.at(-1)?.end ?? 0,
		confidence: meanConfidence(words),
		words,
	};
}
