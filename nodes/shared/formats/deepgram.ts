import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import { fromWords, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { first, listOf, membersOf } from './members';

const wordSchema = z.looseObject({
	word: z.string(),
	punctuated_word: z.string().nullish(),
	start: z.number(),
	end: z.number(),
	confidence: z.number().nullish(),
	speaker: z.number().nullish(),
	language: z.string().nullish(),
});

const outlineSchema = z.lazy(() =>
	z.looseObject({
		metadata: z.looseObject({ request_id: z.string().nullish(), duration: z.number().nullish() }).nullish(),
		results: z.looseObject({
			channels: z.array(
				z.looseObject({
					detected_language: z.string().nullish(),
					alternatives: z.array(
						z.looseObject({
							transcript: z.string().nullish(),
							confidence: z.number().nullish(),
							words: z.array(z.unknown()).nullish(),
						}),
					),
				}),
			),
		}),
	}),
);

/** The response of Deepgram's pre-recorded audio API (`POST /v1/listen`). */
export const deepgram: JsonFormat = {
	id: 'deepgram',
	name: 'Deepgram',
	recognizes: ({ results }) => listOf(first(membersOf(results)?.channels)?.alternatives).length > 0,
	read: async (value) => {
		const { metadata, results } = checkResponse(outlineSchema, value);
		const { channels } = results;
		const words: SourceWord[] = [];
		for (const [index, { alternatives }] of channels.entries()) {
			const channel = channels.length > 1 ? String(index) : null;
			const path = `results.channels.${index}.alternatives.0.words`;
			const own = await mapChecked(alternatives[0]?.words, path, wordSchema, (word): SourceWord => ({
				text: word.punctuated_word ?? word.word,
				start: word.start,
				end: word.end,
				confidence: word.confidence,
				speaker: typeof word.speaker === 'number' ? String(word.speaker) : null,
				channel,
				language: word.language,
			}));
			for (const word of own) words.push(word);
		}
		const only = channels.length === 1 ? channels[0]?.alternatives[0] : undefined;
		return await fromWords(
			{
				vendor: 'deepgram',
				jobId: metadata?.request_id,
				language: channels[0]?.detected_language,
				duration: metadata?.duration,
				text: only?.transcript,
				confidence: only?.confidence,
			},
			words,
		);
	},
};
