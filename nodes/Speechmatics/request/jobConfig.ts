import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listAt } from '../../shared/fields/exclusions';
import { readRows } from '../../shared/fields/group';
import {
	additionalFields,
	applyGroups,
	labelOfPath,
	propertiesOf,
	type MappedField,
	type MappedGroup,
} from '../../shared/fields/mapped';
import {
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import { mergeConfig, setAt } from '../../shared/fields/setPath';
import { withNormalizedUrls } from '../../shared/fields/urlMembers';
import { captionsFileFields } from '../parameters/captionsFile';
import { intelligenceFields } from '../parameters/intelligence';
import type { JobType } from '../parameters/jobType';
import {
	alignmentLanguage,
	DEFAULT_LANGUAGE,
	languageFields,
	transcriptionLanguage,
} from '../parameters/language';
import { notificationsField } from '../parameters/notifications';
import { speakersChoice, speakersFields } from '../parameters/speakers';
import { trackingFields } from '../parameters/tracking';
import { vocabularyFields } from '../parameters/vocabulary';
import { rejectDuplicates } from './duplicates';
import { findExclusion } from './exclusions/index';
import { recordingHeaders } from './recording';
import { fetchMember, type Source } from './source';
import { textHeaders } from './spokenText';

const URL_PATHS = ['fetch_data.url', 'fetch_text.url', 'notification_config.url'];

/** All fields of the job config, by what the job does. */
export const CONFIG_GROUPS: Readonly<Record<JobType, readonly MappedGroup[]>> = {
	transcription: [
		{ fields: [transcriptionLanguage, speakersChoice] },
		additionalFields([
			...languageFields,
			...speakersFields,
			...vocabularyFields,
			...intelligenceFields,
			...captionsFileFields,
			...trackingFields,
			notificationsField('transcription'),
		]),
	],
	alignment: [
		{ fields: [alignmentLanguage] },
		additionalFields([...trackingFields, notificationsField('alignment')]),
	],
};

/** An option for members of the job config that have no field. */
export const jobConfigOption: INodeProperties = {
	displayName: 'Job Config (JSON)',
	name: 'jobConfig',
	type: 'json',
	default: '{}',
	description:
		'Additional job config as JSON, for settings not available as fields. Overrides the fields above. See <a href="https://docs.speechmatics.com/api-ref/batch/create-a-new-job">the API reference</a>.',
};

/** The fields of the job config in the editor. */
export const jobFields = (type: JobType): INodeProperties[] => propertiesOf(CONFIG_GROUPS[type]);

/** The members of the job config that are not bound to a field. */
export interface JobParts {
	recording: Source;
	/** The spoken text of an alignment. */
	text?: Source;
	/** An entry of `notification_config`. */
	callback?: IDataObject | undefined;
}

/** The `config` part of `POST /jobs`, with the members that are set. */
export interface JobConfigs {
	config: IDataObject;
	/** The same without the callback: everything that determines the result. */
	ordered: IDataObject;
}

/** @throws NodeOperationError for a wrong value, and for members that exclude each other or have no effect */
export function readJobConfig(source: ParameterSource, type: JobType, parts: JobParts): JobConfigs {
	const config: IDataObject = {
		type,
		...(type === 'alignment'
			? { alignment_config: { language: DEFAULT_LANGUAGE } }
			: { transcription_config: { language: DEFAULT_LANGUAGE } }),
		...fetchMember('fetch_data', parts.recording),
		...(parts.text ? fetchMember('fetch_text', parts.text) : {}),
	};
	const groups = CONFIG_GROUPS[type];
	rejectDuplicates(source, groups);
	applyGroups(source, groups, config);
	for (const field of headerFields(parts)) applyRows(source, field, config);
	const own = readJsonOption(source, jobConfigOption);
	const ordered = withNormalizedUrls(mergeConfig(config, own), URL_PATHS);
	if (ordered.type !== type) {
		throw fieldError(
			source,
			`${optionLabel(jobConfigOption)}: type`,
			`must be "${type}"`,
			'Remove it: the operation sets it.',
		);
	}
	const full = parts.callback ? withCallback(ordered, parts.callback) : ordered;
	const exclusion = findExclusion(full);
	if (exclusion)
		throw fieldError(source, labelOf(type, exclusion.parameter, full), exclusion.what, exclusion.hint);
	return { config: full, ordered };
}

function withCallback(config: IDataObject, callback: IDataObject): IDataObject {
	return { ...config, notification_config: [callback, ...listAt(config, 'notification_config')] };
}

/** Headers for downloading what is given as a URL. */
function headerFields({ recording, text }: JobParts): MappedField[] {
	return [
		...(recording.url === undefined ? [] : [recordingHeaders]),
		...(text?.url === undefined ? [] : [textHeaders]),
	];
}

function applyRows(
	source: ParameterSource,
	{ field, path, toValue }: MappedField,
	config: IDataObject,
): void {
	const rows = readRows(source, field);
	const value = rows.length === 0 ? undefined : (toValue?.(rows, {}) ?? undefined);
	if (value !== undefined) setAt(config, path, value);
}

/** The label of the field that sets a member, e.g. `Additional Fields: Summary`; without one, that of the JSON. */
function labelOf(type: JobType, path: string, config: IDataObject): string {
	const rows = [recordingHeaders, textHeaders];
	return (
		labelOfPath(CONFIG_GROUPS[type], path, config) ??
		rows.find((field) => field.path === path)?.field.displayName ??
		`${optionLabel(jobConfigOption)}: ${path}`
	);
}
