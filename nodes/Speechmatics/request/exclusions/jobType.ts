import { isSetAt, rule, type Rule } from '../../../shared/fields/exclusions';
import { CONFIG, IDENTIFICATION, textAt } from './members';

/** Members that only a transcription has. */
const TRANSCRIPTION_ONLY = [
	CONFIG,
	'translation_config',
	'summarization_config',
	'sentiment_analysis_config',
	'topic_detection_config',
	'auto_chapters_config',
	'audio_events_config',
	IDENTIFICATION,
	'output_config',
];

/** Source: the API reference, "JobConfig". */
export const jobTypeRules: readonly Rule[] = [
	...TRANSCRIPTION_ONLY.map((path) =>
		rule(
			path,
			(config) => config.type === 'alignment' && isSetAt(config, path),
			'cannot be used in an alignment',
			'Remove it, or use the operation "Create".',
		),
	),
	...['alignment_config', 'fetch_text'].map((path) =>
		rule(
			path,
			(config) => config.type === 'transcription' && isSetAt(config, path),
			'cannot be used in a transcription',
			'Remove it, or use the operation "Create Alignment".',
		),
	),
	rule(
		'alignment_config.language',
		(config) => ['auto', 'multi'].includes(textAt(config, 'alignment_config.language')),
		'must be a single language',
		'Choose the language of the text.',
	),
];
