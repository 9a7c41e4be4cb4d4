/** The kind of a sequence of words, e.g. `person_name`, `date`, `filler` or `profanity`. */
export interface Mark {
	readonly kind: string;
	/** The words of one sequence have the same number. */
	readonly run: number;
}

/** One spoken word with its punctuation; times in milliseconds from the start of the file. */
export interface SpokenWord {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	/** 0 to 1. */
	readonly confidence: number;
	/** `A`, `B`, …, in order of appearance. */
	readonly speaker: string;
	/** From 1. */
	readonly channel: number;
	readonly mark?: Mark;
}

/** The speech in a file. */
export interface Speech {
	/** ISO 639, e.g. `en`, `id`, `af`. */
	readonly language: string;
	/** 0 to 1. */
	readonly languageConfidence: number;
	/** Milliseconds. */
	readonly durationMs: number;
	/** Channels of the file. */
	readonly channels: number;
	readonly words: readonly SpokenWord[];
	/** Prepared texts about a shipped recording; `null` for other files. */
	readonly notes: Notes | null;
}

/** The summaries, chapters and translations of a shipped recording. */
export interface Notes {
	readonly name: string;
	readonly gist: string;
	readonly headline: string;
	readonly summary: string;
	/** The translations of all sentences in order, by language code. */
	readonly translations: Readonly<Record<string, readonly string[]>>;
}

/** One sentence of one speaker on one channel, from index `from` to index `to` (exclusive). */
export interface Sentence {
	readonly from: number;
	readonly to: number;
	readonly speaker: string;
	readonly channel: number;
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

/** Sentences end at `.`, `?`, `!` (or the equivalents in other scripts), and where the speaker or the channel changes. */
export function toSentences(words: readonly SpokenWord[]): Sentence[] {
	const sentences: Sentence[] = [];
	let from = 0;
	words.forEach((word, i) => {
		const next = words[i + 1];
		const first = words[from];
		const over =
			next === undefined ||
			/[.?!。？！।]["')\]]*$/u.test(word.text) ||
			next.speaker !== word.speaker ||
			next.channel !== word.channel;
		if (!over || first === undefined) return;
		sentences.push({
			from,
			to: i + 1,
			speaker: word.speaker,
			channel: word.channel,
			start: first.start,
			end: word.end,
			text: joinWords(words.slice(from, i + 1)),
		});
		from = i + 1;
	});
	return sentences;
}

export function joinWords(words: ReadonlyArray<{ text: string }>): string {
	return words.map((word) => word.text).join(' ');
}

/** Arithmetic mean of the confidences with 7 digits; 0 if there are no words. */
export function meanConfidence(words: ReadonlyArray<{ confidence: number }>): number {
	if (words.length === 0) return 0;
	const sum = words.reduce((total, word) => total + word.confidence, 0);
	return Number((sum / words.length).toFixed(7));
}
