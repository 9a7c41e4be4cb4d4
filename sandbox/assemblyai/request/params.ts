import { z } from 'zod/v4';

/**
 * The body of `POST /v2/transcript`. Every field may be omitted or `null`. A wrong type results in the vendor's message
 * (`format_text must be a Boolean`), adapted to the other types.
 */

const bool = (name: string) => z.boolean({ error: `${name} must be a Boolean` }).nullish();
const text = (name: string) => z.string({ error: `${name} must be a String` }).nullish();
const texts = (name: string) =>
	z
		.array(z.string({ error: `${name} must be a list of Strings` }), { error: `${name} must be a list` })
		.nullish();
const integer = (name: string, min: number, max?: number) => {
	const range = max === undefined ? `of at least ${min}` : `between ${min} and ${max}`;
	const error = `${name} must be an Integer ${range}`;
	const integers = z.int({ error: `${name} must be an Integer` }).min(min, { error });
	return (max === undefined ? integers : integers.max(max, { error })).nullish();
};
const time = (name: string) =>
	z
		.int({ error: `${name} must be an Integer` })
		.min(0, { error: `${name} must not be negative` })
		.nullish();
const share = (name: string) => {
	const error = `${name} must be a Float between 0 and 1`;
	return z
		.number({ error: `${name} must be a Float` })
		.min(0, { error })
		.max(1, { error })
		.nullish();
};
const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
	z.enum(values, { error: `${name} must be one of: ${values.join(', ')}` }).nullish();

const identification = z.strictObject({
	speaker_type: z.enum(['role', 'name']),
	known_values: z.array(z.string().max(35)).nullish(),
	speakers: z.array(z.looseObject({ role: z.string().optional(), name: z.string().optional() })).nullish(),
});

/** The tasks in `speech_understanding.request`; unknown tasks are rejected. */
export const understandingRequestSchema = z.strictObject({
	speaker_identification: identification.nullish(),
	translation: z
		.strictObject({
			target_languages: z.array(z.string()).min(1),
			formal: z.boolean().nullish(),
			match_original_utterance: z.boolean().nullish(),
			force_translation: z.boolean().nullish(),
		})
		.nullish(),
	custom_formatting: z
		.strictObject({
			date: z.string().nullish(),
			phone_number: z.string().nullish(),
			email: z.string().nullish(),
			format_utterances: z.boolean().nullish(),
		})
		.nullish(),
	summarization: z
		.strictObject({
			summary_type: z.enum(['bullets', 'paragraph']),
			effort: z.enum(['low', 'medium']).nullish(),
		})
		.nullish(),
	action_items: z
		.strictObject({ include_decisions: z.boolean().nullish(), effort: z.enum(['low', 'medium']).nullish() })
		.nullish(),
});

export type UnderstandingRequest = z.output<typeof understandingRequestSchema>;

