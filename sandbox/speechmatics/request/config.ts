import { z } from 'zod/v4';
import { schemaWords } from '../../core/schemaWords';

/** The `config` part of `POST /v2/jobs`. Unknown members are rejected; optional members may be `null`. */

const flag = z.boolean().nullish();
const share = z.number().min(0).max(1).nullish();
const texts = z.array(z.string()).nullish();
const fetchConfig = z.strictObject({
	url: z.string().regex(/^https?:\/\/./u, { error: 'must be an http or https URL' }),
	auth_headers: z
		.array(z.string().regex(/^[^:\s]+:/u, { error: 'must be of the form Name: value' }))
		.nullish(),
});

const transcriptionConfig = z.strictObject({
	language: z.string().min(1),
	domain: z.string().nullish(),
	output_locale: z.enum(['en-GB', 'en-US', 'en-AU', 'cmn-Hans', 'cmn-Hant']).nullish(),
	operating_point: z.enum(['standard', 'enhanced', 'melia-1']).nullish(),
	model: z.enum(['standard', 'enhanced', 'melia-1', 'oak-1']).nullish(),
	additional_vocab: z
		.array(z.strictObject({ content: z.string().min(1), sounds_like: texts }))
		.max(1000)
		.nullish(),
	punctuation_overrides: z
		.strictObject({
			sensitivity: share,
			permitted_marks: z
				.array(
					z.string().refine((mark) => mark === 'all' || /^.$/su.test(mark), {
						error: 'must be one character or all',
					}),
				)
				.nullish(),
		})
		.nullish(),
	diarization: z.enum(['none', 'speaker', 'channel']).nullish(),
	channel_diarization_labels: z
		.array(z.string().regex(/^[A-Za-z0-9._]+$/u))
		.max(100)
		.nullish(),
	speaker_diarization_config: z
		.strictObject({
			speaker_sensitivity: share,
			prefer_current_speaker: flag,
			get_speakers: flag,
			speakers: z
				.array(
					z.strictObject({
						label: z.string().refine((label) => !/^S\d+$/u.test(label), { error: 'must not look like S1' }),
						speaker_identifiers: z.array(z.string()).min(1),
					}),
				)
				.refine((list) => list.flatMap((speaker) => speaker.speaker_identifiers).length <= 50, {
					error: 'at most 50 identifiers',
				})
				.nullish(),
		})
		.nullish(),
	enable_entities: flag,
	max_delay_mode: z.enum(['fixed', 'flexible']).nullish(),
	transcript_filtering_config: z
		.strictObject({
			remove_disfluencies: flag,
			replacements: z.array(z.strictObject({ from: z.string().min(1), to: z.string() })).nullish(),
		})
		.nullish(),
	audio_filtering_config: z
		.strictObject({ volume_threshold: z.number().min(0).max(100).nullish() })
		.nullish(),
	language_hints: texts,
	language_hints_strict: flag,
});

/** The possible contents of a notification. The form with a colon only occurs in the published examples. */
const NOTIFICATION_CONTENTS = [
	'jobinfo',
	'transcript',
	'transcript.json-v2',
	'transcript:json-v2',
	'transcript.txt',
	'transcript.srt',
	'alignment',
	'alignment.word_start_and_end',
	'alignment.one_per_line',
	'data',
	'text',
] as const;

const notificationConfig = z.strictObject({
	url: fetchConfig.shape.url,
	contents: z.array(z.enum(NOTIFICATION_CONTENTS)).nullish(),
	method: z.enum(['post', 'put']).nullish(),
	auth_headers: fetchConfig.shape.auth_headers,
});

export const configSchema = z.strictObject({
	type: z.enum(['transcription', 'alignment']),
	fetch_data: fetchConfig.nullish(),
	fetch_text: fetchConfig.nullish(),
	alignment_config: z.strictObject({ language: z.string().min(1) }).nullish(),
	transcription_config: transcriptionConfig.nullish(),
	notification_config: z.array(notificationConfig).max(3).nullish(),
	tracking: z
		.strictObject({
			title: z.string().nullish(),
			reference: z.string().nullish(),
			tags: texts,
			details: z.record(z.string(), z.unknown()).nullish(),
		})
		.nullish(),
	output_config: z
		.strictObject({
			srt_overrides: z
				.strictObject({ max_line_length: z.int().min(1).nullish(), max_lines: z.int().min(1).nullish() })
				.nullish(),
		})
		.nullish(),
	translation_config: z.strictObject({ target_languages: z.array(z.string()).min(1).max(5) }).nullish(),
	language_identification_config: z
		.strictObject({
			expected_languages: texts,
			low_confidence_action: z.enum(['allow', 'reject', 'use_default_language']).nullish(),
			default_language: z.string().nullish(),
		})
		.nullish(),
	summarization_config: z
		.strictObject({
			content_type: z.enum(['auto', 'informative', 'conversational']).nullish(),
			summary_length: z.enum(['brief', 'detailed']).nullish(),
			summary_type: z.enum(['paragraphs', 'bullets']).nullish(),
		})
		.nullish(),
	sentiment_analysis_config: z.strictObject({}).nullish(),
	topic_detection_config: z.strictObject({ topics: texts }).nullish(),
	auto_chapters_config: z.strictObject({}).nullish(),
	audio_events_config: z
		.strictObject({ types: z.array(z.enum(['applause', 'laughter', 'music'])).nullish() })
		.nullish(),
});

export type JobConfig = z.output<typeof configSchema>;
export type TranscriptionConfig = z.output<typeof transcriptionConfig>;
export type NotificationConfig = z.output<typeof notificationConfig>;
export type FetchConfig = z.output<typeof fetchConfig>;
export type NotificationContent = (typeof NOTIFICATION_CONTENTS)[number];

const INVALID = 'Job config JSON is invalid';

/** The config, or the `detail` of the 400. `raw` is the text of the part; `null` if there was none. */
export function readConfig(raw: string | null): { config: JobConfig } | { detail: string } {
	if (raw === null) return { detail: INVALID };
	let json: unknown;
	try {
		json = JSON.parse(raw);
	} catch {
		return { detail: INVALID };
	}
	const result = configSchema.safeParse(json, { error: schemaWords });
	if (result.success) return { config: result.data };
	const [issue] = result.error.issues;
	const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
	return { detail: `${INVALID}. Error: ${where}${issue?.message ?? 'invalid'}` };
}

/** A rule of `rules.ts` with the vendor's message. */
export function invalidConfig(error: string): string {
	return `${INVALID}. Error: ${error}`;
}
