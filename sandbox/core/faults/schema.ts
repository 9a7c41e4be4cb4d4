import { z } from 'zod/v4';

/** The requests or callbacks that a fault applies to. Members that are omitted match everything. */
const match = z.strictObject({
	vendor: z.string().optional(),
	/** Uppercase or lowercase. */
	method: z.string().optional(),
	/** Regular expression for the path and query after the vendor's prefix, or for the URL of a callback. */
	path: z.string().optional(),
});

const shared = {
	match: match.default({}),
	/** How often the fault applies; `null` means until it is removed. */
	times: z.number().int().positive().nullable().default(1),
	/** How many matching requests pass first. */
	skip: z.number().int().min(0).default(0),
	/** Applies to each n-th of the matching requests after those, e.g. `10` for every tenth one. */
	every: z.number().int().positive().default(1),
	/**
	 * Whether the request takes effect first, e.g. the job is created and then the response is lost. Always true for
	 * faults that change the vendor's response.
	 */
	effect: z.boolean().default(false),
};

const milliseconds = z.number().min(0);
const bytes = z.number().int().min(0);

const requestFaultSchema = z.discriminatedUnion('kind', [
	/** The correct response after a delay. */
	z.strictObject({ kind: z.literal('delay'), ms: milliseconds, ...shared }),
	/** No response; the connection stays open until the client closes it. */
	z.strictObject({ kind: z.literal('no-answer'), ...shared }),
	z.strictObject({ kind: z.literal('reset-before-answer'), ...shared }),
	/** The connection is reset after this number of bytes of the request body. */
	z.strictObject({ kind: z.literal('reset-in-upload'), afterBytes: bytes.default(0), ...shared }),
	/** Half of the correct response, or `afterBytes` of it, then a reset. */
	z.strictObject({ kind: z.literal('reset-in-body'), afterBytes: bytes.optional(), ...shared }),
	/** Another status; `body` is sent unmodified if it is text, otherwise as JSON. */
	z.strictObject({
		kind: z.literal('status'),
		status: z.number().int().min(200).max(599),
		headers: z.record(z.string(), z.string()).default({}),
		body: z.unknown().optional(),
		...shared,
	}),
	/** Status 200 with the content type JSON and a body that is not JSON. */
	z.strictObject({ kind: z.literal('malformed-json'), ...shared }),
	/** The HTML page of a proxy. */
	z.strictObject({ kind: z.literal('html'), status: z.number().int().default(200), ...shared }),
	/** The correct response with another content type. */
	z.strictObject({
		kind: z.literal('wrong-content-type'),
		contentType: z.string().default('text/plain; charset=utf-8'),
		...shared,
	}),
	/** Valid JSON with an unexpected structure. */
	z.strictObject({
		kind: z.literal('wrong-shape'),
		body: z.unknown().default([{ unexpected: true }]),
		...shared,
	}),
	/** The correct response with replaced values; keys are dotted paths, e.g. `jobs.0.status`. */
	z.strictObject({ kind: z.literal('set-fields'), fields: z.record(z.string(), z.unknown()), ...shared }),
	/** The correct response with an additional field in every object. */
	z.strictObject({
		kind: z.literal('extra-field'),
		name: z.string().default('sandbox_extra_field'),
		value: z.unknown().default('unknown'),
		...shared,
	}),
	/** The correct response in small chunks. */
	z.strictObject({
		kind: z.literal('slow-trickle'),
		chunkBytes: z.number().int().positive().default(64),
		ms: milliseconds.default(50),
		...shared,
	}),
	/** The first half of the correct response, with a matching length. */
	z.strictObject({ kind: z.literal('truncated'), ...shared }),
	/** A valid JSON object of this size. */
	z.strictObject({ kind: z.literal('huge'), bytes: bytes.default(200 * 1024 * 1024), ...shared }),
]);

const callbackShared = {
	match: shared.match,
	times: shared.times,
	skip: shared.skip,
	every: shared.every,
};

const callbackFaultSchema = z.discriminatedUnion('kind', [
	/** Never sent. */
	z.strictObject({ kind: z.literal('callback-lost'), ...callbackShared }),
	/** Sent twice. */
	z.strictObject({ kind: z.literal('callback-doubled'), ...callbackShared }),
	/** Held back until a later callback is delivered, or until `POST /__sandbox/callbacks/release`. */
	z.strictObject({ kind: z.literal('callback-reordered'), ...callbackShared }),
	z.strictObject({ kind: z.literal('callback-delayed'), ms: milliseconds, ...callbackShared }),
]);

export const faultSchema = z.discriminatedUnion('kind', [
	...requestFaultSchema.options,
	...callbackFaultSchema.options,
]);

export type RequestFault = z.output<typeof requestFaultSchema>;
export type CallbackFault = z.output<typeof callbackFaultSchema>;
/** The body of `POST /__sandbox/faults`: a fault, in which members with defaults are optional. */
export type FaultInput = z.input<typeof faultSchema>;
