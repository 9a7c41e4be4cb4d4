import { mapChecked } from '../../shared/transcript/check';
import type { Insights, Transcript } from '../../shared/transcript/model';
import { redactedSegments, spokenSegments, type RedactableSegment } from '../../shared/transcript/redact';
import { spreadSegments, type TimedSegment } from '../../shared/transcript/timedSegments';
import { dropUndefined, fromMs, toSeconds } from '../../shared/transcript/values';
import { identity } from '../api/identity';
import { languageCode } from '../api/languages';
import { segmentSchema, type BotlhaleSegment, type DataResponse } from '../api/schemas';
import { toIsoTime } from './parseDate';

/**
 * The vendor-neutral transcript of a completed job. Botlhale AI returns times of segments only and no full text: the
 * text is joined from the segments in order of time, and the words are spread over them. If Botlhale AI returns a
 * redacted text of any segment, the transcript holds redacted texts only.
 * @throws SchemaMismatchError
 */
export async function toTranscript(jobId: string, raw: DataResponse): Promise<Transcript> {
	const { segments, warnings } = redactedSegments(await segmentsOf(raw));
	return await transcriptOf(jobId, raw, segments, warnings.length > 0 ? { warnings } : {});
}

/** The same as it was spoken. @throws SchemaMismatchError */
export async function toSpokenTranscript(jobId: string, raw: DataResponse): Promise<Transcript> {
	return await transcriptOf(jobId, raw, spokenSegments(await segmentsOf(raw)), {});
}

async function segmentsOf(raw: DataResponse): Promise<RedactableSegment[]> {
	return await mapChecked(raw.timestamps, 'timestamps', segmentSchema, toRedactable);
}

async function transcriptOf(
	jobId: string,
	raw: DataResponse,
	timed: readonly TimedSegment[],
	more: Insights,
): Promise<Transcript> {
	const { words, segments } = await spreadSegments(timed);
	const languages = languagesByTime(timed);
	const end = segments.reduce((last, segment) => Math.max(last, segment.end), 0);
	return {
		vendor: identity.id,
		jobId,
		language: languages[0] ?? null,
		duration: secondsOf(raw.audio_length) ?? (segments.length > 0 ? end : null),
		text: segments
			.map(({ text }) => text)
			.filter((text) => text !== '')
			.join(' '),
		confidence: null,
		words,
		segments,
		insights: { ...insightsOf(languages), ...more, ...receivedInsight(raw.date_received) },
	};
}

function toRedactable(segment: BotlhaleSegment): RedactableSegment {
	const start = fromMs(segment.start);
	const { transcription_no_LM, filename, times } = segment;
	const extras = dropUndefined({ filename: filled(filename), times });
	return {
		common: dropUndefined({
			speaker: filled(segment.speaker) ?? null,
			channel: null,
			start,
			end: Math.max(start, fromMs(segment.end)),
			confidence: null,
			language: languageCode(segment.language) ?? undefined,
			emotion: filled(segment.emotion),
			extras,
		}),
		spoken: dropUndefined({
			text: segment.transcription?.trim() ?? '',
			translations: translationsOf(segment),
			extras: dropUndefined({ transcription_no_LM: filled(transcription_no_LM), ...extras }),
		}),
		redactedText: filled(segment.redaction),
	};
}

function filled(value: string | null | undefined): string | undefined {
	const text = value?.trim() ?? '';
	return text === '' ? undefined : text;
}

/** The target language is not documented, so its code is `und`, which is "undetermined" in BCP 47. */
function translationsOf({ translation }: BotlhaleSegment): Record<string, string> | undefined {
	const text = filled(translation);
	return text === undefined || text === '-' ? undefined : { und: text };
}

/** The spoken languages, the one with the most time first. */
function languagesByTime(segments: readonly TimedSegment[]): string[] {
	const times = new Map<string, number>();
	for (const { language, start, end } of segments) {
		if (language !== undefined) times.set(language, (times.get(language) ?? 0) + end - start);
	}
	return [...times].sort(([, a], [, b]) => b - a).map(([language]) => language);
}

/** When Botlhale AI received the recording. */
export function receivedInsight(date: string | null | undefined): Insights {
	const time = toIsoTime(date);
	return time === undefined ? {} : { other: { date_received: time } };
}

function insightsOf(languages: readonly string[]): Insights {
	return languages.length < 2
		? {}
		: { languages: languages.map((language) => ({ language, confidence: null })) };
}

/** Seconds from 293.52, "30.0" or "40.40275 seconds"; `null` if there is no number. */
export function secondsOf(length: number | string | null | undefined): number | null {
	const seconds = typeof length === 'string' ? Number.parseFloat(length) : length;
	return typeof seconds === 'number' && Number.isFinite(seconds) ? toSeconds(seconds) : null;
}
