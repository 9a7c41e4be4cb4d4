import { enumField, multiEnumField, booleanField, textListField } from '../../shared/fields/define';
import { at, mappedGroup, whenOn } from '../../shared/fields/mapped';
import { TRANSLATION_LANGUAGES } from './languages';

export const intelligenceGroup = mappedGroup('intelligence', 'Speech Intelligence', [
	at(
		'translation_config.target_languages',
		multiEnumField(
			'target_languages',
			'Translation: Languages',
			'Up to five; from English into any, from any other into English',
			TRANSLATION_LANGUAGES,
		),
	),
	at(
		'summarization_config',
		booleanField('summarization', 'Summary', 'Whether to summarise the recording'),
		whenOn,
	),
	at(
		'summarization_config.content_type',
		enumField(
			'content_type',
			'Summary: Content',
			'What kind of talk it is',
			[
				{ name: 'Automatic', value: 'auto' },
				{ name: 'Conversational', value: 'conversational', description: 'Several people talk' },
				{ name: 'Informative', value: 'informative', description: 'One person informs others' },
			],
			'auto',
		),
	),
	at(
		'summarization_config.summary_length',
		enumField(
			'summary_length',
			'Summary: Length',
			'How long the summary is',
			[
				{ name: 'Brief', value: 'brief' },
				{ name: 'Detailed', value: 'detailed' },
			],
			'brief',
		),
	),
	at(
		'summarization_config.summary_type',
		enumField(
			'summary_type',
			'Summary: Form',
			'How the summary is written',
			[
				{ name: 'Bullets', value: 'bullets' },
				{ name: 'Paragraphs', value: 'paragraphs' },
			],
			'bullets',
		),
	),
	at(
		'sentiment_analysis_config',
		booleanField('sentiment', 'Sentiment', 'Whether to judge what is said as positive, neutral or negative'),
		whenOn,
	),
	at('topic_detection_config', booleanField('topic_detection', 'Topics', 'Whether to find topics'), whenOn),
	at(
		'topic_detection_config.topics',
		textListField(
			'topics',
			'Topics: List',
			'Up to ten topics of your own in place of the ten built-in ones',
			'e.g. billing',
		),
	),
	at(
		'auto_chapters_config',
		booleanField('auto_chapters', 'Chapters', 'Whether to divide the recording into chapters with summaries'),
		whenOn,
	),
	at(
		'audio_events_config',
		booleanField('audio_events', 'Audio Events', 'Whether to find applause, laughter and music'),
		whenOn,
	),
	at(
		'audio_events_config.types',
		multiEnumField('audio_event_types', 'Audio Events: Kinds', 'Only these kinds are looked for', [
			{ name: 'Applause', value: 'applause' },
			{ name: 'Laughter', value: 'laughter' },
			{ name: 'Music', value: 'music' },
		]),
	),
]);
