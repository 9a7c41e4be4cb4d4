import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import { fromMs } from '../transcript/values';
import { fromSegments, fromWords, withPunctuation, type Source, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { first } from './members';

/** Azure counts in ticks of 100 nanoseconds. */
const TICKS_PER_MS = 10_000;

const wordSchema = z.looseObject({
	/** Batch transcription; fast transcription has `text`. */
	word: z.string().nullish(),
	displayText: z.string().nullish(),
	text: z.string().nullish(),
	offsetInTicks: z.number().nullish(),
	durationInTicks: z.number().nullish(),
	offsetMilliseconds: z.number().nullish(),
	durationMilliseconds: z.number().nullish(),
	confidence: z.number().nullish(),
});

const phraseSchema = z.lazy(() =>
	z.looseObject({
		channel: z.number().nullish(),
		speaker: z.number().nullish(),
		locale: z.string().nullish(),
		offsetInTicks: z.number().nullish(),
		durationInTicks: z.number().nullish(),
		offsetMilliseconds: z.number().nullish(),
		durationMilliseconds: z.number().nullish(),
		/** Fast transcription. */
		text: z.string().nullish(),
		confidence: z.number().nullish(),
		words: z.array(wordSchema).nullish(),
		/** Batch transcription. */
		nBest: z
			.array(
				z.looseObject({
					display: z.string().nullish(),
					confidence: z.number().nullish(),
					words: z.array(wordSchema).nullish(),
					displayWords: z.array(wordSchema).nullish(),
				}),
			)
			.nullish(),
	}),
);

const outlineSchema = z.lazy(() =>
	z.looseObject({
		durationInTicks: z.number().nullish(),
		durationMilliseconds: z.number().nullish(),
		/** Batch transcription; fast transcription has `phrases`. */
		recognizedPhrases: z.array(z.unknown()).nullish(),
		phrases: z.array(z.unknown()).nullish(),
	}),
);

/** The result of Azure AI Speech: batch transcription (`recognizedPhrases`) and fast transcription (`phrases`). */
export const azure: JsonFormat = {
	id: 'azure',
	name: 'Azure AI Speech',
	recognizes: ({ recognizedPhrases, phrases }) => {
		const phrase = first(recognizedPhrases) ?? first(phrases);
		return phrase !== undefined && ('nBest' in phrase || 'offsetMilliseconds' in phrase);
	},
	read: async (value) => {
		const { recognizedPhrases, phrases, ...whole } = checkResponse(outlineSchema, value);
		const name = recognizedPhrases ? 'recognizedPhrases' : 'phrases';
		const all = await mapChecked(recognizedPhrases ?? phrases, name, phraseSchema, toPhrase);
		const channels = new Set(all.map(({ channel }) => channel));
		const source: Source = {
			vendor: 'azure',
			language: all[0]?.locale,
			duration: msOf(whole.durationInTicks, whole.durationMilliseconds) / 1000 || null,
		};
		const spoken = all.map((phrase) => ({
			...phrase,
			channel: channels.size > 1 ? phrase.channel : null,
		}));
		if (spoken.some(({ words }) => words.length > 0)) {
			const words = spoken.flatMap(({ words: own, text, speaker, channel }) =>
				withPunctuation(own, text).map((word): SourceWord => ({ ...word, speaker, channel })),
			);
			return await fromWords(source, words);
		}
		return await fromSegments(source, spoken);
	},
};

function toPhrase(phrase: z.infer<typeof phraseSchema>) {
	const [best] = phrase.nBest ?? [];
	const start = msOf(phrase.offsetInTicks, phrase.offsetMilliseconds);
	const length = msOf(phrase.durationInTicks, phrase.durationMilliseconds);
	const words = best?.displayWords ?? best?.words ?? phrase.words ?? [];
	return {
		channel: String(phrase.channel ?? 0),
		// 0 stands for an unknown speaker; known ones are counted from 1.
		speaker: phrase.speaker ? String(phrase.speaker) : null,
		locale: phrase.locale ?? null,
		start: fromMs(start),
		end: fromMs(start + length),
		text: best?.display ?? phrase.text ?? '',
		confidence: best?.confidence ?? phrase.confidence ?? null,
		words: words.map(toWord),
	};
}

function toWord(word: z.infer<typeof wordSchema>): SourceWord {
	const start = msOf(word.offsetInTicks, word.offsetMilliseconds);
	return {
		text: word.displayText ?? word.word ?? word.text ?? '',
		start: fromMs(start),
		end: fromMs(start + msOf(word.durationInTicks, word.durationMilliseconds)),
		confidence: word.confidence,
	};
}

function msOf(ticks: number | null | undefined, ms: number | null | undefined): number {
	return ms ?? (ticks ?? 0) / TICKS_PER_MS;
}
