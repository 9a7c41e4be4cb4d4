import { z } from 'zod/v4';

import { describeMismatch, matchesSchema } from '../core/json';
import { mapChecked, SchemaMismatchError } from './check';
import { segmentSchema, transcriptSchema, wordSchema, type Transcript } from './model';

/** The long lists are checked separately, yielding to the event loop, so that a day of speech does not block n8n. */
const outline = transcriptSchema.extend({ words: z.array(z.unknown()), segments: z.array(z.unknown()) });

/**
 * Checks a transcript that came with an input item, e.g. from a trigger.
 * @throws SchemaMismatchError that names the member
 */
export async function readTranscript(value: unknown): Promise<Transcript> {
	if (!matchesSchema(outline, value)) throw new SchemaMismatchError(describeMismatch(outline, value));
	return {
		...value,
		words: await mapChecked(value.words, 'words', wordSchema, (word) => word),
		segments: await mapChecked(value.segments, 'segments', segmentSchema, (segment) => segment),
	};
}
