import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { firstConflict, rule, type Rule } from '../shared/items/conflicts';
import { readGroup } from '../shared/items/group';
import {
	checkField,
	fieldError,
	readJsonObject,
	readParameter,
	type ParameterSource,
} from '../shared/items/parameters';
import { additional, MODEL_KEY, modelField, recognitionGroup, recordingGroup } from './recognition';

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
	const model = readModel(source);
	const { [MODEL_KEY]: key, ...settings } = readGroup(source, recognitionGroup);
	const {
		config = {},
		request = {},
		...rest
	} = readJsonObject(source, additional.name, additional.displayName);
	const submission: Submission = {
		config: {
			[key === 'model' ? 'model' : 'engine']: model,
			...settings,
			...checkField(source, `${additional.displayName}: config`, object, config),
		},
		request: {
			...(fileName === undefined || fileName === '' ? {} : { label: fileName }),
			...readGroup(source, recordingGroup),
			...checkField(source, `${additional.displayName}: request`, object, request),
		},
		rest,
	};
	const conflict = firstConflict(RULES, submission.request);
	if (conflict) throw fieldError(source, additional.displayName, conflict.what, conflict.hint);
	return submission;
}

function readModel(source: ParameterSource): string {
	const name = z.string({ error: 'expected a text' }).trim().min(1, 'is empty');
	return readParameter(source, modelField.name, modelField.displayName, name, { extractValue: true });
}

const WHERE = 'Choose file or URL under «Recording» instead.';

/** Exactly one of the two is sent, and it comes from the field «Recording». */
const RULES: readonly Rule[] = ['data', 'uri', 'audio'].map((name) =>
	rule(name, (request) => request[name] !== undefined, `«request.${name}» is the recording itself`, WHERE),
);
