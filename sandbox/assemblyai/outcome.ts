import type { Download } from '../core/download';
import type { StoredFile } from '../core/files';
import type { Recogniser } from '../core/speech/recogniser';
import { joinWords, meanConfidence, type Speech } from '../core/speech/words';
import { entityRows } from './insights/entities';
import { highlights } from './insights/highlights';
import { safetyLabels } from './insights/safety';
import { sentimentRows } from './insights/sentiment';
import { chapters, summaryText } from './insights/summary';
import { topicLabels } from './insights/topics';
import type { Outcome, Result } from './model';
import type { Params } from './request/params';
import { unavailableFeatures } from './request/rules';
import { redact } from './text/redaction';
import { toUtterances } from './text/utterances';
import { transcriptWords } from './text/words';
import { understand } from './understanding/understand';

const SHORTEST_MS = 160;
/** Languages of the universal-3 family; other languages use universal-2 if it is in the list. */
const UNIVERSAL_3 = new Set(['en', 'es', 'fr', 'de', 'it', 'pt', 'ar', 'hi', 'zh']);
const NEWEST_MODEL = 'assemblyai-stt-3-7';

/** The `error` of a transcript whose recording could not be downloaded. */
export function downloadError(url: string, download: Exclude<Download, { kind: 'file' }>): Outcome {
	const error =
		download.kind === 'refused' && download.status === 403
			? `Download error to ${url}, 403 Client Error: Forbidden for url: ${url}`
			: download.kind === 'refused' && download.status >= 500
				? `Download error, unable to access file at ${url}`
				: `Download error, unable to download ${url}. Please make sure the file exists and is accessible from the internet.`;
	return { status: 'error', error, audio_duration: null };
}

/**
 * The result for a recording with these parameters.
 * @param newestLanguages the languages of the newest model; `null` means all
 */
export function transcribe(
	file: StoredFile,
	params: Params,
	recogniser: Recogniser,
	newestLanguages: readonly string[] | null,
): Outcome {
	const { media } = file;
	if (media.kind === 'not-media') {
		const error =
			media.mimeType === 'application/json'
				? 'Transcoding failed. File type application/json'
				: `File does not appear to contain audio. File type is ${media.mimeType} (${media.description}).`;
		return { status: 'error', error, audio_duration: null };
	}
	if (media.durationMs < SHORTEST_MS) {
		return { status: 'error', error: 'Audio duration is too short.', audio_duration: null };
	}
	const detecting = params.language_detection === true;
	const speech = recogniser(file, media, { language: spokenLanguage(params) });
	const audio_duration = Math.ceil(media.durationMs / 1000);
	const language = detecting ? speech.language : echoedLanguage(params);
	const error =
		(detecting ? detectionError(speech, params) : null) ??
		thresholdError(speech, params) ??
		modelError(params, language, newestLanguages);
	if (error !== null) return { status: 'error', error, audio_duration };
	return {
		status: 'completed',
		result: toResult(speech, params, { audio_duration, channels: media.channels }),
	};
}

/** The language of generated words if the file is not a shipped recording. */
function spokenLanguage(params: Params): string {
	if (params.language_detection !== true)
		return params.language_code ?? params.language_codes?.[0] ?? 'en_us';
	const expected = params.language_detection_options?.expected_languages?.find((code) => code !== 'all');
	return expected ?? 'en';
}

function detectionError(speech: Speech, params: Params): string | null {
	if (speech.words.length === 0) {
		return params.language_detection_options?.on_no_speech_detected === 'fallback'
			? null
			: 'language_detection cannot be performed on files with no spoken audio';
	}
	const threshold = params.language_confidence_threshold ?? 0;
	if (speech.languageConfidence >= threshold) return null;
	if (params.language_detection_options?.on_low_language_confidence === 'fallback') return null;
	const { language, languageConfidence } = speech;
	return (
		`detected language '${language}', confidence ${languageConfidence}, ` +
		`is below the requested confidence threshold value of '${threshold}'`
	);
}

function thresholdError(speech: Speech, params: Params): string | null {
	const spoken = speech.words.reduce((sum, word) => sum + word.end - word.start, 0);
	const share = speech.durationMs === 0 ? 0 : Number((spoken / speech.durationMs).toFixed(4));
	return share < (params.speech_threshold ?? 0)
		? `Audio speech threshold ${share} is below the requested speech threshold value ${params.speech_threshold}`
		: null;
}

