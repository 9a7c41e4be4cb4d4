import { trimmedText } from '../../shared/core/trimmedText';
import {
	enumField,
	booleanField,
	booleanFieldOff,
	numberField,
	textListField,
} from '../../shared/fields/define';
import { toList } from '../../shared/fields/group';
import { at, type MappedField } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

export const vocabularyFields: readonly MappedField[] = [
	at('punctuate', booleanFieldOff('punctuate', 'Punctuate', 'Whether to add punctuation')),
	at(
		'format_text',
		booleanFieldOff(
			'format_text',
			'Format Text',
			'Whether to format the text, e.g. to use capital letters and to write numbers as digits',
		),
	),
	at(
		'disfluencies',
		booleanField('disfluencies', 'Keep Filler Words', 'Whether to keep filler words such as "um" and "uh"'),
	),
	at(
		'filter_profanity',
		booleanField('filter_profanity', 'Filter Profanity', 'Whether to replace profanity with asterisks'),
	),
	at(
		'keyterms_prompt',
		textListField(
			'keyterms_prompt',
			'Key Terms',
			'Names and terms to expect: up to 1,000 with up to six words each',
			'e.g. Harbour Clinic',
		),
	),
	at(
		'keyterms_prompt_options.keyterms_match_strength',
		enumField(
			'keyterms_match_strength',
			'Key Terms: Match Strength',
			'How strongly to prefer the key terms',
			[
				{ name: 'High', value: 'high' },
				{ name: 'Standard', value: 'standard' },
			],
			'standard',
		),
	),
	at(
		'custom_spelling',
		rowsField(
			'custom_spelling',
			'Custom Spelling',
			'Words that are always spelled the way you specify',
			'Spelling',
			[
				cell(
					'from',
					'From',
					'e.g. sequel, sequell',
					'One or more spellings to replace, separated by commas. Not case-sensitive.',
				),
				cell('to', 'To', 'e.g. SQL', 'The spelling to use, a single word'),
			],
		),
		(value) => rowsOf(value).map(({ from, to }) => ({ from: toList(from), to: trimmedText(to) })),
	),
	at(
		'audio_start_from',
		numberField(
			'audio_start_from',
			'Start At (Milliseconds)',
			'Position in the recording where the transcript starts',
			{ minValue: 0 },
			0,
		),
	),
	at(
		'audio_end_at',
		numberField(
			'audio_end_at',
			'End At (Milliseconds)',
			'Position in the recording where the transcript ends',
			{ minValue: 1 },
			60000,
		),
	),
	at(
		'speech_threshold',
		numberField(
			'speech_threshold',
			'Speech Threshold',
			'Minimum share of speech in the recording. Below it, the job fails.',
			{ minValue: 0, maxValue: 1, numberPrecision: 2 },
			0.1,
		),
	),
];
