import { enumField, multiEnumField, booleanField, textListField } from '../../shared/fields/define';
import { at, onlyWith, whenOn, type MappedField } from '../../shared/fields/mapped';
import { TRANSLATION_LANGUAGES } from './languages';

export const intelligenceFields: readonly MappedField[] = [
	at(
		'translation_config.target_languages',
		multiEnumField(
			'target_languages',
			'Translation: Languages',
			'Up to five. Recordings in English can be translated into any language, others into English only.',
			TRANSLATION_LANGUAGES,
		),
	),
	at(
		'summarization_config',
		booleanField('summarization', 'Summary', 'Whether to summarize the recording'),
		whenOn,
	),
	onlyWith(
		'summarization',
		at(
			'summarization_config.content_type',
			enumField(
				'content_type',
				'Summary: Content',
				'Type of conversation',
				[
					{ name: 'Automatic', value: 'auto' },
					{
						name: 'Conversational',
						value: 'conversational',
						description: 'Several people talk to each other',
					},
					{ name: 'Informative', value: 'informative', description: 'One person informs an audience' },
				],
				'auto',
			),
		),
	),
	onlyWith(
		'summarization',
		at(
			'summarization_config.summary_length',
			enumField(
				'summary_length',
				'Summary: Length',
				'Length of the summary',
				[
					{ name: 'Brief', value: 'brief' },
					{ name: 'Detailed', value: 'detailed' },
				],
				'brief',
			),
		),
	),
	onlyWith(
		'summarization',
		at(
			'summarization_config.summary_type',
			enumField(
				'summary_type',
				'Summary: Format',
				'Format of the summary',
				[
					{ name: 'Bullets', value: 'bullets' },
					{ name: 'Paragraphs', value: 'paragraphs' },
				],
				'bullets',
			),
		),
	),
	at(
		'sentiment_analysis_config',
		booleanField(
			'sentiment',
			'Sentiment',
			'Whether to classify what is said as positive, neutral or negative',
		),
		whenOn,
	),
	at('topic_detection_config', booleanField('topic_detection', 'Topics', 'Whether to detect topics'), whenOn),
	onlyWith(
		'topic_detection',
		at(
			'topic_detection_config.topics',
			textListField(
				'topics',
				'Topics: List',
				'Up to ten topics of your own instead of the ten built-in ones',
				'e.g. billing',
			),
		),
	),
	at(
		'auto_chapters_config',
		booleanField('auto_chapters', 'Chapters', 'Whether to divide the recording into chapters with summaries'),
		whenOn,
	),
	at(
		'audio_events_config',
		booleanField('audio_events', 'Audio Events', 'Whether to detect applause, laughter and music'),
		whenOn,
	),
	onlyWith(
		'audio_events',
		at(
			'audio_events_config.types',
			multiEnumField('audio_event_types', 'Audio Events: Types', 'Detect only these events', [
				{ name: 'Applause', value: 'applause' },
				{ name: 'Laughter', value: 'laughter' },
				{ name: 'Music', value: 'music' },
			]),
		),
	),
];
