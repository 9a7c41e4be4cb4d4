import type { INodeProperties } from 'n8n-workflow';

import { enumField, booleanField, numberField, textField } from '../../shared/fields/define';
import {
	additionalFields,
	at,
	propertiesOf,
	type MappedField,
	type MappedGroup,
} from '../../shared/fields/mapped';

/** The model that is requested if none is chosen. */
export const DEFAULT_MODEL = 'stt-general';

/** The two members that may name the model; Prosa.ai's documents disagree. */
const MODEL_PATHS = { engine: 'config.engine', model: 'config.model' } as const;

const modelField: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	default: { mode: 'list', value: DEFAULT_MODEL, cachedResultName: 'ASR General · Bahasa Indonesia' },
	description: 'The model determines the language',
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

/** What most recordings need, always visible. */
const mainFields: readonly MappedField[] = [
	at(MODEL_PATHS.engine, modelField, (model, { model_key: key }) => (key === 'model' ? undefined : model)),
	at(
		'config.speaker_count',
		numberField(
			'speakers',
			'Number of Speakers',
			'With more than one, the transcript shows who said what (diarization)',
			{ minValue: 1, maxValue: 100 },
			1,
		),
		(count) => (count === 1 ? undefined : count),
	),
];

/** Members of `config`, section "Submit" of the vendor's REST page. */
const recognitionFields: readonly MappedField[] = [
	at(
		'config.include_filler',
		booleanField('include_filler', 'Include Fillers', 'Whether to keep filler words such as "um"'),
	),
	at(
		'config.include_partial_results',
		booleanField(
			'include_partial_results',
			'Include Partial Results',
			'Whether to also return interim results. They have no times, so they are not part of words and segments.',
		),
	),
	at(
		'config.auto_punctuation',
		booleanField('auto_punctuation', 'Punctuation', 'Whether to add punctuation'),
	),
	at(
		'config.enable_spoken_numerals',
		booleanField('enable_spoken_numerals', 'Spoken Numerals', 'Whether to write numbers as they are spoken'),
	),
	at(
		'config.enable_speech_insights',
		booleanField('enable_speech_insights', 'Speech Insights', 'Whether to analyse what is said'),
	),
	at(
		'config.enable_voice_insights',
		booleanField('enable_voice_insights', 'Voice Insights', 'Whether to analyse how it is said'),
	),
	at(
		MODEL_PATHS.model,
		enumField(
			'model_key',
			'Send Model As',
			'Name of the request parameter that holds the model. Prosa.ai has documented both names. A request rejected because of one is retried with the other.',
			[
				{ name: 'Engine', value: 'engine' },
				{ name: 'Model', value: 'model' },
			],
			'engine',
		),
		(key, { model = DEFAULT_MODEL }) => (key === 'model' ? model : undefined),
	),
];

/** Members of `request` that describe the recording; Prosa.ai detects all of them except the label. */
const recordingDetails: readonly MappedField[] = [
	at(
		'request.label',
		textField(
			'label',
			'Recording: Label',
			'Name of the job in lists. Default: the file name.',
			'e.g. Weekly meeting',
		),
	),
	at(
		'request.duration',
		numberField(
			'duration',
			'Recording: Duration',
			'Length of the recording in seconds',
			{ minValue: 0, numberPrecision: 3 },
			60,
		),
	),
	at(
		'request.mime_type',
		textField('mime_type', 'Recording: MIME Type', 'Media type of the recording', 'e.g. audio/wav'),
	),
	at(
		'request.sample_rate',
		numberField(
			'sample_rate',
			'Recording: Sample Rate',
			'Sample rate of the recording in Hz',
			{ minValue: 1 },
			16_000,
		),
	),
	at(
		'request.channels',
		numberField('channels', 'Recording: Channels', 'Number of channels of the recording', { minValue: 1 }, 1),
	),
];

/** Parameters that have no field, an option. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"config": {"name": "value"}}',
	description:
		'Additional members of "config" and "request" as JSON, for settings not available as fields. Overrides the fields above.',
};

export const submissionGroups: readonly MappedGroup[] = [
	{ fields: mainFields },
	additionalFields([...recognitionFields, ...recordingDetails]),
];

export const submissionFields: INodeProperties[] = propertiesOf(submissionGroups);
