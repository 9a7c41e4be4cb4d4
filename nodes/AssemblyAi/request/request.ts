import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { fieldsOf, readGroup, toList, type GroupValues } from '../../shared/fields/group';
import {
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import { intelligenceGroup } from '../parameters/intelligence';
import { LANGUAGE_DETECTION_KEYS, languageGroup } from '../parameters/language';
import { legacyGroup } from '../parameters/legacy';
import { privacyGroup, REDACTED_AUDIO_KEYS } from '../parameters/privacy';
import { SPEAKER_OPTION_KEYS, speakersGroup } from '../parameters/speakers';
import { vocabularyGroup } from '../parameters/vocabulary';
import { findConflict } from './exclusions';

const GROUPS = [
	languageGroup,
	speakersGroup,
	vocabularyGroup,
	intelligenceGroup,
	privacyGroup,
	legacyGroup,
] as const;

/** What has no field, an option. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	description:
		'Parameters that AssemblyAI has added since, sent as they are. They win over the fields above. See <a href="https://www.assemblyai.com/docs/api-reference/transcripts/submit">the API reference</a>.',
};

/** Fields for everything that a transcription may be asked to do. */
export const transcriptionFields: readonly INodeProperties[] = GROUPS;

/**
 * What is sent to `POST /v2/transcript`, without the recording and the callback: only what is set.
 * @throws NodeOperationError for a wrong value, or for parameters that exclude each other
 */
export function readTranscriptionBody(source: ParameterSource): IDataObject {
	const values: GroupValues = {};
	for (const group of GROUPS) Object.assign(values, readGroup(source, group));
	const own = readJsonOption(source, additionalOption);
	const body = { ...toBody(values), ...own };
	const conflict = findConflict(body);
	if (conflict) throw fieldError(source, labelOf(conflict.parameter, values), conflict.what, conflict.hint);
	return body;
}

const KEYTERMS_KEYS = ['keyterms_match_strength'] as const;

/** Objects that are put together from several fields. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
	language_detection_options: LANGUAGE_DETECTION_KEYS,
	speaker_options: SPEAKER_OPTION_KEYS,
	redact_pii_audio_options: REDACTED_AUDIO_KEYS,
	keyterms_prompt_options: KEYTERMS_KEYS,
};

/** Name of a parameter's field in the editor, e.g. `Privacy: Redact Audio`; of an object's, the one that is set. */
function labelOf(parameter: string, values: GroupValues): string {
	const wanted = OBJECTS[parameter]?.find((key) => values[key] !== undefined) ?? parameter;
	for (const group of GROUPS) {
		const field = fieldsOf(group).find(({ name }) => name === wanted);
		if (field) return `${group.displayName}: ${field.displayName}`;
	}
	return `${optionLabel(additionalOption)}: ${parameter}`;
}

function toBody(values: GroupValues): IDataObject {
	const rest: GroupValues = { ...values };
	const take = (key: string): GroupValues[string] | undefined => {
		const value = rest[key];
		// Removed, because what is left is sent under its own name.
		Reflect.deleteProperty(rest, key);
		return value;
	};
	const takeAll = (keys: readonly string[]): IDataObject | undefined => nonEmpty(pick(keys, take));

	const body: IDataObject = {
		language_detection_options: takeAll(LANGUAGE_DETECTION_KEYS),
		speaker_options: takeAll(SPEAKER_OPTION_KEYS),
		redact_pii_audio_options: takeAll(REDACTED_AUDIO_KEYS),
		keyterms_prompt_options: takeAll(KEYTERMS_KEYS),
		custom_spelling: spellings(take('custom_spelling')),
		redact_static_entities: staticEntities(take('redact_static_entities')),
		speech_understanding: understanding(take),
	};
	return { ...rest, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) };
}

type Take = (key: string) => GroupValues[string] | undefined;

function pick(keys: readonly string[], take: Take, rename = (key: string) => key): IDataObject {
	const picked: IDataObject = {};
	for (const key of keys) {
		const value = take(key);
		if (value !== undefined) picked[rename(key)] = value;
	}
	return picked;
}

function nonEmpty(value: IDataObject): IDataObject | undefined {
	return Object.keys(value).length === 0 ? undefined : value;
}

function rowsOf(value: GroupValues[string] | undefined): IDataObject[] {
	if (!Array.isArray(value)) return [];
	return value.filter((row): row is IDataObject => typeof row === 'object');
}

function spellings(value: GroupValues[string] | undefined): IDataObject[] | undefined {
	const rows = rowsOf(value).map(({ from, to }) => ({
		from: toList(trimmedText(from)),
		to: trimmedText(to),
	}));
	return rows.length === 0 ? undefined : rows;
}

function staticEntities(value: GroupValues[string] | undefined): IDataObject | undefined {
	return nonEmpty(
		Object.fromEntries(
			rowsOf(value).map(({ label, terms }) => [trimmedText(label), toList(trimmedText(terms))]),
		),
	);
}

/** Tasks of `speech_understanding.request`, section «Speech understanding» of AssemblyAI's docs. */
function understanding(take: Take): IDataObject | undefined {
	const unprefixed = (prefix: string) => (key: string) => key.replace(prefix, '');
	const named = pick(['speaker_type', 'known_values'], take);
	const identification = { ...named, ...describedSpeakers(named.speaker_type, take('speakers')) };
	const translation = pick(
		['target_languages', 'formal', 'match_original_utterance', 'force_translation'],
		take,
	);
	const formatting = {
		...pick(['format_date', 'format_phone_number', 'format_email'], take, unprefixed('format_')),
		...pick(['format_utterances'], take),
	};
	const summary = pick(['understanding_summary_type', 'understanding_summary_effort'], take, (key) =>
		key.endsWith('type') ? 'summary_type' : 'effort',
	);
	const wantsActions = take('action_items') === true;
	const actions = pick(['include_decisions', 'action_items_effort'], take, unprefixed('action_items_'));
	const request = nonEmpty({
		...entry('speaker_identification', nonEmpty(identification)),
		...entry('translation', nonEmpty(translation)),
		...entry('custom_formatting', nonEmpty(formatting)),
		...entry('summarization', nonEmpty(summary)),
		...entry('action_items', wantsActions ? actions : undefined),
	});
	return request && { request };
}

/** Each under `name` or `role`, whichever the speakers are identified by. */
function describedSpeakers(type: unknown, rows: GroupValues[string] | undefined): IDataObject {
	const key = type === 'role' ? 'role' : 'name';
	const speakers = rowsOf(rows).map(({ value, description }) => {
		const about = trimmedText(description).trim();
		return { [key]: trimmedText(value).trim(), ...(about === '' ? {} : { description: about }) };
	});
	return speakers.length === 0 ? {} : { speakers };
}

function entry(key: string, value: IDataObject | undefined): IDataObject {
	return value === undefined ? {} : { [key]: value };
}
