import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { applyGroups, labelOfPath } from '../../shared/fields/mapped';
import {
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
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
export const transcriptionFields: readonly INodeProperties[] = PARAMETER_GROUPS.map(({ property }) => property);

/**
 * The body of `POST /v2/transcript`, without the recording and the callback: only what is set.
 * @throws NodeOperationError for a wrong value, or for parameters that exclude each other
 */
export function readTranscriptionBody(source: ParameterSource): IDataObject {
	const fields: IDataObject = {};
	applyGroups(source, PARAMETER_GROUPS, fields);
	const body = { ...fields, ...readJsonOption(source, additionalOption) };
	const conflict = findConflict(body);
	if (conflict) throw fieldError(source, labelOf(conflict.parameter, body), conflict.what, conflict.hint);
	return body;
}

/** The label of a parameter's field in the editor, e.g. `Privacy: Redact Audio`. */
function labelOf(path: string, body: IDataObject): string {
	return labelOfPath(PARAMETER_GROUPS, path, body) ?? `${optionLabel(additionalOption)}: ${path}`;
}
