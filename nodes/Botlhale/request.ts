import type { INodeProperties } from 'n8n-workflow';

import { readGroup, type GroupValues } from '../shared/items/group';
import { readJsonOption, type ParameterSource } from '../shared/items/parameters';
import { choice, flag, group, number, text, type Lead } from '../shared/node/fields';
import type { Wishes } from './api';
import { LANGUAGES } from './languages';

const languageLead: Lead = {
	field: choice(
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
	text(
		'other_language_code',
		'Language (Other)',
		'Code of a language that is not in the list; it wins over Language',
		'e.g. ss-ZA',
	),
	number(
		'sample_rate',
		'Sample Rate',
		'Of the recording, in Hz; Botlhale AI recommends 16000',
		{ minValue: 8000, maxValue: 48_000 },
		16_000,
	),
];

const jobGroup = group(
	'recognition',
	'Language and Recognition',
	[
		...otherFields,
		flag(
			'diarization',
			'Tell Speakers Apart',
			'Whether to tell who speaks (diarization); not offered for Kinyarwanda',
		),
		text('voice_id', 'Voice ID', 'ID of the speaker, as Botlhale AI knows it', 'e.g. agent-7'),
	],
	languageLead,
);

const shortGroup = group(
	'shortRecognition',
	'Language and Redaction',
	[
		...otherFields,
		flag('redact', 'Redact', 'Whether names, places and the like are replaced by tags in the redacted text'),
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
export function readJobWishes(source: ParameterSource): Wishes {
	return toWishes(source, readGroup(source, jobGroup));
}

/** What the synchronous call is asked for. @throws NodeOperationError that names the field */
export function readShortWishes(source: ParameterSource): Wishes {
	return toWishes(source, readGroup(source, shortGroup));
}

function toWishes(source: ParameterSource, values: GroupValues): Wishes {
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
