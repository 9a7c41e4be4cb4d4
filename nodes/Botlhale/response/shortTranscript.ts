import type { CreatedJob } from '../../shared/jobs/vendor';
import type { Insights, Transcript } from '../../shared/transcript/model';
import { redactedSegments, spokenSegments, type RedactableSegment } from '../../shared/transcript/redact';
import type { TranscriptResponse } from '../../shared/transcript/response';
import { spokenSeconds, spreadSegments, type TimedSegment } from '../../shared/transcript/timedSegments';
import { identity } from '../api/identity';
import { languageCode } from '../api/languages';
import type { ShortResponse } from '../api/schemas';
import { completedJob } from './job';
import { receivedInsight, secondsOf } from './transcript';

/**
 * The transcript of the synchronous request, which returns text only: one segment with estimated words. If the response
 * has no duration, that is `null` and the times are estimated from the length of the text. The text is the redacted one
 * if the response has it or redaction was requested.
 * @param redacts whether redaction was requested
 */
export async function toShortTranscript(response: ShortResponse, redacts: boolean): Promise<Transcript> {
	const { segments, warnings } = redactedSegments(segmentsOf(response), redacts);
	return await transcriptOf(response, segments, warnings.length > 0 ? { warnings } : {});
}

/** The same as it was spoken. */
export async function toSpokenShortTranscript(response: ShortResponse): Promise<Transcript> {
	return await transcriptOf(response, spokenSegments(segmentsOf(response)), {});
}

function segmentsOf(response: ShortResponse): RedactableSegment[] {
	const text = (response.text ?? response.transcription ?? response.Transcription ?? '').trim();
	const redactedText = response.redacted_transcription?.trim() ?? '';
	if (text === '' && redactedText === '') return [];
	const language = languageOf(response);
	const end = secondsOf(response.audio_length) ?? spokenSeconds(text);
	return [
		{
			common: {
				speaker: null,
				channel: null,
				start: 0,
				end,
				confidence: null,
				...(language === null ? {} : { language }),
			},
			spoken: { text },
			redactedText: redactedText === '' ? undefined : redactedText,
		},
	];
}

function languageOf(response: ShortResponse): string | null {
	return languageCode(response.language_code ?? response.LanguageCode);
}

async function transcriptOf(
	response: ShortResponse,
	timed: readonly TimedSegment[],
	more: Insights,
): Promise<Transcript> {
	const { words, segments } = await spreadSegments(timed);
	return {
		vendor: identity.id,
		jobId: nameOf(response),
		language: languageOf(response),
		duration: secondsOf(response.audio_length),
		text: timed.map(({ text }) => text).join(' '),
		confidence: null,
		words,
		segments,
		insights: { ...more, ...receivedInsight(response.date_received ?? response.DateReceived) },
	};
}

/** There is no job: the name of the recording in the response is used instead. */
function nameOf({ id, speech_file, s3_filename, SpeechFile }: ShortResponse): string {
	return String(id ?? speech_file ?? s3_filename ?? SpeechFile ?? 'short-audio');
}

/** The transcript as a finished job; Botlhale AI keeps no job that could be fetched. */
export function toShortJob(response: TranscriptResponse): CreatedJob {
	const { jobId, duration } = response.transcript;
	return {
		job: { ...completedJob(jobId), duration },
		raw: response.raw,
		transcript: response,
		withoutJob: true,
	};
}
