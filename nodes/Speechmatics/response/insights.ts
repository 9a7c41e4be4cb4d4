import { z } from 'zod/v4';

import { matchesSchema } from '../../shared/core/json';
import { mapChecked } from '../../shared/transcript/check';
import type { Insights } from '../../shared/transcript/model';
import { channelOf, dropUndefined, toConfidence, toSeconds } from '../../shared/transcript/values';
import { trackingOf } from '../api/mark';
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
 * All results besides the words; those of features that were not requested are absent.
 * @param unmapped members of the results that a Word has no place for
 * @param heard languages of the words, the most frequent first
 * @throws SchemaMismatchError
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

const topicCounts = z.lazy(() => z.looseObject({ overall: z.record(z.string(), z.number()) }));

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

/** Only if the language was not given with the job. */
function languagesOf(raw: SpeechmaticsTranscript, heard: readonly string[]): Insights['languages'] {
	const identified = identifiedLanguages(raw);
	if (identified.length > 0) return identified;
	const requested = raw.metadata.transcription_config?.language;
	const isOpen = requested === 'multi' || requested === 'auto' || heard.length > 1;
	if (!isOpen || heard.length === 0) return undefined;
	return heard.map((language) => ({ language, confidence: null }));
}

/** The lists `…_errors` of the metadata: features that failed although the job succeeded. */
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

/** Members of the response that have a place of their own in the Transcript. */
const PLACED = new Set([
	'results',
	'translations',
	'summary',
	'sentiment_analysis',
	'topics',
	'chapters',
	'audio_events',
]);

/** All other members, including new ones of Speechmatics, and what the mapping of the others leaves out. */
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
		job: withoutMark(raw.job),
		...unmapped,
		...(sentimentSummary === undefined ? {} : { sentiment_analysis_summary: sentimentSummary }),
	};
}

/** The job in a transcript, with the tracking data of the user only. */
function withoutMark({ tracking, ...job }: SpeechmaticsTranscript['job']): Record<string, unknown> {
	const own = trackingOf(tracking);
	return Object.keys(own).length === 0 ? job : { ...job, tracking: own };
}
