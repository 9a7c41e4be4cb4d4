import type { INodeProperties } from 'n8n-workflow';

import { enumField, multiEnumField, booleanField, textField } from '../../shared/fields/define';
import { at, mappedGroup } from '../../shared/fields/mapped';
import { IDENTIFIED_LANGUAGES, LANGUAGES, PACKS } from './languages';

/** Sent where none is chosen: both kinds of job must have one. */
export const DEFAULT_LANGUAGE = 'en';

/** Language of an alignment, an option. */
export const languageOption: INodeProperties = enumField(
	'language',
	'Language',
	'Language of recording and text; English where it is left out. Any other code can be given by an expression.',
	PACKS,
	DEFAULT_LANGUAGE,
);

const CONFIG = 'transcription_config';
const IDENTIFICATION = 'language_identification_config';

export const languageGroup = mappedGroup(
	'languageOptions',
	'Language and Model',
	[
		at(
			`${CONFIG}.operating_point`,
			enumField(
				'operating_point',
				'Operating Point',
				'Speed against accuracy; the older name of Model, which every server knows',
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
				'The newer name of Operating Point, for newer servers',
				[
					{ name: 'Enhanced', value: 'enhanced' },
					{
						name: 'Melia 1',
						value: 'melia-1',
						description: 'Several languages at once; language Multilingual',
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
				'Field that the recording is about: finance, medical, or bilingual-en for Spanish with English',
				'e.g. medical',
			),
		),
		at(
			`${CONFIG}.output_locale`,
			enumField(
				'output_locale',
				'Output Locale',
				'Spelling of English, or script of Mandarin',
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
				'Languages to expect; Melia 1 only',
				IDENTIFIED_LANGUAGES,
			),
		),
		at(
			`${CONFIG}.language_hints_strict`,
			booleanField(
				'language_hints_strict',
				'Multilingual: Only Hinted Languages',
				'Whether to consider the hinted languages only; Melia 1 only',
			),
		),
		at(
			`${IDENTIFICATION}.expected_languages`,
			multiEnumField(
				'expected_languages',
				'Detection: Expected Languages',
				'Only these are considered; Welsh is found only when it is among them',
				IDENTIFIED_LANGUAGES,
			),
		),
		at(
			`${IDENTIFICATION}.low_confidence_action`,
			enumField(
				'low_confidence_action',
				'Detection: On Low Confidence',
				'What happens when no language is certain enough',
				[
					{ name: 'Reject the Job', value: 'reject' },
					{ name: 'Use Default Language', value: 'use_default_language' },
					{ name: 'Use the Likeliest', value: 'allow' },
				],
				'reject',
			),
		),
		at(
			`${IDENTIFICATION}.default_language`,
			enumField(
				'default_language',
				'Detection: Default Language',
				'Used when no language is certain enough and On Low Confidence says so',
				IDENTIFIED_LANGUAGES,
				'en',
			),
		),
	],
	{
		field: at(
			`${CONFIG}.language`,
			enumField(
				'language',
				'Language',
				'Language of the recording; English where it is left out. Any other code can be given by an expression.',
				LANGUAGES,
				DEFAULT_LANGUAGE,
			),
		),
		placeholder: 'Add language (else English) or model',
		description: 'Without a language the recording is taken for English',
	},
);
