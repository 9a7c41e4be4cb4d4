import { z } from 'zod/v4';

/** Speechmatics' responses. Unknown members are kept; results are checked one by one, see `transcript.ts`. */

const text = z.string().nullish();
const number = z.number().nullish();
const rows = z.lazy(() => z.array(z.unknown()).nullish());

const trackingSchema = z.lazy(() =>
	z.looseObject({
		title: text,
		reference: text,
		details: z.record(z.string(), z.unknown()).nullish().catch(undefined),
	}),
);

export const configSchema = z.lazy(() =>
	z.looseObject({
		type: text,
		tracking: trackingSchema.nullish(),
		fetch_data: z.looseObject({ url: text }).nullish(),
		notification_config: z
			.array(z.looseObject({ url: text }))
			.nullish()
			.catch(undefined),
	}),
);

export type JobConfig = z.infer<typeof configSchema>;

/** `JobDetails`; `duration` and `data_name` are empty until a recording has been fetched. */
export const jobDetailsSchema = z.lazy(() =>
	z.looseObject({
		id: z.string().min(1),
		created_at: z.string(),
		status: z.string(),
		data_name: text,
		duration: number,
		config: configSchema.nullish(),
		errors: z.array(z.looseObject({ message: z.string() })).nullish(),
	}),
);

export type JobDetails = z.infer<typeof jobDetailsSchema>;

export const jobSchema = z.looseObject({ job: jobDetailsSchema });

export const jobListSchema = z.looseObject({ jobs: z.array(jobDetailsSchema) });

/** `status` and a transcript are returned after a server-side wait only. */
export const createdSchema = z.lazy(() => z.looseObject({ id: z.string().min(1), status: text }));

export type CreatedJob = z.infer<typeof createdSchema>;

export const transcriptSchema = z.lazy(() =>
	z.looseObject({
		job: z.looseObject({ id: z.string().min(1), duration: number, tracking: z.unknown() }),
		metadata: z.looseObject({
			transcription_config: z.looseObject({ language: text }).nullish(),
			language_pack_info: z
				.looseObject({
					word_delimiter: text,
					per_language_word_delimiters: z.record(z.string(), z.string()).nullish(),
				})
				.nullish(),
			language_identification: z.unknown(),
		}),
		results: z.array(z.unknown()),
		translations: z.record(z.string(), z.array(z.unknown())).nullish(),
		summary: z.looseObject({ content: text }).nullish(),
		sentiment_analysis: z.unknown(),
		topics: z.looseObject({ segments: rows, summary: z.unknown() }).nullish(),
		chapters: rows,
		audio_events: rows,
		speakers: rows,
	}),
);

export type SpeechmaticsTranscript = z.infer<typeof transcriptSchema>;

const seconds = z.number();

const alternativeSchema = z.looseObject({
	content: z.string(),
	confidence: number,
	language: text,
	speaker: text,
	tags: z.array(z.string()).nullish(),
});

/** A word, a punctuation mark, or one part of an entity; newer servers may return other types. */
const pieceSchema = z.looseObject({
	type: z.string(),
	start_time: seconds,
	end_time: seconds,
	alternatives: z.array(alternativeSchema).nullish(),
	channel: text,
	attaches_to: text,
	volume: number,
});

export const resultSchema = pieceSchema.extend({
	entity_class: text,
	written_form: z.array(pieceSchema).nullish(),
	spoken_form: z.array(pieceSchema).nullish(),
});

export type Piece = z.infer<typeof pieceSchema>;
export type Result = z.infer<typeof resultSchema>;

const timed = { start_time: seconds, end_time: seconds };
const spoken = { speaker: text, channel: text };

export const translationSchema = z.looseObject({ ...timed, ...spoken, content: z.string() });

export const sentimentSchema = z.lazy(() =>
	z.looseObject({
		...timed,
		...spoken,
		text: z.string(),
		sentiment: z.string(),
		confidence: number,
	}),
);

/** Flat in live responses; the schema of the docs wraps it once more. */
export const sentimentAnalysisSchema = z.looseObject({ segments: rows, summary: z.unknown() });
export const wrappedSentimentSchema = z.looseObject({ sentiment_analysis: sentimentAnalysisSchema });

export const topicSegmentSchema = z.lazy(() =>
	z.looseObject({
		...timed,
		text: z.string(),
		topics: z.array(z.looseObject({ topic: z.string() })),
	}),
);

export const chapterSchema = z.looseObject({ ...timed, title: text, summary: text });

export const audioEventSchema = z.looseObject({
	...timed,
	type: z.string(),
	confidence: number,
	channel: text,
});

/** A feature that failed in a job that succeeded. */
export const featureErrorSchema = z.looseObject({ type: z.string(), message: text });

/** Both forms: that of the schema, and that of live responses. */
export const languageIdentificationSchema = z.lazy(() =>
	z.looseObject({
		predicted_language: text,
		results: z
			.array(
				z.looseObject({
					alternatives: z.array(z.looseObject({ language: z.string(), confidence: number })),
				}),
			)
			.nullish(),
		error: text,
		message: text,
	}),
);

const usageRowSchema = z.lazy(() =>
	z.looseObject({ type: z.string(), count: z.number(), duration_hrs: z.number() }),
);

export const usageSchema = z.lazy(() =>
	z.looseObject({
		since: z.string(),
		until: z.string(),
		summary: z.array(usageRowSchema),
		details: z.array(usageRowSchema),
	}),
);

/** Query of a callback; its `status` has other values than that of the job. */
export const callbackQuerySchema = z.lazy(() =>
	z.looseObject({ id: z.string().min(1), status: z.string().min(1) }),
);
