import { z } from 'zod/v4';

import { checkResponse, mapChecked } from '../transcript/check';
import { fromWords, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { first, listOf, membersOf, numberOf } from './members';

const itemSchema = z.looseObject({
	type: z.string(),
	/** Seconds as text; punctuation has no times. */
	start_time: z.string().nullish(),
	end_time: z.string().nullish(),
	alternatives: z.array(
		z.looseObject({ content: z.string(), confidence: z.union([z.string(), z.number()]).nullish() }),
	),
	speaker_label: z.string().nullish(),
	channel_label: z.string().nullish(),
	language_code: z.string().nullish(),
});

const outlineSchema = z.lazy(() =>
	z.looseObject({
		jobName: z.string().nullish(),
		results: z.looseObject({
			language_code: z.string().nullish(),
			transcripts: z.array(z.looseObject({ transcript: z.string() })).nullish(),
			items: z.array(z.unknown()),
			speaker_labels: z
				.looseObject({
					segments: z.array(
						z.looseObject({
							items: z.array(z.looseObject({ start_time: z.string(), speaker_label: z.string() })).nullish(),
						}),
					),
				})
				.nullish(),
			channel_labels: z
				.looseObject({
					channels: z.array(z.looseObject({ channel_label: z.string(), items: z.array(z.unknown()) })),
				})
				.nullish(),
		}),
	}),
);

/** The result of an Amazon Transcribe job. Punctuation marks are items of their own without times. */
export const aws: JsonFormat = {
	id: 'aws',
	name: 'Amazon Transcribe',
	recognizes: ({ results }) => {
		const item = first(membersOf(results)?.items);
		return item !== undefined && listOf(item.alternatives).length > 0;
	},
	read: async (value) => {
		const { jobName, results } = checkResponse(outlineSchema, value);
		const speakers = new Map(
			(results.speaker_labels?.segments ?? []).flatMap(({ items }) =>
				(items ?? []).map(({ start_time: at, speaker_label: label }) => [at, label]),
			),
		);
		const channels = results.channel_labels?.channels;
		const parts = channels
			? channels.map(({ channel_label: channel, items }) => ({ channel, items }))
			: [{ channel: null, items: results.items }];
		const words: SourceWord[] = [];
		for (const { channel, items } of parts) {
			let end = 0;
			let speaker: string | null = null;
			const listed = await mapChecked(items, 'results.items', itemSchema, (item) => item);
			for (const item of listed) {
				const [best] = item.alternatives;
				if (!best) continue;
				const isWord = item.type !== 'punctuation';
				const start = isWord ? (numberOf(item.start_time) ?? end) : end;
				if (isWord) {
					end = numberOf(item.end_time) ?? start;
					speaker = item.speaker_label ?? speakers.get(item.start_time ?? '') ?? null;
				}
				words.push({
					text: best.content,
					start,
					end,
					confidence: isWord ? numberOf(best.confidence) : null,
					speaker,
					channel: channel ?? item.channel_label,
					language: item.language_code,
					kind: isWord ? 'word' : 'punctuation',
					...(isWord ? {} : { spaceBefore: false }),
				});
			}
		}
		return await fromWords(
			{
				vendor: 'aws',
				jobId: jobName,
				language: results.language_code,
				text: channels ? null : results.transcripts?.[0]?.transcript,
			},
			words,
		);
	},
};
