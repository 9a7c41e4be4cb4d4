import {
	enumField,
	multiEnumField,
	booleanField,
	booleanFieldOff,
	groupField,
	numberField,
	textField,
} from '../../shared/fields/define';
import { LANGUAGES } from './languages';

const EFFORTS = [
	{ name: 'Low', value: 'low' },
	{ name: 'Medium', value: 'medium' },
];

export const intelligenceGroup = groupField('intelligence', 'Speech Intelligence', [
	booleanField('auto_highlights', 'Key Phrases', 'Whether to find the most important phrases'),
	booleanField('auto_chapters', 'Chapters', 'Whether to divide the recording into chapters with summaries'),
	booleanField('summarization', 'Summary', 'Whether to summarise the recording'),
	enumField(
		'summary_model',
		'Summary: Model',
		'Style of the summary; set the type too',
		[
			{ name: 'Catchy', value: 'catchy', description: 'For media titles: headline or gist only' },
			{ name: 'Conversational', value: 'conversational', description: 'Needs speaker labels or channels' },
			{ name: 'Informative', value: 'informative' },
		],
		'informative',
	),
	enumField(
		'summary_type',
		'Summary: Type',
		'Form of the summary; set the model too',
		[
			{ name: 'Bullets', value: 'bullets' },
			{ name: 'Detailed Bullets', value: 'bullets_verbose' },
			{ name: 'Gist', value: 'gist' },
			{ name: 'Headline', value: 'headline' },
			{ name: 'Paragraph', value: 'paragraph' },
		],
		'bullets',
	),
	booleanField(
		'sentiment_analysis',
		'Sentiment',
		'Whether to judge each sentence as positive, neutral or negative',
	),
	booleanField('entity_detection', 'Entities', 'Whether to find names, dates, places and the like'),
	booleanField('iab_categories', 'Topics', 'Whether to find topics of the IAB taxonomy'),
	booleanField('content_safety', 'Content Safety', 'Whether to find sensitive content'),
	numberField(
		'content_safety_confidence',
		'Content Safety: Confidence',
		'How certain a finding must be, in percent',
		{ minValue: 25, maxValue: 100 },
		50,
	),
	multiEnumField(
		'target_languages',
		'Translation: Languages',
		'Languages to translate the transcript into',
		LANGUAGES,
	),
	booleanFieldOff('formal', 'Translation: Formal', 'Whether to use the formal form of address'),
	booleanField(
		'match_original_utterance',
		'Translation: By Utterance',
		'Whether each utterance gets its own translation',
	),
	booleanField(
		'force_translation',
		'Translation: Force',
		'Whether to translate even what seems to be in the language already',
	),
	textField('format_date', 'Formatting: Date', 'Pattern for dates', 'e.g. mm/dd/yyyy'),
	textField(
		'format_phone_number',
		'Formatting: Phone Number',
		'Pattern for phone numbers',
		'e.g. (xxx)xxx-xxxx',
	),
	textField('format_email', 'Formatting: Email', 'Pattern for email addresses', 'e.g. username@domain.com'),
	booleanField('format_utterances', 'Formatting: Utterances', 'Whether utterances are formatted too'),
	enumField(
		'understanding_summary_type',
		'Speech Understanding: Summary',
		'Summary with times, made by a language model',
		[
			{ name: 'Bullets', value: 'bullets' },
			{ name: 'Paragraph', value: 'paragraph' },
		],
		'bullets',
	),
	enumField(
		'understanding_summary_effort',
		'Speech Understanding: Summary Effort',
		'How hard the language model thinks',
		EFFORTS,
		'low',
	),
	booleanField(
		'action_items',
		'Speech Understanding: Action Items',
		'Whether to list what was agreed to be done',
	),
	booleanField(
		'include_decisions',
		'Speech Understanding: Decisions',
		'Whether action items include decisions',
	),
	enumField(
		'action_items_effort',
		'Speech Understanding: Action Items Effort',
		'How hard the language model thinks',
		EFFORTS,
		'low',
	),
]);
