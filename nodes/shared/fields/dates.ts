import { jsonParse } from 'n8n-workflow';
import { z } from 'zod/v4';

const REQUIREMENT = 'must be a date such as 2026-03-11, or a date and time such as 2026-03-11T09:30:00Z';

/**
 * A date from a date field or an expression, as text in ISO 8601. Text stays as it is written; `$now`, `new Date()` and
 * a number of milliseconds since 1970 are converted.
 */
export const dateSchema = z.unknown().transform((value, context) => {
	const text = typeof value === 'string' ? value.trim() : isoOf(value);
	if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) return text;
	context.addIssue({ code: 'custom', message: REQUIREMENT });
	return z.NEVER;
});

/** `$now` and `$today` are Luxon dates; like a `Date` of JavaScript, they become ISO 8601 in JSON. */
function isoOf(value: unknown): string {
	const [json] = jsonParse<unknown[]>(JSON.stringify([value]));
	if (typeof json === 'string') return json;
	const date = new Date(typeof json === 'number' ? json : Number.NaN);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** The day of a date in ISO 8601, e.g. `2026-03-11`, in the time zone in which it is written. */
export const dayOf = (date: string): string => date.slice(0, 10);
