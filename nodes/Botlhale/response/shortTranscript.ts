import type { CreatedJob } from '../../shared/jobs/vendor';
import type { Transcript } from '../../shared/transcript/model';
import type { TranscriptResponse } from '../../shared/transcript/response';
import { spreadSegments } from '../../shared/transcript/timedSegments';
import { identity } from '../api/identity';
import { languageCode } from '../api/languages';
import type { ShortResponse } from '../api/schemas';
import { completedJob } from './job';
import { receivedInsight, secondsOf } from './transcript';

/** Speaking rate, for older responses without the duration of the recording. */
const LETTERS_PER_SECOND = 14;

/**
 * The transcript of the synchronous request, which returns text only: one segment with estimated words. If the response
 * has no duration, that is `null` and the times are estimated from the length of the text.
 */
export async function toShortTranscript(response: ShortResponse): Promise<Transcript> {
	const text = (response.text ?? response.transcription ?? response.Transcription ?? '').trim();
	const language = languageCode(response.language_code ?? response.LanguageCode);
	const duration = secondsOf(response.audio_length);
	const redactedText = response.redacted_transcription?.trim();
	const timed = {
		speaker: null,
		channel: null,
		start: 0,
		end: duration ?? text.length / LETTERS_PER_SECOND,
		text,
		confidence: null,
		...(language === null ? {} : { language }),
		...(redactedText ? { redactedText } : {}),
	};
	const { words, segments } = await spreadSegments(text === '' ? [] : [timed]);
	return {
		vendor: identity.id,
		jobId: nameOf(response),
		language,
		duration,
		text,
		confidence: null,
		words,
		segments,
		insights: receivedInsight(response.date_received ?? response.DateReceived),
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
