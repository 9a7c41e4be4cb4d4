import type { z } from 'zod/v4';

import { mapYielding } from '../core/eventLoop';
import { describeMismatch, matchesSchema, type JsonObject } from '../core/json';
import type { Transcript } from './model';
import type { TranscriptResponse } from './response';

/** A vendor's response does not have the documented structure; the message names the member. */
export class SchemaMismatchError extends Error {
	/** The complete response, for the output that returns it unmodified. */
	raw?: JsonObject;
}

/** A transcript with the response it is made from. @throws SchemaMismatchError that holds the response */
export async function withResponse(
	transcript: Promise<Transcript>,
	raw: JsonObject,
	readAsSpoken?: () => Promise<Transcript>,
): Promise<TranscriptResponse> {
	const [result] = await Promise.allSettled([transcript]);
	if (result.status === 'fulfilled') {
		return { transcript: result.value, raw, ...(readAsSpoken ? { readAsSpoken } : {}) };
	}
	if (result.reason instanceof SchemaMismatchError) result.reason.raw = raw;
	throw result.reason;
}

/** The response itself if it has this structure. @throws SchemaMismatchError that names the member */
export function checkResponse<T>(schema: z.ZodType<T>, raw: unknown): T {
	if (matchesSchema(schema, raw)) return raw;
	throw new SchemaMismatchError(describeMismatch(schema, raw));
}

/**
 * Checks a list of a response element by element and maps it, yielding to n8n's event loop: a day of speech has
 * 220,000 words. An absent list is empty.
 * @param path of the list in the response, e.g. `results`
 * @throws SchemaMismatchError that names the member
 */
export async function mapChecked<A, B>(
	list: readonly unknown[] | null | undefined,
	path: string,
	schema: z.ZodType<A>,
	map: (element: A, index: number) => B,
): Promise<B[]> {
	return await mapYielding(list ?? [], (element, index) => {
		if (!matchesSchema(schema, element)) {
			throw new SchemaMismatchError(describeMismatch(schema, element, `${path}.${index}`));
		}
		return map(element, index);
	});
}
