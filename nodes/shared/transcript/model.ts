import { z } from 'zod/v4';

/**
 * The vendor-neutral transcript. Times are seconds with millisecond precision, confidences 0 to 1. A value that the vendor
 * does not provide is `null`, a list that it does not provide is empty, so that a workflow can switch vendors without
 * changes downstream.
 */

const seconds = z.number().min(0);
const confidence = z.number().min(0).max(1).nullable();

export const wordSchema = z.object({
	/** As the vendor writes it: AssemblyAI attaches punctuation to words, Speechmatics returns it as separate words. */
	text: z.string(),
	start: seconds,
	end: seconds,
	confidence,
	speaker: z.string().nullable(),
	channel: z.string().nullable(),
	kind: z.enum(['word', 'punctuation']),
	/** `estimated` if the vendor provides times for segments only; the words are distributed over the segment. */
	timing: z.enum(['exact', 'estimated']),
	/** Whether a space precedes this word in running text; `false` for a comma or in Chinese. */
	spaceBefore: z.boolean(),
	/** Language of this word, if the vendor provides one per word. */
	language: z.string().optional(),
	/** The vendor's labels for the word, e.g. `profanity`, `disfluency`. */
	tags: z.array(z.string()).optional(),
	/** Class of a formatted entity, e.g. `date`, `money`. */
	entity: z.string().optional(),
});

export const segmentSchema = z.object({
	speaker: z.string().nullable(),
	channel: z.string().nullable(),
	start: seconds,
	end: seconds,
	text: z.string(),
	confidence,
	/**
	 * Range of the segment's words in `words`, `to` excluded. If two channels overlap, the range also contains words of
	 * the other channel; `wordsOf` returns those of the segment's speaker and channel.
	 */
	words: z.object({ from: z.number().int().min(0), to: z.number().int().min(0) }),
	language: z.string().optional(),
	emotion: z.string().optional(),
	sentiment: z.string().optional(),
	translations: z.record(z.string(), z.string()).optional(),
	/** Further properties of the segment, under the vendor's own names. */
	extras: z.record(z.string(), z.unknown()).optional(),
});

const timed = { start: seconds, end: seconds };
const spoken = { speaker: z.string().nullable(), channel: z.string().nullable() };

export const insightsSchema = z.lazy(() =>
	z.object({
		summary: z.string().optional(),
		chapters: z
			.array(z.object({ ...timed, title: z.string(), summary: z.string(), gist: z.string().optional() }))
			.optional(),
		topics: z
			.object({
				/** Relevance (0 to 1) or number of segments per topic, depending on the vendor. */
				summary: z.record(z.string(), z.number()),
				segments: z.array(
					z.object({
						...timed,
						text: z.string(),
						topics: z.array(z.object({ topic: z.string(), relevance: z.number().nullable() })),
					}),
				),
			})
			.optional(),
		sentiment: z
			.array(
				z.object({
					...timed,
					...spoken,
					text: z.string(),
					sentiment: z.enum(['positive', 'neutral', 'negative']),
					confidence,
				}),
			)
			.optional(),
		entities: z.array(z.object({ ...timed, ...spoken, type: z.string(), text: z.string() })).optional(),
		keyPhrases: z
			.array(
				z.object({
					text: z.string(),
					count: z.number(),
					rank: z.number().nullable(),
					times: z.array(z.object(timed)),
				}),
			)
			.optional(),
		translations: z
			.record(
				z.string(),
				z.object({
					text: z.string(),
					segments: z.array(z.object({ ...timed, ...spoken, text: z.string() })),
				}),
			)
			.optional(),
		audioEvents: z
			.array(z.object({ ...timed, type: z.string(), confidence, channel: z.string().nullable() }))
			.optional(),
		contentSafety: z
			.object({
				summary: z.record(z.string(), z.number()),
				segments: z.array(
					z.object({
						...timed,
						text: z.string(),
						labels: z.array(
							z.object({
								label: z.string(),
								confidence: z.number().nullable(),
								severity: z.number().nullable(),
							}),
						),
					}),
				),
			})
			.optional(),
		actionItems: z
			.array(z.object({ text: z.string(), quote: z.string().nullable(), start: seconds.nullable() }))
			.optional(),
		/** Detected languages, most confident first. */
		languages: z.array(z.object({ language: z.string(), confidence })).optional(),
		/** Requested features that the vendor could not provide, e.g. an unsupported translation pair. */
		warnings: z.array(z.object({ feature: z.string(), type: z.string(), message: z.string() })).optional(),
		/** Results that only one vendor has, under the vendor's own names and in its own structure. */
		other: z.record(z.string(), z.unknown()).optional(),
	}),
);

export const transcriptSchema = z.object({
	vendor: z.string(),
	jobId: z.string(),
	/** File name or URL of the recording; absent or `null` if it is not known. */
	recording: z.string().nullable().optional(),
	/** Language code as the vendor writes it; `null` if it provides none. */
	language: z.string().nullable(),
	/** Length of the recording in seconds. */
	duration: seconds.nullable(),
	text: z.string(),
	confidence,
	words: z.array(wordSchema),
	segments: z.array(segmentSchema),
	insights: insightsSchema,
});

export type Word = z.infer<typeof wordSchema>;
export type Segment = z.infer<typeof segmentSchema>;
export type Insights = z.infer<typeof insightsSchema>;
export type Transcript = z.infer<typeof transcriptSchema>;
