import { z } from 'zod/v4';

import { matchesSchema } from '../../shared/core/json';
import { mapChecked } from '../../shared/transcript/check';
import type { Insights } from '../../shared/transcript/model';
import { channelOf, dropUndefined, toConfidence, toSeconds } from '../../shared/transcript/values';
import {
	audioEventSchema,
	chapterSchema,
	featureErrorSchema,
	languageIdentificationSchema,
	sentimentAnalysisSchema,
	sentimentSchema,
	topicSegmentSchema,
	translationSchema,
	wrappedSentimentSchema,
	type SpeechmaticsTranscript,
} from '../api/schemas';
import { identifiedLanguages } from './language';

/**
 * Everything Speechmatics found out besides the words. What was not asked for is absent.
 * @param unmapped what the results hold beyond their words
 * @param heard languages of the words, the most frequent first
 * @throws MisfitError
 */
export async function toInsights(
	raw: SpeechmaticsTranscript,
	unmapped: Record<string, unknown>,
	heard: readonly string[],
): Promise<Insights> {
	const sentiment = sentimentOf(raw);
	const list = async <A, B>(
		rows: readonly unknown[] | null | undefined,
		field: string,
		schema: z.ZodType<A>,
		map: (row: A) => B,
	): Promise<B[] | undefined> => (rows ? await mapChecked(rows, field, schema, map) : undefined);

	return dropUndefined({
		summary: raw.summary?.content ?? undefined,
		chapters: await list(raw.chapters, 'chapters', chapterSchema, (chapter) => ({
			...times(chapter),
			title: chapter.title ?? '',
			summary: chapter.summary ?? '',
		})),
		topics: await toTopics(raw),
		sentiment: await list(sentiment?.segments, 'sentiment_analysis.segments', sentimentSchema, (row) => ({
			...times(row),
			...speaking(row),
			text: row.text,
			sentiment: toSentiment(row.sentiment),
			confidence: toConfidence(row.confidence),
		})),
		translations: await toTranslations(raw),
		audioEvents: await list(raw.audio_events, 'audio_events', audioEventSchema, (event) => ({
			...times(event),
			type: event.type,
			confidence: toConfidence(event.confidence),
			channel: channelOf(event.channel),
		})),
		languages: languagesOf(raw, heard),
		warnings: warningsOf(raw),
		other: leftovers(raw, unmapped, sentiment?.summary),
	});
}

function times(row: { start_time: number; end_time: number }): { start: number; end: number } {
	const start = toSeconds(row.start_time);
	return { start, end: Math.max(start, toSeconds(row.end_time)) };
}

function speaking(row: { speaker?: string | null | undefined; channel?: string | null | undefined }) {
	return {
		speaker: !row.speaker || row.speaker === 'UU' ? null : row.speaker,
		channel: channelOf(row.channel),
	};
}

function sentimentOf(raw: SpeechmaticsTranscript) {
	const value = raw.sentiment_analysis;
	if (matchesSchema(wrappedSentimentSchema, value)) return value.sentiment_analysis;
	return matchesSchema(sentimentAnalysisSchema, value) ? value : undefined;
}

function toSentiment(value: string): 'positive' | 'neutral' | 'negative' {
	return value === 'positive' || value === 'negative' ? value : 'neutral';
}

const topicCounts = z.looseObject({ overall: z.record(z.string(), z.number()) });

async function toTopics(raw: SpeechmaticsTranscript): Promise<Insights['topics']> {
	if (!raw.topics) return undefined;
	const { segments, summary } = raw.topics;
	return {
		summary: matchesSchema(topicCounts, summary) ? summary.overall : {},
		segments: await mapChecked(segments, 'topics.segments', topicSegmentSchema, (row) => ({
			...times(row),
			text: row.text,
			topics: row.topics.map(({ topic }) => ({ topic, relevance: null })),
		})),
	};
}

async function toTranslations(raw: SpeechmaticsTranscript): Promise<Insights['translations']> {
	if (!raw.translations) return undefined;
	const translations: NonNullable<Insights['translations']> = {};
	for (const [language, rows] of Object.entries(raw.translations)) {
		const segments = await mapChecked(rows, `translations.${language}`, translationSchema, (row) => ({
			...times(row),
			...speaking(row),
			text: row.content,
		}));
		const blank = /^(cmn|yue|ja|zh)/.test(language) ? '' : ' ';
		translations[language] = { text: segments.map(({ text }) => text).join(blank), segments };
	}
	return translations;
}

/** Only where the language was to be found out. */
function languagesOf(raw: SpeechmaticsTranscript, heard: readonly string[]): Insights['languages'] {
	const sure = identifiedLanguages(raw);
	if (sure.length > 0) return sure;
	const asked = raw.metadata.transcription_config?.language;
	if ((asked !== 'multi' && asked !== 'auto' && heard.length < 2) || heard.length === 0) return undefined;
	return heard.map((language) => ({ language, confidence: null }));
}

/** Every list `…_errors` of the metadata: what a feature could not do although the job is done. */
function warningsOf(raw: SpeechmaticsTranscript): Insights['warnings'] {
	const warnings: NonNullable<Insights['warnings']> = [];
	for (const [key, value] of Object.entries(raw.metadata)) {
		if (!key.endsWith('_errors') || !Array.isArray(value)) continue;
		for (const row of value) {
			if (!matchesSchema(featureErrorSchema, row)) continue;
			warnings.push({ feature: key.replace(/_errors$/, ''), type: row.type, message: row.message ?? '' });
		}
	}
	const identification = languageIdentificationSchema.safeParse(raw.metadata.language_identification);
	if (identification.success && identification.data.error) {
		const { error, message } = identification.data;
		warnings.push({ feature: 'language_identification', type: error, message: message ?? '' });
	}
	return warnings.length === 0 ? undefined : warnings;
}

/** Members of the answer that have a place of their own in the Transcript. */
const PLACED = new Set([
	'results',
	'translations',
	'summary',
	'sentiment_analysis',
	'topics',
	'chapters',
	'audio_events',
]);

/** All other members, those that Speechmatics may add included, and what is left of the placed ones. */
function leftovers(
	raw: SpeechmaticsTranscript,
	unmapped: Record<string, unknown>,
	sentimentSummary: unknown,
): Record<string, unknown> {
	const members = Object.entries(raw).filter(
		([name, value]) => !PLACED.has(name) && value !== null && value !== undefined,
	);
	return {
		...Object.fromEntries(members),
		...unmapped,
		...(sentimentSummary === undefined ? {} : { sentiment_analysis_summary: sentimentSummary }),
	};
}
