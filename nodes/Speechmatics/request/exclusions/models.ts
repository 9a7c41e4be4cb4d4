import { isSetAt, rule, type Rule } from '../../../shared/fields/exclusions';
import { CONFIG, FILTERING, isMelia, isOn, languageOf, SPEAKERS, usesModel } from './members';

/** Features that Melia 1 does not have (API reference, "TranscriptionConfig"; docs page "Models"). */
const NOT_WITH_MELIA = [
	`${CONFIG}.additional_vocab`,
	`${CONFIG}.enable_entities`,
	`${FILTERING}.remove_disfluencies`,
	`${FILTERING}.replacements`,
	`${CONFIG}.audio_filtering_config.volume_threshold`,
	'translation_config.target_languages',
	'summarization_config',
	'sentiment_analysis_config',
	'topic_detection_config',
	'auto_chapters_config',
	'audio_events_config',
];

/** Speaker identification, which Melia 1 and Oak 1 do not have (docs page "Speaker identification"). */
const SPEAKER_IDENTIFICATION = [`${SPEAKERS}.speakers`, `${SPEAKERS}.get_speakers`];

/** Features that a model does not have. */
export const modelRules: readonly Rule[] = [
	rule(
		`${CONFIG}.model`,
		(config) => isSetAt(config, `${CONFIG}.model`) && isSetAt(config, `${CONFIG}.operating_point`),
		'cannot be combined with "Operating Point", the older name of the same setting',
		'Remove one of the two.',
	),
	rule(
		`${CONFIG}.language`,
		(config) => isMelia(config) && languageOf(config) !== 'multi',
		'must be "Multilingual" for the model Melia 1',
		'Choose "Multilingual", or another model.',
	),
	...NOT_WITH_MELIA.map((path) =>
		rule(
			path,
			(config) => isMelia(config) && isSetAt(config, path),
			'cannot be used with "Model" set to "Melia 1"',
			'Remove it, or choose another model.',
		),
	),
	...SPEAKER_IDENTIFICATION.map((path) =>
		rule(
			path,
			(config) => usesModel(config, 'melia-1', 'oak-1') && isOn(config, path),
			'cannot be used with "Model" set to "Melia 1" or "Oak 1"',
			'Remove it, or choose another model.',
		),
	),
];
