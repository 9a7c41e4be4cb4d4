import { z } from 'zod/v4';

import type { Transcript } from '../../shared/transcript/model';
import { redactedInsights, renameSpeakers } from '../../shared/transcript/redact';
import { dropUndefined } from '../../shared/transcript/values';
import type { AssemblyAiTranscript } from '../api/schemas';

const unredactedSchema = z.lazy(() =>
	z.looseObject({
		unredacted_text: z.string().nullish(),
		unredacted_words: z.array(z.unknown()).nullish(),
		unredacted_utterances: z.array(z.unknown()).nullish(),
	}),
);

/** The response with its unredacted text, words and utterances as the only ones, if it has them. */
export function unredacted(raw: AssemblyAiTranscript): AssemblyAiTranscript {
	const parsed = unredactedSchema.safeParse(raw);
	if (!parsed.success) return raw;
	const { unredacted_text: text, unredacted_words: words, unredacted_utterances: utterances } = parsed.data;
	return {
		...raw,
		...dropUndefined({
			text: text ?? undefined,
			words: words ?? undefined,
			utterances: utterances ?? undefined,
		}),
	};
}

/** The response without its unredacted members. */
export function withoutUnredacted(raw: AssemblyAiTranscript): AssemblyAiTranscript {
	return { ...raw, unredacted_text: null, unredacted_words: null, unredacted_utterances: null };
}

/** Whether the job requested redaction; the response repeats the parameters. */
export function redactsPersonalData(raw: AssemblyAiTranscript): boolean {
	return raw.redact_pii === true || typeof raw.unredacted_text === 'string';
}

/** Replacements are `####` or `[PERSON_NAME]`; the other signs are those of similar services. */
const REPLACEMENT = /[#[\]<>*_█]/u;

const KNOWN_REPLACEMENTS = new Set<unknown>(['hash', 'entity_name', null, undefined]);

/** Whether anything in the transcript is, or may be, redacted. */
function containsRedaction(raw: AssemblyAiTranscript, { text, words }: Transcript): boolean {
	if (!KNOWN_REPLACEMENTS.has(raw.redact_pii_sub)) return true;
	return REPLACEMENT.test(text) || words.some((word) => REPLACEMENT.test(word.text));
}

/**
 * A transcript with redacted text, words and utterances, with the other results masked or left out.
 * @param transcript of the redacted members of the response
 */
export async function redacted(raw: AssemblyAiTranscript, transcript: Transcript): Promise<Transcript> {
	const isRedacted = containsRedaction(raw, transcript);
	const masked: Transcript = {
		...transcript,
		segments: transcript.segments.map(({ translations, ...segment }) =>
			isRedacted || translations === undefined ? segment : { ...segment, translations },
		),
		insights: await redactedInsights(transcript.insights, transcript, {
			isRedacted,
			harmless: ['metadata', ...(isRedacted ? [] : ['speech_understanding', 'custom_topics_results'])],
		}),
	};
	return renameSpeakers(masked, shownSpeakers(raw));
}

/** How a speaker of a job is shown: without a name that AssemblyAI found, if names are redacted. */
export function shownSpeakers(raw: AssemblyAiTranscript): (speaker: string) => string {
	return redactsPersonalData(raw) && redactsNames(raw) ? speakerLabels(raw) : (speaker) => speaker;
}

/** Whether a speaker may be a name, not a label such as A or 1. */
export function mayBeName(speaker: string): boolean {
	return !LABEL.test(speaker);
}

function redactsNames(raw: AssemblyAiTranscript): boolean {
	const policies: unknown = raw.redact_pii_policies;
	return !Array.isArray(policies) || policies.includes('person_name');
}

const identification = z.lazy(() =>
	z.looseObject({
		request: z
			.looseObject({
				speaker_identification: z
					.looseObject({
						speaker_type: z.string().nullish(),
						known_values: z.array(z.string()).nullish(),
						speakers: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
					})
					.nullish(),
			})
			.nullish(),
		response: z
			.looseObject({
				speaker_identification: z
					.looseObject({ mapping: z.record(z.string(), z.string()).nullish() })
					.nullish(),
			})
			.nullish(),
	}),
);

const LABEL = /^([A-Z]{1,2}|\d{1,3}|unknown)$/i;

/**
 * The label of a speaker whose name AssemblyAI found in the recording ("Speaker Identification"). Names and roles that
 * were given with the job are kept.
 */
function speakerLabels(raw: AssemblyAiTranscript): (speaker: string) => string {
	const { request, response } = identification.safeParse(raw.speech_understanding).data ?? {};
	const asked = request?.speaker_identification;
	const mapping = response?.speaker_identification?.mapping ?? {};
	if (asked?.speaker_type === 'role') return (speaker) => speaker;
	const given = new Set([
		...(asked?.known_values ?? []),
		...(asked?.speakers ?? []).flatMap(({ name }) => name ?? []),
	]);
	const labels = new Map(Object.entries(mapping).map(([label, name]) => [name, label]));
	const others = new Map<string, string>();
	return (speaker) => {
		if (LABEL.test(speaker) || given.has(speaker)) return speaker;
		const label = labels.get(speaker);
		if (label !== undefined && LABEL.test(label)) return label;
		const other = others.get(speaker) ?? `Speaker ${others.size + 1}`;
		others.set(speaker, other);
		return other;
	};
}
