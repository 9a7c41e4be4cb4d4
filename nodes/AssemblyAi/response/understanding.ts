import { z } from 'zod/v4';

import type { JsonObject } from '../../shared/core/json';
import { checkResponse, mapChecked } from '../../shared/transcript/check';
import { fromMs } from '../../shared/transcript/values';
import { understandingResponseSchema, utteranceSchema } from '../api/schemas';

/** The results of tasks as item data; times are in seconds. */
export const understandingSchema = z.lazy(() =>
	z.object({
		jobId: z.string(),
		requestId: z.string().nullable(),
		/** By task, as AssemblyAI returns them. */
		results: z.record(z.string(), z.json()),
		/** By language. */
		translations: z.record(z.string(), z.string()),
		segments: z.array(
			z.object({
				speaker: z.string().nullable(),
				start: z.number(),
				end: z.number(),
				text: z.string(),
				translations: z.record(z.string(), z.string()).optional(),
			}),
		),
	}),
);

/** @throws SchemaMismatchError that names the member */
export async function toUnderstanding(
	jobId: string,
	raw: JsonObject,
): Promise<z.infer<typeof understandingSchema>> {
	const response = checkResponse(understandingResponseSchema, raw);
	const results = z.record(z.string(), z.json()).safeParse(response.speech_understanding.response ?? {});
	return {
		jobId,
		requestId: response.request_id ?? null,
		results: results.data ?? {},
		translations: response.translated_texts ?? {},
		segments: await mapChecked(response.utterances, 'utterances', utteranceSchema, (utterance) => ({
			speaker: utterance.speaker ?? null,
			start: fromMs(utterance.start),
			end: fromMs(utterance.end),
			text: utterance.text,
			...(utterance.translated_texts ? { translations: utterance.translated_texts } : {}),
		})),
	};
}

/** The ID of a request, which support asks for. */
export function requestId(raw: JsonObject): string | undefined {
	return understandingResponseSchema.safeParse(raw).data?.request_id ?? undefined;
}
