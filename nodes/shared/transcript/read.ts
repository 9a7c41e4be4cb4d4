import { z } from 'zod/v4';

import { describeMismatch, matchesSchema } from '../core/json';
import { mapChecked, SchemaMismatchError } from './check';
import { segmentSchema, transcriptSchema, wordSchema, type Transcript } from './model';

/** The long lists are checked piece by piece, so that a day of speech does not hold up n8n. */
const outline = transcriptSchema.extend({ words: z.array(z.unknown()), segments: z.array(z.unknown()) });

/**
 * A Transcript that came in an item, e.g. from a trigger, checked.
 * @throws MisfitError that names the field
 */
export async function readTranscript(value: unknown): Promise<Transcript> {
	if (!matchesSchema(outline, value)) throw new SchemaMismatchError(describeMismatch(outline, value));
	return {
		...value,
		words: await mapChecked(value.words, 'words', wordSchema, (word) => word),
		segments: await mapChecked(value.segments, 'segments', segmentSchema, (segment) => segment),
	};
}