/** Without another model in the list, the newest one does not fall back. The message is not documented. */
function modelError(
	params: Params,
	language: string,
	newestLanguages: readonly string[] | null,
): string | null {
	if (params.speech_models?.some((model) => model !== NEWEST_MODEL) !== false || newestLanguages === null) {
		return null;
	}
	return newestLanguages.includes(baseOf(language))
		? null
		: `${NEWEST_MODEL} does not support the language '${language}'`;
}

const baseOf = (language: string) => language.split('_')[0] ?? language;

function toResult(
	speech: Speech,
	params: Params,
	media: { audio_duration: number; channels: number },
): Result {
	const detecting = params.language_detection === true;
	const low = detecting && speech.languageConfidence < (params.language_confidence_threshold ?? 0);
	const fallback = params.language_detection_options?.fallback_language;
	const detected =
		low && fallback !== undefined && fallback !== null && fallback !== 'auto' ? fallback : speech.language;
	const language = detecting ? detected : echoedLanguage(params);
	const missing = new Set(detecting ? unavailableFeatures(params, language) : []);
	const has = (feature: keyof Params): boolean => params[feature] === true && !missing.has(feature);

	const original = transcriptWords(speech, params, { speakerLabels: has('speaker_labels') });
	const redaction = params.redact_pii === true ? redact(original, params) : { sources: original, spans: [] };
	const plain = original.map((source) => source.word);
	const split = has('speaker_labels') || params.dual_channel === true || params.multichannel === true;
	const plainWords = redaction.sources.map((source) => source.word);
	const { notes } = speech;

	const request = params.speech_understanding?.request;
	const understood =
		request === undefined
			? null
			: understand(request, {
					words: plainWords,
					utterances: split ? toUtterances(plainWords) : null,
					text: joinWords(plainWords),
					notes: params.redact_pii === true ? null : notes,
				});
	const words = understood?.words ?? plainWords;
	const unredacted = params.redact_pii === true && params.redact_pii_return_unredacted === true;
	return {
		language_code: language,
		language_confidence: detecting ? speech.languageConfidence : null,
		text: joinWords(words),
		words,
		utterances: understood === null ? (split ? toUtterances(words) : null) : understood.utterances,
		confidence: meanConfidence(words),
		audio_duration: media.audio_duration,
		speech_model_used: modelUsed(params, language),
		audio_channels: params.multichannel === true ? media.channels : null,
		language_detection_results: detecting ? detectionResults(speech, params) : null,
		unredacted_text: unredacted ? joinWords(plain) : null,
		unredacted_words: unredacted ? plain : null,
		unredacted_utterances: unredacted && split ? toUtterances(plain) : null,
		auto_highlights_result: has('auto_highlights') ? highlights(redaction.sources) : null,
		content_safety_labels: has('content_safety')
			? safetyLabels(words, (params.content_safety_confidence ?? 50) / 100)
			: null,
		iab_categories_result: has('iab_categories') ? topicLabels(words) : null,
		chapters: has('auto_chapters') ? chapters(words, params.redact_pii === true ? null : notes) : null,
		sentiment_analysis_results: has('sentiment_analysis') ? sentimentRows(plain) : null,
		entities: has('entity_detection') ? entityRows(original) : null,
		summary: has('summarization')
			? summaryText(words, params.redact_pii === true ? null : notes, params.summary_type ?? 'bullets')
			: null,
		translated_texts: understood?.translatedTexts ?? null,
		speech_understanding: understood === null ? null : { request, response: understood.response },
		redactedSpans: redaction.spans,
		durationMs: speech.durationMs,
		notes: params.redact_pii === true ? null : notes,
	};
}

/** `en` is returned as `en_us`. */
export function echoedLanguage(params: Params): string {
	const code = params.language_code ?? 'en_us';
	return code === 'en' ? 'en_us' : code;
}

function modelUsed(params: Params, language: string): string {
	const models = params.speech_models ?? [];
	const fit = models.find((model) => model === 'universal-2' || UNIVERSAL_3.has(baseOf(language)));
	return fit ?? models[0] ?? 'universal-2';
}

function detectionResults(speech: Speech, params: Params): unknown {
	const options = params.language_detection_options;
	if (options?.code_switching !== true) return null;
	const others = (options.expected_languages ?? []).filter(
		(code) => code !== 'all' && code !== speech.language,
	);
	const languages = [speech.language, ...others].slice(0, 2);
	return {
		code_switching_languages: languages.map((language, i) => ({
			language,
			confidence: i === 0 ? 0.91 : 0.36,
		})),
	};
}
