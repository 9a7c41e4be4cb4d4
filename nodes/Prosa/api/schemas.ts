import { z } from 'zod/v4';

/** Prosa.ai's responses, in every documented form. Unknown fields are kept. */

const text = z.string().nullish();
const number = z.number().nullish();

/** A model: `samplerate` in one word, unlike `sample_rate` of a request. */
const modelSchema = z.lazy(() =>
	z.looseObject({
		name: z.string().min(1),
		label: text,
		/** A name such as `Bahasa Indonesia`, not a code. */
		language: text,
		domain: text,
		acoustic: text,
		channels: number,
		samplerate: number,
	}),
);

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

/** The members of a job; each endpoint returns a different subset. */
const jobMembers = z.looseObject({
	/** 32 hex digits or a UUID with dashes. */
	job_id: text,
	/** Missing in callbacks, and after a server-side wait that timed out. */
	status: text,
	created_at: text,
	modified_at: text,
	request: requestSchema.nullish(),
	/** `transcript.ts` checks the segments one by one. */
	result: z.looseObject({ data: z.array(z.unknown()).nullish() }).nullish(),
	/** The segments in the response to a server-side wait that is the result alone. */
	data: z.array(z.unknown()).nullish(),
	job_config: z
		.looseObject({ engine: text, model: text, include_partial_results: z.boolean().nullish() })
		.nullish(),
	model: z.looseObject({ name: text, language: text }).nullish(),
	error: z.unknown().optional(),
});

export const jobSchema = jobMembers.extend({ job_id: z.string().min(1) });
export type ProsaJob = z.infer<typeof jobSchema>;

/** The response to a submission: a job, or after a server-side wait `{ data: […] }` alone. */
export const submitSchema = z.lazy(() =>
	jobMembers.refine(({ job_id, data }) => Boolean(job_id) || Array.isArray(data), {
		error: 'neither job_id nor data',
	}),
);
export type ProsaSubmitResponse = z.infer<typeof submitSchema>;

export const statusSchema = z.lazy(() =>
	jobSchema.extend({
		progress: z
			.looseObject({
				/** Percent; often 0 for a complete job. */
				total: number,
				details: z.looseObject({ transfer: number, transcribe: number }).nullish(),
			})
			.nullish(),
	}),
);
export type ProsaStatus = z.infer<typeof statusSchema>;

export const listSchema = z.lazy(() =>
	z.looseObject({
		pagination: z.looseObject({ page: z.number(), page_count: z.number() }),
		/** Number of jobs on all pages. */
		length: number,
		data: z.array(jobSchema),
	}),
);

export const segmentSchema = z.lazy(() =>
	z.looseObject({
		transcript: text,
		/** Another name of `transcript`, in one example of the documents. */
		words: text,
		final: z.boolean().nullish(),
		/** Seconds. */
		time_start: number,
		time_end: number,
		/** From 0. */
		channel: number,
		/** From 1. */
		speaker_tag: z.union([z.number(), z.string()]).nullish(),
		/** Another name of `speaker_tag`, in third-party documents. */
		speaker: z.union([z.number(), z.string()]).nullish(),
	}),
);
export type ProsaSegment = z.infer<typeof segmentSchema>;

const secretSchema = z.lazy(() =>
	z.looseObject({
		/** 64 hex digits or `whsec_…`, used as it is. */
		key: z.string().min(1),
		expired_at: text,
	}),
);

export const endpointSchema = z.lazy(() =>
	z.looseObject({
		id: z.string().min(1),
		url: z.string(),
		event_filters: z.array(z.string()).nullish(),
		ssl_verification: z.boolean().nullish(),
		/** Absent in lists. */
		secrets: z.array(secretSchema).nullish(),
	}),
);
export type ProsaEndpoint = z.infer<typeof endpointSchema>;
export const endpointsSchema = z.array(endpointSchema);
