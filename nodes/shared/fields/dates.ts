import { jsonParse } from 'n8n-workflow';
import { z } from 'zod/v4';

const EXAMPLE = 'expected a date such as 2026-03-11, or with a time such as 2026-03-11T09:30:00Z';

/**
 * A date as n8n's date fields and expressions give it, as text in ISO 8601: as it is written, or of what `$now`,
 * `new Date()` and a count of milliseconds stand for.
 */
export const dateSchema = z.unknown().transform((value, context) => {
	const text = typeof value === 'string' ? value.trim() : isoOf(value);
	if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text))) return text;
	context.addIssue({ code: 'custom', message: EXAMPLE });
	return z.NEVER;
});

/** `$now` and `$today` are dates of Luxon; like those of JavaScript they become ISO 8601 in JSON. */
function isoOf(value: unknown): string {
	const [json] = jsonParse<unknown[]>(JSON.stringify([value]));
	if (typeof json === 'string') return json;
	const date = new Date(typeof json === 'number' ? json : Number.NaN);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** The day of a date, `2026-03-11`, in the time zone in which it is written. */
export const dayOf = (date: string): string => date.slice(0, 10);
