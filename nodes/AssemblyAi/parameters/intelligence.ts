import {
	enumField,
	multiEnumField,
	booleanField,
	booleanFieldOff,
	numberField,
	textField,
} from '../../shared/fields/define';
import { at, onlyWith, whenOn, type MappedField } from '../../shared/fields/mapped';
import { LANGUAGES } from './languages';

/** The tasks of a language model, in the body of a job. */
export const TASKS = 'speech_understanding.request';

const EFFORTS = [
	{ name: 'Low', value: 'low' },
	{ name: 'Medium', value: 'medium' },
];

export const intelligenceFields: readonly MappedField[] = [
	at(
		'auto_highlights',
		booleanField('auto_highlights', 'Key Phrases', 'Whether to find the most important phrases'),
	),
	at(
		'auto_chapters',
		booleanField(
			'auto_chapters',
			'Chapters',
			'Whether to divide the recording into chapters with summaries. Deprecated by AssemblyAI, which recommends "Speech Understanding: Summary".',
		),
	),
	at(
		'summarization',
		booleanField(
			'summarization',
			'Summary',
			'Whether to summarize the recording. Deprecated by AssemblyAI, which recommends "Speech Understanding: Summary".',
		),
	),
	at(
		'summary_model',
		enumField(
			'summary_model',
			'Summary: Model',
			'Style of the summary. Requires "Summary: Type".',
			[
				{ name: 'Catchy', value: 'catchy', description: 'For titles of media; headline or gist only' },
				{
					name: 'Conversational',
					value: 'conversational',
					description: 'Requires speaker labels or channels',
				},
				{ name: 'Informative', value: 'informative' },
			],
			'informative',
		),
	),
	at(
		'summary_type',
		enumField(
			'summary_type',
			'Summary: Type',
			'Format of the summary. Requires "Summary: Model".',
			[
				{ name: 'Bullets', value: 'bullets' },
				{ name: 'Detailed Bullets', value: 'bullets_verbose' },
				{ name: 'Gist', value: 'gist' },
				{ name: 'Headline', value: 'headline' },
				{ name: 'Paragraph', value: 'paragraph' },
			],
			'bullets',
		),
	),
	at(
		'sentiment_analysis',
		booleanField(
			'sentiment_analysis',
			'Sentiment',
			'Whether to classify each sentence as positive, neutral or negative',
		),
	),
	at(
		'entity_detection',
		booleanField('entity_detection', 'Entities', 'Whether to find entities such as names, dates and places'),
	),
	at(
		'iab_categories',
		booleanField('iab_categories', 'Topics', 'Whether to find topics from the IAB taxonomy'),
	),
	at('content_safety', booleanField('content_safety', 'Content Safety', 'Whether to find sensitive content')),
	at(
		'content_safety_confidence',
		numberField(
			'content_safety_confidence',
			'Content Safety: Confidence',
			'Minimum confidence of a finding in percent',
			{ minValue: 25, maxValue: 100 },
			50,
		),
	),
	at(
		`${TASKS}.translation.target_languages`,
		multiEnumField(
			'target_languages',
			'Translation: Languages',
			'Languages to translate the transcript into',
			LANGUAGES,
		),
	),
	at(
		`${TASKS}.translation.formal`,
		booleanFieldOff('formal', 'Translation: Formal', 'Whether to use the formal form of address'),
	),
	at(
		`${TASKS}.translation.match_original_utterance`,
		booleanField(
			'match_original_utterance',
			'Translation: By Utterance',
			'Whether to also translate each utterance separately',
		),
	),
	at(
		`${TASKS}.translation.force_translation`,
		booleanField(
			'force_translation',
			'Translation: Force',
			'Whether to translate parts that already appear to be in the target language',
		),
	),
	at(
		`${TASKS}.custom_formatting.date`,
		textField('format_date', 'Formatting: Date', 'Pattern for dates', 'e.g. mm/dd/yyyy'),
	),
	at(
		`${TASKS}.custom_formatting.phone_number`,
		textField(
			'format_phone_number',
			'Formatting: Phone Number',
			'Pattern for phone numbers',
			'e.g. (xxx)xxx-xxxx',
		),
	),
	at(
		`${TASKS}.custom_formatting.email`,
		textField('format_email', 'Formatting: Email', 'Pattern for email addresses', 'e.g. username@domain.com'),
	),
	at(
		`${TASKS}.custom_formatting.format_utterances`,
		booleanField('format_utterances', 'Formatting: Utterances', 'Whether to also format the utterances'),
	),
	at(
		`${TASKS}.summarization.summary_type`,
		enumField(
			'understanding_summary_type',
			'Speech Understanding: Summary',
			'Summary with timestamps, written by a language model',
			[
				{ name: 'Bullets', value: 'bullets' },
				{ name: 'Paragraph', value: 'paragraph' },
			],
			'bullets',
		),
	),
	at(
		`${TASKS}.summarization.effort`,
		enumField(
			'understanding_summary_effort',
			'Speech Understanding: Summary Effort',
			'How much effort the language model spends',
			EFFORTS,
			'low',
		),
	),
	at(
		`${TASKS}.action_items`,
		booleanField(
			'action_items',
			'Speech Understanding: Action Items',
			'Whether to list the tasks that were agreed on',
		),
		whenOn,
	),
	onlyWith(
		'action_items',
		at(
			`${TASKS}.action_items.include_decisions`,
			booleanField(
				'include_decisions',
				'Speech Understanding: Include Decisions',
				'Whether to include decisions in the action items',
			),
		),
	),
	onlyWith(
		'action_items',
		at(
			`${TASKS}.action_items.effort`,
			enumField(
				'action_items_effort',
				'Speech Understanding: Action Items Effort',
				'How much effort the language model spends',
				EFFORTS,
				'low',
			),
		),
	),
];
