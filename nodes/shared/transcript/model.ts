import { z } from 'zod/v4';

/**
 * The vendor-neutral transcript. Times are seconds with millisecond precision, confidences 0 to 1.
 * A field that the vendor does not give is `null`, a list that it does not give is empty, so that a
 * workflow can swap the vendor without a change downstream.
 */

const seconds = z.number().min(0);
const confidence = z.number().min(0).max(1).nullable();

export const wordSchema = z.object({
	/** The word as the vendor writes it; AssemblyAI keeps punctuation attached, Speechmatics gives it as words of its own. */
	text: z.string(),
	start: seconds,
	end: seconds,
	confidence,
	speaker: z.string().nullable(),
	channel: z.string().nullable(),
	kind: z.enum(['word', 'punctuation']),
	/** `estimated` where the vendor times segments only and the words were spread over them. */
	timing: z.enum(['exact', 'estimated']),
	/** Whether a blank stands before this word in running text; false for a comma or in Chinese. */
	spaceBefore: z.boolean(),
	/** Language of this word where the vendor gives one a word. */
	language: z.string().optional(),
	/** What the vendor marks the word as, e.g. `profanity`, `disfluency`. */
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
	 * Where the segment's words stand in `words`, `from` included, `to` not. Where two channels overlap
	 * the range also covers words of the other: `wordsOf` picks those of the segment's speaker and channel.
	 */
	words: z.object({ from: z.number().int().min(0), to: z.number().int().min(0) }),
	language: z.string().optional(),
	emotion: z.string().optional(),
	sentiment: z.string().optional(),
	redactedText: z.string().optional(),
	translations: z.record(z.string(), z.string()).optional(),
	/** What else the vendor says of the segment, under the vendor's own names. */
	extras: z.record(z.string(), z.unknown()).optional(),
});

const timed = { start: seconds, end: seconds };
const spoken = { speaker: z.string().nullable(), channel: z.string().nullable() };

export const insightsSchema = z.object({
	summary: z.string().optional(),
	chapters: z
		.array(z.object({ ...timed, title: z.string(), summary: z.string(), gist: z.string().optional() }))
		.optional(),
	topics: z
		.object({
			/** Relevance (0 to 1) or number of segments a topic, as the vendor counts. */
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
	/** Languages heard, most certain first. */
	languages: z.array(z.object({ language: z.string(), confidence })).optional(),
	/** What the vendor could not do although it was asked, e.g. an unsupported translation pair. */
	warnings: z.array(z.object({ feature: z.string(), type: z.string(), message: z.string() })).optional(),
	/** Results with no common name, under the vendor's own names and in the vendor's own shape. */
	other: z.record(z.string(), z.unknown()).optional(),
});

export const transcriptSchema = z.object({
	vendor: z.string(),
	jobId: z.string(),
	/** Language code as the vendor writes it; `null` when it gives none. */
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
