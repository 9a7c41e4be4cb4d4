import { jsonParse, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

const REQUIREMENT = 'must be a date such as 2026-03-11, or a date and time such as 2026-03-11T09:30:00Z';

/** ISO 8601, as date fields and expressions write it, also with a space before the time. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A date and time as it is written: the time is midnight if only a date is written. */
interface Written {
	day: string;
	time: string;
	/** `undefined` for a local time. */
	offset: string | undefined;
}

/** A date that is converted to text. */
function dateSchema(toText: (date: Written) => string): z.ZodType<string> {
	return z.unknown().transform((value, context): string => {
		const [, day, time = '00:00', offset] = ISO.exec(textOf(value)) ?? [];
		if (day !== undefined && isDay(day) && !Number.isNaN(utcMs(day, time)))
			return toText({ day, time, offset });
		context.addIssue({ code: 'custom', message: REQUIREMENT });
		return z.NEVER;
	});
}

/** Text in ISO 8601, `$now`, `new Date()` or a number of milliseconds since 1970 as text. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : isoOf(value);
}

/** `$now` and `$today` are Luxon dates; like a `Date` of JavaScript, they become ISO 8601 in JSON. */
function isoOf(value: unknown): string {
	const [json] = jsonParse<unknown[]>(JSON.stringify([value]));
	if (typeof json === 'string') return json;
	const date = new Date(typeof json === 'number' ? json : Number.NaN);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** Whether the calendar has the day: JavaScript makes 2 March of 30 February. */
function isDay(day: string): boolean {
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

const utcMs = (day: string, time: string, offset = 'Z') =>
	Date.parse(`${day}T${time.replace(',', '.')}${offset}`);

/** A day from a date field or an expression, e.g. `2026-03-11`, in the time zone in which it is written. */
export const daySchema: z.ZodType<string> = dateSchema(({ day }) => day);

/**
 * A point in time from a date field or an expression, in UTC, e.g. `2026-03-11T02:30:00.000Z`.
 * @param timeZone IANA name of the time zone of times that are written without one: that of the workflow
 */
export function timeSchema(timeZone: string): z.ZodType<string> {
	return dateSchema(({ day, time, offset }) => {
		const ms =
			offset === undefined ? localMs(utcMs(day, time), timeZone) : utcMs(day, time, withColon(offset));
		return new Date(ms).toISOString();
	});
}

const withColon = (offset: string) => offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');

/** The time at which clocks in a time zone show what clocks in UTC show at `shown`. */
function localMs(shown: number, timeZone: string): number {
	const guess = shown - offsetMs(shown, timeZone);
	return shown - offsetMs(guess, timeZone);
}

/** How far a time zone is ahead of UTC at that time; 0 for a name that is not known. */
function offsetMs(ms: number, timeZone: string): number {
	const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(offsetName(ms, timeZone)) ?? [];
	const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
	return sign === '-' ? -size : size;
}

function offsetName(ms: number, timeZone: string): string {
	try {
		return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(ms);
	} catch {
		return '';
	}
}

/** A field for a day, without a clock. */
export function dayField(name: string, displayName: string, description: string): INodeProperties {
	return { displayName, name, type: 'dateTime', typeOptions: { dateOnly: true }, default: '', description };
}
