import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod/v4';

import { describeMisfit, fits } from '../http/client';
import { mapInSlices } from '../items/slices';
import type { TranscriptAnswer } from '../jobs/model';
import type { Transcript } from './model';

/** A part of a vendor's answer that is not as documented; the message names the field. */
export class MisfitError extends Error {
	/** The whole answer, for those who want it as it came. */
	raw?: IDataObject;
}

/** A transcript and the answer it is made from. @throws MisfitError that carries the answer along */
export async function withAnswer(
	transcript: Promise<Transcript>,
	raw: IDataObject,
): Promise<TranscriptAnswer> {
	const [made] = await Promise.allSettled([transcript]);
	if (made.status === 'fulfilled') return { transcript: made.value, raw };
	if (made.reason instanceof MisfitError) made.reason.raw = raw;
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
	return await mapInSlices(list ?? [], (element, index) => {
		if (!fits(schema, element)) {
			throw new MisfitError(`${field}.${index}, ${describeMisfit(schema, element)}`);
		}
		return map(element, index);
	});
}
