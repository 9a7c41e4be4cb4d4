import type { z } from 'zod/v4';

import { requirementOf, typeOf } from './requirement';

/** A JSON object whose members are not known. n8n's `IDataObject` has the same shape. */
export type JsonObject = Record<string, string | number | boolean | object | null | undefined>;

/** The value of a JSON text; `undefined` if the text is not valid JSON. */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** A list that is written as JSON text, `undefined` if the text is anything else. */
export function listFromJson(text: string): unknown[] | undefined {
	if (!text.trimStart().startsWith('[')) return undefined;
	const parsed = parseJson(text);
	return Array.isArray(parsed) ? parsed : undefined;
}

/** Checks a value without copying it, so that the vendor's response stays unmodified. */
export function matchesSchema<T>(schema: z.ZodType<T>, value: unknown): value is T {
	return schema.safeParse(value).success;
}

/**
 * Which member is wrong and how, e.g. `"words.3.start" must be a number`; without a member for the value itself.
 * @param at path of the value in the response, e.g. `words.3`
 */
export function describeMismatch(schema: z.ZodType, value: unknown, at = ''): string {
	const issue = schema.safeParse(value, { error: structureOf }).error?.issues[0];
	if (!issue) return 'unknown structure';
	const member = [at, ...issue.path].filter((part) => part !== '').join('.');
	return member === '' ? issue.message : `"${member}" ${issue.message}`;
}

/** The same words as for fields, except that a response that is nothing at all has another reason. */
function structureOf(issue: z.core.$ZodRawIssue): string {
	const isWhole = (issue.path ?? []).length === 0;
	return isWhole && issue.code === 'invalid_type' ? typeOf(issue.expected) : requirementOf(issue);
}

/** Whether a value is an object other than a list, plain or an instance of a class. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same for values that come from JSON, which narrows them to what n8n takes as an `IDataObject`. */
export function isJsonObject(value: unknown): value is JsonObject {
	return isRecord(value);
}
