import type { JsonObject } from '../../shared/core/json';
import { checkResponse, mapChecked } from '../../shared/transcript/check';
import type { Transcript, Word } from '../../shared/transcript/model';
import { segmentsFromWords } from '../../shared/transcript/segments';
import { spaceReader } from '../../shared/transcript/spacing';
import { spokenSeconds, spreadSegments } from '../../shared/transcript/timedSegments';
import { fromMs, toConfidence } from '../../shared/transcript/values';
import { identity } from '../api/identity';
import { syncSchema, syncWordSchema } from '../api/schemas';

/** The ID of a response of the Sync API, which support asks for; there is no job. */
export function sessionId(raw: JsonObject): string | undefined {
	return syncSchema.safeParse(raw).data?.session_id ?? undefined;
}

/**
 * The transcript in a response of the Sync API. Times are estimated if the words have none.
 * @throws SchemaMismatchError
 */
export async function toShortTranscript(raw: JsonObject): Promise<Transcript> {
	const response = checkResponse(syncSchema, raw);
	const text = response.text.trim();
	const duration = typeof response.audio_duration_ms === 'number' ? fromMs(response.audio_duration_ms) : null;
	const confidence = toConfidence(response.confidence);
	const spaceBefore = spaceReader(text);
	const spoken = await mapChecked(response.words, 'words', syncWordSchema, (word) => ({
		...word,
		spaceBefore: spaceBefore(word.text),
	}));
	const words = spoken.flatMap(({ text: own, start, end, confidence: sure, spaceBefore: spaced }): Word[] =>
		typeof start === 'number' && typeof end === 'number'
			? [
					{
						text: own,
						start: fromMs(start),
						end: fromMs(Math.max(start, end)),
						confidence: toConfidence(sure),
						speaker: null,
						channel: null,
						kind: 'word',
						timing: 'exact',
						spaceBefore: spaced,
					},
				]
			: [],
	);
	const isTimed = words.length === spoken.length && words.length > 0;
	const whole = { speaker: null, channel: null, confidence, text };
	const timed = isTimed
		? { words, segments: await segmentsFromWords(words) }
		: await spreadSegments(text === '' ? [] : [{ ...whole, start: 0, end: duration ?? spokenSeconds(text) }]);
	return {
		vendor: identity.id,
		jobId: sessionId(raw) ?? 'short-audio',
		language: null,
		duration,
		text,
		confidence,
		...timed,
		insights: {},
	};
}
