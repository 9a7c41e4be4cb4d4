import { alphabetical } from '../../shared/fields/alphabetical';
import { enumField, multiEnumField, booleanField, numberField, textField } from '../../shared/fields/define';
import { at, type MappedField } from '../../shared/fields/mapped';
import { LANGUAGES } from './languages';

const SHARE = { minValue: 0, maxValue: 1, numberPrecision: 2 };

const DETECTION = 'language_detection_options';

const DETECT = 'auto';

const language = enumField(
	'language',
	'Language',
	'Language of the recording. For other languages, use an expression that returns the code.',
	alphabetical([
		...LANGUAGES,
		{ name: 'Default (US English)', value: '' },
		{
			name: 'Detect Automatically',
			value: DETECT,
			description: 'Requires at least 15 seconds of speech',
		},
	]),
);

/** Language of a transcription, always visible. */
export const transcriptionLanguage = [
	at('language_code', language, (code) => (code === DETECT ? undefined : code)),
	at('language_detection', language, (code) => (code === DETECT ? true : undefined)),
];

export const languageFields: readonly MappedField[] = [
	at(
		'language_codes',
		multiEnumField(
			'language_codes',
			'Languages (Code Switching)',
			'Two languages that the speakers switch between. One of them must be English (Global).',
			LANGUAGES,
		),
	),
	at(
		'language_confidence_threshold',
		numberField(
			'language_confidence_threshold',
			'Detection: Confidence Threshold',
			'Minimum confidence of the detected language. If it is lower, "Detection: On Low Confidence" applies.',
			SHARE,
			0.5,
		),
	),
	at(
		`${DETECTION}.expected_languages`,
		multiEnumField(
			'expected_languages',
			'Detection: Expected Languages',
			'Languages to choose from when detecting the language',
			LANGUAGES,
		),
	),
	at(
		`${DETECTION}.fallback_language`,
		enumField(
			'fallback_language',
			'Detection: Fallback Language',
			'Language to use if none of the expected languages is detected',
			[{ name: 'Automatic', value: 'auto' }, ...LANGUAGES],
			'auto',
		),
	),
	at(
		`${DETECTION}.code_switching`,
		booleanField(
			'code_switching',
			'Detection: Code Switching',
			'Whether to detect several languages in one recording',
		),
	),
	at(
		`${DETECTION}.code_switching_confidence_threshold`,
		numberField(
			'code_switching_confidence_threshold',
			'Detection: Code Switching Threshold',
			'Minimum confidence for transcribing a part in a second language',
			SHARE,
			0.3,
		),
	),
	at(
		`${DETECTION}.on_low_language_confidence`,
		enumField(
			'on_low_language_confidence',
			'Detection: On Low Confidence',
			'What to do if the confidence is below "Detection: Confidence Threshold". Default: fail the job.',
			[
				{ name: 'Fail the Job', value: 'error' },
				{ name: 'Use Fallback Language', value: 'fallback' },
			],
			'error',
		),
	),
	at(
		`${DETECTION}.on_no_speech_detected`,
		enumField(
			'on_no_speech_detected',
			'Detection: On No Speech',
			'What to do if the recording contains no speech. Default: fail the job.',
			[{ name: 'Use Fallback Language', value: 'fallback' }],
			'fallback',
		),
	),
	at(
		`${DETECTION}.language_detection_model`,
		textField(
			'language_detection_model',
			'Detection: Model',
			'Name of the AssemblyAI model that detects the language',
			'e.g. default',
		),
	),
	at(
		`${DETECTION}.swiss_german`,
		booleanField('swiss_german', 'Detection: Swiss German', 'Whether to detect Swiss German'),
	),
	at(
		`${DETECTION}.localization`,
		enumField(
			'localization',
			'Detection: English Spelling',
			'Spelling to use if English is detected',
			[
				{ name: 'Australian', value: 'en_au' },
				{ name: 'British', value: 'en_uk' },
			],
			'en_uk',
		),
	),
	at(
		'speech_models',
		multiEnumField(
			'speech_models',
			'Speech Models',
			'Models in order of preference. AssemblyAI uses the first one that supports the language, and fails if none does. Default: AssemblyAI STT 3.7 alone, or an earlier model for older accounts. To cover all languages, add Universal 2 last.',
			[
				{ name: 'AssemblyAI STT 3.7', value: 'assemblyai-stt-3-7' },
				{ name: 'Universal 2', value: 'universal-2' },
				{
					name: 'Universal 3 Pro',
					value: 'universal-3-pro',
					description: 'Deprecated by AssemblyAI',
				},
				{
					name: 'Universal 3.5 Pro',
					value: 'universal-3-5-pro',
					description: 'Deprecated by AssemblyAI',
				},
			],
		),
	),
	at(
		'domain',
		enumField(
			'domain',
			'Domain',
			'Subject area of the recording',
			[{ name: 'Medical', value: 'medical-v1' }],
			'medical-v1',
		),
	),
	at(
		'prompt',
		textField(
			'prompt',
			'Prompt',
			'What the recording is about, in up to 1,500 words of plain language. Not available in Universal 2.',
			'e.g. A phone call between a clinic and a patient',
			3,
		),
	),
	at(
		'temperature',
		numberField(
			'temperature',
			'Temperature',
			'Higher values make the output of the model more random. Not available in Universal 2.',
			SHARE,
			0,
		),
	),
	at(
		'remove_audio_tags',
		enumField(
			'remove_audio_tags',
			'Remove Audio Tags',
			'Which audio tags to remove from the text, e.g. [laughter]',
			[
				{ name: 'All', value: 'all' },
				{ name: 'Speaker', value: 'speaker' },
			],
			'all',
		),
	),
];
