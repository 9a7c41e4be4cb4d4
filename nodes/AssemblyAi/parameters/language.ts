import { enumField, multiEnumField, booleanField, numberField, textField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';
import { LANGUAGES } from './languages';

const SHARE = { minValue: 0, maxValue: 1, numberPrecision: 2 };

const DETECTION = 'language_detection_options';

export const languageGroup = mappedGroup(
	'language',
	'Language and Model',
	[
		at(
			'language_codes',
			multiEnumField(
				'language_codes',
				'Languages (Code Switching)',
				'Two languages that are spoken in turn; one of them must be English',
				LANGUAGES,
			),
		),
		at(
			'language_detection',
			booleanField(
				'language_detection',
				'Detect Language',
				'Whether to detect the language; needs at least 15 seconds of speech',
			),
		),
		at(
			'language_confidence_threshold',
			numberField(
				'language_confidence_threshold',
				'Detection: Confidence Threshold',
				'If the detection is less certain than this, the job fails',
				SHARE,
				0.5,
			),
		),
		at(
			`${DETECTION}.expected_languages`,
			multiEnumField(
				'expected_languages',
				'Detection: Expected Languages',
				'Only these are considered when the language is detected',
				LANGUAGES,
			),
		),
		at(
			`${DETECTION}.fallback_language`,
			enumField(
				'fallback_language',
				'Detection: Fallback Language',
				'Used when none of the expected languages is found',
				[{ name: 'Automatic', value: 'auto' }, ...LANGUAGES],
				'auto',
			),
		),
		at(
			`${DETECTION}.code_switching`,
			booleanField(
				'code_switching',
				'Detection: Code Switching',
				'Whether the speakers may change between languages',
			),
		),
		at(
			`${DETECTION}.code_switching_confidence_threshold`,
			numberField(
				'code_switching_confidence_threshold',
				'Detection: Code Switching Threshold',
				'How certain a second language must be to be transcribed as such',
				SHARE,
				0.3,
			),
		),
		at(
			`${DETECTION}.on_low_language_confidence`,
			enumField(
				'on_low_language_confidence',
				'Detection: On Low Confidence',
				'What happens below the confidence threshold',
				[
					{ name: 'Job Fails', value: 'error' },
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
				'What happens when nothing is spoken',
				[{ name: 'Use Fallback Language', value: 'fallback' }],
				'fallback',
			),
		),
		at(
			`${DETECTION}.language_detection_model`,
			textField(
				'language_detection_model',
				'Detection: Model',
				'Model that detects the language, as AssemblyAI names it',
				'e.g. default',
			),
		),
		at(
			`${DETECTION}.swiss_german`,
			booleanField('swiss_german', 'Detection: Swiss German', 'Whether Swiss German may be detected'),
		),
		at(
			`${DETECTION}.localization`,
			enumField(
				'localization',
				'Detection: English Spelling',
				'Spelling used when English is detected',
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
				'Models in order of preference; AssemblyAI takes the first that knows the language',
				[
					{ name: 'AssemblyAI STT 3.7', value: 'assemblyai-stt-3-7' },
					{ name: 'Universal 2', value: 'universal-2' },
					{ name: 'Universal 3 Pro', value: 'universal-3-pro' },
					{ name: 'Universal 3.5 Pro', value: 'universal-3-5-pro' },
				],
			),
		),
		at(
			'domain',
			enumField(
				'domain',
				'Domain',
				'Field that the recording is about',
				[{ name: 'Medical', value: 'medical-v1' }],
				'medical-v1',
			),
		),
		at(
			'prompt',
			textField(
				'prompt',
				'Prompt',
				'What the recording is about, in plain words (at most 1,500). Universal 3 models only.',
				'e.g. A phone call between a clinic and a patient',
				3,
			),
		),
		at(
			'temperature',
			numberField(
				'temperature',
				'Temperature',
				'How freely the model guesses. Universal 3 Pro only.',
				SHARE,
				0,
			),
		),
		at(
			'remove_audio_tags',
			enumField(
				'remove_audio_tags',
				'Remove Audio Tags',
				'Which tags such as [laughter] are left out of the text',
				[
					{ name: 'All', value: 'all' },
					{ name: 'Speaker', value: 'speaker' },
				],
				'all',
			),
		),
	],
	{
		field: at(
			'language_code',
			enumField(
				'language_code',
				'Language',
				'Language of the recording; US English where it is left out',
				LANGUAGES,
				'en_us',
			),
		),
		placeholder: 'Add language (else US English) or model',
		description: 'Without a language the recording is taken for US English',
	},
);
