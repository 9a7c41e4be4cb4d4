import { z } from 'zod/v4';

import { mapYielding } from '../core/eventLoop';
import { segmentSchema, transcriptSchema, type Transcript } from './model';

/** A segment without what belongs to its words. `channel` is absent if it is not known. */
export const turnSchema = segmentSchema
	.omit({ words: true, confidence: true })
	.extend({ channel: segmentSchema.shape.channel.optional() });

/** A transcript that the editor can show: the words of two hours of speech have 3.7 MB, all the rest has 0.3 MB. */
export const transcriptWithoutWordsSchema = z.lazy(() =>
	transcriptSchema.omit({ words: true }).extend({ segments: z.array(turnSchema) }),
);

export type TranscriptWithoutWords = z.infer<typeof transcriptWithoutWordsSchema>;

/** The transcript without its words, and without the confidence and the ranges of words in its segments. */
export async function withoutWords(transcript: Transcript): Promise<TranscriptWithoutWords> {
	const segments = await mapYielding(
		transcript.segments,
		(segment): z.infer<typeof turnSchema> => {
			const turn = { ...segment };
			for (const name of ['words', 'confidence']) Reflect.deleteProperty(turn, name);
			if (turn.channel === null) Reflect.deleteProperty(turn, 'channel');
			return turn;
		},
		256,
	);
	const rest = { ...transcript, segments };
	Reflect.deleteProperty(rest, 'words');
	return rest;
}
