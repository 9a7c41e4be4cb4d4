import { LANGUAGE_CODES, WITHOUT_SPEAKER_LABELS } from './languages';
import type { Params } from './params';

/** The names that `speech_models` accepts. */
export const SPEECH_MODELS = ['assemblyai-stt-3-7', 'universal-3-5-pro', 'universal-3-pro', 'universal-2'];

const ENGLISH_ONLY = ['auto_chapters', 'sentiment_analysis', 'summarization'] as const;

const SUMMARY_TYPES = {
	informative: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
	conversational: ['bullets', 'bullets_verbose', 'headline', 'paragraph'],
	catchy: ['headline', 'gist'],
} as const satisfies Record<string, readonly string[]>;

type Rule = (params: Params) => string | null;

/** The message of the first rule that is violated, or `null`. The rules are checked in this order. */
export function breaksRule(params: Params): string | null {
	for (const rule of RULES) {
		const error = rule(params);
		if (error !== null) return error;
	}
	return null;
}

/** Features that the language does not support, by their parameter names. */
export function unavailableFeatures(params: Params, languageCode: string): string[] {
	const missing: string[] = ENGLISH_ONLY.filter(
		(name) => params[name] === true && !/^en(_|$)/.test(languageCode),
	);
	if (params.speaker_labels === true && WITHOUT_SPEAKER_LABELS.has(languageCode))
		missing.push('speaker_labels');
	return missing;
}

const RULES: readonly Rule[] = [
	({ audio_url: url }) => {
		if (url === undefined || url === null || url === '')
			return 'Transcript creation error, audio_url not found';
		return /^https?:\/\//i.test(url) ? null : 'Transcript creation error, audio_url should start with http';
	},
	({ speech_model: model }) =>
		typeof model === 'string' && SPEECH_MODELS.includes(model)
			? 'speech_model is deprecated. Use "speech_models" instead. See documentation: ' +
				'https://www.assemblyai.com/docs/pre-recorded-audio/select-the-speech-model'
			: null,
	({ speech_models: models }) => {
		if (models === undefined || models === null) return null;
		if (models.length > 0 && models.every((model) => SPEECH_MODELS.includes(model))) return null;
		const names = SPEECH_MODELS.map((model) => `"${model}"`).join(', ');
		return `"speech_models" must be a non-empty list containing one or more of: ${names}`;
	},
	({ speaker_options: options, speakers_expected: expected }) =>
		isSet(options) && isSet(expected)
			? 'Both speaker_options and speakers_expected can not be used in the same request.'
			: null,
	({ speaker_labels: labels, dual_channel: dual }) =>
		labels === true && dual === true
			? 'Both speaker_labels and dual_channel can not be used in the same request.'
			: null,
	({ redact_pii: redact, redact_pii_return_unredacted: unredacted }) =>
		unredacted === true && redact !== true
			? '`redact_pii_return_unredacted` can only be set to True if `redact_pii` is True'
			: null,
	({ redact_pii: redact, redact_static_entities: entities }) =>
		isSet(entities) && redact !== true
			? '`redact_static_entities` can only be set if `redact_pii` is True'
			: null,
	({ redact_pii: redact, redact_pii_policies: policies, redact_static_entities: entities }) =>
		redact === true && (policies ?? []).length === 0 && !isSet(entities)
			? '`redact_pii_policies` must be set if `redact_pii` is True'
			: null,
	summaryRule,
	({ custom_spelling: spelling }) =>
		(spelling ?? []).some((entry) => /\s/.test(entry.to.trim()) || entry.to.trim() === '')
			? 'custom_spelling: the "to" value must be a single word'
			: null,
	({ prompt }) =>
		(prompt ?? '').split(/\s+/).length > 1500 ? 'prompt must not be longer than 1500 words' : null,
	(params) => termsRule('keyterms_prompt', params.keyterms_prompt),
	(params) => termsRule('word_boost', params.word_boost),
	({ word_boost: terms }) => {
		const bad = (terms ?? []).find((term) => !/^[\p{L}\p{M}\p{N} '’.&-]+$/u.test(term));
		return bad === undefined
			? null
			: `'${bad}' was included in the word boost list but contains unsupported characters`;
	},
	({ language_codes: codes }) =>
		isSet(codes) && (codes.length > 2 || !codes.some((code) => /^en(_|$)/.test(code)))
			? 'language_codes must have at most two languages, one of which must be English'
			: null,
	({ language_code: code }) =>
		isSet(code) && !LANGUAGE_CODES.has(code) ? `language_code '${code}' is not supported` : null,
	(params) => {
		if (params.language_detection === true) return null;
		const missing = unavailableFeatures(params, params.language_code ?? 'en_us');
		return missing.length === 0
			? null
			: `The following models are not available in this language: ${missing.join(', ')}`;
	},
	({ audio_start_from: from, audio_end_at: to }) =>
		isSet(from) && isSet(to) && from >= to ? 'audio_end_at must be greater than audio_start_from' : null,
	({ webhook_url: url }) =>
		isSet(url) && !/^https?:\/\//i.test(url) ? 'webhook_url should start with http' : null,
	(params) => {
		const task = params.speech_understanding?.request.speaker_identification;
		return isSet(task) && params.speaker_labels !== true && params.multichannel !== true
			? 'speaker_labels or multichannel required'
			: null;
	},
	formattingRule,
];

function summaryRule(params: Params): string | null {
	const { summary_model: model, summary_type: type } = params;
	if (isSet(model) !== isSet(type)) return 'summary_model and summary_type must be used together';
	if (params.summarization !== true) return null;
	if (params.auto_chapters === true) {
		return 'Only one of the following models can be enabled at a time: auto_chapters, summarization.';
	}
	if (params.punctuate === false || params.format_text === false) {
		return 'summarization requires punctuate and format_text to be enabled';
	}
	const labelled =
		params.speaker_labels === true || params.dual_channel === true || params.multichannel === true;
	if (model === 'conversational' && !labelled) {
		return 'summary_model conversational requires speaker_labels, dual_channel or multichannel';
	}
	const types: readonly string[] = SUMMARY_TYPES[model ?? 'informative'];
	return types.includes(type ?? 'bullets')
		? null
		: `summary_type ${String(type)} is not available with summary_model ${String(model)}`;
}

function termsRule(name: string, terms: readonly string[] | null | undefined): string | null {
	if (!isSet(terms)) return null;
	if (terms.length > 1000) return `${name} must not have more than 1000 entries`;
	const long = terms.find((term) => term.trim().split(/\s+/).length > 6);
	return long === undefined ? null : `${name}: '${long}' has more than 6 words`;
}

/** A field cannot be both formatted and redacted. */
function formattingRule(params: Params): string | null {
	const formatting = params.speech_understanding?.request.custom_formatting;
	if (!isSet(formatting) || params.redact_pii !== true) return null;
	const policies = new Set(params.redact_pii_policies ?? []);
	const clashes = (['phone_number', 'date', 'email'] as const)
		.map((field) => ({ field, policy: field === 'email' ? 'email_address' : field }))
		.filter(({ field, policy }) => isSet(formatting[field]) && policies.has(policy));
	if (clashes.length === 0) return null;
	return clashes
		.map(({ field, policy }) => `redact pii ${policy} not compatible with formatting ${field}`)
		.join('; ');
}

function isSet<T>(value: T | null | undefined): value is T {
	return value !== undefined && value !== null;
}
