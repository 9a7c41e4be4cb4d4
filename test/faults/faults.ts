import type { FaultInput } from '../support/sandbox';

/** The vendor's error; it contains the key, to verify that the key is masked. */
export interface Said {
	/** Body in the vendor's form. */
	body: unknown;
}

/** Something that goes wrong with one request of an operation. */
export interface Fault {
	title: string;
	/**
	 * What the sandbox does with the request. `refused`: no server listens at the address. `refusedAtFirst`: one
	 * starts to listen a moment later.
	 */
	strike: 'refused' | 'refusedAtFirst' | ((said: Said) => FaultInput);
	/** Seconds for the option "Request Timeout", so that a missing response does not take a minute. */
	requestTimeout?: number;
}

const once = { times: 1 } as const;
const permanently = { times: null } as const;

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

/** At least two seconds from now, because the format only has whole seconds. */
const inThreeSeconds = () => new Date(Date.now() + 3000).toUTCString();

const SILENCE_SECONDS = 1;

/** A field that no documentation has. */
export const EXTRA_FIELD = 'field_without_documentation';

/** All faults, by the name that the table of outcomes uses. */
export const FAULTS = {
	refused: { title: 'Connection refused', strike: 'refused' },
	refusedAtFirst: { title: 'Connection refused at first', strike: 'refusedAtFirst' },
	resetBefore: {
		title: 'Connection reset before the response, once',
		strike: () => ({ kind: 'reset-before-answer', ...once }),
	},
	resetBeforeAlways: {
		title: 'Connection reset before the response, permanently',
		strike: () => ({ kind: 'reset-before-answer', ...permanently }),
	},
	resetAfter: {
		title: 'Connection reset before the response, once, after the request took effect',
		strike: () => ({ kind: 'reset-before-answer', effect: true, ...once }),
	},
	resetInBody: {
		title: 'Connection reset during the response, once',
		strike: () => ({ kind: 'reset-in-body', ...once }),
	},
	resetInBodyAlways: {
		title: 'Connection reset during the response, permanently',
		strike: () => ({ kind: 'reset-in-body', ...permanently }),
	},
	silence: {
		title: 'No response in time, once',
		strike: () => ({ kind: 'no-answer', ...once }),
		requestTimeout: SILENCE_SECONDS,
	},
	silenceAlways: {
		title: 'No response in time, permanently',
		strike: () => ({ kind: 'no-answer', ...permanently }),
		requestTimeout: SILENCE_SECONDS,
	},
	status408: { title: '408, once', strike: status(408, once) },
	status408Always: { title: '408, permanently', strike: status(408, permanently) },
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
	status429Always: { title: '429, permanently', strike: status(429, permanently) },
	status500: { title: '500, once', strike: status(500, once) },
	status500After: {
		title: '500, once, after the request took effect',
		strike: status(500, { ...once, effect: true }),
	},
	status500Always: { title: '500, permanently', strike: status(500, permanently) },
	html502: {
		title: '502 with an HTML page, once',
		strike: () => ({ kind: 'html', status: 502, ...once }),
	},
	html502Always: {
		title: '502 with an HTML page, permanently',
		strike: () => ({ kind: 'html', status: 502, ...permanently }),
	},
	status503: { title: '503, once', strike: status(503, once) },
	status503Always: { title: '503, permanently', strike: status(503, permanently) },
	cut: { title: 'Truncated JSON, once', strike: () => ({ kind: 'truncated', ...once }) },
	cutAlways: { title: 'Truncated JSON, permanently', strike: () => ({ kind: 'truncated', ...permanently }) },
	html200: {
		title: '200 with an HTML page, permanently',
		strike: () => ({ kind: 'html', status: 200, ...permanently }),
	},
	wrongType: {
		title: 'Wrong content type, permanently',
		strike: () => ({ kind: 'wrong-content-type', ...permanently }),
	},
	wrongShape: {
		title: 'JSON of an unexpected shape, permanently',
		strike: () => ({ kind: 'wrong-shape', ...permanently }),
	},
	unknownStatus: {
		title: 'Unknown job status, permanently',
		strike: () => ({ kind: 'set-fields', fields: {}, ...permanently }),
	},
	extraField: {
		title: 'Unknown field in every object',
		strike: () => ({ kind: 'extra-field', name: EXTRA_FIELD, ...permanently }),
	},
	status401: { title: '401', strike: status(401, permanently) },
	status403: { title: '403', strike: status(403, permanently) },
	status404: { title: '404', strike: status(404, permanently) },
	status410: { title: '410', strike: status(410, permanently) },
	status413: { title: '413', strike: status(413, permanently) },
	status422: { title: '422', strike: status(422, permanently) },
	status423: { title: '423', strike: status(423, permanently) },
	huge: { title: 'Response of 200 MB', strike: () => ({ kind: 'huge', ...permanently }) },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

/** A status that no documentation has. */
export const UNKNOWN_STATUS = 'hibernating';
