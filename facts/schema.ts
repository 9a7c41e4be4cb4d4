import { z } from 'zod/v4';

/** `YYYY-MM` or `YYYY-MM-DD`. */
const date = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

/** Every fact names its source in `sources`; `date` is that of the source unless the fact has its own. */
const cited = { source: z.string(), date: date.optional(), note: z.string().optional() };

const parameterSchema = z.strictObject({
	/** Path of the member in the request, separated by dots. */
	path: z.string(),
	type: z.enum(['boolean', 'integer', 'number', 'string', 'list', 'object', 'rows']),
	/** The values that the vendor accepts, in addition to those of `valuesOf`. */
	values: z.array(z.string()).optional(),
	/** The list in `lists` with the values that the vendor accepts. */
	valuesOf: z.string().optional(),
	/** Whether the vendor also accepts other values. */
	open: z.literal(true).optional(),
	min: z.number().optional(),
	max: z.number().optional(),
	minItems: z.number().optional(),
	maxItems: z.number().optional(),
	/** Words of a text, or of each entry of a list. */
	maxWords: z.number().optional(),
	/** Characters of a text, or of each entry of a list. */
	maxLength: z.number().optional(),
	/** Limits beyond which the vendor ignores entries instead of rejecting the request. */
	ignoresExcess: z.array(z.enum(['maxItems', 'maxWords', 'maxLength'])).optional(),
	/** Further numbers that texts about the parameter may contain. */
	numbers: z.array(z.number()).optional(),
	/** The value that the vendor uses if the parameter is omitted. */
	default: z.json().optional(),
	/**
	 * `deprecated`: still works, and the vendor advises against it; `replaced`: newer servers reject it; `ignored`: it has
	 * no effect. If omitted, the parameter is current.
	 */
	state: z.enum(['deprecated', 'replaced', 'ignored']).optional(),
	/** Path of the parameter to use instead. */
	replacement: z.string().optional(),
	/** Values of the list `models` that do not support the parameter. */
	without: z.array(z.string()).optional(),
	/** `false`: the parameter has no field in the editor; `note` says where it comes from. */
	field: z.literal(false).optional(),
	/** Limits of the field that are narrower than the vendor's, by choice. */
	fieldMin: z.number().optional(),
	fieldMax: z.number().optional(),
	/** Values that the field does not offer, by choice. */
	fieldWithout: z.array(z.string()).optional(),
	...cited,
});

/** An entry of a list: a language has a code, everything else a value. */
const entrySchema = z.looseObject({
	code: z.string().optional(),
	value: z.string().optional(),
	name: z.string().optional(),
	state: z.string().optional(),
	...cited,
});

const limitSchema = z.strictObject({
	/** For tables in the documentation. */
	label: z.string(),
	value: z.number(),
	unit: z.enum([
		'attempts',
		'bytes',
		'callbacks',
		'characters',
		'days',
		'hours',
		'jobs',
		'milliseconds',
		'minutes',
		'requests',
		'seconds',
		'terms',
		'words',
	]),
	...cited,
});

/** Cells of the tables that compare the vendors: in the README, the quick start and the page on choosing. */
const overviewSchema = z.strictObject({
	waiting: z.string(),
	shortAudio: z.string(),
	alignment: z.string(),
	listJobs: z.string(),
	deleteJobs: z.string(),
	largeFiles: z.string(),
	callbacks: z.string(),
	languages: z.string(),
	languageDetection: z.string(),
	largestUpload: z.string(),
	longestRecording: z.string(),
	speakers: z.string(),
	summaries: z.string(),
	translation: z.string(),
	redaction: z.string(),
	retention: z.string(),
	/** The fields Language and Speakers of the node. */
	languageField: z.string(),
	speakersField: z.string(),
	/** Of an hour of a recording, and as of which date. */
	price: z.string(),
	priceSource: z.string(),
});

/** A facts file: what a vendor documents about its API, with the source and the date of each fact. */
export const factsSchema = z.strictObject({
	vendor: z.string(),
	/** When the file was last compared with the sources. */
	checked: date,
	overview: overviewSchema,
	sources: z.record(
		z.string(),
		z.strictObject({ title: z.string(), date, url: z.url({ protocol: /^https$/ }).optional() }),
	),
	/** The base URL of each region; `service` if it is not that of jobs. */
	hosts: z.array(
		z.strictObject({ name: z.string(), service: z.string().optional(), url: z.url(), ...cited }),
	),
	parameters: z.array(parameterSchema),
	lists: z.record(z.string(), z.array(entrySchema)),
	limits: z.record(z.string(), limitSchema),
});

export type Facts = z.output<typeof factsSchema>;
export type Overview = z.output<typeof overviewSchema>;
export type ParameterFact = z.output<typeof parameterSchema>;
