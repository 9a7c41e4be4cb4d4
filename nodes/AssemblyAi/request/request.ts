import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { applyGroups, labelOfPath } from '../../shared/fields/mapped';
import {
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import { withNormalizedUrls } from '../../shared/fields/urlMembers';
import { intelligenceGroup } from '../parameters/intelligence';
import { languageGroup } from '../parameters/language';
import { legacyGroup } from '../parameters/legacy';
import { privacyGroup } from '../parameters/privacy';
import { speakersGroup } from '../parameters/speakers';
import { vocabularyGroup } from '../parameters/vocabulary';
import { findConflict } from './exclusions';

/** All groups of parameters, in the order of the editor. */
export const PARAMETER_GROUPS = [
	languageGroup,
	speakersGroup,
	vocabularyGroup,
	intelligenceGroup,
	privacyGroup,
	legacyGroup,
] as const;

/** An option for parameters that have no field. */
export const additionalOption: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	description:
		'Additional parameters as JSON, for settings not available as fields. Overrides the fields above. See <a href="https://www.assemblyai.com/docs/api-reference/transcripts/submit">the API reference</a>.',
};

/** The fields of all parameters, one collection per group. */
export const transcriptionFields: readonly INodeProperties[] = PARAMETER_GROUPS.map(
	({ property }) => property,
);

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

/** The label of a parameter's field in the editor, e.g. `Privacy: Redact Audio`. */
export function labelOf(path: string, body: IDataObject): string {
	return labelOfPath(PARAMETER_GROUPS, path, body) ?? `${optionLabel(additionalOption)}: ${path}`;
}
