import type { Entry } from './model';
import { echoedLanguage } from './outcome';
import type { Settings } from './settings';

const UNAVAILABLE = { status: 'unavailable', results: [], summary: {} };
const PROJECT_ID = 1_234_567;
const TOKEN_ID = 2_345_678;

/** The current Transcript object, with members in the order of live responses. */
export function toAnswer(entry: Entry, settings: Settings): Record<string, unknown> {
	if (entry.deleted !== null) return toDeleted(entry.id, entry.deleted.audio_duration, settings);
	const { params } = entry;
	const outcome = entry.job.outcome();
	const result = outcome?.status === 'completed' ? outcome.result : null;
	const redacting = params.redact_pii === true;
	const summarizing = params.summarization === true;
	return {
		id: entry.id,
		language_model: 'assemblyai_default',
		acoustic_model: 'assemblyai_default',
		language_code: result?.language_code ?? echoedLanguage(params),
		status: statusOf(entry),
		audio_url: entry.audioUrl,
		text: result?.text ?? null,
		words: result?.words ?? null,
		utterances: result?.utterances ?? null,
		confidence: result?.confidence ?? null,
		audio_duration: outcome?.status === 'error' ? outcome.audio_duration : (result?.audio_duration ?? null),
		punctuate: params.punctuate ?? true,
		format_text: params.format_text ?? true,
		dual_channel: params.dual_channel ?? null,
		webhook_url: params.webhook_url ?? null,
		webhook_status_code: entry.webhookStatus,
		webhook_auth: isText(params.webhook_auth_header_name) && isText(params.webhook_auth_header_value),
		webhook_auth_header_name: params.webhook_auth_header_name ?? null,
		speed_boost: params.speed_boost ?? false,
		auto_highlights_result: result?.auto_highlights_result ?? null,
		auto_highlights: params.auto_highlights ?? false,
		audio_start_from: params.audio_start_from ?? null,
		audio_end_at: params.audio_end_at ?? null,
		word_boost: params.word_boost ?? [],
		boost_param: params.boost_param ?? null,
		prompt: params.prompt ?? null,
		keyterms_prompt: params.keyterms_prompt ?? [],
		filter_profanity: params.filter_profanity ?? false,
		redact_pii: redacting,
		redact_pii_audio: params.redact_pii_audio ?? false,
		redact_pii_audio_quality:
			params.redact_pii_audio_quality ?? (redacting && params.redact_pii_audio === true ? 'mp3' : null),
		redact_pii_audio_options: params.redact_pii_audio_options ?? null,
		redact_pii_policies: params.redact_pii_policies ?? null,
		redact_pii_sub: params.redact_pii_sub ?? (redacting ? 'hash' : null),
		speaker_labels: params.speaker_labels ?? false,
		speaker_options: params.speaker_options ?? exactly(params.speakers_expected),
		content_safety: params.content_safety ?? false,
		iab_categories: params.iab_categories ?? false,
		content_safety_labels: result?.content_safety_labels ?? UNAVAILABLE,
		iab_categories_result: result?.iab_categories_result ?? UNAVAILABLE,
		language_detection: params.language_detection ?? false,
		language_detection_options: params.language_detection_options ?? null,
		language_confidence_threshold: params.language_confidence_threshold ?? null,
		language_confidence: result?.language_confidence ?? null,
		custom_spelling: params.custom_spelling ?? null,
		throttled: entry.job.held,
		auto_chapters: params.auto_chapters ?? false,
		summarization: summarizing,
		summary_type: params.summary_type ?? (summarizing ? 'bullets' : null),
		summary_model: params.summary_model ?? (summarizing ? 'informative' : null),
		custom_topics: params.custom_topics ?? false,
		topics: params.topics ?? [],
		speech_threshold: params.speech_threshold ?? null,
		speech_model: params.speech_model ?? null,
		chapters: result?.chapters ?? null,
		disfluencies: params.disfluencies ?? false,
		entity_detection: params.entity_detection ?? false,
		sentiment_analysis: params.sentiment_analysis ?? false,
		sentiment_analysis_results: result?.sentiment_analysis_results ?? null,
		entities: result?.entities ?? null,
		speakers_expected: params.speakers_expected ?? null,
		summary: result?.summary ?? null,
		custom_topics_results: null,
		is_deleted: null,
		multichannel: params.multichannel === true ? true : null,
		...(settings.fields === 'seed' ? {} : newerFields(entry, settings)),
		project_id: PROJECT_ID,
		token_id: TOKEN_ID,
		...(typeof result?.audio_channels === 'number' ? { audio_channels: result.audio_channels } : {}),
		...(outcome?.status === 'error' ? { error: outcome.error } : {}),
	};
}

