import type { Transcript, Word } from '../../nodes/shared/transcript/model';

/** A word as tests need it: a second long, spoken at the second of its place. */
export function aWord(text: string, index: number, rest: Partial<Word> = {}): Word {
	const isWord = /[\p{L}\p{N}]/u.test(text);
	return {
		text,
		start: index,
		end: index + 1,
		confidence: 0.9,
		speaker: null,
		channel: null,
		kind: isWord ? 'word' : 'punctuation',
		timing: 'exact',
		spaceBefore: isWord,
		...rest,
	};
}

/** A transcript of these words, each a second long, without anything else. */
export function aTranscript(words: readonly Word[], rest: Partial<Transcript> = {}): Transcript {
	return {
		vendor: 'test',
		jobId: 'job-1',
		language: 'en',
		duration: words.at(-1)?.end ?? 0,
		text: words.map(({ text }) => text).join(' '),
		confidence: null,
		words: [...words],
		segments: [],
		insights: {},
		...rest,
	};
}

/** A word of 0.3 seconds, spoken at this time. */
export function aShortWord(text: string, start: number, rest: Partial<Word> = {}): Word {
	return {
		text,
		start,
		end: start + 0.3,
		confidence: 0.9,
		speaker: null,
		channel: null,
		kind: /[\p{L}\p{N}]/u.test(text) ? 'word' : 'punctuation',
		timing: 'exact',
		spaceBefore: /[\p{L}\p{N}]/u.test(text),
		...rest,
	};
}