export const paramsSchema = z.strictObject({
	audio_url: text('audio_url'),
	language_code: text('language_code'),
	language_codes: texts('language_codes'),
	language_detection: bool('language_detection'),
	language_confidence_threshold: share('language_confidence_threshold'),
	language_detection_options: z
		.strictObject({
			expected_languages: z.array(z.string()).nullish(),
			fallback_language: z.string().nullish(),
			code_switching: z.boolean().nullish(),
			code_switching_confidence_threshold: z.number().min(0).max(1).nullish(),
			on_low_language_confidence: z.enum(['error', 'fallback']).nullish(),
			on_no_speech_detected: z.enum(['fallback']).nullish(),
			language_detection_model: z.string().nullish(),
			swiss_german: z.boolean().nullish(),
			localization: z.enum(['en_au', 'en_uk']).nullish(),
		})
		.nullish(),
	speech_model: text('speech_model'),
	speech_models: texts('speech_models'),
	prompt: text('prompt'),
	keyterms_prompt: texts('keyterms_prompt'),
	keyterms_prompt_options: z
		.strictObject({ keyterms_match_strength: z.enum(['high', 'standard']).nullish() })
		.nullish(),
	temperature: share('temperature'),
	remove_audio_tags: oneOf('remove_audio_tags', ['all', 'speaker']),
	domain: text('domain'),
	punctuate: bool('punctuate'),
	format_text: bool('format_text'),
	disfluencies: bool('disfluencies'),
	filter_profanity: bool('filter_profanity'),
	audio_start_from: time('audio_start_from'),
	audio_end_at: time('audio_end_at'),
	speech_threshold: share('speech_threshold'),
	custom_spelling: z
		.array(z.strictObject({ from: z.array(z.string()).min(1), to: z.string() }), {
			error: 'custom_spelling must be a list',
		})
		.nullish(),
	word_boost: texts('word_boost'),
	boost_param: oneOf('boost_param', ['low', 'default', 'high']),
	custom_topics: bool('custom_topics'),
	topics: texts('topics'),
	speed_boost: bool('speed_boost'),
	speaker_labels: bool('speaker_labels'),
	speakers_expected: integer('speakers_expected', 1),
	speaker_options: z
		.strictObject({
			min_speakers_expected: z.int().min(1).nullish(),
			max_speakers_expected: z.int().min(1).nullish(),
			advanced_speaker_segmentation: z.boolean().nullish(),
			include_speaker_confidence: z.boolean().nullish(),
		})
		.nullish(),
	dual_channel: bool('dual_channel'),
	multichannel: bool('multichannel'),
	auto_highlights: bool('auto_highlights'),
	auto_chapters: bool('auto_chapters'),
	summarization: bool('summarization'),
	summary_model: oneOf('summary_model', ['informative', 'conversational', 'catchy']),
	summary_type: oneOf('summary_type', ['bullets', 'bullets_verbose', 'gist', 'headline', 'paragraph']),
	sentiment_analysis: bool('sentiment_analysis'),
	entity_detection: bool('entity_detection'),
	iab_categories: bool('iab_categories'),
	content_safety: bool('content_safety'),
	content_safety_confidence: integer('content_safety_confidence', 25, 100),
	redact_pii: bool('redact_pii'),
	redact_pii_policies: texts('redact_pii_policies'),
	redact_pii_sub: oneOf('redact_pii_sub', ['hash', 'entity_name']),
	redact_pii_audio: bool('redact_pii_audio'),
	redact_pii_audio_quality: oneOf('redact_pii_audio_quality', ['mp3', 'wav']),
	redact_pii_audio_options: z
		.strictObject({
			return_redacted_no_speech_audio: z.boolean().nullish(),
			override_audio_redaction_method: z.enum(['silence']).nullish(),
		})
		.nullish(),
	redact_pii_return_unredacted: bool('redact_pii_return_unredacted'),
	redact_static_entities: z.record(z.string(), z.array(z.string())).nullish(),
	speech_understanding: z.strictObject({ request: understandingRequestSchema }).nullish(),
	webhook_url: text('webhook_url'),
	webhook_auth_header_name: text('webhook_auth_header_name'),
	webhook_auth_header_value: text('webhook_auth_header_value'),
});

export type Params = z.output<typeof paramsSchema>;

export const INVALID_SCHEMA = 'Invalid endpoint schema, please refer to documentation for examples.';

/** The parameters, or the vendor's error message. */
export function readParams(body: unknown): { params: Params } | { error: string } {
	const result = paramsSchema.safeParse(body);
	if (result.success) return { params: result.data };
	const issues = result.error.issues;
	const issue = issues.find((each) => each.code === 'unrecognized_keys') ?? issues[0];
	// The vendor has messages for top-level fields only; nested errors are reported as an invalid schema.
	const worded = issue !== undefined && issue.path.length > 0 && issue.message.includes(' must ');
	return { error: worded ? issue.message : INVALID_SCHEMA };
}
