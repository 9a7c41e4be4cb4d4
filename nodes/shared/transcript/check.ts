import type { z } from 'zod/v4';

import { mapYielding } from '../core/eventLoop';
import { describeMismatch, matchesSchema, type JsonObject } from '../core/json';
import type { TranscriptResponse } from './answer';
import type { Transcript } from './model';

/** A part of a vendor's answer that is not as documented; the message names the field. */
export class SchemaMismatchError extends Error {
	/** The whole answer, for those who want it as it came. */
	raw?: JsonObject;
}

/** A transcript and the answer it is made from. @throws MisfitError that carries the answer along */
export async function withResponse(
	transcript: Promise<Transcript>,
	raw: JsonObject,
): Promise<TranscriptResponse> {
	const [made] = await Promise.allSettled([transcript]);
	if (made.status === 'fulfilled') return { transcript: made.value, raw };
	if (made.reason instanceof SchemaMismatchError) made.reason.raw = raw;
	throw made.reason;
}

/**
 * Checks a list of an answer piece by piece and maps it, letting n8n's event loop turn: a day of speech
 * has 220,000 words. An absent list is empty.
 * @throws MisfitError that names the field
 */
export async function mapChecked<A, B>(
	list: readonly unknown[] | null | undefined,
	field: string,
	schema: z.ZodType<A>,
	map: (element: A, index: number) => B,
): Promise<B[]> {
	return await mapYielding(list ?? [], (element, index) => {
		if (!matchesSchema(schema, element)) {
			throw new SchemaMismatchError(`${field}.${index}, ${describeMismatch(schema, element)}`);
		}
		return map(element, index);
	});
}
