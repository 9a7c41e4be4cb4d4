import { enumField, multiEnumField, booleanField, textField } from '../../shared/fields/define';
import { at, type MappedField } from '../../shared/fields/mapped';
import { IDENTIFIED_LANGUAGES, LANGUAGES, PACKS } from './languages';

/** Sent if no language is chosen, because both types of job require one. */
export const DEFAULT_LANGUAGE = 'en';

/** Language of an alignment, always visible. */
export const alignmentLanguage = at(
	'alignment_config.language',
	enumField(
		'language',
		'Language',
		'Language of the recording and the text. For other languages, use an expression that returns the code.',
		PACKS,
		DEFAULT_LANGUAGE,
	),
);

const CONFIG = 'transcription_config';
const IDENTIFICATION = 'language_identification_config';

/** Language of a transcription, always visible. */
export const transcriptionLanguage = at(
	`${CONFIG}.language`,
	enumField(
		'language',
		'Language',
		'Language of the recording. For other languages, use an expression that returns the code.',
		LANGUAGES,
		DEFAULT_LANGUAGE,
	),
);

export const languageFields: readonly MappedField[] = [
	at(
		`${CONFIG}.operating_point`,
		enumField(
			'operating_point',
			'Operating Point',
			'Trade-off between speed and accuracy. Deprecated by Speechmatics in favour of "Model", but supported by every server.',
			[
				{ name: 'Enhanced', value: 'enhanced', description: 'Most accurate' },
				{ name: 'Standard', value: 'standard', description: 'Fastest' },
			],
			'enhanced',
		),
	),
	at(
		`${CONFIG}.model`,
		enumField(
			'model',
			'Model',
			'Newer name of "Operating Point" (newer servers only)',
			[
				{ name: 'Enhanced', value: 'enhanced' },
				{
					name: 'Melia 1',
					value: 'melia-1',
					description: 'Several languages in one recording. Requires the language "Multilingual".',
				},
				{ name: 'Oak 1', value: 'oak-1' },
				{ name: 'Standard', value: 'standard' },
			],
			'enhanced',
		),
	),
	at(
		`${CONFIG}.domain`,
		textField(
			'domain',
			'Domain',
			'Subject of the recording: finance, medical, or bilingual-en for Spanish mixed with English',
			'e.g. medical',
		),
	),
	at(
		`${CONFIG}.output_locale`,
		enumField(
			'output_locale',
			'Output Locale',
			'Spelling of English or script of Mandarin',
			[
				{ name: 'English (Australia)', value: 'en-AU' },
				{ name: 'English (UK)', value: 'en-GB' },
				{ name: 'English (US)', value: 'en-US' },
				{ name: 'Mandarin (Simplified)', value: 'cmn-Hans' },
				{ name: 'Mandarin (Traditional)', value: 'cmn-Hant' },
			],
			'en-GB',
		),
	),
	at(
		`${CONFIG}.language_hints`,
		multiEnumField(
			'language_hints',
			'Multilingual: Language Hints',
			'Languages to expect (Melia 1 only)',
			IDENTIFIED_LANGUAGES,
		),
	),
	at(
		`${CONFIG}.language_hints_strict`,
		booleanField(
			'language_hints_strict',
			'Multilingual: Only Hinted Languages',
			'Whether to recognize only the hinted languages (Melia 1 only)',
		),
	),
	at(
		`${IDENTIFICATION}.expected_languages`,
		multiEnumField(
			'expected_languages',
			'Detection: Expected Languages',
			'Only these languages are considered. Welsh is detected only if you add it.',
			IDENTIFIED_LANGUAGES,
		),
	),
	at(
		`${IDENTIFICATION}.low_confidence_action`,
		enumField(
			'low_confidence_action',
			'Detection: On Low Confidence',
			'What to do if the language is uncertain',
			[
				{ name: 'Reject the Job', value: 'reject' },
				{ name: 'Use Default Language', value: 'use_default_language' },
				{ name: 'Use Most Likely Language', value: 'allow' },
			],
			'reject',
		),
	),
	at(
		`${IDENTIFICATION}.default_language`,
		enumField(
			'default_language',
			'Detection: Default Language',
			'Language to use if "Detection: On Low Confidence" is "Use Default Language"',
			IDENTIFIED_LANGUAGES,
			'en',
		),
	),
];
