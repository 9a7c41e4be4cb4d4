import type { Speech } from '../../core/speech/words';
import { languagePack } from '../languages';
import type { JobConfig } from '../request/config';
import type { Settings } from '../settings';

/** The language of a transcript and how it was identified, or the reason why the job is rejected. */
export type Identification =
	| { readonly language: string; readonly metadata: Readonly<Record<string, unknown>> }
	| { readonly rejection: string };

const UNSURE = 'Language identification could not identify any language with sufficient confidence';

/** The result of `language: auto`; any other language is used unmodified. */
export function identify(speech: Speech, config: JobConfig, settings: Settings): Identification {
	const asked = config.transcription_config?.language ?? 'en';
	if (asked !== 'auto') return { language: asked, metadata: {} };
	const options = config.language_identification_config ?? null;
	const said = (found: Record<string, unknown>): Record<string, unknown> => ({
		language_identification: found,
		language_identification_config: options,
	});
	if (settings.identificationConfidence === 'failed') return { rejection: 'Language identification failed' };
	if (speech.words.length === 0) return { rejection: 'No speech found for language identification' };
	const { language } = speech;
	if (settings.identificationConfidence === 'low') {
		const action = options?.low_confidence_action ?? 'reject';
		if (action === 'reject') return { rejection: UNSURE };
		return {
			language: action === 'allow' ? language : (options?.default_language ?? language),
			metadata: said({ error: 'LOW_CONFIDENCE', message: `${UNSURE}.` }),
		};
	}
	if (languagePack(language)?.identifiable !== true) {
		return { rejection: `The identified language '${language}' is not supported for transcription` };
	}
	const expected = options?.expected_languages ?? [];
	if (expected.length > 0 && !expected.includes(language)) {
		return { rejection: `The identified language '${language}' is not one of the expected languages` };
	}
	const confidence = Number(speech.languageConfidence.toFixed(2));
	const found =
		settings.identification === 'live'
			? { predicted_language: language }
			: {
					results: [
						{
							alternatives: [{ language, confidence }],
							start_time: 0,
							end_time: Number((speech.durationMs / 1000).toFixed(2)),
						},
					],
				};
	return { language, metadata: said(found) };
}
