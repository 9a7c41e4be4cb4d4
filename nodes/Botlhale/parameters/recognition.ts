import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../shared/fields/alphabetical';
import { enumField, booleanField, numberField, textField } from '../../shared/fields/define';
import { additionalFields, at, type MappedField, type MappedGroup } from '../../shared/fields/mapped';
import { speakersAt, speakersField } from '../../shared/fields/speakers';

/** A field and the parameter it sets, under both of its names. */
interface NamedField extends MappedField {
	oldName: string;
}

/** Fields whose parameters have two names each: the path of a field is the new one. */
export interface NamedFields {
	groups: readonly MappedGroup[];
	/** The old name of a parameter, by its new one. */
	oldNames: Readonly<Record<string, string>>;
}

/** Parameters have snake-case names since 2025, and most had other names before; the credential chooses. */
function parameter(name: string, oldName: string, field: INodeProperties): NamedField {
	return { ...at(name, field), oldName };
}

const speakers = speakersField(
	['voice'],
	'Whether the transcript shows who said what (diarization). Not available for Kinyarwanda.',
);

const otherFields = [
	parameter(
		'language_code',
		'LanguageCode',
		textField(
			'other_language_code',
			'Language (Other)',
			'Code of a language that is not in the list. Overrides "Language".',
			'e.g. ss-ZA',
		),
	),
	parameter(
		'sample_rate',
		'SampleRate',
		numberField(
			'sample_rate',
			'Sample Rate',
			'Sample rate of the recording in Hz. Botlhale AI recommends 16000.',
			{ minValue: 8000, maxValue: 48_000 },
			16_000,
		),
	),
];

/** The parameters of a job; `languages` are the options of the language field. */
export const jobParameters = (languages: INodePropertyOptions[]): NamedFields =>
	named(
		[
			languageParameter(languages),
			{
				...speakersAt('diarization', speakers, { voice: true }),
				oldName: 'Diarization',
			},
		],
		[
			...otherFields,
			parameter(
				'voice_id',
				'voice_id',
				textField('voice_id', 'Voice ID', 'ID of the speaker at Botlhale AI', 'e.g. agent-7'),
			),
		],
	);

/** The parameters of a short recording, which has no job. */
export const shortParameters = (languages: INodePropertyOptions[]): NamedFields =>
	named(
		[languageParameter(languages)],
		[
			...otherFields,
			parameter(
				'redact',
				'redact',
				booleanField('redact', 'Redact', 'Whether to replace names, places and similar data with tags'),
			),
		],
	);

function languageParameter(languages: INodePropertyOptions[]): NamedField {
	return parameter(
		'language_code',
		'LanguageCode',
		enumField(
			'language',
			'Language',
			'Language of the recording. Only South African languages are detected automatically.',
			alphabetical([...languages, { name: 'Detect Automatically', value: '' }]),
		),
	);
}

function named(visible: readonly NamedField[], additional: readonly NamedField[]): NamedFields {
	return {
		groups: [{ fields: visible }, additionalFields(additional)],
		oldNames: Object.fromEntries([...visible, ...additional].map(({ path, oldName }) => [path, oldName])),
	};
}

/** Parameters that have no field, an option. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"name": "value"}',
	description:
		'Additional parameters as JSON, for settings not available as fields. Overrides the fields above.',
};
