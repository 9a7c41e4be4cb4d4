import { z } from 'zod/v4';

/** Prosa.ai's answers, in every form that its documents show. Unknown fields pass. */

const text = z.string().nullish();
const number = z.number().nullish();

/** A model: `samplerate` in one word, unlike `sample_rate` of a request. */
export const modelSchema = z.looseObject({
	name: z.string().min(1),
	label: text,
	/** A name such as `Bahasa Indonesia`, no code. */
	language: text,
	domain: text,
	acoustic: text,
	channels: number,
	samplerate: number,
});

export const modelsSchema = z.array(modelSchema);
export type ProsaModel = z.infer<typeof modelSchema>;

const requestSchema = z.looseObject({
	label: text,
	uri: text,
	data: text,
	/** Seconds. */
	duration: number,
	channels: number,
	mime_type: text,
	sample_rate: number,
});

/** The members of a job; which of them are there differs from call to call. */
const jobMembers = z.looseObject({
	/** 32 hex digits or a UUID with dashes. */
	job_id: text,
	/** Missing in webhooks, and where a waiting call ran out of time. */
	status: text,
	created_at: text,
	modified_at: text,
	request: requestSchema.nullish(),
	/** The segments are checked piece by piece in `transcript.ts`. */
	result: z.looseObject({ data: z.array(z.unknown()).nullish() }).nullish(),
	/** The segments of a waiting call's answer that is the bare result. */
	data: z.array(z.unknown()).nullish(),
	job_config: z
		.looseObject({ engine: text, model: text, include_partial_results: z.boolean().nullish() })
		.nullish(),
	model: z.looseObject({ name: text, language: text }).nullish(),
	error: z.unknown().optional(),
});

export const jobSchema = jobMembers.extend({ job_id: z.string().min(1) });
export type ProsaJob = z.infer<typeof jobSchema>;

/** The answer to a submission: a job, or of a waiting call `{ data: […] }` alone. */
export const submitSchema = jobMembers.refine(({ job_id, data }) => Boolean(job_id) || Array.isArray(data), {
	error: 'neither job_id nor data',
});
export type ProsaSubmitAnswer = z.infer<typeof submitSchema>;

export const statusSchema = jobSchema.extend({
	progress: z
		.looseObject({
			/** Percent; zeros for a job that is complete are usual. */
			total: number,
			details: z.looseObject({ transfer: number, transcribe: number }).nullish(),
		})
		.nullish(),
});
export type ProsaStatus = z.infer<typeof statusSchema>;

export const listSchema = z.looseObject({
	pagination: z.looseObject({ page: z.number(), page_count: z.number() }),
	/** Of all pages together. */
	length: number,
	data: z.array(jobSchema),
});

export const segmentSchema = z.looseObject({
	transcript: text,
	/** The same as `transcript`, in one example of the documents. */
	words: text,
	final: z.boolean().nullish(),
	/** Seconds. */
	time_start: number,
	time_end: number,
	/** From 0. */
	channel: number,
	/** From 1. */
	speaker_tag: z.union([z.number(), z.string()]).nullish(),
	/** The same as `speaker_tag`, as others spell it. */
	speaker: z.union([z.number(), z.string()]).nullish(),
});
export type ProsaSegment = z.infer<typeof segmentSchema>;

const secretSchema = z.looseObject({
	/** 64 hex digits or `whsec_…`, used as it is written. */
	key: z.string().min(1),
	expired_at: text,
});

export const endpointSchema = z.looseObject({
	id: z.string().min(1),
	url: z.string(),
	event_filters: z.array(z.string()).nullish(),
	ssl_verification: z.boolean().nullish(),
	/** Not in lists. */
	secrets: z.array(secretSchema).nullish(),
});
export type ProsaEndpoint = z.infer<typeof endpointSchema>;
export const endpointsSchema = z.array(endpointSchema);
