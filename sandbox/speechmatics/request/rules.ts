import { languagePack } from '../languages';
import { readPattern } from '../transcript/filters';
import { invalidConfig, type JobConfig, type TranscriptionConfig } from './config';

/** Checks members of a config that depend on each other; the `detail` of the 400, or `null`. */
export function brokenRule(config: JobConfig): string | null {
	const error = config.type === 'alignment' ? alignmentRule(config) : transcriptionRule(config);
	return error === null ? null : invalidConfig(error);
}

function alignmentRule(config: JobConfig): string | null {
	const language = config.alignment_config?.language;
	if (language === undefined) return 'alignment_config is required';
	return languagePack(language) === null ? `Language [${language}] is not supported` : null;
}

function transcriptionRule(config: JobConfig): string | null {
	const transcription = config.transcription_config;
	if (transcription === undefined || transcription === null) return 'transcription_config is required';
	const { language } = transcription;
	const melia = transcription.model === 'melia-1' || transcription.operating_point === 'melia-1';
	if (melia !== (language === 'multi')) return 'Language [multi] and model [melia-1] need each other';
	return melia
		? meliaRule(config, transcription)
		: (languageRule(transcription) ?? identificationRule(config) ?? replacementRule(transcription));
}

function meliaRule(config: JobConfig, transcription: TranscriptionConfig): string | null {
	const excluded = {
		additional_vocab: transcription.additional_vocab,
		transcript_filtering_config: transcription.transcript_filtering_config,
		audio_filtering_config: transcription.audio_filtering_config,
		enable_entities: transcription.enable_entities === true ? true : undefined,
		translation_config: config.translation_config,
		summarization_config: config.summarization_config,
		sentiment_analysis_config: config.sentiment_analysis_config,
		topic_detection_config: config.topic_detection_config,
		auto_chapters_config: config.auto_chapters_config,
		audio_events_config: config.audio_events_config,
	};
	const [name] = Object.entries(excluded).find(([, value]) => value !== undefined && value !== null) ?? [];
	return name === undefined ? null : `${name} is not supported by model [melia-1]`;
}

function languageRule({ language, output_locale: locale, domain }: TranscriptionConfig): string | null {
	if (language === 'auto') {
		return typeof locale === 'string' ? 'output_locale is not supported with language [auto]' : null;
	}
	const pack = languagePack(language);
	if (pack === null) return `Language [${language}] is not supported`;
	if (typeof locale === 'string' && !pack.locales.includes(locale)) {
		return `output_locale [${locale}] is not supported for language [${language}]`;
	}
	if (typeof domain === 'string' && !pack.domains.includes(domain)) {
		return `domain [${domain}] is not supported for language [${language}]`;
	}
	return null;
}

function identificationRule(config: JobConfig): string | null {
	const identification = config.language_identification_config;
	if (identification === undefined || identification === null) return null;
	if (config.transcription_config?.language !== 'auto') {
		return 'language_identification_config needs language [auto]';
	}
	const unknown = (identification.expected_languages ?? []).filter(
		(code) => languagePack(code)?.identifiable !== true,
	);
	if (unknown.length > 0) return `Language(s) [${unknown.join(', ')}] are not supported for language id`;
	const { low_confidence_action: action, default_language: fallback } = identification;
	if (action === 'use_default_language' && (fallback ?? '') === '') {
		return 'low_confidence_action [use_default_language] needs default_language';
	}
	if (typeof fallback === 'string' && languagePack(fallback) === null) {
		return `Language [${fallback}] is not supported`;
	}
	return null;
}

function replacementRule(transcription: TranscriptionConfig): string | null {
	const broken = transcription.transcript_filtering_config?.replacements?.find(
		({ from }) => readPattern(from) === null,
	);
	return broken === undefined ? null : `replacement [${broken.from}] is not a regular expression`;
}
