import { z } from 'zod/v4';

/** Which requests (or callbacks) a fault meets; what is left out matches everything. */
const match = z.strictObject({
	vendor: z.string().optional(),
	/** Upper or lower case. */
	method: z.string().optional(),
	/** Regular expression, tested against path and query below the vendor's prefix; for callbacks against the URL. */
	path: z.string().optional(),
});

const shared = {
	match: match.default({}),
	/** How many times the fault strikes; `null` until it is removed. */
	times: z.number().int().positive().nullable().default(1),
	/** How many matching requests pass unharmed first. */
	skip: z.number().int().min(0).default(0),
	/**
	 * Whether the request takes effect first (the job is created, then the answer is lost). Faults that change
	 * the vendor's answer always let it.
	 */
	effect: z.boolean().default(false),
};

const milliseconds = z.number().min(0);
const bytes = z.number().int().min(0);

export const requestFaultSchema = z.discriminatedUnion('kind', [
	/** The right answer, later. */
	z.strictObject({ kind: z.literal('delay'), ms: milliseconds, ...shared }),
	/** Silence; the connection stays open until the client closes it. */
	z.strictObject({ kind: z.literal('no-answer'), ...shared }),
	z.strictObject({ kind: z.literal('reset-before-answer'), ...shared }),
	/** The connection is reset after so many bytes of the request's body were read. */
	z.strictObject({ kind: z.literal('reset-in-upload'), afterBytes: bytes.default(0), ...shared }),
	/** Half of the right answer (or `afterBytes` of it), then a reset. */
	z.strictObject({ kind: z.literal('reset-in-body'), afterBytes: bytes.optional(), ...shared }),
	/** Another status; `body` is sent as it is if text, else as JSON. */
	z.strictObject({
		kind: z.literal('status'),
		status: z.number().int().min(200).max(599),
		headers: z.record(z.string(), z.string()).default({}),
		body: z.unknown().optional(),
		...shared,
	}),
	/** Status 200, JSON content type, text that is no JSON. */
	z.strictObject({ kind: z.literal('malformed-json'), ...shared }),
	/** An HTML page of a proxy. */
	z.strictObject({ kind: z.literal('html'), status: z.number().int().default(200), ...shared }),
	/** The right answer under another content type. */
	z.strictObject({
		kind: z.literal('wrong-content-type'),
		contentType: z.string().default('text/plain; charset=utf-8'),
		...shared,
	}),
	/** Valid JSON of another shape. */
	z.strictObject({
		kind: z.literal('wrong-shape'),
		body: z.unknown().default([{ unexpected: true }]),
		...shared,
	}),
	/** The right answer with values replaced; keys are dotted paths, `jobs.0.status`. */
	z.strictObject({ kind: z.literal('set-fields'), fields: z.record(z.string(), z.unknown()), ...shared }),
	/** The right answer with one more field in every object of it. */
	z.strictObject({
		kind: z.literal('extra-field'),
		name: z.string().default('sandbox_extra_field'),
		value: z.unknown().default('unknown'),
		...shared,
	}),
	/** The right answer, so many bytes at a time. */
	z.strictObject({
		kind: z.literal('slow-trickle'),
		chunkBytes: z.number().int().positive().default(64),
		ms: milliseconds.default(50),
		...shared,
	}),
	/** The first half of the right answer, well framed. */
	z.strictObject({ kind: z.literal('truncated'), ...shared }),
	/** A valid JSON object of so many bytes. */
	z.strictObject({ kind: z.literal('huge'), bytes: bytes.default(200 * 1024 * 1024), ...shared }),
]);

const callbackShared = { match: shared.match, times: shared.times, skip: shared.skip };

export const callbackFaultSchema = z.discriminatedUnion('kind', [
	/** Never sent. */
	z.strictObject({ kind: z.literal('callback-lost'), ...callbackShared }),
	/** Sent twice. */
	z.strictObject({ kind: z.literal('callback-doubled'), ...callbackShared }),
	/** Held back until a later callback has been delivered (or `POST /__sandbox/callbacks/release`). */
	z.strictObject({ kind: z.literal('callback-reordered'), ...callbackShared }),
	z.strictObject({ kind: z.literal('callback-delayed'), ms: milliseconds, ...callbackShared }),
]);

export const faultSchema = z.discriminatedUnion('kind', [
	...requestFaultSchema.options,
	...callbackFaultSchema.options,
]);

export type RequestFault = z.output<typeof requestFaultSchema>;
export type CallbackFault = z.output<typeof callbackFaultSchema>;
/** What `POST /__sandbox/faults` takes: a fault with the defaults left out. */
export type FaultInput = z.input<typeof faultSchema>;
