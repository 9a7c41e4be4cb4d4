import type { CreatedJob } from '../../shared/jobs/vendor';
import type { Transcript } from '../../shared/transcript/model';
import type { TranscriptResponse } from '../../shared/transcript/response';
import { spreadSegments } from '../../shared/transcript/timedSegments';
import { identity } from '../api/identity';
import { languageCode } from '../api/languages';
import type { ShortAnswer } from '../api/schemas';
import { completedJob } from './job';
import { receivedInsight, secondsOf } from './transcript';

/** How fast people speak, for the older answers that do not tell how long the recording is. */
const LETTERS_PER_SECOND = 14;

/**
 * The transcript of the synchronous call, which gives the text alone, with a blank in front: one segment with
 * estimated words. Where the length of the recording is not told it stays `null`, and the times are a guess by
 * the length of the text.
 */
export async function toShortTranscript(answer: ShortAnswer): Promise<Transcript> {
	const text = (answer.text ?? answer.transcription ?? answer.Transcription ?? '').trim();
	const language = languageCode(answer.language_code ?? answer.LanguageCode);
	const duration = secondsOf(answer.audio_length);
	const redactedText = answer.redacted_transcription?.trim();
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
		jobId: nameOf(answer),
		language,
		duration,
		text,
		confidence: null,
		words,
		segments,
		insights: receivedInsight(answer.date_received ?? answer.DateReceived),
	};
}

/** There is no job: what the answer calls the recording stands in its place. */
function nameOf({ id, speech_file, s3_filename, SpeechFile }: ShortAnswer): string {
	return String(id ?? speech_file ?? s3_filename ?? SpeechFile ?? 'short-audio');
}

/** The transcript as a job that has ended; Botlhale AI keeps none that could be fetched. */
export function toShortJob(response: TranscriptResponse): CreatedJob {
	const { jobId, duration } = response.transcript;
	return {
		job: { ...completedJob(jobId), duration },
		raw: response.raw,
		transcript: response,
		withoutJob: true,
	};
}
