import { trimmedText } from '../../shared/core/trimmedText';
import {
	enumField,
	booleanField,
	booleanFieldOff,
	numberField,
	textListField,
} from '../../shared/fields/define';
import { toList } from '../../shared/fields/group';
import { at, mappedGroup } from '../../shared/fields/mapped';
import { cell, rowsField, rowsOf } from '../../shared/fields/rows';

export const vocabularyGroup = mappedGroup('vocabulary', 'Vocabulary and Formatting', [
	at('punctuate', booleanFieldOff('punctuate', 'Punctuate', 'Whether to set punctuation')),
	at(
		'format_text',
		booleanFieldOff(
			'format_text',
			'Format Text',
			'Whether to write numbers, dates and capital letters as in print',
		),
	),
	at(
		'disfluencies',
		booleanField('disfluencies', 'Keep Filler Words', 'Whether to keep um, uh and the like'),
	),
	at(
		'filter_profanity',
		booleanField('filter_profanity', 'Filter Profanity', 'Whether to replace profanity by asterisks'),
	),
	at(
		'keyterms_prompt',
		textListField(
			'keyterms_prompt',
			'Key Terms',
			'Names and terms to expect: up to 1,000, of up to 6 words each',
			'e.g. Harbour Clinic',
		),
	),
	at(
		'keyterms_prompt_options.keyterms_match_strength',
		enumField(
			'keyterms_match_strength',
			'Key Terms: Match Strength',
			'How strongly the key terms are preferred',
			[
				{ name: 'High', value: 'high' },
				{ name: 'Standard', value: 'standard' },
			],
			'standard',
		),
	),
	at(
		'custom_spelling',
		rowsField('custom_spelling', 'Custom Spelling', 'Words that are always written your way', 'Spelling', [
			cell(
				'from',
				'From',
				'e.g. sequel, sequell',
				'As it is heard: one or more, separated by commas; capital or small letters are the same',
			),
			cell('to', 'To', 'e.g. SQL', 'As it is to be written, one word'),
		]),
		(value) =>
			rowsOf(value).map(({ from, to }) => ({ from: toList(trimmedText(from)), to: trimmedText(to) })),
	),
	at(
		'audio_start_from',
		numberField(
			'audio_start_from',
			'Start At (Milliseconds)',
			'Where in the recording to begin',
			{ minValue: 0 },
			0,
		),
	),
	at(
		'audio_end_at',
		numberField(
			'audio_end_at',
			'End At (Milliseconds)',
			'Where in the recording to stop',
			{ minValue: 1 },
			60000,
		),
	),
	at(
		'speech_threshold',
		numberField(
			'speech_threshold',
			'Speech Threshold',
			'If less than this share of the recording is speech, the job fails',
			{ minValue: 0, maxValue: 1, numberPrecision: 2 },
			0.1,
		),
	),
]);
