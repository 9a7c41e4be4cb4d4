import type { z } from 'zod/v4';

/** A JSON object whose members are not known. n8n's `IDataObject` has the same shape. */
export type JsonObject = Record<string, string | number | boolean | object | null | undefined>;

/** The value of a JSON text, `undefined` when it is none. */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** Checks without copying, so that the vendor's answer stays as it is. */
export function matchesSchema<T>(schema: z.ZodType<T>, value: unknown): value is T {
	return schema.safeParse(value).success;
}

/** Which field is wrong and how, e.g. `words.3.start: expected number, received string`. */
export function describeMismatch(schema: z.ZodType, value: unknown): string {
	const issue = schema.safeParse(value).error?.issues[0];
	if (!issue) return 'unknown shape';
	const field = issue.path.join('.');
	return `${field === '' ? 'the whole answer' : `field «${field}»`}: ${issue.message}`;
}

/** Whether a value is an object other than a list; also one that a library has made. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
