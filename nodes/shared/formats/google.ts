import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import type { TimedSegment } from '../transcript/timedSegments';
import { fromSegments, fromWords, type Source, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { first, membersOf } from './members';

/** A duration as Google writes it in JSON: `1.400s`; `undefined` stands for zero. */
const seconds = z
	.union([
		z.string().regex(/^-?\d+(\.\d+)?s$/),
		z.looseObject({ seconds: z.union([z.string(), z.number()]).optional(), nanos: z.number().optional() }),
	])
	.nullish();

const wordSchema = z.looseObject({
	word: z.string(),
	/** Version 1; version 2 has `startOffset` and `endOffset`. */
	startTime: seconds,
	endTime: seconds,
	startOffset: seconds,
	endOffset: seconds,
	confidence: z.number().nullish(),
	speakerTag: z.number().nullish(),
	speakerLabel: z.string().nullish(),
});

const resultSchema = z.lazy(() =>
	z.looseObject({
		alternatives: z
			.array(
				z.looseObject({
					transcript: z.string().nullish(),
					confidence: z.number().nullish(),
					words: z.array(wordSchema).nullish(),
				}),
			)
			.nullish(),
		channelTag: z.number().nullish(),
		languageCode: z.string().nullish(),
		resultEndTime: seconds,
		resultEndOffset: seconds,
	}),
);

const outlineSchema = z.lazy(() => z.looseObject({ results: z.array(z.unknown()) }));

type GoogleResult = z.infer<typeof resultSchema>;

/** The result of Google Cloud Speech-to-Text, versions 1 and 2, alone or in the `response` of an operation. */
export const google: JsonFormat = {
	id: 'google',
	name: 'Google Speech-to-Text',
	recognizes: (value) => {
		const alternative = first(first(resultOf(value).results)?.alternatives);
		return alternative !== undefined && ('transcript' in alternative || 'words' in alternative);
	},
	read: async (value) => {
		const { results } = checkResponse(outlineSchema, resultOf(value));
		const all = await mapChecked(results, 'results', resultSchema, (result) => result);
		const channels = new Set(all.map(({ channelTag }) => channelTag ?? 0));
		const source: Source = {
			vendor: 'google',
			language: all.find(({ languageCode }) => languageCode)?.languageCode,
		};
		const spoken = withoutRepetition(all);
		const words = spoken.flatMap((result) =>
			(result.alternatives?.[0]?.words ?? []).map((word): SourceWord => ({
				text: word.word,
				start: secondsOf(word.startTime ?? word.startOffset),
				end: secondsOf(word.endTime ?? word.endOffset),
				// Version 1 writes 0 for words without a confidence.
				confidence: known(word.confidence),
				speaker: speakerOf(word),
				channel: channels.size > 1 ? String(result.channelTag ?? 0) : null,
			})),
		);
		if (words.length > 0) return await fromWords(source, words);
		return await fromSegments(source, timedResults(spoken));
	},
};

/** Version 1 writes 0 if it has no confidence. */
function known(confidence: number | null | undefined): number | null {
	return confidence === 0 ? null : (confidence ?? null);
}

function speakerOf({ speakerLabel, speakerTag }: z.infer<typeof wordSchema>): string | null {
	if (speakerLabel) return speakerLabel;
	return speakerTag ? String(speakerTag) : null;
}

function resultOf(value: Record<string, unknown>): Record<string, unknown> {
	return 'results' in value ? value : (membersOf(value.response) ?? value);
}

/** With speakers, version 1 repeats all words in a last result, the only one in which they have speakers. */
function withoutRepetition(results: readonly GoogleResult[]): readonly GoogleResult[] {
	const last = results.at(-1);
	const hasSpeakers = (last?.alternatives?.[0]?.words ?? []).some(({ speakerTag }) => Boolean(speakerTag));
	const others = results.slice(0, -1);
	const hadNone = others.every(({ alternatives }) =>
		(alternatives?.[0]?.words ?? []).every(({ speakerTag }) => !speakerTag),
	);
	return last && hasSpeakers && hadNone ? [last] : results;
}

function timedResults(results: readonly GoogleResult[]): TimedSegment[] {
	let start = 0;
	return results.map((result): TimedSegment => {
		const from = start;
		start = secondsOf(result.resultEndTime ?? result.resultEndOffset) || from;
		const [best] = result.alternatives ?? [];
		return {
			speaker: null,
			channel: null,
			start: from,
			end: start,
			text: best?.transcript ?? '',
			confidence: known(best?.confidence),
		};
	});
}

function secondsOf(value: z.infer<typeof seconds>): number {
	if (typeof value === 'string') return Number(value.slice(0, -1));
	return Number(value?.seconds ?? 0) + (value?.nanos ?? 0) / 1e9;
}
