import { toSentences, type Speech, type SpokenWord } from '../core/speech/words';

/** One row of `timestamps`, independent of the vendor's variants. */
export interface Row {
	/** Milliseconds. */
	readonly start: number;
	readonly end: number;
	/** Starts at 0, in order of appearance; always 0 without diarization. */
	readonly speaker: number;
	readonly text: string;
	readonly redacted: string;
	/** `-` if there is none. */
	readonly translation: string;
}

const TAGS: ReadonlyMap<string, string> = new Map([
	['person_name', '<PERSON>'],
	['location', '<LOCATION>'],
	['organization', '<ORGANIZATION>'],
	['date', '<DATE_TIME>'],
	['phone_number', '<PHONE_NUMBER>'],
	['email_address', '<EMAIL_ADDRESS>'],
]);

/** Sentences in chronological order. */
export function toRows(speech: Speech, diarization: boolean): Row[] {
	const english = speech.notes?.translations.en;
	return toSentences(speech.words)
		.map((sentence, i) => ({
			start: sentence.start,
			end: sentence.end,
			speaker: diarization ? sentence.speaker.charCodeAt(0) - 65 : 0,
			text: sentence.text,
			redacted: redactedText(speech.words.slice(sentence.from, sentence.to)),
			translation: english?.[i] ?? '-',
		}))
		.sort((a, b) => a.start - b.start);
}

/** The words, with each sequence of personal data replaced by one tag; punctuation after it is kept. */
export function redactedText(words: readonly SpokenWord[]): string {
	const out: string[] = [];
	words.forEach((word, i) => {
		const tag = word.mark === undefined ? undefined : TAGS.get(word.mark.kind);
		if (tag === undefined) {
			out.push(word.text);
			return;
		}
		const next = words[i + 1]?.mark;
		if (next !== undefined && next.run === word.mark?.run) return;
		out.push(`${tag}${/[.,?!]+$/.exec(word.text)?.[0] ?? ''}`);
	});
	return out.join(' ');
}
