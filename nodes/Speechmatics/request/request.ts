import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { trimmedText } from '../../shared/core/trimmedText';
import { applyGroups, labelOfPath } from '../../shared/fields/mapped';
import {
	checkWebAddress,
	fieldError,
	optionLabel,
	readJsonOption,
	readRequiredText,
	type ParameterSource,
} from '../../shared/fields/parameters';
import { rowsOf } from '../../shared/fields/rows';
import { mergeConfig, setAt } from '../../shared/fields/setPath';
import { intelligenceGroup } from '../parameters/intelligence';
import { DEFAULT_LANGUAGE, languageGroup, languageOption } from '../parameters/language';
import { notificationsField } from '../parameters/notifications';
import { speakersGroup } from '../parameters/speakers';
import { captionsFileGroup, trackingGroup } from '../parameters/tracking';
import { vocabularyGroup } from '../parameters/vocabulary';
import { findConflict } from './exclusions';
import { readHeaders } from './headers';

export type JobType = 'transcription' | 'alignment';

/** Groups that only a transcription has. */
const TRANSCRIPTION = [
	languageGroup,
	speakersGroup,
	vocabularyGroup,
	intelligenceGroup,
	captionsFileGroup,
] as const;

/** All groups of the job config. */
export const CONFIG_GROUPS = [...TRANSCRIPTION, trackingGroup] as const;

/** What has no field, an option. */
export const jobConfigOption: INodeProperties = {
	displayName: 'Job Config (JSON)',
	name: 'jobConfig',
	type: 'json',
	default: '{}',
	description:
		'Members of the job config that Speechmatics has added since, in its own form. They win over the fields above. See <a href="https://docs.speechmatics.com/api-ref/batch/create-a-new-job">the API reference</a>.',
};

/** Fields of a transcription, in the order of the editor. */
export const transcriptionFields: INodeProperties[] = TRANSCRIPTION.map(({ property }) => property);

/** Fields that every kind of job has. */
export const jobFields: INodeProperties[] = [trackingGroup.property, notificationsField];

/** Members of the job config that are not in its groups: where the recording is, and the callback. */
export interface Sources {
	fetchData?: IDataObject | undefined;
	fetchText?: IDataObject | undefined;
	callback?: IDataObject | undefined;
}

/**
 * The `config` part of `POST /jobs`: only what is set.
 * @throws NodeOperationError for a wrong value, or for members that exclude each other
 */
export function readJobConfig(source: ParameterSource, type: JobType, sources: Sources): IDataObject {
	const config: IDataObject = { type };
	if (type === 'alignment') {
		setAt(config, ALIGNMENT_LANGUAGE, readAlignmentLanguage(source));
	} else {
		setAt(config, 'transcription_config.language', DEFAULT_LANGUAGE);
	}
	if (sources.fetchData) config.fetch_data = sources.fetchData;
	if (sources.fetchText) config.fetch_text = sources.fetchText;
	applyGroups(source, type === 'alignment' ? [trackingGroup] : CONFIG_GROUPS, config);
	const own = readJsonOption(source, jobConfigOption);
	const merged = mergeConfig(config, own);
	const ownNotifications: unknown[] | undefined = Array.isArray(own.notification_config)
		? own.notification_config
		: undefined;
	const notifications: unknown[] = [
		...(sources.callback ? [sources.callback] : []),
		...(ownNotifications ?? readNotifications(source)),
	];
	if (notifications.length > 0) merged.notification_config = notifications;
	const conflict = findConflict(merged);
	if (conflict) throw fieldError(source, labelOf(conflict.parameter), conflict.what, conflict.hint);
	return merged;
}

const ALIGNMENT_LANGUAGE = 'alignment_config.language';

function readAlignmentLanguage(source: ParameterSource): string {
	const label = optionLabel(languageOption);
	return readRequiredText(source, `options.${languageOption.name}`, label, DEFAULT_LANGUAGE);
}

function readNotifications(source: ParameterSource): IDataObject[] {
	const label = notificationsField.displayName;
	const given: unknown = source.context.getNodeParameter(notificationsField.name, source.itemIndex, {});
	return rowsOf(given).map((row) => {
		const url = checkWebAddress(source, `${label}: URL`, trimmedText(row.url));
		const headers = readHeaders(source, `${label}: Headers`, row.auth_headers);
		return {
			url,
			contents: Array.isArray(row.contents) ? row.contents.map(trimmedText) : [],
			...(row.method === 'put' ? { method: 'put' } : {}),
			...(headers.length === 0 ? {} : { auth_headers: headers }),
		};
	});
}

/** Name of a member's field in the editor, e.g. `Speech Intelligence: Summary`. */
function labelOf(path: string): string {
	const label = labelOfPath(CONFIG_GROUPS, path);
	if (label !== undefined) return label;
	if (path === ALIGNMENT_LANGUAGE) return optionLabel(languageOption);
	return path === 'notification_config'
		? notificationsField.displayName
		: `${optionLabel(jobConfigOption)}: ${path}`;
}
