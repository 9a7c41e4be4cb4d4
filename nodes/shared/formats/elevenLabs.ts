import { z } from 'zod/v4';

import { isRecord } from '../core/json';
import { checkResponse, mapChecked } from '../transcript/check';
import type { Insights } from '../transcript/model';
import { fromWords, type SourceWord } from './build';
import type { JsonFormat } from './format';
import { first, listOf } from './members';

const wordSchema = z.looseObject({
	text: z.string(),
	start: z.number().nullish(),
	end: z.number().nullish(),
	type: z.string(),
	speaker_id: z.string().nullish(),
	logprob: z.number().nullish(),
});

const channelSchema = z.lazy(() =>
	z.looseObject({
		language_code: z.string().nullish(),
		text: z.string().nullish(),
		words: z.array(z.unknown()),
		channel_index: z.number().nullish(),
		transcription_id: z.string().nullish(),
		audio_duration_secs: z.number().nullish(),
	}),
);

/** The response of ElevenLabs' speech to text (Scribe), of one or several channels. Spaces are words of their own in it. */
export const elevenLabs: JsonFormat = {
	id: 'elevenlabs',
	name: 'ElevenLabs Scribe',
	recognizes: (value) => channelsOf(value).some(isChannel),
	read: async (value) => {
		const channels = channelsOf(value).map((channel) => checkResponse(channelSchema, channel));
		const words: SourceWord[] = [];
		const events: NonNullable<Insights['audioEvents']> = [];
		for (const [index, channel] of channels.entries()) {
			const name = channels.length > 1 ? String(channel.channel_index ?? index) : null;
			let afterSpace = false;
			const listed = await mapChecked(channel.words, 'words', wordSchema, (word) => word);
			for (const { text, type, start, end, logprob, speaker_id: speaker } of listed) {
				if (type === 'spacing') {
					afterSpace = true;
					continue;
				}
				const from = start ?? words.at(-1)?.end ?? 0;
				const timed = { start: from, end: end ?? from };
				if (type === 'audio_event') {
					events.push({
						...timed,
						type: text.replace(/^[([]|[)\]]$/gu, ''),
						confidence: null,
						channel: name,
					});
				} else {
					words.push({
						text,
						...timed,
						confidence: typeof logprob === 'number' ? Math.exp(logprob) : null,
						speaker,
						channel: name,
						spaceBefore: afterSpace,
					});
				}
				afterSpace = false;
			}
		}
		const [main] = channels;
		return await fromWords(
			{
				vendor: 'elevenlabs',
				jobId: main?.transcription_id,
				language: main?.language_code,
				duration: main?.audio_duration_secs,
				text: channels.length === 1 && events.length === 0 ? main?.text : null,
				insights: events.length > 0 ? { audioEvents: events } : {},
			},
			words,
		);
	},
};

function channelsOf(value: Record<string, unknown>): Array<Record<string, unknown>> {
	const channels = listOf(value.transcripts);
	return channels.length > 0 ? channels.filter(isRecord) : [value];
}

function isChannel(value: Record<string, unknown>): boolean {
	const word = first(value.words);
	return word !== undefined && 'text' in word && 'type' in word && 'language_code' in value;
}
