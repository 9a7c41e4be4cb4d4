import type { INodeProperties } from 'n8n-workflow';

import {
	enumField,
	booleanField,
	groupField,
	numberField,
	textField,
	type LeadField,
} from '../../shared/fields/define';
import { readGroup, type GroupValues } from '../../shared/fields/group';
import { readJsonOption, type ParameterSource } from '../../shared/fields/parameters';
import type { RecognitionOptions } from '../api/api';
import { LANGUAGES } from '../api/languages';

const languageLead: LeadField = {
	field: enumField(
		'language_code',
		'Language',
		'Language of the recording; detected where it is left out, if it is a South African one',
		LANGUAGES,
		'zu-ZA',
	),
	placeholder: 'Add language or parameter',
	description: 'Without a language it is detected, if it is a South African one',
};

const otherFields = [
	textField(
		'other_language_code',
		'Language (Other)',
		'Code of a language that is not in the list; it wins over Language',
		'e.g. ss-ZA',
	),
	numberField(
		'sample_rate',
		'Sample Rate',
		'Of the recording, in Hz; Botlhale AI recommends 16000',
		{ minValue: 8000, maxValue: 48_000 },
		16_000,
	),
];

const jobGroup = groupField(
	'recognition',
	'Language and Recognition',
	[
		...otherFields,
		booleanField(
			'diarization',
			'Tell Speakers Apart',
			'Whether to tell who speaks (diarization); not offered for Kinyarwanda',
		),
		textField('voice_id', 'Voice ID', 'ID of the speaker, as Botlhale AI knows it', 'e.g. agent-7'),
	],
	languageLead,
);

const shortGroup = groupField(
	'shortRecognition',
	'Language and Redaction',
	[
		...otherFields,
		booleanField(
			'redact',
			'Redact',
			'Whether names, places and the like are replaced by tags in the redacted text',
		),
	],
	languageLead,
);

/** What has no field, an option. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	description: 'Parameters that Botlhale AI has added since, sent as they are beside the ones above',
};

export const jobFields: INodeProperties[] = [jobGroup];
export const shortFields: INodeProperties[] = [shortGroup];

/** What a job is asked for. @throws NodeOperationError that names the field */
export function readRecognitionOptions(source: ParameterSource): RecognitionOptions {
	return toWishes(source, readGroup(source, jobGroup));
}

/** What the synchronous call is asked for. @throws NodeOperationError that names the field */
export function readShortWishes(source: ParameterSource): RecognitionOptions {
	return toWishes(source, readGroup(source, shortGroup));
}

function toWishes(source: ParameterSource, values: GroupValues): RecognitionOptions {
	const { language_code, other_language_code, sample_rate, diarization, voice_id, redact } = values;
	const language = other_language_code ?? language_code;
	const own = readJsonOption(source, additionalOption);
	return {
		...(typeof language === 'string' ? { language } : {}),
		...(typeof sample_rate === 'number' ? { sampleRate: sample_rate } : {}),
		...(typeof diarization === 'boolean' ? { diarization } : {}),
		...(typeof voice_id === 'string' ? { voiceId: voice_id } : {}),
		...(typeof redact === 'boolean' ? { redact } : {}),
		own: Object.fromEntries(Object.entries(own).map(([name, value]) => [name, fieldText(value)])),
	};
}

/** A form holds texts only. */
function fieldText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
