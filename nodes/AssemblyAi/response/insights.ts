import { z } from 'zod/v4';

import { mapChecked } from '../../shared/transcript/check';
import type { Insights } from '../../shared/transcript/model';
import { channelOf, dropUndefined, fromMs, toConfidence } from '../../shared/transcript/values';
import {
	chapterSchema,
	entitySchema,
	highlightSchema,
	safetySchema,
	sentimentSchema,
	topicSchema,
	utteranceSchema,
	type AssemblyAiTranscript,
} from '../api/schemas';

/** All results other than the words. Features that were not requested are absent. */
export async function toInsights(raw: AssemblyAiTranscript): Promise<Insights> {
	const parsed = understandingSchema.safeParse(raw.speech_understanding);
	const understanding = parsed.success ? parsed.data.response : undefined;
	const translations = await toTranslations(raw);
	return dropUndefined({
		summary: raw.summary ?? understoodSummary(understanding),
		chapters: await listOf(raw.chapters, 'chapters', chapterSchema, (chapter) => ({
			start: fromMs(chapter.start),
			end: fromMs(chapter.end),
			title: chapter.headline ?? chapter.gist ?? '',
			summary: chapter.summary ?? '',
			...(chapter.gist ? { gist: chapter.gist } : {}),
		})),
		topics: await toTopics(raw),
		sentiment: await listOf(
			raw.sentiment_analysis_results,
			'sentiment_analysis_results',
			sentimentSchema,
			(row) => ({
				start: fromMs(row.start),
				end: fromMs(row.end),
				speaker: row.speaker ?? null,
				channel: channelOf(row.channel),
				text: row.text,
				sentiment: sentimentOf(row.sentiment),
				confidence: toConfidence(row.confidence),
			}),
		),
		entities: await listOf(raw.entities, 'entities', entitySchema, (entity) => ({
			start: fromMs(entity.start),
			end: fromMs(entity.end),
			speaker: entity.speaker ?? null,
			channel: null,
			type: entity.entity_type,
			text: entity.text,
		})),
		keyPhrases: await listOf(
			raw.auto_highlights_result?.results,
			'auto_highlights_result.results',
			highlightSchema,
			(phrase) => ({
				text: phrase.text,
				count: phrase.count,
				rank: phrase.rank ?? null,
				times: phrase.timestamps.map(({ start, end }) => ({ start: fromMs(start), end: fromMs(end) })),
			}),
		),
		translations,
		contentSafety: await toContentSafety(raw),
		actionItems: understanding?.action_items?.items?.map((item) => ({
			text: item.action_item,
			quote: item.quote ?? null,
			start: startOf(item.timestamp),
		})),
		languages: languagesOf(raw),
		warnings: warningsOf(raw),
		other: leftovers(raw),
	});
}

const moment = z.lazy(() => z.union([z.number(), z.looseObject({ start: z.number() })]).nullish());

const understandingSchema = z.lazy(() =>
	z.looseObject({
		response: z
			.looseObject({
				summarization: z.looseObject({ summary: z.unknown() }).nullish(),
				action_items: z
					.looseObject({
						items: z
							.array(
								z.looseObject({ action_item: z.string(), quote: z.string().nullish(), timestamp: moment }),
							)
							.nullish(),
					})
					.nullish(),
			})
			.nullish(),
	}),
);

const summaryParts = z.lazy(() =>
	z.array(z.looseObject({ text: z.string(), headline: z.string().nullish() })).min(1),
);

/** The newer summary, which has parts with headlines; their times stay in `other`. */
function understoodSummary(response: z.infer<typeof understandingSchema>['response']): string | undefined {
	const parts = summaryParts.safeParse(response?.summarization?.summary);
	if (!parts.success) return undefined;
	return parts.data.map(({ text, headline }) => (headline ? `${headline}: ${text}` : text)).join('\n');
}

function startOf(timestamp: z.infer<typeof moment>): number | null {
	if (timestamp === null || timestamp === undefined) return null;
	return fromMs(typeof timestamp === 'number' ? timestamp : timestamp.start);
}