function newerFields(entry: Entry, settings: Settings): Record<string, unknown> {
	const { params } = entry;
	const outcome = entry.job.outcome();
	const result = outcome?.status === 'completed' ? outcome.result : null;
	return {
		speech_models: params.speech_models ?? settings.defaultModels,
		speech_model_used: result?.speech_model_used ?? null,
		language_codes: params.language_codes ?? null,
		language_detection_results: result?.language_detection_results ?? null,
		redact_pii_return_unredacted: params.redact_pii_return_unredacted ?? false,
		unredacted_text: result?.unredacted_text ?? null,
		unredacted_words: result?.unredacted_words ?? null,
		unredacted_utterances: result?.unredacted_utterances ?? null,
		remove_audio_tags: params.remove_audio_tags ?? null,
		temperature: params.temperature ?? null,
		translated_texts: result?.translated_texts ?? null,
		speech_understanding:
			result?.speech_understanding ??
			(params.speech_understanding === undefined || params.speech_understanding === null
				? null
				: { request: params.speech_understanding.request, response: null }),
	};
}

/** `queued`, `processing`, `completed` or `error`. */
export function statusOf(entry: Entry): 'queued' | 'processing' | 'completed' | 'error' {
	if (entry.deleted !== null) return 'completed';
	const outcome = entry.job.outcome();
	if (outcome !== null) return outcome.status;
	return entry.job.phase() === 'queued' ? 'queued' : 'processing';
}

/** A deleted transcript, with the vendor's order of members and unusual defaults. */
function toDeleted(id: string, audioDuration: number | null, settings: Settings): Record<string, unknown> {
	return {
		id,
		audio_url: 'http://deleted_by_user',
		status: 'completed',
		language_confidence_threshold: null,
		language_confidence: null,
		speech_model: null,
		webhook_auth: false,
		auto_highlights: false,
		redact_pii: false,
		summarization: false,
		language_model: 'assemblyai_default',
		acoustic_model: 'assemblyai_default',
		language_code: null,
		language_detection: false,
		text: 'Deleted by user.',
		words: null,
		utterances: null,
		confidence: null,
		audio_duration: audioDuration,
		punctuate: null,
		format_text: null,
		disfluencies: true,
		webhook_url: 'http://deleted_by_user',
		webhook_status_code: null,
		webhook_auth_header_name: null,
		auto_highlights_result: null,
		audio_start_from: null,
		audio_end_at: null,
		boost_param: null,
		filter_profanity: null,
		redact_pii_audio: null,
		redact_pii_audio_quality: null,
		redact_pii_policies: null,
		redact_pii_sub: null,
		speaker_labels: null,
		speakers_expected: null,
		content_safety: null,
		content_safety_labels: null,
		iab_categories: null,
		iab_categories_result: null,
		custom_spelling: null,
		auto_chapters: false,
		chapters: null,
		summary_type: null,
		summary_model: null,
		summary: null,
		topics: null,
		sentiment_analysis: false,
		sentiment_analysis_results: null,
		entity_detection: false,
		entities: null,
		speech_threshold: null,
		throttled: null,
		custom_topics: null,
		speed_boost: null,
		...(settings.isDeleted ? { is_deleted: true } : {}),
	};
}

/** `speakers_expected` is also returned as `speaker_options`. */
function exactly(speakers: number | null | undefined): Record<string, number> | null {
	if (speakers === null || speakers === undefined) return null;
	return { min_speakers_expected: speakers, max_speakers_expected: speakers };
}

function isText(value: string | null | undefined): boolean {
	return typeof value === 'string' && value !== '';
}
