import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { firstExclusion, rule, type Rule } from '../../shared/fields/exclusions';
import { readGroup } from '../../shared/fields/group';
import {
	checkField,
	fieldError,
	optionLabel,
	readJsonOption,
	type ParameterSource,
} from '../../shared/fields/parameters';
import {
	additionalOption,
	DEFAULT_MODEL,
	MODEL_KEY,
	recognitionGroup,
	recordingGroup,
} from '../parameters/recognition';

/** What is sent to `POST /stt`, without the recording. */
export interface Submission {
	config: IDataObject;
	request: IDataObject;
	/** Members beside these two that a person added. */
	rest: IDataObject;
}

const object = z.custom<IDataObject>(
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'expected an object',
);

/**
 * Reads the fields; only what is set is sent. `fileName` is the label where a person gives none.
 * @throws NodeOperationError for a wrong value, or for parameters that exclude each other
 */
export function readSubmission(source: ParameterSource, fileName: string | undefined): Submission {
	const { model = DEFAULT_MODEL, [MODEL_KEY]: key, ...settings } = readGroup(source, recognitionGroup);
	const { config = {}, request = {}, ...rest } = readJsonOption(source, additionalOption);
	const label = optionLabel(additionalOption);
	const submission: Submission = {
		config: {
			[key === 'model' ? 'model' : 'engine']: model,
			...settings,
			...checkField(source, `${label}: config`, object, config),
		},
		request: {
			...(fileName === undefined || fileName === '' ? {} : { label: fileName }),
			...readGroup(source, recordingGroup),
			...checkField(source, `${label}: request`, object, request),
		},
		rest,
	};
	const conflict = firstExclusion(RULES, submission.request);
	if (conflict) throw fieldError(source, label, conflict.what, conflict.hint);
	return submission;
}

const WHERE = 'Choose file or URL under «Recording» instead.';

/** Exactly one of the two is sent, and it comes from the field «Recording». */
const RULES: readonly Rule[] = ['data', 'uri', 'audio'].map((name) =>
	rule(name, (request) => request[name] !== undefined, `«request.${name}» is the recording itself`, WHERE),
);
