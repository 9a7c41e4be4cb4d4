import { z } from 'zod/v4';

import { describeMismatch, isRecord, matchesSchema } from '../core/json';
import { mapChecked, SchemaMismatchError } from './check';
import { segmentSchema, transcriptSchema, wordSchema, type Transcript } from './model';
import { spreadSegments } from './timedSegments';
import { turnSchema } from './withoutWords';

/** The long lists are checked separately, yielding to the event loop, so that a day of speech does not block n8n. */
const outline = transcriptSchema.extend({ words: z.array(z.unknown()), segments: z.array(z.unknown()) });

const outlineWithoutWords = outline.omit({ words: true });

/** A transcript was output without its words, see `withoutWords`. */
export class MissingWordsError extends Error {
	constructor() {
		super('The transcript has no words');
	}
}

/** What an operation needs of a transcript. */
export interface TranscriptNeeds {
	/** `false` if turns are enough: words that are missing are then made of the turns, with estimated times. */
	words: boolean;
}

/**
 * Checks a transcript that came with an input item, e.g. from a trigger.
 * @throws SchemaMismatchError that names the member
 * @throws MissingWordsError if it needs words and has none
 */
export async function readTranscript(
	value: unknown,
	needs: TranscriptNeeds = { words: true },
): Promise<Transcript> {
	if (isRecord(value) && !('words' in value) && matchesSchema(outlineWithoutWords, value)) {
		if (needs.words) throw new MissingWordsError();
		const timed = await mapChecked(value.segments, 'segments', turnSchema, (turn) => ({
			...turn,
			channel: turn.channel ?? null,
			confidence: null,
		}));
		return { ...value, ...(await spreadSegments(timed)) };
	}
	if (!matchesSchema(outline, value)) throw new SchemaMismatchError(describeMismatch(outline, value));
	return {
		...value,
		words: await mapChecked(value.words, 'words', wordSchema, (word) => word),
		segments: await mapChecked(value.segments, 'segments', segmentSchema, (segment) => segment),
	};
}
