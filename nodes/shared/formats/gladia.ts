import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import { fromSegments, fromWords, type Source, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { listOf, membersOf } from './members';

const wordSchema = z.looseObject({
	word: z.string(),
	start: z.number(),
	end: z.number(),
	confidence: z.number().nullish(),
});

const utteranceSchema = z.lazy(() =>
	z.looseObject({
		text: z.string(),
		start: z.number(),
		end: z.number(),
		confidence: z.number().nullish(),
		channel: z.number().nullish(),
		speaker: z.number().nullish(),
		language: z.string().nullish(),
		words: z.array(wordSchema).nullish(),
	}),
);

const outlineSchema = z.lazy(() =>
	z.looseObject({
		id: z.string().nullish(),
		result: z.looseObject({
			metadata: z.looseObject({ audio_duration: z.number().nullish() }).nullish(),
			transcription: z.looseObject({
				full_transcript: z.string().nullish(),
				languages: z.array(z.string()).nullish(),
				utterances: z.array(z.unknown()),
			}),
		}),
	}),
);

/** The result of Gladia's pre-recorded API (`GET /v2/pre-recorded/:id`). */
export const gladia: JsonFormat = {
	id: 'gladia',
	name: 'Gladia',
	recognizes: ({ result }) => listOf(membersOf(membersOf(result)?.transcription)?.utterances).length > 0,
	read: async (value) => {
		const { id, result } = checkResponse(outlineSchema, value);
		const { full_transcript: text, languages, utterances } = result.transcription;
		const source: Source = {
			vendor: 'gladia',
			jobId: id,
			language: languages?.[0],
			duration: result.metadata?.audio_duration,
			text,
		};
		const path = 'result.transcription.utterances';
		const turns = await mapChecked(utterances, path, utteranceSchema, (utterance) => utterance);
		const channels = new Set(turns.map(({ channel }) => channel ?? 0));
		const spokenIn = ({ speaker, channel }: (typeof turns)[number]) => ({
			speaker: typeof speaker === 'number' ? String(speaker) : null,
			channel: channels.size > 1 ? String(channel ?? 0) : null,
		});
		if (turns.every(({ words }) => (words ?? []).length === 0)) {
			return await fromSegments(
				source,
				turns.map((turn) => ({
					...spokenIn(turn),
					start: turn.start,
					end: turn.end,
					text: turn.text,
					confidence: turn.confidence ?? null,
				})),
			);
		}
		const words = turns.flatMap((turn) =>
			(turn.words ?? []).map((word): SourceWord => ({
				text: word.word,
				start: word.start,
				end: word.end,
				confidence: word.confidence,
				...spokenIn(turn),
				language: (languages ?? []).length > 1 ? turn.language : null,
				spaceBefore: /^\s/u.test(word.word) ? true : undefined,
			})),
		);
		return await fromWords(source, words);
	},
};
