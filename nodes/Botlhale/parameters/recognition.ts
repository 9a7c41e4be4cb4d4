import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { enumField, booleanField, numberField, textField } from '../../shared/fields/define';
import {
	at,
	mappedGroup,
	type MappedField,
	type MappedGroup,
	type ToValue,
} from '../../shared/fields/mapped';

/** A field and the parameter it sets, under both of its names. */
interface NamedField extends MappedField {
	oldName: string;
}

/** A group whose parameters have two names each: the path of a field is the new one. */
export interface NamedGroup extends MappedGroup {
	/** The old name of a parameter, by its new one. */
	oldNames: Readonly<Record<string, string>>;
}

/** Parameters have snake-case names since 2025, and most had other names before; the credential chooses. */
function parameter(name: string, oldName: string, field: INodeProperties, toValue?: ToValue): NamedField {
	return { ...at(name, field, toValue), oldName };
}

/** Booleans are `True` and `False` in all of Botlhale AI's examples. */
const trueOrFalse: ToValue = (value) => (value === true ? 'True' : 'False');

const otherFields = [
	parameter(
		'language_code',
		'LanguageCode',
		textField(
			'other_language_code',
			'Language (Other)',
			'Code of a language that is not in the list. Overrides Language.',
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
export const jobGroup = (languages: INodePropertyOptions[]): NamedGroup =>
	namedGroup('recognition', 'Language and Recognition', languages, [
		...otherFields,
		parameter(
			'diarization',
			'Diarization',
			booleanField(
				'diarization',
				'Diarization',
				'Whether to distinguish speakers. Not available for Kinyarwanda.',
			),
			trueOrFalse,
		),
		parameter(
			'voice_id',
			'voice_id',
			textField('voice_id', 'Voice ID', 'ID of the speaker at Botlhale AI', 'e.g. agent-7'),
		),
	]);

/** The parameters of a short recording, which has no job. */
export const shortGroup = (languages: INodePropertyOptions[]): NamedGroup =>
	namedGroup('shortRecognition', 'Language and Redaction', languages, [
		...otherFields,
		parameter(
			'redact',
			'redact',
			booleanField('redact', 'Redact', 'Whether to replace names, places and the like with tags'),
			trueOrFalse,
		),
	]);

function namedGroup(
	name: string,
	displayName: string,
	languages: INodePropertyOptions[],
	fields: readonly NamedField[],
): NamedGroup {
	const language = parameter(
		'language_code',
		'LanguageCode',
		enumField(
			'language_code',
			'Language',
			'Language of the recording. If omitted, South African languages are detected automatically.',
			languages,
			'zu-ZA',
		),
	);
	return {
		...mappedGroup(name, displayName, fields, {
			field: language,
			placeholder: 'Add language or parameter',
			description: 'Without a language, South African languages are detected automatically',
		}),
		oldNames: Object.fromEntries([language, ...fields].map(({ path, oldName }) => [path, oldName])),
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
