import { z } from 'zod/v4';

/** AssemblyAI's responses. Unknown fields are kept; lists of words are checked element by element in `transcript.ts`. */

export const uploadSchema = z.lazy(() => z.looseObject({ upload_url: z.string().min(1) }));

const text = z.string().nullish();
const number = z.number().nullish();
const rows = z.lazy(() => z.array(z.unknown()).nullish());

export const transcriptSchema = z.lazy(() =>
	z.looseObject({
		id: z.string().min(1),
		status: z.string(),
		audio_url: text,
		webhook_url: text,
		text,
		confidence: number,
		audio_duration: number,
		language_code: text,
		language_confidence: number,
		error: text,
		is_deleted: z.boolean().nullish(),
		words: rows,
		utterances: rows,
		chapters: rows,
		entities: rows,
		sentiment_analysis_results: rows,
		summary: text,
		auto_highlights_result: z.looseObject({ results: rows }).nullish(),
		content_safety_labels: z.looseObject({ results: rows, summary: z.unknown() }).nullish(),
		iab_categories_result: z.looseObject({ results: rows, summary: z.unknown() }).nullish(),
		translated_texts: z.record(z.string(), z.string()).nullish(),
	}),
);

export type AssemblyAiTranscript = z.infer<typeof transcriptSchema>;

const ms = z.number();

export const wordSchema = z.looseObject({
	text: z.string(),
	start: ms,
	end: ms,
	confidence: number,
	speaker: text,
	channel: z.union([z.string(), z.number()]).nullish(),
});

export const utteranceSchema = z.lazy(() =>
	z.looseObject({
		text: z.string(),
		start: ms,
		end: ms,
		confidence: number,
		speaker: text,
		channel: z.union([z.string(), z.number()]).nullish(),
		words: rows,
		translated_texts: z.record(z.string(), z.string()).nullish(),
	}),
);

export const chapterSchema = z.looseObject({
	gist: text,
	headline: text,
	summary: text,
	start: ms,
	end: ms,
});

export const entitySchema = z.lazy(() =>
	z.looseObject({
		entity_type: z.string(),
		text: z.string(),
		start: ms,
		end: ms,
		speaker: text,
	}),
);

export const sentimentSchema = z.lazy(() =>
	z.looseObject({
		text: z.string(),
		start: ms,
		end: ms,
		sentiment: z.string(),
		confidence: number,
		speaker: text,
		channel: z.union([z.string(), z.number()]).nullish(),
	}),
);

export const highlightSchema = z.lazy(() =>
	z.looseObject({
		count: z.number(),
		rank: number,
		text: z.string(),
		timestamps: z.array(z.looseObject({ start: ms, end: ms })),
	}),
);

const timestamp = z.looseObject({ start: ms, end: ms });

export const safetySchema = z.lazy(() =>
	z.looseObject({
		text: z.string(),
		labels: z.array(z.looseObject({ label: z.string(), confidence: number, severity: number })),
		timestamp,
	}),
);

export const topicSchema = z.lazy(() =>
	z.looseObject({
		text: z.string(),
		labels: z.array(z.looseObject({ label: z.string(), relevance: number })),
		timestamp,
	}),
);

const listItemSchema = z.lazy(() =>
	z.looseObject({
		id: z.string().min(1),
		status: z.string(),
		created: text,
		completed: text,
		audio_url: text,
		error: text,
	}),
);

export const listSchema = z.lazy(() =>
	z.looseObject({
		page_details: z.looseObject({ prev_url: text }),
		transcripts: z.array(listItemSchema),
	}),
);

export type AssemblyAiListItem = z.infer<typeof listItemSchema>;

export const sentencesSchema = z.lazy(() =>
	z.looseObject({ id: z.string(), sentences: z.array(utteranceSchema) }),
);

export const paragraphsSchema = z.lazy(() =>
	z.looseObject({ id: z.string(), paragraphs: z.array(utteranceSchema) }),
);

export const wordSearchSchema = z.lazy(() =>
	z.looseObject({
		id: z.string(),
		total_count: z.number(),
		matches: z.array(
			z.looseObject({
				text: z.string(),
				count: z.number(),
				timestamps: z.array(z.array(ms)),
				indexes: z.array(z.number()),
			}),
		),
	}),
);

export const redactedAudioSchema = z.looseObject({
	status: z.string(),
	redacted_audio_url: text,
});

/** Webhook bodies, docs page "Webhooks". */
export const jobCallbackSchema = z.lazy(() =>
	z.looseObject({ transcript_id: z.string().min(1), status: z.string() }),
);

export const redactedAudioCallbackSchema = z.lazy(() =>
	z.looseObject({
		status: z.literal('redacted_audio_ready'),
		redacted_audio_url: z.string(),
	}),
);

/** Nobody says more within the two minutes that the Sync API accepts: a longer text is something else. */
const LONGEST_SHORT_TEXT = 1_000_000;

/** The response of the Sync API; the words have times if the request asked for them. */
export const syncSchema = z.lazy(() =>
	z.looseObject({
		session_id: text,
		text: z.string().max(LONGEST_SHORT_TEXT),
		confidence: number,
		audio_duration_ms: number,
		words: rows,
	}),
);

export const syncWordSchema = z.looseObject({
	text: z.string(),
	start: ms.nullish(),
	end: ms.nullish(),
	confidence: number,
});

/** The response of the understanding endpoint; which members it has depends on the tasks. */
export const understandingResponseSchema = z.lazy(() =>
	z.looseObject({
		request_id: text,
		speech_understanding: z.looseObject({ response: z.record(z.string(), z.unknown()).nullish() }),
		utterances: rows,
		translated_texts: z.record(z.string(), z.string()).nullish(),
	}),
);

export type UnderstandingResponse = z.infer<typeof understandingResponseSchema>;
