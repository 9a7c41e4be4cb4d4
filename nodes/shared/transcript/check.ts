import type { z } from 'zod/v4';

import { describeMisfit, fits } from '../http/client';
import { mapInSlices } from '../items/slices';

/** A part of a vendor's answer that is not as documented; the message names the field. */
export class MisfitError extends Error {}

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
	return await mapInSlices(list ?? [], (element, index) => {
		if (!fits(schema, element)) {
			throw new MisfitError(`${field}.${index}, ${describeMisfit(schema, element)}`);
		}
		return map(element, index);
	});
}
