import type { INodeProperties } from 'n8n-workflow';

import {
	enumField,
	booleanField,
	booleanFieldOff,
	groupField,
	numberField,
	textListField,
} from '../../shared/fields/define';

const customSpelling: INodeProperties = {
	displayName: 'Custom Spelling',
	name: 'custom_spelling',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add spelling',
	default: {},
	description: 'Words that are always written your way',
	options: [
		{
			displayName: 'Spelling',
			name: 'rows',
			values: [
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '',
					placeholder: 'e.g. sequel, sequell',
					description:
						'As it is heard: one or more, separated by commas; capital or small letters are the same',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '',
					placeholder: 'e.g. SQL',
					description: 'As it is to be written, one word',
				},
			],
		},
	],
};

export const vocabularyGroup = groupField('vocabulary', 'Vocabulary and Formatting', [
	booleanFieldOff('punctuate', 'Punctuate', 'Whether to set punctuation'),
	booleanFieldOff(
		'format_text',
		'Format Text',
		'Whether to write numbers, dates and capital letters as in print',
	),
	booleanField('disfluencies', 'Keep Filler Words', 'Whether to keep um, uh and the like'),
	booleanField('filter_profanity', 'Filter Profanity', 'Whether to replace profanity by asterisks'),
	textListField(
		'keyterms_prompt',
		'Key Terms',
		'Names and terms to expect: up to 1,000, of up to 6 words each',
		'e.g. Harbour Clinic',
	),
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
	customSpelling,
	numberField(
		'audio_start_from',
		'Start At (Milliseconds)',
		'Where in the recording to begin',
		{ minValue: 0 },
		0,
	),
	numberField(
		'audio_end_at',
		'End At (Milliseconds)',
		'Where in the recording to stop',
		{ minValue: 1 },
		60000,
	),
	numberField(
		'speech_threshold',
		'Speech Threshold',
		'If less than this share of the recording is speech, the job fails',
		{ minValue: 0, maxValue: 1, numberPrecision: 2 },
		0.1,
	),
]);
