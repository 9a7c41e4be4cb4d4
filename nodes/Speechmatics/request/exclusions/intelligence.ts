import { isSetAt, listAt, rule, type Rule } from '../../../shared/fields/exclusions';
import { atMost } from './members';

/** Sources: docs pages "Translation" and "Topic detection". */
export const intelligenceRules: readonly Rule[] = [
	atMost('translation_config.target_languages', 5, 'languages'),
	rule(
		'translation_config.target_languages',
		(config) =>
			isSetAt(config, 'translation_config') &&
			listAt(config, 'translation_config.target_languages').length === 0,
		'is required for a translation',
		'Choose at least one language.',
	),
	atMost('topic_detection_config.topics', 10, 'topics'),
];
