import { isSetAt, rule, type Rule } from '../../../shared/fields/exclusions';
import { CONFIG, IDENTIFICATION, isMelia, isOn, languageOf, textAt } from './members';

/** Sources: docs pages "Language identification", "Formatting" and "Models". */
export const languageRules: readonly Rule[] = [
	rule(
		`${CONFIG}.language`,
		(config) => languageOf(config) === 'multi' && !isMelia(config),
		'can be "Multilingual" only with the model Melia 1',
		'Set "Model" under "Additional Fields" to "Melia 1", or choose one language.',
	),
	...[`${CONFIG}.language_hints`, `${CONFIG}.language_hints_strict`].map((path) =>
		rule(
			path,
			(config) => isSetAt(config, path) && !isMelia(config),
			'works only with "Model" set to "Melia 1"',
			'Remove it, or set "Model" to "Melia 1" and "Language" to "Multilingual".',
		),
	),
	rule(
		`${CONFIG}.language_hints_strict`,
		(config) => isOn(config, `${CONFIG}.language_hints_strict`) && !isOn(config, `${CONFIG}.language_hints`),
		'works only with "Multilingual: Language Hints"',
		'Add the languages to expect, or remove this field.',
	),
	rule(
		`${CONFIG}.output_locale`,
		(config) => isSetAt(config, `${CONFIG}.output_locale`) && languageOf(config) === 'auto',
		'cannot be combined with "Language" set to "Detect Automatically"',
		'Choose the language, or remove this field.',
	),
	rule(
		`${CONFIG}.output_locale`,
		(config) => {
			const locale = textAt(config, `${CONFIG}.output_locale`);
			const base = locale.split('-')[0] ?? '';
			return (
				locale !== '' &&
				!['auto', 'multi'].includes(languageOf(config)) &&
				!languageOf(config).split('_').includes(base)
			);
		},
		'is not a locale of the language in "Language"',
		'Choose a locale of that language, or remove this field.',
	),
	rule(
		`${CONFIG}.domain`,
		(config) => textAt(config, `${CONFIG}.domain`) === 'bilingual-en' && languageOf(config) !== 'es',
		'can be "bilingual-en" only with "Language" set to "Spanish"',
		'Choose Spanish, or one of the bilingual languages.',
	),
	...['expected_languages', 'low_confidence_action', 'default_language'].map((key) =>
		rule(
			`${IDENTIFICATION}.${key}`,
			(config) => isSetAt(config, `${IDENTIFICATION}.${key}`) && languageOf(config) !== 'auto',
			'works only with "Language" set to "Detect Automatically"',
			'Set "Language" to "Detect Automatically", or remove this field.',
		),
	),
	rule(
		`${IDENTIFICATION}.default_language`,
		(config) =>
			textAt(config, `${IDENTIFICATION}.low_confidence_action`) === 'use_default_language' &&
			!isSetAt(config, `${IDENTIFICATION}.default_language`),
		'is required by "Detection: On Low Confidence"',
		'Choose the language to use if the detection is uncertain.',
	),
	rule(
		`${IDENTIFICATION}.default_language`,
		(config) =>
			isSetAt(config, `${IDENTIFICATION}.default_language`) &&
			textAt(config, `${IDENTIFICATION}.low_confidence_action`) !== 'use_default_language',
		'works only with "Detection: On Low Confidence" set to "Use Default Language"',
		'Set "Detection: On Low Confidence" to "Use Default Language", or remove this field.',
	),
];
