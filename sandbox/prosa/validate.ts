import { z } from 'zod/v4';
import { Refused, type Refusals, type Violation } from './errors';

/** Reads a part of a request with a schema; throws `Refused` (422) with all violations. */
export function validated<S extends z.ZodType>(
	schema: S,
	value: unknown,
	place: 'body' | 'query' | 'path',
	errors: Refusals,
): z.output<S> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw new Refused(errors.invalid(result.error.issues.map((issue) => toViolation(issue, place))));
}

function toViolation(issue: z.core.$ZodIssue, place: string): Violation {
	const loc = [place, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
	const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
	if (missing) return { loc, msg: 'field required', type: 'value_error.missing' };
	if (issue.code === 'invalid_type') {
		return { loc, msg: `value is not a valid ${issue.expected}`, type: `type_error.${issue.expected}` };
	}
	return { loc, msg: issue.message, type: 'value_error' };
}

/** A boolean in a query: `true`, `false`, `1`, `0` and the other values that the vendor's framework accepts. */
export const queryBoolean = z
	.string()
	.transform((text) => text.toLowerCase())
	.pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']))
	.transform((text) => ['true', '1', 'yes', 'on'].includes(text));

/** Whole days in UTC, including the first and the last one. */
export const dateRange = {
	from_date: z.iso.date({ error: 'invalid date format' }).optional(),
	until_date: z.iso.date({ error: 'invalid date format' }).optional(),
};

/** Whether a time in epoch milliseconds is within these days. */
export function withinDays(
	at: number,
	range: { from_date?: string | undefined; until_date?: string | undefined },
): boolean {
	const day = new Date(at).toISOString().slice(0, 10);
	if (range.from_date !== undefined && day < range.from_date) return false;
	return range.until_date === undefined || day <= range.until_date;
}