async function toTopics(raw: AssemblyAiTranscript): Promise<Insights['topics']> {
	const result = raw.iab_categories_result;
	const segments = await listOf(result?.results, 'iab_categories_result.results', topicSchema, (row) => ({
		start: fromMs(row.timestamp.start),
		end: fromMs(row.timestamp.end),
		text: row.text,
		topics: row.labels.map(({ label, relevance }) => ({ topic: label, relevance: relevance ?? null })),
	}));
	return segments && { summary: countsOf(result?.summary), segments };
}

async function toContentSafety(raw: AssemblyAiTranscript): Promise<Insights['contentSafety']> {
	const result = raw.content_safety_labels;
	const segments = await listOf(result?.results, 'content_safety_labels.results', safetySchema, (row) => ({
		start: fromMs(row.timestamp.start),
		end: fromMs(row.timestamp.end),
		text: row.text,
		labels: row.labels.map(({ label, confidence, severity }) => ({
			label,
			confidence: confidence ?? null,
			severity: severity ?? null,
		})),
	}));
	return segments && { summary: countsOf(result?.summary), segments };
}

/** Translations of the whole text by language, with those of the utterances if there are any. */
async function toTranslations(raw: AssemblyAiTranscript): Promise<Insights['translations']> {
	const texts = raw.translated_texts;
	if (!texts || Object.keys(texts).length === 0) return undefined;
	const segments = new Map<string, TranslatedSegment[]>(Object.keys(texts).map((language) => [language, []]));
	await mapChecked(raw.utterances, 'utterances', utteranceSchema, (utterance) => {
		for (const [language, text] of Object.entries(utterance.translated_texts ?? {})) {
			segments.get(language)?.push({
				start: fromMs(utterance.start),
				end: fromMs(utterance.end),
				speaker: utterance.speaker ?? null,
				channel: channelOf(utterance.channel),
				text,
			});
		}
	});
	return Object.fromEntries(
		Object.entries(texts).map(([language, text]) => [
			language,
			{ text, segments: segments.get(language) ?? [] },
		]),
	);
}

type TranslatedSegment = NonNullable<Insights['translations']>[string]['segments'][number];

const detected = z.lazy(() =>
	z.looseObject({
		code_switching_languages: z
			.array(z.looseObject({ language: z.string(), confidence: z.number().nullish() }))
			.nullish(),
	}),
);

function languagesOf(raw: AssemblyAiTranscript): Insights['languages'] {
	const results = detected.safeParse(raw.language_detection_results);
	const several = results.success ? results.data.code_switching_languages : undefined;
	if (several && several.length > 0) {
		return several.map(({ language, confidence }) => ({ language, confidence: toConfidence(confidence) }));
	}
	if (raw.language_detection !== true || !raw.language_code) return undefined;
	return [{ language: raw.language_code, confidence: toConfidence(raw.language_confidence) }];
}

const metadata = z.lazy(() =>
	z.looseObject({ warnings: z.array(z.looseObject({ message: z.string() })).nullish() }),
);

function warningsOf(raw: AssemblyAiTranscript): Insights['warnings'] {
	const parsed = metadata.safeParse(raw.metadata);
	const warnings = parsed.success ? parsed.data.warnings : undefined;
	if (!warnings || warnings.length === 0) return undefined;
	return warnings.map(({ message }) => ({ feature: 'transcription', type: 'warning', message }));
}

const OTHER_RESULTS = ['speech_understanding', 'custom_topics_results', 'metadata'] as const;

function leftovers(raw: AssemblyAiTranscript): Insights['other'] {
	const found = OTHER_RESULTS.flatMap((name) => {
		const value = raw[name];
		return value === null || value === undefined ? [] : [[name, value] as const];
	});
	return found.length === 0 ? undefined : Object.fromEntries(found);
}

function sentimentOf(value: string): 'positive' | 'neutral' | 'negative' {
	const lower = value.toLowerCase();
	return lower === 'positive' || lower === 'negative' ? lower : 'neutral';
}

function countsOf(value: unknown): Record<string, number> {
	const parsed = z.record(z.string(), z.number()).safeParse(value);
	return parsed.success ? parsed.data : {};
}

/** `undefined` for a feature that was not requested, for which AssemblyAI returns null or an empty list. */
async function listOf<A, B>(
	list: readonly unknown[] | null | undefined,
	field: string,
	schema: z.ZodType<A>,
	map: (element: A) => B,
): Promise<B[] | undefined> {
	return list && list.length > 0 ? await mapChecked(list, field, schema, map) : undefined;
}
