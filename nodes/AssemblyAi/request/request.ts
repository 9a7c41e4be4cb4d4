import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalFields,
	applyGroups,
	labelOfPath,
	propertiesOf,
	type MappedGroup,
} from '../../shared/fields/mapped';
import {
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import { withNormalizedUrls } from '../../shared/fields/urlMembers';
import { intelligenceFields } from '../parameters/intelligence';
import { languageFields, transcriptionLanguage } from '../parameters/language';
import { legacyGroup } from '../parameters/legacy';
import { privacyFields } from '../parameters/privacy';
import { speakersChoice, speakersFields } from '../parameters/speakers';
import { vocabularyFields } from '../parameters/vocabulary';
import { findConflict } from './exclusions';

const fieldGroups: readonly MappedGroup[] = [
	{ fields: [...transcriptionLanguage, ...speakersChoice] },
	additionalFields([
		...languageFields,
		...speakersFields,
		...vocabularyFields,
		...intelligenceFields,
		...privacyFields,
	]),
];

/** All fields of a job, in the order of the editor. */
export const PARAMETER_GROUPS: readonly MappedGroup[] = [...fieldGroups, legacyGroup];

/** An option for parameters that have no field. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	description:
		'Additional parameters as JSON, for settings not available as fields. Overrides the fields above. See <a href="https://www.assemblyai.com/docs/api-reference/transcripts/submit">the API reference</a>.',
};

/** The fields of a job in the editor, except for its options. */
export const transcriptionFields: readonly INodeProperties[] = propertiesOf(fieldGroups);

/** Options of a job. */
export const transcriptionOptions: readonly INodeProperties[] = [
	...legacyGroup.fields.map(({ field }) => field),
	additionalOption,
];

/**
 * The body of `POST /v2/transcript` with the parameters that are set, without the recording and the callback.
 * @throws NodeOperationError for an invalid value, or for parameters that exclude each other
 */
export function readTranscriptionBody(source: ParameterSource): IDataObject {
	const fields: IDataObject = {};
	applyGroups(source, PARAMETER_GROUPS, fields);
	const given = { ...fields, ...readJsonOption(source, additionalOption) };
	const body = withNormalizedUrls(given, ['webhook_url']);
	const conflict = findConflict(body);
	if (conflict) throw fieldError(source, labelOf(conflict.parameter, body), conflict.what, conflict.hint);
	return body;
}

/** The label of a parameter's field in the editor, e.g. `Additional Fields: Redact Audio`. */
export function labelOf(path: string, body: IDataObject): string {
	return labelOfPath(PARAMETER_GROUPS, path, body) ?? `${optionLabel(additionalOption)}: ${path}`;
}
