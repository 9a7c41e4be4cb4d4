import type { INodeProperties } from 'n8n-workflow';

import { enumField, booleanField, groupField, numberField, textField } from '../../shared/fields/define';

/** The model that is sent where none is chosen. */
export const DEFAULT_MODEL = 'stt-general';

/** Under which key the model is sent: the documents have both. */
export const MODEL_KEY = 'model_key';

const modelField: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: DEFAULT_MODEL, cachedResultName: 'ASR General · Bahasa Indonesia' },
	description: 'Decides which language is understood; ASR General for Indonesian where it is left out',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a model…',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. stt-general',
		},
	],
};

/** Members of `config`, section «Submit» of the vendor's REST page. */
export const recognitionGroup = groupField(
	'recognition',
	'Model and Recognition',
	[
		numberField(
			'speaker_count',
			'Speakers',
			'How many people speak; with more than one the transcript says who',
			{ minValue: 1, maxValue: 100 },
			2,
		),
		booleanField('include_filler', 'Include Fillers', 'Whether words such as «um» are kept'),
		booleanField(
			'include_partial_results',
			'Include Partial Results',
			'Whether interim results are given too; they have no times and stay out of words and segments',
		),
		booleanField('auto_punctuation', 'Punctuation', 'Whether to set punctuation marks'),
		booleanField('enable_spoken_numerals', 'Spoken Numerals', 'Whether to write numbers as they are spoken'),
		booleanField('enable_speech_insights', 'Speech Insights', 'Whether to analyse what is said'),
		booleanField('enable_voice_insights', 'Voice Insights', 'Whether to analyse how it is said'),
		enumField(
			MODEL_KEY,
			'Send Model As',
			'Prosa.ai’s documents call it by two names; change this only if a model is refused as missing',
			[
				{ name: 'Engine', value: 'engine' },
				{ name: 'Model', value: 'model' },
			],
			'engine',
		),
	],
	{
		field: modelField,
		placeholder: 'Add model or parameter',
		description: 'Without a model the recording is taken for Indonesian',
	},
);

/** Members of `request` that describe the recording; all but the label Prosa.ai finds out by itself. */
export const recordingGroup = groupField('recordingDetails', 'Recording Details', [
	textField(
		'label',
		'Label',
		'Name of the job in lists; the name of the file where it is left out',
		'e.g. Weekly meeting',
	),
	numberField('duration', 'Duration', 'Length in seconds', { minValue: 0, numberPrecision: 3 }, 60),
	textField('mime_type', 'MIME Type', 'Type of the recording', 'e.g. audio/wav'),
	numberField('sample_rate', 'Sample Rate', 'In Hz', { minValue: 1 }, 16_000),
	numberField('channels', 'Channels', 'How many channels the recording has', { minValue: 1 }, 1),
]);

/** What has no field, an option. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"config": {"name": "value"}}',
	description:
		'Parameters that Prosa.ai has added since: the members of «config» and «request» are added to the ones above, and win over them',
};

export const submissionFields: INodeProperties[] = [recognitionGroup, recordingGroup];
