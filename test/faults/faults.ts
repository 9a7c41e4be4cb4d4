import type { FaultInput } from '../support/sandbox';

/** What the vendor says in an error; the key comes along, to see that it is not shown. */
export interface Said {
	/** Body in the vendor's form. */
	body: unknown;
}

/** Something that goes wrong with one call of an operation. */
export interface Fault {
	title: string;
	/**
	 * What the sandbox is told to do with the call. `refused`: nobody listens at the address. `refusedAtFirst`:
	 * somebody does a moment later.
	 */
	strike: 'refused' | 'refusedAtFirst' | ((said: Said) => FaultInput);
	/** Seconds for «Request Timeout», so that silence does not last a minute. */
	requestTimeout?: number;
}

const once = { times: 1 } as const;
const forEver = { times: null } as const;

const status =
	(code: number, more: { times: 1 | null; effect?: boolean; headers?: () => Record<string, string> }) =>
	({ body }: Said): FaultInput => ({
		kind: 'status',
		status: code,
		body,
		times: more.times,
		...(more.effect === undefined ? {} : { effect: more.effect }),
		...(more.headers === undefined ? {} : { headers: more.headers() }),
	});

/** Two seconds from now at the earliest: the form knows whole seconds only. */
const inThreeSeconds = () => new Date(Date.now() + 3000).toUTCString();

const SILENCE_SECONDS = 1;

/** The field that nobody knows. */
export const EXTRA_FIELD = 'field_that_nobody_knows';

/** All faults, by the name that the table of outcomes uses. */
export const FAULTS = {
	refused: { title: 'Connection refused', strike: 'refused' },
	refusedAtFirst: { title: 'Connection refused at first', strike: 'refusedAtFirst' },
	resetBefore: {
		title: 'Reset before the answer, once',
		strike: () => ({ kind: 'reset-before-answer', ...once }),
	},
	resetBeforeForEver: {
		title: 'Reset before the answer, for ever',
		strike: () => ({ kind: 'reset-before-answer', ...forEver }),
	},
	resetAfter: {
		title: 'Reset before the answer, once, after the call took effect',
		strike: () => ({ kind: 'reset-before-answer', effect: true, ...once }),
	},
	resetInBody: {
		title: 'Reset within the answer, once',
		strike: () => ({ kind: 'reset-in-body', ...once }),
	},
	resetInBodyForEver: {
		title: 'Reset within the answer, for ever',
		strike: () => ({ kind: 'reset-in-body', ...forEver }),
	},
	silence: {
		title: 'No answer in time, once',
		strike: () => ({ kind: 'no-answer', ...once }),
		requestTimeout: SILENCE_SECONDS,
	},
	silenceForEver: {
		title: 'No answer in time, for ever',
		strike: () => ({ kind: 'no-answer', ...forEver }),
		requestTimeout: SILENCE_SECONDS,
	},
	status408: { title: '408, once', strike: status(408, once) },
	status408ForEver: { title: '408, for ever', strike: status(408, forEver) },
	status429: { title: '429, once', strike: status(429, once) },
	status429Seconds: {
		title: '429 with `Retry-After: 1`, once',
		strike: status(429, { ...once, headers: () => ({ 'retry-after': '1' }) }),
	},
	status429Date: {
		title: '429 with `Retry-After` as a date, once',
		strike: status(429, { ...once, headers: () => ({ 'retry-after': inThreeSeconds() }) }),
	},
	status429Hour: {
		title: '429 with `Retry-After: 3600`, once',
		strike: status(429, { ...once, headers: () => ({ 'retry-after': '3600' }) }),
	},
	status429ForEver: { title: '429, for ever', strike: status(429, forEver) },
	status500: { title: '500, once', strike: status(500, once) },
	status500After: {
		title: '500, once, after the call took effect',
		strike: status(500, { ...once, effect: true }),
	},
	status500ForEver: { title: '500, for ever', strike: status(500, forEver) },
	html502: {
		title: '502 with an HTML page, once',
		strike: () => ({ kind: 'html', status: 502, ...once }),
	},
	html502ForEver: {
		title: '502 with an HTML page, for ever',
		strike: () => ({ kind: 'html', status: 502, ...forEver }),
	},
	status503: { title: '503, once', strike: status(503, once) },
	status503ForEver: { title: '503, for ever', strike: status(503, forEver) },
	cut: { title: 'JSON cut off, once', strike: () => ({ kind: 'truncated', ...once }) },
	cutForEver: { title: 'JSON cut off, for ever', strike: () => ({ kind: 'truncated', ...forEver }) },
	html200: {
		title: '200 with an HTML page, for ever',
		strike: () => ({ kind: 'html', status: 200, ...forEver }),
	},
	wrongType: {
		title: 'Wrong content type, for ever',
		strike: () => ({ kind: 'wrong-content-type', ...forEver }),
	},
	wrongShape: {
		title: 'JSON of another shape, for ever',
		strike: () => ({ kind: 'wrong-shape', ...forEver }),
	},
	unknownStatus: {
		title: 'A status of the job that nobody knows, for ever',
		strike: () => ({ kind: 'set-fields', fields: {}, ...forEver }),
	},
	extraField: {
		title: 'A field that nobody knows, everywhere',
		strike: () => ({ kind: 'extra-field', name: EXTRA_FIELD, ...forEver }),
	},
	status401: { title: '401', strike: status(401, forEver) },
	status403: { title: '403', strike: status(403, forEver) },
	status404: { title: '404', strike: status(404, forEver) },
	status410: { title: '410', strike: status(410, forEver) },
	status413: { title: '413', strike: status(413, forEver) },
	status422: { title: '422', strike: status(422, forEver) },
	status423: { title: '423', strike: status(423, forEver) },
	huge: { title: 'An answer of 200 MB', strike: () => ({ kind: 'huge', ...forEver }) },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** The status that nobody knows. */
export const UNKNOWN_STATUS = 'hibernating';
